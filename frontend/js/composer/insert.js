import { apart } from './marks.js'

/**
 * Puts text in the place of other text, so that Ctrl+Z brings that back: execCommand is old, but the one way browsers
 * offer that keeps a textarea's undo. Where it is gone, the text goes in all the same.
 *
 * @param {HTMLTextAreaElement} field
 * @param {string} words
 * @param {number} from Start of what is replaced.
 * @param {number} to End of what is replaced.
 */
export function replace(field, words, from, to) {
  field.focus({ preventScroll: true })
  field.setSelectionRange(from, to)
  const done = words ? document.execCommand('insertText', false, words) : from === to || document.execCommand('delete')
  if (done) return
  field.setRangeText(words, from, to, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * Puts text where the cursor is, in the place of what is chosen.
 *
 * @param {HTMLTextAreaElement} field
 * @param {string} words
 */
export function insert(field, words) {
  replace(field, words, field.selectionStart, field.selectionEnd)
}

/**
 * Puts a block (a quote, a picture) on lines of its own, with an empty line to what stands before and after.
 *
 * @param {HTMLTextAreaElement} field
 * @param {string} block
 */
export function insertBlock(field, block) {
  const { selectionStart, selectionEnd, value } = field
  const { head, tail } = apart(value, selectionStart, selectionEnd)
  insert(field, head + block.trim() + (tail || (selectionEnd === value.length ? '\n\n' : '')))
}

/**
 * Changes a piece of text wherever it stands now, and leaves the cursor and the focus where they are.
 *
 * @param {HTMLTextAreaElement} field
 * @param {string} old
 * @param {string} fresh
 * @returns {boolean} Whether it was there.
 */
export function swap(field, old, fresh) {
  const at = field.value.indexOf(old)
  if (at < 0) return false
  const { selectionStart, selectionEnd } = field
  const active = document.activeElement
  const moved = (/** @type {number} */ place) =>
    place <= at ? place : place >= at + old.length ? place + fresh.length - old.length : at + fresh.length
  replace(field, fresh, at, at + old.length)
  field.setSelectionRange(moved(selectionStart), moved(selectionEnd))
  if (active instanceof HTMLElement && active !== field) active.focus({ preventScroll: true })
  return true
}

/**
 * A sentence of the page's language, kept in the composer's template of words. `{name}` in it becomes a value.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function word(form, name, values = {}) {
  const template = /** @type {HTMLTemplateElement | null} */ (form.querySelector('template[data-words]'))
  const sentence = template?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? ''
  return sentence.trim().replace(/\{(\w+)\}/g, (all, key) => String(values[key] ?? all))
}

/**
 * Says something beside the buttons of the form; screen readers read it. Nothing: the line goes.
 *
 * @param {HTMLFormElement} form
 * @param {string} sentence
 * @param {boolean} [fault]
 */
export function say(form, sentence, fault = false) {
  const place = form.querySelector('[data-composer-status]')
  if (!place) return
  place.textContent = sentence
  place.className = sentence ? (fault ? 'errors' : 'composer-said') : 'vh'
}
