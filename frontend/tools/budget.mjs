/** @typedef {import('./output.mjs').Output} Output */

/**
 * What a page may weigh, in bytes after gzip. The numbers come from the brief for the look (conventions, 5.2); a build
 * that passes one fails, because weight only ever leaves again when someone is made to look at it.
 *
 * @type {Array<{what: string, limit: number, count: (output: Output) => number}>}
 */
const budgets = [
  { what: 'style sheet', limit: 12 * 1024, count: (output) => weigh(output, ['style.css']) },
  { what: 'style sheet of the composer', limit: 6 * 1024, count: (output) => weigh(output, ['writing.css']) },
  { what: 'scripts, first load', limit: 15 * 1024, count: (output) => weigh(output, ['first.js', 'main.js']) },
  { what: 'composer, when there is one', limit: 15 * 1024, count: (output) => weigh(output, ['composer.js']) },
  { what: 'drafts and outbox', limit: 8 * 1024, count: (output) => weigh(output, ['draft-form.js']) },
  { what: 'quoting, where there are posts', limit: 6 * 1024, count: (output) => weigh(output, ['quoting.js']) },
  { what: 'completion', limit: 6 * 1024, count: (output) => weigh(output, ['complete.js']) },
  { what: 'emoji, when asked for', limit: 48 * 1024, count: (output) => weigh(output, ['emoji.js', 'emoji:en']) },
  { what: 'pictures in front', limit: 3 * 1024, count: (output) => weigh(output, ['lightbox.js', 'lightbox.css']) },
  { what: 'passkeys, when asked for', limit: 3 * 1024, count: (output) => weigh(output, ['webauthn.js']) },
  { what: 'icon sprite', limit: 6 * 1024, count: (output) => weigh(output, ['icons.svg']) },
]

/**
 * Adds up named files and everything they load at once.
 *
 * @param {Output} output
 * @param {string[]} names
 * @returns {number} Bytes after gzip.
 */
function weigh(output, names) {
  const byFile = new Map(Object.values(output.files).map((one) => [one.file, one]))
  const waiting = names.map((name) => {
    const built = output.files[name]
    if (!built) throw new Error(`The build has no ${name}; the budget in tools/budget.mjs names it.`)
    return built.file
  })
  const seen = new Set()
  let total = 0
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    const built = byFile.get(file)
    if (!built || seen.has(file)) continue
    seen.add(file)
    total += built.gz
    waiting.push(...built.imports)
  }
  return total
}

/**
 * Prints the table and refuses a build over its budget.
 *
 * @param {Output} output
 */
export function checkBudgets(output) {
  const over = []
  for (const { what, limit, count } of budgets) {
    const bytes = count(output)
    const line = `${what.padEnd(28)} ${String(bytes).padStart(6)} of ${String(limit).padStart(6)} bytes gz`
    console.log(`  ${line}`)
    if (bytes > limit) over.push(line)
  }
  if (over.length > 0) {
    throw new Error(`Too heavy:\n${over.join('\n')}\nTake something out, or load it only when it is needed.`)
  }
}
