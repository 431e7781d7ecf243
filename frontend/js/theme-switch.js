/** Light, dark, or like the system, chosen at the foot of each page and kept in this browser (see first.js). */
export function startThemeSwitch() {
  const root = document.documentElement
  const group = document.querySelector('[data-theme-switch]')
  if (!group) return
  const over = root.dataset.preference ?? root.dataset.theme
  show(group)
  group.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('[data-choose]')
    if (!(button instanceof HTMLElement)) return
    const theme = button.dataset.choose ?? 'system'
    root.dataset.theme = theme
    try {
      localStorage.setItem('tk-theme', JSON.stringify({ theme, over }))
    } catch {
      // It holds for this page, then.
    }
    show(group)
  })
}

/** @param {Element} group */
function show(group) {
  for (const button of group.querySelectorAll('[data-choose]')) {
    const on = button.getAttribute('data-choose') === document.documentElement.dataset.theme
    button.setAttribute('aria-pressed', String(on))
  }
}
