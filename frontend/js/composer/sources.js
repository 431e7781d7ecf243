/** How long (milliseconds) nothing is typed before the server is asked, and how often at most. */
const PAUSE = 2500
const LONGEST = 50_000

/**
 * Adds rows for sources without a round trip, and asks kindly about sources the text names without a link.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startSources(form, text) {
  const box = form.querySelector('details[data-sources]')
  if (!(box instanceof HTMLDetailsElement)) return
  box.querySelector('button[value="add-source"]')?.addEventListener('click', (event) => {
    if (!addRow(box)) return
    event.preventDefault()
  })
  if (box.dataset.lookUp) void import('./source-look-up.js').then(({ startLookUp }) => startLookUp(form, box))
  let waiting = 0
  let asked = text.value
  text.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(async () => {
      if (text.value === asked || text.value.length > LONGEST) return
      asked = text.value
      for (const name of await hintsFor(form, box, asked)) ask(box, name)
    }, PAUSE)
  })
}

/**
 * Copies the last row, empty, and puts the cursor into it.
 *
 * @param {HTMLDetailsElement} box
 * @returns {HTMLElement | null}
 */
function addRow(box) {
  const rows = box.querySelectorAll('[data-source-row]')
  const last = rows[rows.length - 1]
  if (!(last instanceof HTMLElement)) return null
  const row = /** @type {HTMLElement} */ (last.cloneNode(true))
  const [from, to] = [`-source-${rows.length}-`, `-source-${rows.length + 1}-`]
  for (const fault of row.querySelectorAll('.errors')) fault.remove()
  for (const bad of row.querySelectorAll('.field-bad')) bad.classList.remove('field-bad')
  for (const label of row.querySelectorAll('label')) label.htmlFor = label.htmlFor.replace(from, to)
  for (const field of row.querySelectorAll('input')) {
    field.id = field.id.replace(from, to)
    field.value = ''
    field.removeAttribute('value')
    field.removeAttribute('aria-invalid')
    field.removeAttribute('aria-describedby')
  }
  delete row.dataset.asked
  const note = row.querySelector('[data-source-note]')
  if (note) note.textContent = ''
  const legend = row.querySelector('legend')
  if (legend) legend.textContent = (legend.textContent ?? '').replace(/\p{Nd}+/u, String(rows.length + 1))
  last.after(row)
  row.querySelector('input')?.focus()
  return row
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLDetailsElement} box
 * @param {string} text
 * @returns {Promise<string[]>} Names that the text credits; none when the server cannot be asked.
 */
async function hintsFor(form, box, text) {
  const body = new URLSearchParams({ text, syntax: form.dataset.syntax ?? '' })
  const token = new FormData(form).get('csrfmiddlewaretoken')
  try {
    const answer = await fetch(box.dataset.sources ?? '', {
      method: 'POST',
      body,
      headers: { 'X-CSRFToken': typeof token === 'string' ? token : '' },
    })
    return answer.ok ? (await answer.json()).hints : []
  } catch {
    return []
  }
}

/**
 * Shows the question once for each name, and puts the name into an empty row. Opens the box only if that is new.
 *
 * @param {HTMLDetailsElement} box
 * @param {string} name
 */
function ask(box, name) {
  const place = box.querySelector('[data-source-hints]')
  const template = box.querySelector('template[data-source-hint]')
  if (!place || !(template instanceof HTMLTemplateElement)) return
  const known = [...box.querySelectorAll('input[name="source_publisher"]')].some(
    (field) => field instanceof HTMLInputElement && field.value.toLowerCase() === name.toLowerCase(),
  )
  if (known || place.textContent?.includes(name)) return
  const hint = /** @type {DocumentFragment} */ (template.content.cloneNode(true))
  const words = hint.querySelector('span')
  if (words) words.textContent = (words.textContent ?? '').replace('{name}', () => name)
  place.append(hint)
  box.open = true
  const rows = [...box.querySelectorAll('[data-source-row]')]
  const empty = rows.find((row) => [...row.querySelectorAll('input')].every((field) => field.value === ''))
  const publisher = empty?.querySelector('input[name="source_publisher"]')
  if (publisher instanceof HTMLInputElement) publisher.value = name
}
