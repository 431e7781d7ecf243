import { forget, slotsAt, takeSending } from './composer/draft-slots.js'

/**
 * A text is kept in the browser until the server says that it has it: the page after sending carries
 * <meta name="tk-sent" content="KEY">, and only then the copy goes. What another tab holds for the same form stays.
 */
export function forgetSentDrafts() {
  for (const meta of document.querySelectorAll('meta[name="tk-sent"]')) {
    const key = meta.getAttribute('content')
    if (!key) continue
    const owner = document.querySelector('form[data-reader]')?.getAttribute('data-reader') ?? ''
    const places = [`tk-draft:${key}`, ...(owner ? [`tk-draft:${owner}/${key}`] : [])]
    const sending = takeSending(key)
    for (const slot of sending?.slots ?? places.flatMap((place) => slotsAt(place).map((one) => one.slot))) forget(slot)
    if (sending) tellTabs(sending.place, sending.text)
  }
}

/**
 * Says to the other tabs that a text was sent: where exactly that stands in the form, it need not be sent again.
 *
 * @param {string} place
 * @param {string} text
 */
export function tellTabs(place, text) {
  if (!('BroadcastChannel' in window)) return
  const channel = new BroadcastChannel(place)
  channel.postMessage({ what: 'sent', text })
  channel.close()
}
