/**
 * Whether something waits in the outbox. Apart from outbox-store.js, so that pages without it load one script, not two.
 *
 * @returns {boolean}
 */
export function isWaiting() {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith('tk-outbox:'))
  } catch {
    return false
  }
}
