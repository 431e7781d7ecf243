/**
 * Code and tables that are wider than their column scroll sideways. Most browsers let the keyboard into them; for the
 * one that does not, those that really scroll become a stop for Tab.
 */
export function startScrollers() {
  look()
  window.addEventListener('resize', look)
}

function look() {
  for (const one of document.querySelectorAll('.prose :is(pre, table)')) {
    if (!(one instanceof HTMLElement)) continue
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0
    else one.removeAttribute('tabindex')
  }
}
