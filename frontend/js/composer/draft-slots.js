/** What is typed, kept in this browser: one slot for each open page, so that two tabs never write over each other. */

/**
 * @typedef {object} Kept
 * @property {string} text What was typed.
 * @property {string} base What the server had put there when it was typed.
 * @property {number} at When, in milliseconds.
 * @property {Record<string, string[]>} [fields] The whole form.
 * @property {string} [draft] The draft on the board it goes on from, "id.version".
 * @property {boolean} [saved] Whether the board has all of it.
 */

/**
 * The name all slots of one form begin with. With whose words they are: a browser may have several owners.
 *
 * @param {string} key The form's draft key.
 * @param {string} owner The member's id, or nothing.
 */
export function placeOf(key, owner) {
  return `tk-draft:${owner ? `${owner}/` : ''}${key}`
}

/**
 * What is kept for a form, newest first.
 *
 * @param {string} place
 * @returns {Array<{slot: string, kept: Kept}>}
 */
export function slotsAt(place) {
  const found = []
  try {
    for (const slot of Object.keys(localStorage)) {
      if (slot !== place && !slot.startsWith(`${place}~`)) continue
      const kept = read(slot)
      if (kept) found.push({ slot, kept })
    }
  } catch {
    return []
  }
  return found.sort((one, other) => (other.kept.at || 0) - (one.kept.at || 0))
}

/**
 * @param {string} slot
 * @returns {Kept | null}
 */
function read(slot) {
  try {
    const kept = JSON.parse(localStorage.getItem(slot) ?? 'null')
    return typeof kept?.text === 'string' ? kept : null
  } catch {
    return null
  }
}

/**
 * @param {string} slot
 * @param {Kept} kept
 * @returns {boolean} Whether the browser keeps it: its storage may be full or forbidden.
 */
export function write(slot, kept) {
  try {
    localStorage.setItem(slot, JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

/** @param {string} slot */
export function forget(slot) {
  try {
    localStorage.removeItem(slot)
  } catch {
    // Nothing was kept.
  }
}

const SENDING = 'tk-sending'

/**
 * What is being sent from this tab, and the slots that hold it.
 *
 * @typedef {{key: string, place: string, slots: string[], text: string}} Sending
 */

/**
 * Says what is being sent from this tab now; the page that follows lets go of it (drafts-sent.js).
 *
 * @param {Sending} sending
 */
export function noteSending(sending) {
  try {
    sessionStorage.setItem(SENDING, JSON.stringify(sending))
  } catch {
    // Then everything that is kept for this form goes.
  }
}

/**
 * What was sent from this tab under this key; null if it does not know.
 *
 * @param {string} key
 * @returns {Sending | null}
 */
export function takeSending(key) {
  try {
    const noted = JSON.parse(sessionStorage.getItem(SENDING) ?? 'null')
    if (noted?.key !== key || !Array.isArray(noted.slots)) return null
    sessionStorage.removeItem(SENDING)
    return noted
  } catch {
    return null
  }
}
