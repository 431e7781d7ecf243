/** What was to be sent while the board could not be reached, kept in this browser until it is there. */

const NAME = 'tk-outbox:'

/**
 * @typedef {object} Waiting
 * @property {string} id The form's own key: with it the board posts it once, however often it arrives.
 * @property {string} owner Whose words they are (the member's id): nobody else's session sends them.
 * @property {string} place Where its drafts are kept in this browser (draft-slots.js).
 * @property {string} action Where the form is sent to, and where it is found again.
 * @property {string} what What to call it: the page's title.
 * @property {string} text
 * @property {Array<[string, string]>} fields The form, without its guard.
 * @property {number} at
 * @property {number} [trying] When a tab began to send it.
 * @property {string} [refused] Why the board did not take it.
 */

/** @returns {Waiting[]} Oldest first. */
export function waiting() {
  const found = []
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(NAME)) found.push(JSON.parse(localStorage.getItem(name) ?? 'null'))
    }
  } catch {
    return []
  }
  return found.filter((one) => one?.id && one.action).sort((one, other) => one.at - other.at)
}

/**
 * @param {Waiting} one
 * @returns {boolean} Whether the browser keeps it.
 */
export function keep(one) {
  try {
    localStorage.setItem(NAME + one.id, JSON.stringify(one))
    return true
  } catch {
    return false
  }
}

/** @param {string} id */
export function letGo(id) {
  localStorage.removeItem(NAME + id)
}
