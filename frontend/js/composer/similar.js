/** Milliseconds nothing is typed before the server is asked. */
const PAUSE = 600

/**
 * Topics with a title much like the one that is being typed, below its field.
 *
 * @param {HTMLElement} place The element with data-similar, where the server is asked.
 */
export function startSimilar(place) {
  const title = place.closest('form')?.elements.namedItem('title')
  if (!(title instanceof HTMLInputElement)) return
  let waiting = 0
  let asking = new AbortController()
  // What was typed before this script came counts as not asked yet.
  let asked = title.defaultValue.trim()
  const ask = async () => {
    const words = title.value.trim()
    if (words === asked) return
    asked = words
    asking.abort()
    asking = new AbortController()
    const url = `${place.dataset.similar}?q=${encodeURIComponent(words.slice(0, 200))}`
    const answer = await fetch(url, { headers: { Accept: 'application/json' }, signal: asking.signal })
    const { html } = await answer.json()
    // Read out only when it changes.
    if (html !== undefined && html !== place.innerHTML) place.innerHTML = html
  }
  const askSoon = () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(() => ask().catch(() => {}), PAUSE)
  }
  title.addEventListener('input', askSoon)
  askSoon()
}
