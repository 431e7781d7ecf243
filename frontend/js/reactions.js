/**
 * Reactions without leaving the page: the link "React" opens the choice beside the post, and giving one changes only
 * the line under that post. Whatever goes wrong on the way is done as it is without a script.
 */

const TIME_TO_READ = 12_000

/** Listens on the whole page: posts may come and go. */
export function startReactions() {
  document.body.dataset.reactionsReady = ''
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null
    const link = target?.closest('a[data-react]')
    for (const open of document.querySelectorAll('[data-reaction-picker]')) {
      if (!target || !open.contains(target)) close(open, false)
    }
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    openPicker(link)
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const open of document.querySelectorAll('[data-reaction-picker]')) close(open, true)
  })
  document.addEventListener('submit', (event) => {
    const button = event.submitter
    const bar = button?.closest('[data-reactions]')
    if (!(button instanceof HTMLButtonElement) || !bar || button.dataset.plain !== undefined) return
    event.preventDefault()
    send(button, bar)
  })
}

/**
 * @param {HTMLAnchorElement} link
 */
async function openPicker(link) {
  const bar = link.closest('[data-reactions]')
  const answer = await fetch(link.href, { headers: { Accept: 'application/json' } }).catch(() => null)
  if (!bar || !answer?.ok) {
    location.href = link.href
    return
  }
  const { html } = await answer.json()
  bar.querySelector('[data-reaction-picker]')?.remove()
  bar.append(fragment(html))
  link.setAttribute('aria-expanded', 'true')
  const first = bar.querySelector('[data-reaction-picker] button')
  if (first instanceof HTMLElement) first.focus()
}

/**
 * @param {Element} picker
 * @param {boolean} focusBack Whether the attention goes back to the link that opened it.
 */
function close(picker, focusBack) {
  const link = picker.closest('[data-reactions]')?.querySelector('a[data-react]')
  picker.remove()
  link?.removeAttribute('aria-expanded')
  if (focusBack && link instanceof HTMLElement) link.focus()
}

/**
 * @param {HTMLButtonElement} button
 * @param {Element} bar
 */
async function send(button, bar) {
  const form = button.form
  if (!form) return
  const answer = await fetch(button.formAction, {
    method: 'POST',
    body: new FormData(form, button),
    headers: { Accept: 'application/json' },
  }).catch(() => null)
  const told = await answer?.json().catch(() => null)
  if (!told?.said) {
    // No answer of ours (the network, a session that ended): send it as a page would, which says what is the matter.
    button.dataset.plain = ''
    form.requestSubmit(button)
    return
  }
  if (answer?.ok) replace(bar, told.html, button.value)
  say(told.said, !answer?.ok)
}

/**
 * Puts the new line in the place of the old one, and the attention where it was.
 *
 * @param {Element} bar
 * @param {string} html
 * @param {string} kind
 */
function replace(bar, html, kind) {
  const fresh = fragment(html)
  const next = fresh.querySelector(`button[value="${CSS.escape(kind)}"]`) ?? fresh.querySelector('a[data-react]')
  bar.replaceWith(fresh)
  if (next instanceof HTMLElement) next.focus()
}

/**
 * @param {string} html Made by the server's own template.
 * @returns {DocumentFragment}
 */
function fragment(html) {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content
}

/**
 * Reads out what happened; trouble is also shown, at the edge of the window, for as long as it takes to read.
 *
 * @param {string} words
 * @param {boolean} isTrouble
 */
function say(words, isTrouble) {
  const known = document.querySelector('p.reaction-said')
  const place = known instanceof HTMLElement ? known : document.createElement('p')
  if (place !== known) {
    place.className = 'reaction-said'
    place.setAttribute('role', 'status')
    document.body.append(place)
  }
  place.classList.toggle('vh', !isTrouble)
  // A line that was just put there is not listened to yet.
  setTimeout(() => {
    place.textContent = words
  }, 100)
  clearTimeout(Number(place.dataset.until))
  place.dataset.until = String(setTimeout(() => place.classList.add('vh'), TIME_TO_READ))
}
