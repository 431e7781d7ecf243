/** The composer's help: loaded only on pages that have one. The form works without any of this. */
import { startAdvice } from './composer/advice.js'
import { startDraft } from './composer/draft.js'
import { insert, say, word } from './composer/insert.js'
import { startLists } from './composer/lists.js'
import { startPaste } from './composer/paste.js'
import { startSimilar } from './composer/similar.js'
import { startSources } from './composer/sources.js'
import { startToolbar } from './composer/toolbar.js'
import { startUploads } from './composer/uploads.js'

/** @param {HTMLFormElement} form */
export function startComposer(form) {
  const text = form.querySelector('textarea[data-text]')
  if (!(text instanceof HTMLTextAreaElement)) return
  followSyntax(form)
  sendOnCtrlEnter(form, text)
  completeWhenAsked(form, text)
  startToolbar(form, text)
  startTools(form, text)
  startUploads(form, text)
  startPaste(form, text)
  startLists(text)
  previewWhenAsked(form, text)
  void Promise.allSettled([startDraft(form, text), quoteWhereThereIsSomething(form, text)]).then(() => {
    form.dataset.ready = ''
  })
  startSources(form, text)
  startAdvice(form, text)
  for (const place of form.querySelectorAll('[data-similar]')) startSimilar(/** @type {HTMLElement} */ (place))
}

/**
 * Keeps data-syntax of the form equal to what the person chose.
 *
 * @param {HTMLFormElement} form
 */
function followSyntax(form) {
  const choice = form.querySelector('[data-syntax-choice]')
  if (!(choice instanceof HTMLSelectElement)) return
  const follow = () => {
    form.dataset.syntax = choice.value
  }
  follow()
  choice.addEventListener('change', follow)
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
function sendOnCtrlEnter(form, text) {
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    const send = form.querySelector('button[value="send"]')
    form.requestSubmit(send instanceof HTMLButtonElement ? send : undefined)
  })
}

/**
 * Fetches the completion when the first "@", "#" or ":" is typed.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
function completeWhenAsked(form, text) {
  const listen = async () => {
    if (!/[@#:]/.test(text.value.slice(Math.max(0, text.selectionStart - 2), text.selectionStart))) return
    text.removeEventListener('input', listen)
    const { Completion } = await import('./composer/complete.js')
    new Completion(form, text).look()
  }
  text.addEventListener('input', listen)
}

/**
 * The button that shows a preview without a script opens and closes the live one; if it was open on the last page, or
 * the server sent one along, it is opened at once.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
function previewWhenAsked(form, text) {
  const button = form.querySelector('button[value="preview"]')
  const pane = form.querySelector('[data-preview]')
  if (!form.dataset.previewUrl || !(button instanceof HTMLButtonElement) || !(pane instanceof HTMLElement)) return
  const start = async () => {
    try {
      const { startPreview } = await import('./composer/preview.js')
      button.removeEventListener('click', click)
      startPreview(form, text, button, pane)
    } catch {
      say(form, word(form, 'preview-failed'), true)
    }
  }
  const click = (/** @type {Event} */ event) => {
    event.preventDefault()
    void start()
  }
  button.setAttribute('aria-controls', pane.id)
  button.setAttribute('aria-expanded', 'false')
  button.addEventListener('click', click)
  if (!pane.hidden || kept(() => sessionStorage, 'tk-preview')) void start()
}

/**
 * Quoting is fetched where there are posts, or where some were collected elsewhere.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
async function quoteWhereThereIsSomething(form, text) {
  const collected = kept(() => localStorage, `tk-quotes:${form.dataset.reader}`)
  if (!collected && !document.querySelector('a[data-quote-url]')) return
  const { startQuoting } = await import('./composer/quoting.js')
  startQuoting(form, text)
}

/**
 * Whether this browser keeps something under a name; one that keeps nothing for pages throws when it is asked.
 *
 * @param {() => Storage} storage
 * @param {string} name
 */
function kept(storage, name) {
  try {
    return storage().getItem(name) !== null
  } catch {
    return false
  }
}

/**
 * The tools that open something; the picture tool is with the uploads.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
function startTools(form, text) {
  form.addEventListener('tk:tool', async (event) => {
    const { name = '', tool } = event instanceof CustomEvent ? event.detail : {}
    if (name === 'full') {
      const { toggleFull } = await import('./composer/full.js')
      toggleFull(form, text)
    } else if (name === 'emoji') {
      const { openEmoji } = await import('./composer/emoji.js')
      void openEmoji(form, text, tool)
    } else if (name === 'mention') {
      const before = text.value[text.selectionStart - 1]
      insert(text, before && !/\s/.test(before) ? ' @' : '@')
    } else if (name === 'source') {
      const box = form.querySelector('details[data-sources]')
      if (!(box instanceof HTMLDetailsElement)) return
      box.open = true
      box.scrollIntoView({ block: 'nearest' })
      box.querySelector('input')?.focus()
    }
  })
}
