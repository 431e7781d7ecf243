import { startCollecting } from './collected.js'
import { startQuotes } from './quotes.js'
import { startSelection } from './selection.js'

/**
 * All that has to do with quoting other posts. Fetched on pages that show some.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startQuoting(form, text) {
  startQuotes(form, text)
  startSelection(form, text)
  startCollecting(form, text)
}
