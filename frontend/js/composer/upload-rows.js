import { insert, insertBlock, swap, word } from './insert.js'
import { reference, references } from './reference.js'

/**
 * What can be done with a file of the post being written: put it into the text, say what it shows (where it stands in
 * the text, the words there follow), change the order, leave it out and take it in again.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} list
 */
export function startRows(form, text, list) {
  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    const row = button?.closest('li')
    if (!button || !(row instanceof HTMLElement)) return
    if (button.hasAttribute('data-insert')) put(form, text, row)
    else if (button.name === 'up' || button.name === 'down') move(form, row, button)
    else if (button.name === 'leave-out') keep(form, text, row, false)
    else if (button.name === 'take-in') keep(form, text, row, true)
  })
  list.addEventListener('change', (event) => {
    const field = event.target instanceof HTMLInputElement ? event.target : null
    const row = field?.closest('li')
    if (!field || !(row instanceof HTMLElement)) return
    if (field.name === 'attachment') keep(form, text, row, field.checked)
    // After the event, when the focus has gone where it is going.
    else setTimeout(() => describe(form, text, row))
  })
  startDragging(form, list)
}

/**
 * Tells whoever keeps drafts that the files, their words or their order changed.
 *
 * @param {HTMLFormElement} form
 */
export function tellFiles(form) {
  form.dispatchEvent(new CustomEvent('tk:files', { bubbles: true }))
}

/**
 * @param {HTMLElement} row
 * @returns {import('./reference.js').FileWords}
 */
export function wordsOf(row) {
  const typed = (/** @type {string} */ selector) => {
    const field = row.querySelector(selector)
    return field instanceof HTMLInputElement ? field.value.trim() : ''
  }
  const { file: id = '', name = '', picture } = row.dataset
  return { id, name, isPicture: picture !== undefined, alt: typed('[data-alt]'), caption: typed('[data-caption]') }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} row
 */
function put(form, text, row) {
  const file = wordsOf(row)
  const words = reference(form.dataset.syntax ?? 'markdown', file)
  if (file.isPicture) insertBlock(text, words)
  else insert(text, words)
}

/**
 * The words beside the row changed: where the file stands in the text they are the same.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} row
 */
function describe(form, text, row) {
  const file = wordsOf(row)
  for (const old of references(text.value, file.id)) {
    const fresh = reference(old.startsWith('[attach') ? 'bbcode' : 'markdown', file)
    if (fresh !== old) swap(text, old, fresh)
  }
  tellFiles(form)
}

/**
 * Leaves a file out of the post, and out of its text, or takes it in again. The row stays, so nothing is lost.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} row
 * @param {boolean} kept
 */
function keep(form, text, row, kept) {
  const box = row.querySelector('input[name="attachment"]')
  if (box instanceof HTMLInputElement) box.checked = kept
  if (!kept) for (const old of references(text.value, row.dataset.file ?? '')) swap(text, old, '')
  const button = row.querySelector(`button[name="${kept ? 'leave-out' : 'take-in'}"]`)
  if (button instanceof HTMLElement) button.focus()
  tellFiles(form)
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} row
 * @param {HTMLButtonElement} button
 */
function move(form, row, button) {
  const other = button.name === 'up' ? row.previousElementSibling : row.nextElementSibling
  if (!other) return
  if (button.name === 'up') other.before(row)
  else other.after(row)
  // At either end of the list that button is gone.
  const back = row.querySelector(`button[name="${button.name === 'up' ? 'down' : 'up'}"]`)
  const gone = getComputedStyle(button).visibility === 'hidden'
  if (gone && back instanceof HTMLElement) back.focus()
  else button.focus()
  told(form, row)
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} row
 */
function told(form, row) {
  const all = row.parentElement ? [...row.parentElement.children] : []
  const place = form.querySelector('[data-files-status]')
  const values = { name: row.dataset.name ?? '', place: all.indexOf(row) + 1, count: all.length }
  if (place) place.textContent = word(form, 'moved', values)
  tellFiles(form)
}

/**
 * Rows can be dragged by their picture.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 */
function startDragging(form, list) {
  /** @type {HTMLElement | null} */
  let dragged = null
  list.addEventListener('dragstart', (event) => {
    const grip = event.target instanceof Element ? event.target.closest('.upload-thumb') : null
    const row = grip?.closest('li')
    if (!(row instanceof HTMLElement) || !event.dataTransfer) return
    dragged = row
    event.dataTransfer.effectAllowed = 'move'
    event.dataTransfer.setDragImage(row, 20, 20)
    row.dataset.dragged = ''
  })
  list.addEventListener('dragover', (event) => {
    const over = event.target instanceof Element && event.target.closest('li')
    if (!dragged || !over) return
    event.preventDefault()
    if (over === dragged) return
    const { top, height } = over.getBoundingClientRect()
    if (event.clientY < top + height / 2) over.before(dragged)
    else over.after(dragged)
  })
  list.addEventListener('dragend', () => {
    if (!dragged) return
    delete dragged.dataset.dragged
    told(form, dragged)
    dragged = null
  })
}
