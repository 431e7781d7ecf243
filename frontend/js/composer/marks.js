/**
 * How each tool of the toolbar is written in each language of texts.
 *
 * `around` wraps what is chosen; `lines` starts each of its lines, and `bare` says which lines have that already;
 * `block` stands on lines of its own (if there is `around` too: when several lines are chosen). `hole` is chosen after
 * writing, so that typing replaces it. With `{words}` in a block, `fill` stands there when nothing was chosen.
 *
 * @typedef {object} Mark
 * @property {[string, string]} [around]
 * @property {(n: number) => string} [lines]
 * @property {RegExp} [bare]
 * @property {[string, string]} [block]
 * @property {string} [hole]
 * @property {string} [fill]
 */

/** @type {Record<string, Record<string, Mark>>} */
export const marks = {
  markdown: {
    bold: { around: ['**', '**'] },
    italic: { around: ['*', '*'] },
    strike: { around: ['~~', '~~'] },
    heading: { lines: () => '## ', bare: /^#{1,6} / },
    link: { around: ['[', '](https://)'], hole: 'https://' },
    code: { around: ['`', '`'], block: ['```\n', '\n```'] },
    quote: { lines: () => '> ', bare: /^> ?/ },
    spoiler: { around: ['||', '||'], block: [':::spoiler\n', '\n:::'] },
    list: { lines: () => '- ', bare: /^[-*+] (?!\[[ x]\] )/ },
    numbers: { lines: (n) => `${n}. `, bare: /^\d{1,9}[.)] / },
    tasks: { lines: () => '- [ ] ', bare: /^[-*+] \[[ x]\] / },
    table: { block: ['|   |   |\n| --- | --- |\n| ', ' |   |'] },
    maths: { around: ['$', '$'], block: ['$$\n', '\n$$'] },
  },
  bbcode: {
    bold: { around: ['[b]', '[/b]'] },
    italic: { around: ['[i]', '[/i]'] },
    strike: { around: ['[s]', '[/s]'] },
    heading: { around: ['[heading=2]', '[/heading]'] },
    link: { around: ['[url=https://]', '[/url]'], hole: 'https://' },
    code: { around: ['[icode]', '[/icode]'], block: ['[code]\n', '\n[/code]'] },
    quote: { around: ['[quote]', '[/quote]'] },
    spoiler: { around: ['[ispoiler]', '[/ispoiler]'], block: ['[spoiler]\n', '\n[/spoiler]'] },
    list: { block: ['[list]\n', '\n[/list]'], lines: () => '[*] ' },
    numbers: { block: ['[list=1]\n', '\n[/list]'], lines: () => '[*] ' },
    tasks: { block: ['[list]\n', '\n[/list]'], lines: () => '[*] ☐ ' },
    table: { block: ['[table]\n[tr][th]', '[/th][th][/th][/tr]\n[tr][td][/td][td][/td][/tr]\n[/table]'] },
    maths: { around: ['[math]', '[/math]'] },
  },
}

/**
 * A change of a text: what stands from `from` to `to` becomes `text`; then `select` is chosen.
 *
 * @typedef {{from: number, to: number, text: string, select: [number, number]}} Change
 */

/**
 * What a tool does to the chosen part of a text. Used again on what it wrote, it takes its mark away.
 *
 * @param {Mark} mark
 * @param {string} value
 * @param {number} start
 * @param {number} end
 * @returns {Change}
 */
export function change(mark, value, start, end) {
  const chosen = value.slice(start, end)
  if (mark.lines) return mark.block ? listed(mark, value, start, end) : lined(mark, value, start, end)
  if (mark.block && (!mark.around || chosen.includes('\n'))) return blocked(mark.block, value, start, end)
  return mark.around ? wrapped(mark.around, mark.hole, value, start, end) : nothing(start, end, chosen)
}

/**
 * @param {number} start
 * @param {number} end
 * @param {string} chosen
 * @returns {Change}
 */
function nothing(start, end, chosen) {
  return { from: start, to: end, text: chosen, select: [start, end] }
}

/**
 * @param {[string, string]} around
 * @param {string | undefined} hole
 * @param {string} value
 * @param {number} start
 * @param {number} end
 * @returns {Change}
 */
function wrapped([open, close], hole, value, start, end) {
  // The space at the ends of a selection stays outside: "** word**" would be asterisks.
  while (start < end && /\s/.test(value[start])) start++
  while (end > start && /\s/.test(value[end - 1])) end--
  const chosen = value.slice(start, end)
  if (hole) return linked([open, close], hole, chosen, start, end)
  if (chosen.length >= open.length + close.length && begins(chosen, open) && finishes(chosen, close)) {
    const text = chosen.slice(open.length, chosen.length - close.length)
    return { from: start, to: end, text, select: [start, start + text.length] }
  }
  const [before, after] = [value.slice(0, start), value.slice(end)]
  if (finishes(before, open) && begins(after, close)) {
    const from = start - open.length
    return { from, to: end + close.length, text: chosen, select: [from, from + chosen.length] }
  }
  // A mark of Markdown ends with its paragraph, so each paragraph gets its own.
  const text = chosen.replace(/\S(?:(?!\n\s*\n)[\s\S])*|^$/g, (part) => open + part.trimEnd() + close)
  const inner = text.length - (chosen ? 0 : close.length)
  return { from: start, to: end, text, select: chosen ? [start, start + text.length] : [start + inner, start + inner] }
}

/**
 * @param {[string, string]} around
 * @param {string} hole
 * @param {string} chosen
 * @param {number} start
 * @param {number} end
 * @returns {Change}
 */
function linked([open, close], hole, chosen, start, end) {
  const there = /^\[(?:url=[^\]]*\])?([\s\S]*?)(?:\]\([^()\s]*\)|\[\/url\])$/.exec(chosen)
  if (there) return { from: start, to: end, text: there[1], select: [start, start + there[1].length] }
  if (/^https?:\/\/\S+$/.test(chosen)) {
    const [head, tail] = [open.replace(hole, () => chosen), close.replace(hole, () => chosen)]
    return { from: start, to: end, text: head + tail, select: [start + head.length, start + head.length] }
  }
  const text = open + chosen + close
  const at = chosen ? start + (open.includes(hole) ? open.indexOf(hole) : text.lastIndexOf(hole)) : -1
  return {
    from: start,
    to: end,
    text,
    select: chosen ? [at, at + hole.length] : [start + open.length, start + open.length],
  }
}

/**
 * @param {[string, string]} block
 * @param {string} value
 * @param {number} start
 * @param {number} end
 * @returns {Change}
 */
function blocked([open, close], value, start, end) {
  const chosen = value.slice(start, end)
  if (chosen.startsWith(open) && chosen.endsWith(close)) {
    const text = chosen.slice(open.length, chosen.length - close.length)
    return { from: start, to: end, text, select: [start, start + text.length] }
  }
  const { head, tail } = apart(value, start, end)
  const at = start + head.length
  const text = open + chosen + close
  const select = /** @type {[number, number]} */ (
    chosen ? [at, at + text.length] : [at + open.length, at + open.length]
  )
  return { from: start, to: end, text: head + text + tail, select }
}

/**
 * The line ends a block needs before and after itself.
 *
 * @param {string} value
 * @param {number} start
 * @param {number} end
 */
export function apart(value, start, end) {
  const [before, after] = [value.slice(0, start), value.slice(end)]
  const head = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const tail = after === '' || after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n'
  return { head, tail }
}

/**
 * @param {Mark} mark
 * @param {string} value
 * @param {number} start
 * @param {number} end
 * @returns {Change}
 */
function lined(mark, value, start, end) {
  const from = value.lastIndexOf('\n', start - 1) + 1
  const close = value.indexOf('\n', end > start && value[end - 1] === '\n' ? end - 1 : end)
  const to = close < 0 ? value.length : close
  const lines = value.slice(from, to).split('\n')
  const has = lines.every((line) => line === '' || mark.bare?.test(line)) && lines.some((line) => line !== '')
  const other = /^(?:#{1,6} |> ?|[-*+] (?:\[[ x]\] )?|\d{1,9}[.)] )/
  let number = 0
  const written = lines.map((line) => {
    if (has) return line.replace(mark.bare ?? '', '')
    if (line === '' && lines.length > 1 && mark.lines?.(1) !== '> ') return line
    const plain = mark.lines?.(1) === '> ' ? line : line.replace(other, '')
    return (mark.lines?.(++number) ?? '') + plain
  })
  const text = written.join('\n')
  const alone = start === end
  const caret = Math.max(from, start + written[0].length - lines[0].length)
  return { from, to, text, select: alone ? [caret, caret] : [from, from + text.length] }
}

/**
 * Lists of BBCode: a tag around, a tag before each line.
 *
 * @param {Mark} mark
 * @param {string} value
 * @param {number} start
 * @param {number} end
 * @returns {Change}
 */
function listed(mark, value, start, end) {
  const chosen = value.slice(start, end)
  const [open, close] = mark.block ?? ['', '']
  if (chosen.startsWith(open) && chosen.endsWith(close)) {
    const text = chosen.slice(open.length, -close.length).replace(/^\[\*\] ?(?:☐ )?/gm, '')
    return { from: start, to: end, text, select: [start, start + text.length] }
  }
  const fresh = start > 0 && value[start - 1] !== '\n' ? '\n' : ''
  const inner = chosen
    .split('\n')
    .map((line) => (mark.lines?.(1) ?? '') + line)
    .join('\n')
  const at = start + fresh.length
  const text = open + inner + close
  const caret = at + open.length + inner.length
  return { from: start, to: end, text: fresh + text, select: chosen ? [at, at + text.length] : [caret, caret] }
}

/**
 * @param {string} text
 * @param {string} mark
 */
function begins(text, mark) {
  return text.startsWith(mark) && fits(mark, /^\**/.exec(text)?.[0].length ?? 0)
}

/**
 * @param {string} text
 * @param {string} mark
 */
function finishes(text, mark) {
  return text.endsWith(mark) && fits(mark, /\**$/.exec(text)?.[0].length ?? 0)
}

/**
 * Two asterisks are strong, not emphasis twice; three are both.
 *
 * @param {string} mark
 * @param {number} asterisks
 */
function fits(mark, asterisks) {
  return mark === '*' ? asterisks % 2 === 1 : mark !== '**' || asterisks >= 2
}
