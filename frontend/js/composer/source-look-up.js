/** Titles we put there ourselves are looked at again when the address changes; what was typed never is. */
const FIELDS = [
  ['title', 'source_title'],
  ['publisher', 'source_publisher'],
  ['author', 'source_author'],
  ['date', 'source_date'],
]

/**
 * Asks the server what a pasted or typed address leads to, and fills in what is still empty. The writer goes on
 * meanwhile; without an answer nothing happens but a word beside the address.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLDetailsElement} box
 */
export function startLookUp(form, box) {
  if (!box.dataset.lookUp) return
  // The button is for those without a script.
  box.querySelector('button[value="look-up-source"]')?.remove()
  box.addEventListener('change', (event) => void look(form, box, event.target))
  box.addEventListener('paste', (event) => setTimeout(() => look(form, box, event.target)))
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLDetailsElement} box
 * @param {EventTarget | null} field
 */
async function look(form, box, field) {
  if (!(field instanceof HTMLInputElement) || field.name !== 'source_url') return
  const row = field.closest('[data-source-row]')
  const url = field.value.trim()
  if (!(row instanceof HTMLElement) || !/\S\.\S/.test(url) || row.dataset.asked === url) return
  if (input(row, 'source_title')?.value) return
  row.dataset.asked = url
  say(box, row, 'asking')
  const answer = await ask(form, box, url)
  if (field.value.trim() !== url) return
  if (answer.title === undefined) {
    say(box, row, 'silent', answer.why)
    return
  }
  for (const [key, name] of FIELDS) {
    const place = input(row, name)
    if (place && !place.value && place !== document.activeElement) place.value = answer[key] ?? ''
  }
  if (answer.url && field !== document.activeElement) field.value = answer.url
  row.dataset.asked = field.value.trim()
  say(box, row, 'found')
  // The draft hears of it as if it had been typed.
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLDetailsElement} box
 * @param {string} url
 * @returns {Promise<Record<string, string | undefined>>} What was found, or `why` there is nothing.
 */
async function ask(form, box, url) {
  const token = new FormData(form).get('csrfmiddlewaretoken')
  try {
    const answer = await fetch(box.dataset.lookUp ?? '', {
      method: 'POST',
      body: new URLSearchParams({ url }),
      headers: { 'X-CSRFToken': typeof token === 'string' ? token : '', Accept: 'application/json' },
    })
    return await answer.json()
  } catch {
    return {}
  }
}

/**
 * @param {HTMLElement} row
 * @param {string} name
 * @returns {HTMLInputElement | null}
 */
function input(row, name) {
  const found = row.querySelector(`input[name="${name}"]`)
  return found instanceof HTMLInputElement ? found : null
}

/**
 * @param {HTMLDetailsElement} box
 * @param {HTMLElement} row
 * @param {string} what Which sentence: "asking", "found" or "silent".
 * @param {string} [instead] The server's own sentence, if it has one.
 */
function say(box, row, what, instead) {
  const place = row.querySelector('[data-source-note]')
  const sentence = box.querySelector(`template[data-source-${what}]`)
  if (place && sentence instanceof HTMLTemplateElement) place.textContent = instead ?? sentence.content.textContent
}
