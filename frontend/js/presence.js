const EVERY = 60_000

/**
 * Says every minute that this page is still being read, by asking again for the picture that says so without a script
 * (<img class="seen" data-src="...">). A page nobody looks at says nothing.
 */
export function startPresence() {
  const seen = document.querySelector('img.seen[data-src]')
  if (!(seen instanceof HTMLImageElement)) return
  const address = new URL(seen.dataset.src ?? '', location.href)
  let last = Date.now()
  const tell = () => {
    if (document.visibilityState !== 'visible' || Date.now() - last < EVERY - 1000) return
    last = Date.now()
    address.searchParams.set('at', String(last))
    seen.src = address.href
  }
  setInterval(tell, EVERY)
  document.addEventListener('visibilitychange', tell)
}
