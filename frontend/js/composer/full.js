/** @type {Element[]} */
let hushed = []

/**
 * The whole window for writing, or back to the page. Everything else is out of reach meanwhile, so that Tab stays with
 * what can be seen; Escape or the same button leaves, and the cursor stays where it was.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function toggleFull(form, text) {
  const full = form.toggleAttribute('data-full')
  form.querySelector('[data-tool="full"]')?.setAttribute('aria-pressed', String(full))
  for (const one of hushed) one.removeAttribute('inert')
  hushed = full ? others(form) : []
  for (const one of hushed) one.setAttribute('inert', '')
  text.focus({ preventScroll: full })
  const leave = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !form.hasAttribute('data-full')) return
    event.preventDefault()
    form.removeEventListener('keydown', leave)
    toggleFull(form, text)
  }
  if (full) form.addEventListener('keydown', leave)
  else form.scrollIntoView({ block: 'nearest' })
}

/**
 * Everything of the page that is neither the form nor around it.
 *
 * @param {Element} form
 * @returns {Element[]}
 */
function others(form) {
  const found = []
  for (let at = form; at.parentElement && at !== document.body; at = at.parentElement) {
    for (const one of at.parentElement.children) {
      const quiet = one.matches('script, style, link, template, [data-collected]')
      if (one !== at && !quiet && !one.hasAttribute('inert')) found.push(one)
    }
  }
  return found
}
