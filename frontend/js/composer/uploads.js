import { insert, insertBlock, say, swap, word } from './insert.js'
import { reference } from './reference.js'
import { freshKey, Refused, sendFile } from './send-file.js'
import { startRows, tellFiles, wordsOf } from './upload-rows.js'

/** @typedef {import('./send-file.js').Taken} Taken */

/**
 * Files go up while one writes: chosen, dropped or pasted, several at once, each with its own progress, "try again" and
 * "cancel". What is dropped or pasted, or chosen with the picture tool, holds its place in the text from the first
 * moment. A file that arrived gets the same row the server makes (theme/uploads.html): its box, alt text, caption.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startUploads(form, text) {
  const list = form.querySelector('[data-uploads]')
  if (!(list instanceof HTMLElement)) return
  startRows(form, text, list)
  if (!form.dataset.uploadUrl) return
  let inPlace = false
  const take = (/** @type {File[]} */ files, /** @type {boolean} */ placed) => {
    for (const file of files) new Upload(form, text, list, file).start(placed)
  }
  const input = form.querySelector('input[data-upload]')
  if (input instanceof HTMLInputElement) {
    input.addEventListener('change', () => {
      take([...(input.files ?? [])], inPlace)
      input.value = ''
      inPlace = false
    })
    input.addEventListener('cancel', () => {
      inPlace = false
    })
    form.addEventListener('tk:tool', (event) => {
      if (!(event instanceof CustomEvent) || event.detail.name !== 'picture') return
      inPlace = true
      input.click()
    })
  }
  text.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    // A spreadsheet copies a picture of its cells too; the words are what is meant.
    if (files.length === 0 || event.clipboardData?.getData('text/plain')) return
    event.preventDefault()
    take(files, true)
  })
  startDropping(text.closest('.composer-box') ?? text, (files) => take(files, true))
  holdSending(form, list)
}

/**
 * @param {Element} box
 * @param {(files: File[]) => void} take
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
 * While a file is on its way the post is not sent: it would be sent without it.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 */
function holdSending(form, list) {
  form.addEventListener(
    'submit',
    (event) => {
      const waiting = list.querySelector('.upload-waiting')
      if (!waiting || !(event.submitter instanceof HTMLButtonElement) || event.submitter.value !== 'send') return
      event.preventDefault()
      event.stopImmediatePropagation()
      say(
        form,
        word(form, waiting.querySelector('[data-error]:not([hidden])') ? 'files-failed' : 'files-waiting'),
        true,
      )
    },
    { capture: true },
  )
}

/** How many go up at the same time; the others wait their turn. */
const AT_ONCE = 3
let running = 0
/** @type {Array<() => void>} */
const queue = []

async function turn() {
  if (running < AT_ONCE) running += 1
  else await new Promise((go) => queue.push(() => go(undefined)))
}

function done() {
  const next = queue.shift()
  if (next) next()
  else running -= 1
}

/** One file on its way: its row, its place in the text, its progress. */
class Upload {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLTextAreaElement} text
   * @param {HTMLElement} list
   * @param {File} file
   */
  constructor(form, text, list, file) {
    this.form = form
    this.text = text
    this.list = list
    this.file = file
    this.key = freshKey()
    this.placeholder = ''
    this.stop = () => {}
    this.row = /** @type {HTMLElement} */ (copy(form, 'template[data-upload-waiting]'))
    this.error = /** @type {HTMLElement} */ (this.row.querySelector('[data-error]'))
    this.bar = /** @type {HTMLProgressElement} */ (this.row.querySelector('progress'))
    this.retry = /** @type {HTMLButtonElement} */ (this.row.querySelector('[name="retry"]'))
  }

  /** @param {boolean} placed Whether it holds a place in the text. */
  start(placed) {
    const { row, file } = this
    for (const place of row.querySelectorAll('[data-name-here]')) place.textContent = file.name
    for (const place of row.querySelectorAll('[data-size-here]')) place.textContent = sizeOf(file.size)
    this.list.append(row)
    this.list.hidden = false
    if (placed) this.hold()
    this.retry.addEventListener('click', () => this.send())
    row.querySelector('[name="cancel"]')?.addEventListener('click', () => this.cancel())
    void this.send()
  }

  hold() {
    let name = this.file.name
    for (let number = 2; this.text.value.includes(word(this.form, 'placeholder', { name })); number++) {
      name = `${this.file.name} ${number}`
    }
    this.placeholder = word(this.form, 'placeholder', { name })
    if (this.file.type.startsWith('image/')) insertBlock(this.text, this.placeholder)
    else insert(this.text, `${this.placeholder} `)
  }

  async send() {
    const { bar, error, retry, form, file, key, row } = this
    bar.value = 0
    bar.hidden = false
    retry.hidden = true
    error.hidden = true
    const address = form.dataset.uploadUrl ?? ''
    await turn()
    if (!row.isConnected) return done()
    const sending = sendFile({ address, file, token: tokenOf(form), key }, (percent) => {
      bar.value = percent
    })
    this.stop = sending.stop
    try {
      this.finish(await sending.done)
    } catch (reason) {
      error.textContent = reason instanceof Refused ? reason.message : (error.dataset.noAnswer ?? '')
      error.hidden = false
      bar.hidden = true
      retry.hidden = reason instanceof Refused && !reason.again
    }
    done()
  }

  cancel() {
    this.stop()
    if (this.placeholder) swap(this.text, this.placeholder, '')
    this.row.remove()
    this.list.hidden = this.list.childElementCount === 0
    this.text.focus()
    say(this.form, '')
  }

  /** @param {Taken} taken */
  finish(taken) {
    const row = finished(this.form, taken)
    if (!row) return
    const had = this.row.contains(document.activeElement)
    this.row.replaceWith(row)
    if (had) row.querySelector('input')?.focus()
    if (this.placeholder) {
      swap(this.text, this.placeholder, reference(this.form.dataset.syntax ?? 'markdown', wordsOf(row)))
    }
    if (!this.list.querySelector('.upload-waiting')) say(this.form, '')
    tellFiles(this.form)
  }
}

/**
 * The row of a file that arrived.
 *
 * @param {HTMLFormElement} form
 * @param {Taken} taken
 * @returns {HTMLElement | null}
 */
function finished(form, taken) {
  const row = copy(form, taken.is_picture ? 'template[data-upload-picture]' : 'template[data-upload-file]')
  if (!row) return null
  row.dataset.file = String(taken.id)
  row.dataset.name = taken.name
  for (const field of row.querySelectorAll('input')) {
    if (field.name === 'attachment') field.value = String(taken.id)
    else field.name = field.name.replace(/0$/, String(taken.id))
    // Advice about the words of a picture leads to their field.
    if (field.name.startsWith('alt-')) field.id = field.name
  }
  for (const place of row.querySelectorAll('[data-name-here]')) place.textContent = taken.name
  for (const place of row.querySelectorAll('[data-size-here]')) place.textContent = sizeOf(taken.size)
  if (taken.thumb_url) {
    const picture = new Image()
    picture.src = taken.thumb_url
    picture.alt = ''
    row.querySelector('.upload-thumb')?.replaceChildren(picture)
  }
  return row
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
