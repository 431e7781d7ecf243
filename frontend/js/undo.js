/**
 * The bar that lets one take back what was just sent: counts its seconds, and goes when they are over.
 *
 * The seconds count from when the page came, because clocks differ; whether it is in time is the server's to say. A page
 * that comes back from the browser's memory has no bar any more.
 *
 * @param {HTMLElement} bar The element with data-undo, the seconds that are left.
 */
export function startUndo(bar) {
  const seconds = Number(bar.dataset.undo)
  const place = bar.querySelector('[data-undo-time]')
  const said = bar.querySelector('[data-undo-said]')
  const words = bar.querySelector('p')
  const until = performance.now() + seconds * 1000
  // Said once, after the browser has gone to the post; the count itself would only disturb.
  setTimeout(() => {
    if (said) said.textContent = words?.textContent ?? ''
  }, 600)
  const count = () => {
    const left = Math.ceil((until - performance.now()) / 1000)
    if (left <= 0) return end()
    if (place) place.textContent = String(left)
  }
  const clock = setInterval(count, 250)
  const end = () => {
    clearInterval(clock)
    const had = bar.contains(document.activeElement)
    bar.remove()
    // Whoever stood on the button goes on reading from the post.
    const post = had ? document.querySelector('.post:target') : null
    if (post instanceof HTMLElement) post.focus()
  }
  bar.style.setProperty('--undo-time', `${seconds}s`)
  bar.classList.add('undo-counts')
  count()
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) end()
  })
}
