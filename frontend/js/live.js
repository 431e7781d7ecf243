/**
 * Says in one polite line that replies came while the page is open, with a link to the first of them. Nothing moves by
 * itself. The sentence comes from the server, in the reader's language.
 *
 * The line to the server is open only while the page is looked at: browsers keep few connections to one host, and a
 * dozen topics in tabs would leave none. When it is opened again the server tells what came meanwhile.
 *
 * @param {HTMLElement} place The element with role=status and data-live, the address of the stream.
 */
export function startLive(place) {
  /** @type {EventSource | null} */
  let source = null
  const follow = () => {
    if (document.visibilityState === 'visible' && !source) {
      source = new EventSource(place.dataset.live ?? '')
      source.addEventListener('reply', (event) => show(place, event.data))
    } else if (document.visibilityState !== 'visible') {
      source?.close()
      source = null
    }
  }
  follow()
  document.addEventListener('visibilitychange', follow)
  window.addEventListener('pagehide', () => {
    source?.close()
    source = null
  })
  window.addEventListener('pageshow', follow)
}

/**
 * @param {HTMLElement} place
 * @param {string} data
 */
function show(place, data) {
  const { text, first } = JSON.parse(data)
  const link = place.querySelector('a') ?? document.createElement('a')
  link.className = 'button button-plain'
  link.href = first
  if (link.textContent !== text) link.textContent = text
  if (!link.parentElement) place.append(link)
}
