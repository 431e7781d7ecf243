/**
 * Single keys: j k n r q u ?. They can be switched off, in the preferences (data-shortcuts="off" on <html>) or in the
 * help they open (kept in this browser), as WCAG 2.1.4 asks.
 */
export function startKeys() {
  const help = document.querySelector('dialog#keys')
  if (!(help instanceof HTMLDialogElement)) return
  const box = help.querySelector('[data-keys-switch]')
  if (box instanceof HTMLInputElement) keepSwitch(box)
  document.querySelector('[data-open-keys]')?.addEventListener('click', () => help.showModal())
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
    if (document.documentElement.dataset.shortcuts === 'off' || document.querySelector('dialog[open]')) return
    const act = event.key === '?' ? () => help.showModal() : keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
}

/** @type {Record<string, () => void>} */
const keys = {
  j: () => step(1),
  k: () => step(-1),
  n: () => goTo(document.querySelector('#unread')?.closest('li')?.querySelector('article') ?? null, '.row-new'),
  r: () => goTo(document.querySelector('[data-composer] [data-text]'), '[data-key="reply"]'),
  q: () => current()?.querySelector('a[data-quote-url]')?.dispatchEvent(new MouseEvent('click', clicked)),
  u: () => goTo(null, '[data-key="up"]'),
}

const clicked = { bubbles: true, cancelable: true }

/**
 * Goes to a thing on this page or, if there is none, follows a link.
 *
 * @param {Element | null} here
 * @param {string} otherwise A selector of the link.
 */
function goTo(here, otherwise) {
  if (here instanceof HTMLElement) {
    here.focus({ preventScroll: true })
    here.scrollIntoView({ block: 'start' })
    return
  }
  const link = document.querySelector(otherwise)
  if (link instanceof HTMLElement) link.click()
}

/** @returns {HTMLElement[]} */
function posts() {
  return [...document.querySelectorAll('.posts article')].filter((one) => one instanceof HTMLElement)
}

/**
 * The post one is at: the one with the focus, else the first that is well in view, else the last.
 *
 * @returns {HTMLElement | undefined}
 */
function current() {
  const focused = document.activeElement?.closest('.posts article')
  if (focused instanceof HTMLElement) return focused
  const all = posts()
  return all.find((one) => one.getBoundingClientRect().bottom > 80) ?? all.at(-1)
}

/** @param {number} by */
function step(by) {
  const all = posts()
  const focused = all.findIndex((one) => one.contains(document.activeElement))
  const at = current()
  const next = focused < 0 ? at : all[Math.min(all.length - 1, Math.max(0, focused + by))]
  if (next) goTo(next, '')
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

/** @param {HTMLInputElement} box */
function keepSwitch(box) {
  const root = document.documentElement
  box.checked = root.dataset.shortcuts !== 'off'
  box.addEventListener('change', () => {
    root.dataset.shortcuts = box.checked ? 'on' : 'off'
    try {
      if (box.checked) localStorage.removeItem('tk-keys')
      else localStorage.setItem('tk-keys', 'off')
    } catch {
      // It holds for this page, then.
    }
  })
}
