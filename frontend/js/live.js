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
  const way = place.querySelector('a, button') ?? wayTo(place.dataset.liveForm)
  way.className = 'button button-plain'
  if (way instanceof HTMLAnchorElement) way.href = first
  if (way.textContent !== text) way.textContent = text
  if (!way.parentElement) place.append(way)
}

/**
 * A link to the replies; beside a form of its own page, a button that sends it to be looked over: it comes back with the
 * replies above it and every word in it.
 *
 * @param {string | undefined} form The id of that form.
 * @returns {HTMLAnchorElement | HTMLButtonElement}
 */
function wayTo(form) {
  if (!form) return document.createElement('a')
  const button = document.createElement('button')
  Object.assign(button, { type: 'submit', name: 'act', value: 'preview', formNoValidate: true })
  button.setAttribute('form', form)
  return button
}
