/** The composer's help: loaded only on pages that have one. The form works without any of this. */
import { startDraft } from './composer/draft.js'
import { startQuotes } from './composer/quotes.js'
import { startSources } from './composer/sources.js'
import { startToolbar } from './composer/toolbar.js'
import { startUploads } from './composer/uploads.js'

/** @param {HTMLFormElement} form */
export function startComposer(form) {
  const text = form.querySelector('textarea[data-text]')
  if (!(text instanceof HTMLTextAreaElement)) return
  followSyntax(form)
  sendOnCtrlEnter(form, text)
  startToolbar(form, text)
  startQuotes(form, text)
  startDraft(form, text)
  startUploads(form, text)
  form.dataset.ready = ''
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
