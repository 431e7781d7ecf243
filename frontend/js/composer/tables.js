/**
 * The cells of a table that was copied from a page or a spreadsheet. Fetched when one is pasted.
 *
 * @param {string} html
 * @param {string} plain
 * @returns {string[][] | null} Nothing if it is no table of at least two rows and columns that goes with its text.
 */
export function rowsOf(html, plain) {
  const rows = (/<table\b/i.test(html) && fromHtml(html)) || fromLines(plain)
  const wide = Math.max(...rows.map((row) => row.length))
  if (rows.length < 2 || wide < 2 || rows.length > 500 || wide > 50) return null
  return rows.map((row) => [...row, ...Array(wide - row.length).fill('')])
}

/**
 * A document made by DOMParser is inert: nothing of it runs or is fetched. Words beside the table would be lost, so a
 * page with more than its one table is left as text.
 *
 * @param {string} html
 * @returns {string[][] | null}
 */
function fromHtml(html) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const tables = page.querySelectorAll('table')
  if (tables.length !== 1) return null
  const squeezed = (/** @type {Element} */ one) => (one.textContent ?? '').replace(/\s+/g, '')
  for (const one of page.querySelectorAll('style, script, title, meta')) one.remove()
  if (squeezed(page.body) !== squeezed(tables[0]) || tables[0].querySelector('[rowspan]')) return null
  return [...tables[0].rows].map((row) =>
    [...row.cells].flatMap((cell) => [wordsOf(cell), ...Array(Math.min(cell.colSpan, 50) - 1).fill('')]),
  )
}

/** @param {Element} cell */
function wordsOf(cell) {
  for (const end of cell.querySelectorAll('br')) end.replaceWith(' ')
  return (cell.textContent ?? '').replace(/\s+/g, ' ').trim()
}

/**
 * @param {string} plain
 * @returns {string[][]}
 */
function fromLines(plain) {
  const lines = plain.replace(/\r?\n$/, '').split(/\r?\n/)
  return lines.map((line) => line.split('\t').map((cell) => cell.trim()))
}

/**
 * @param {string} syntax
 * @param {string[][]} rows The first row becomes the head.
 * @returns {string}
 */
export function table(syntax, rows) {
  if (syntax === 'bbcode') {
    const lines = rows.map((row, at) => {
      const name = at === 0 ? 'th' : 'td'
      return `[tr]${row.map((cell) => `[${name}]${cell}[/${name}]`).join('')}[/tr]`
    })
    return ['[table]', ...lines, '[/table]'].join('\n')
  }
  const line = (/** @type {string[]} */ row) => `| ${row.map((cell) => cell.replace(/[\\|]/g, '\\$&')).join(' | ')} |`
  const number = (/** @type {number} */ at) =>
    rows.slice(1).every((row) => /^[-+−]?[\d.,\s%€$£]*$/.test(row[at])) &&
    rows.some((row, n) => n > 0 && /\d/.test(row[at]))
  const rule = rows[0].map((_, at) => (number(at) ? '--:' : '---'))
  return [line(rows[0]), line(rule), ...rows.slice(1).map(line)].join('\n')
}
