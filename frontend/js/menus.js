/** Menus are <details>; this closes an open one when the attention goes elsewhere: a click outside, Escape, Tab out. */
export function startMenus() {
  document.addEventListener('click', (event) => closeAllBut(event.target))
  document.addEventListener('focusin', (event) => closeAllBut(event.target))
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const menu of openMenus()) {
      const inside = menu.contains(document.activeElement)
      menu.open = false
      if (inside) menu.querySelector('summary')?.focus()
    }
  })
}

/**
 * @param {EventTarget | null} target
 */
function closeAllBut(target) {
  for (const menu of openMenus()) {
    if (!(target instanceof Node && menu.contains(target))) menu.open = false
  }
}

/**
 * @returns {NodeListOf<HTMLDetailsElement>}
 */
function openMenus() {
  return document.querySelectorAll('details.menu[open]')
}
