const PAUSE = 400

/**
 * @typedef {object} Kept
 * @property {string} text What was typed.
 * @property {string} base What the server had put there when it was typed.
 * @property {number} at When, in milliseconds.
 */

/**
 * Keeps what is typed in this browser until the server says it has it (drafts-sent.js). When the form is opened again:
 * the same form as then gets the text back, with a word about it; a form in which the server put something else meanwhile
 * (it came back with a fault, say, or the post was edited) keeps that, and the older text is offered.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startDraft(form, text) {
  const key = form.dataset.draftKey
  if (!key) return
  const place = `tk-draft:${key}`
  const kept = read(place)
  if (kept?.text.trim() && kept.text !== text.value) offer(form, text, kept, place)
  let waiting = 0
  const keep = () => {
    clearTimeout(waiting)
    if (text.value === text.defaultValue) forget(place)
    else write(place, { text: text.value, base: text.defaultValue, at: Date.now() })
  }
  text.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(keep, PAUSE)
  })
  window.addEventListener('pagehide', () => {
    if (text.value !== text.defaultValue) keep()
  })
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {Kept} kept
 * @param {string} place
 */
function offer(form, text, kept, place) {
  const same = kept.base === text.defaultValue && text.value === text.defaultValue
  const template = form.querySelector(same ? 'template[data-draft-restored]' : 'template[data-draft-offered]')
  if (!(template instanceof HTMLTemplateElement)) return
  if (same) text.value = kept.text
  const notice = /** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild
  if (!notice) return
  form.prepend(notice)
  notice.querySelector('button[name="discard"]')?.addEventListener('click', () => {
    if (same) text.value = text.defaultValue
    forget(place)
    notice.remove()
    text.focus()
  })
  notice.querySelector('button[name="restore"]')?.addEventListener('click', () => {
    text.value = kept.text
    text.dispatchEvent(new Event('input', { bubbles: true }))
    notice.remove()
    text.focus()
  })
}

/**
 * @param {string} place
 * @returns {Kept | null}
 */
function read(place) {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null')
    return typeof kept?.text === 'string' ? kept : null
  } catch {
    return null
  }
}

/**
 * @param {string} place
 * @param {Kept} kept
 */
function write(place, kept) {
  try {
    localStorage.setItem(place, JSON.stringify(kept))
  } catch {
    // Full or forbidden: the server still hands the text back on every failure.
  }
}

/** @param {string} place */
function forget(place) {
  try {
    localStorage.removeItem(place)
  } catch {
    // Nothing was kept.
  }
}
