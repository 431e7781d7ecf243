/**
 * What a form holds, by field: as the board stores drafts (threadkeep/reading/draft_fields.py).
 *
 * @typedef {Record<string, string[]>} Fields
 */

const NOT_TYPED = new Set([
  'csrfmiddlewaretoken',
  'key',
  'act',
  'draft',
  'draft_place',
  'draft_owner',
  'draft_base',
  'draft_merges',
  'files',
])

/**
 * @param {HTMLFormElement} form
 * @returns {Fields}
 */
export function fieldsOf(form) {
  /** @type {Fields} */
  const fields = {}
  for (const [name, value] of new FormData(form)) {
    if (NOT_TYPED.has(name) || typeof value !== 'string') continue
    fields[name] ??= []
    fields[name].push(value.replace(/\r\n?/g, '\n'))
  }
  return fields
}

/**
 * @param {Fields} one
 * @param {Fields} other
 * @returns {boolean}
 */
export function same(one, other) {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) =>
        `${one[name]?.length}:${one[name]?.join('\u0000')}` === `${other[name]?.length}:${other[name]?.join('\u0000')}`,
    )
  )
}

/**
 * Puts fields into a form, as far as it has them: the text, lines, boxes and choices. The cursor stays among its words.
 *
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 */
export function putFields(form, fields) {
  /** @type {Record<string, number>} */
  const used = {}
  for (const field of form.elements) {
    if (
      !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)
    )
      continue
    if (!field.name || NOT_TYPED.has(field.name) || field.type === 'hidden' || field.type === 'file') continue
    const values = fields[field.name] ?? []
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
      field.checked = values.includes(field.value)
      continue
    }
    const at = used[field.name] ?? 0
    used[field.name] = at + 1
    const value = values[at] ?? (field instanceof HTMLSelectElement ? field.value : '')
    if (value === field.value) continue
    if (field instanceof HTMLTextAreaElement) {
      putText(field, value)
      continue
    }
    field.value = value
    if (field instanceof HTMLSelectElement) field.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

/**
 * Changes only the part of a text that is different, so that the cursor stays where it was.
 *
 * @param {HTMLTextAreaElement} area
 * @param {string} text
 */
export function putText(area, text) {
  const old = area.value
  let start = 0
  while (start < old.length && start < text.length && old[start] === text[start]) start++
  let end = 0
  while (end < old.length - start && end < text.length - start && old.at(-1 - end) === text.at(-1 - end)) end++
  area.setRangeText(text.slice(start, text.length - end), start, old.length - end, 'preserve')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}
