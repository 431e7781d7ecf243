/** The composer's help: loaded only on pages that have one. The form works without any of this. */
import { startCollecting } from './composer/collected.js'
import { startDraft } from './composer/draft.js'
import { startFull } from './composer/full.js'
import { insert } from './composer/insert.js'
import { startLists } from './composer/lists.js'
import { startPaste } from './composer/paste.js'
import { startPreview } from './composer/preview.js'
import { startQuotes } from './composer/quotes.js'
import { startSelection } from './composer/selection.js'
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
  startQuotes(form, text)
  startUploads(form, text)
  startPaste(form, text)
  startLists(text)
  startPreview(form, text)
  startFull(form, text)
  startSelection(form, text)
  startCollecting(form, text)
  void startDraft(form, text).finally(() => {
    form.dataset.ready = ''
  })
  startSources(form, text)
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
 * The tools that open something; the picture tool is with the uploads, the whole window in full.js.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
function startTools(form, text) {
  form.addEventListener('tk:tool', async (event) => {
    const { name = '', tool } = event instanceof CustomEvent ? event.detail : {}
    if (name === 'emoji') {
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
