/** "Add another option" of a poll adds a row at once; without this the server sends the form back with more rows. */
const MOST = 20

/** @param {HTMLElement} rows The fieldset of the options. */
export function startPollRows(rows) {
  const button = rows.querySelector('[data-add-poll-option]')
  if (!(button instanceof HTMLButtonElement)) return
  button.addEventListener('click', (event) => {
    const fields = rows.querySelectorAll('input[name="poll_option"]')
    const last = fields[fields.length - 1]
    if (!(last instanceof HTMLInputElement)) return
    event.preventDefault()
    if (fields.length < MOST) last.after(another(last, fields.length + numberOfFirst(rows)))
    const empty = [...rows.querySelectorAll('input')].find((field) => !field.value)
    empty?.focus()
    button.hidden = fields.length + 1 >= MOST
  })
}

/**
 * An empty row like the one before it.
 *
 * @param {HTMLInputElement} before
 * @param {number} number
 * @returns {HTMLInputElement}
 */
function another(before, number) {
  const field = /** @type {HTMLInputElement} */ (before.cloneNode())
  field.value = ''
  field.removeAttribute('value')
  field.removeAttribute('aria-invalid')
  field.setAttribute('aria-label', (field.dataset.label ?? '{n}').replace('{n}', String(number)))
  return field
}

/**
 * @param {HTMLElement} rows
 * @returns {number} The number of the first option in this form: those somebody voted for stand above it.
 */
function numberOfFirst(rows) {
  return Number(rows.dataset.pollRows) || 1
}
