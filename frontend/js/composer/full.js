/**
 * The whole window for writing. Everything else is out of reach meanwhile, so that Tab stays with what can be seen;
 * Escape or the same button leaves, and the cursor stays where it was.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startFull(form, text) {
  /** @type {Element[]} */
  let hushed = []
  const tool = form.querySelector('[data-tool="full"]')
  const set = (/** @type {boolean} */ full) => {
    form.toggleAttribute('data-full', full)
    tool?.setAttribute('aria-pressed', String(full))
    for (const one of hushed) one.removeAttribute('inert')
    hushed = full ? others(form) : []
    for (const one of hushed) one.setAttribute('inert', '')
    text.focus({ preventScroll: full })
    if (!full) form.scrollIntoView({ block: 'nearest' })
  }
  form.addEventListener('tk:tool', (event) => {
    if (event instanceof CustomEvent && event.detail.name === 'full') set(!form.hasAttribute('data-full'))
  })
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !form.hasAttribute('data-full')) return
    event.preventDefault()
    set(false)
  })
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
