import { insert, insertBlock } from './insert.js'

const ADDRESS = /^(?:https?:\/\/|mailto:)[^\s<>"]+$/i

/**
 * What is pasted becomes what was meant: an address over chosen words makes them a link, a table of a spreadsheet or a
 * page becomes a table of the board's language. Ctrl+Z gives back what was copied; inside code nothing is changed.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startPaste(form, text) {
  text.addEventListener('paste', async (event) => {
    const carried = event.clipboardData
    if (event.defaultPrevented || !carried || carried.files.length > 0 || inCode(text)) return
    const plain = carried.getData('text/plain')
    const html = carried.getData('text/html')
    const syntax = form.dataset.syntax ?? 'markdown'
    const chosen = text.value.slice(text.selectionStart, text.selectionEnd)
    if (ADDRESS.test(plain.trim()) && chosen.trim() && !/\n|:\/\/|\]/.test(chosen)) {
      event.preventDefault()
      insert(text, link(syntax, chosen, plain.trim()))
    } else if (chosen === '' && (/<table\b/i.test(html) || isGrid(plain))) {
      event.preventDefault()
      const { rowsOf, table } = await import('./tables.js')
      const rows = rowsOf(html, plain)
      // Two steps, so that one Ctrl+Z gives back what was copied.
      const start = text.selectionStart
      insert(text, plain)
      if (!rows) return
      text.setSelectionRange(start, text.selectionEnd)
      insertBlock(text, table(syntax, rows))
    }
  })
}

/**
 * @param {string} syntax
 * @param {string} words
 * @param {string} address
 */
function link(syntax, words, address) {
  if (syntax === 'bbcode') return `[url=${address.replace(/[[\]]/g, encodeURIComponent)}]${words}[/url]`
  return `[${words}](${address.replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29'))})`
}

/**
 * Lines with tabs, as spreadsheets copy cells: at least two rows of the same number of cells.
 *
 * @param {string} plain
 */
function isGrid(plain) {
  const lines = plain.replace(/\r?\n$/, '').split(/\r?\n/)
  const cells = lines[0].split('\t').length
  return lines.length > 1 && cells > 1 && lines.every((line) => line.split('\t').length === cells)
}

/**
 * Whether the cursor stands in code, where everything is meant as it is.
 *
 * @param {HTMLTextAreaElement} text
 */
export function inCode(text) {
  const before = text.value.slice(0, text.selectionStart)
  const fences = before.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0
  const open = (/** @type {RegExp} */ mark) => before.match(mark)?.length ?? 0
  return fences % 2 === 1 || open(/\[i?code\b[^\]]*\]/gi) > open(/\[\/i?code\]/gi)
}
