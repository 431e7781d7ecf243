import { insert, insertBlock } from './insert.js'
import { freshKey, Refused, sendFile } from './send-file.js'

/** @typedef {import('./send-file.js').Taken} Taken */

/**
 * Files go up while one writes: chosen, dropped or pasted, several at once, each with its own progress, "try again" and
 * "cancel". A file that arrived gets the same row the server makes (theme/uploads.html): its box, alt text, caption.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startUploads(form, text) {
  const list = form.querySelector('[data-uploads]')
  if (!(list instanceof HTMLElement)) return
  list.addEventListener('click', (event) => {
    const row = event.target instanceof Element && event.target.closest('[data-insert]')?.closest('li')
    if (row instanceof HTMLElement) put(text, form, row)
  })
  if (!form.dataset.uploadUrl) return
  const take = (/** @type {Iterable<File>} */ files) => {
    for (const file of files) startOne(form, list, file)
  }
  const input = form.querySelector('input[data-upload]')
  if (input instanceof HTMLInputElement) {
    input.addEventListener('change', () => {
      take([...(input.files ?? [])])
      input.value = ''
    })
  }
  text.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    take(files)
  })
  startDropping(text.closest('.composer-box') ?? text, take)
}

/**
 * @param {Element} box
 * @param {(files: Iterable<File>) => void} take
 */
function startDropping(box, take) {
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false
  box.addEventListener('dragover', (event) => {
    if (!(event instanceof DragEvent) || !hasFiles(event)) return
    event.preventDefault()
    box.setAttribute('data-over', '')
  })
  box.addEventListener('dragleave', () => box.removeAttribute('data-over'))
  box.addEventListener('drop', (event) => {
    box.removeAttribute('data-over')
    if (!(event instanceof DragEvent) || !hasFiles(event)) return
    event.preventDefault()
    take([...(event.dataTransfer?.files ?? [])])
  })
}

/**
 * Sends one file and turns its waiting row into a finished one.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 * @param {File} file
 */
function startOne(form, list, file) {
  const row = copy(form, 'template[data-upload-waiting]')
  if (!row) return
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (row.querySelector(selector))
  const bar = /** @type {HTMLProgressElement} */ (row.querySelector('progress'))
  const retry = /** @type {HTMLButtonElement} */ (row.querySelector('[name="retry"]'))
  const error = part('[data-error]')
  const key = freshKey()
  let stop = () => {}
  part('[data-name-here]').textContent = file.name
  part('[data-size-here]').textContent = sizeOf(file.size)
  list.append(row)
  list.hidden = false
  const go = async () => {
    bar.value = 0
    bar.hidden = false
    retry.hidden = true
    error.hidden = true
    const address = form.dataset.uploadUrl ?? ''
    const sending = sendFile({ address, file, token: tokenOf(form), key }, (percent) => {
      bar.value = percent
    })
    stop = sending.stop
    try {
      finish(form, row, await sending.done)
    } catch (reason) {
      error.textContent = reason instanceof Refused ? reason.message : (error.dataset.noAnswer ?? '')
      error.hidden = false
      bar.hidden = true
      retry.hidden = reason instanceof Refused
    }
  }
  retry.addEventListener('click', go)
  part('[name="cancel"]').addEventListener('click', () => {
    stop()
    row.remove()
    list.hidden = list.childElementCount === 0
  })
  void go()
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} waiting
 * @param {Taken} taken
 */
function finish(form, waiting, taken) {
  const row = copy(form, taken.is_picture ? 'template[data-upload-picture]' : 'template[data-upload-file]')
  if (!row) return
  row.dataset.file = String(taken.id)
  row.dataset.name = taken.name
  for (const field of row.querySelectorAll('input')) {
    if (field.name === 'attachment') field.value = String(taken.id)
    else field.name = field.name.replace(/0$/, String(taken.id))
  }
  for (const place of row.querySelectorAll('[data-name-here]')) place.textContent = taken.name
  for (const place of row.querySelectorAll('[data-size-here]')) place.textContent = sizeOf(taken.size)
  if (taken.thumb_url) {
    const picture = new Image()
    picture.src = taken.thumb_url
    picture.alt = ''
    row.querySelector('.upload-thumb')?.replaceChildren(picture)
  }
  const hadFocus = waiting.contains(document.activeElement)
  waiting.replaceWith(row)
  if (hadFocus) row.querySelector('input')?.focus()
}

/**
 * Writes the file into the text at the cursor, with the alt text and the caption as they are now.
 *
 * @param {HTMLTextAreaElement} text
 * @param {HTMLFormElement} form
 * @param {HTMLElement} row
 */
function put(text, form, row) {
  const word = (/** @type {string} */ selector) => {
    const field = row.querySelector(selector)
    return field instanceof HTMLInputElement ? field.value.trim() : ''
  }
  const { file: id = '', name = '', picture } = row.dataset
  const isPicture = picture !== undefined
  const words = reference(form.dataset.syntax ?? 'markdown', {
    id,
    name,
    isPicture,
    alt: word('[data-alt]'),
    caption: word('[data-caption]'),
  })
  if (isPicture) insertBlock(text, words)
  else insert(text, words)
}

/**
 * A file as the text engine reads it in a text (docs/markup.md).
 *
 * @param {string} syntax
 * @param {{id: string, name: string, isPicture: boolean, alt: string, caption: string}} file
 * @returns {string}
 */
export function reference(syntax, { id, name, isPicture, alt, caption }) {
  const plain = (/** @type {string} */ words) => words.replace(/[\n"]/g, "'")
  if (syntax === 'bbcode') {
    const more = (alt && ` alt="${plain(alt)}"`) + (caption && ` caption="${plain(caption)}"`)
    return `[attach id=${id}${more}]${name.replace(/[[\]]/g, '')}[/attach]`
  }
  const shown = (alt || name).replace(/[\\[\]\n]/g, (one) => (one === '\n' ? ' ' : `\\${one}`))
  return `${isPicture ? '!' : ''}[${shown}](attachment:${id}${caption && ` "${plain(caption)}"`})`
}

/**
 * @param {HTMLFormElement} form
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
function copy(form, selector) {
  const template = form.querySelector(selector)
  if (!(template instanceof HTMLTemplateElement)) return null
  const first = template.content.firstElementChild?.cloneNode(true)
  return first instanceof HTMLElement ? first : null
}

/** @param {HTMLFormElement} form */
function tokenOf(form) {
  const field = form.elements.namedItem('csrfmiddlewaretoken')
  return field instanceof HTMLInputElement ? field.value : ''
}

/**
 * @param {number} bytes
 * @returns {string} As the server says sizes: "412 kB".
 */
function sizeOf(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte']
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
  const options = { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: step > 1 ? 1 : 0 }
  const format = new Intl.NumberFormat(document.documentElement.lang || 'en', /** @type {any} */ (options))
  return format.format(bytes / 1000 ** step)
}
