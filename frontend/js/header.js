/** Lets the header leave when one reads on, and come back on scrolling up. It only slides: nothing else moves. */
export function startHeader() {
  const header = document.querySelector('[data-top]')
  if (!(header instanceof HTMLElement)) return
  let before = window.scrollY
  const look = () => {
    const now = Math.max(0, window.scrollY)
    if (Math.abs(now - before) < 8) return
    header.toggleAttribute('data-away', now > before && now > header.offsetHeight)
    before = now
  }
  window.addEventListener('scroll', look, { passive: true })
}
