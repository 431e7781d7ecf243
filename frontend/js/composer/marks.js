/**
 * How each tool of the toolbar is written in each language of texts. `around` wraps the selection, `lines` starts each
 * of its lines, `block` stands on lines of its own.
 *
 * @typedef {{around?: [string, string], lines?: (n: number) => string, block?: [string, string]}} Mark
 * @type {Record<string, Record<string, Mark>>}
 */
export const marks = {
  markdown: {
    bold: { around: ['**', '**'] },
    italic: { around: ['*', '*'] },
    strike: { around: ['~~', '~~'] },
    link: { around: ['[', '](https://)'] },
    code: { around: ['`', '`'], block: ['```\n', '\n```'] },
    quote: { lines: () => '> ' },
    list: { lines: () => '- ' },
    numbers: { lines: (n) => `${n}. ` },
  },
  bbcode: {
    bold: { around: ['[b]', '[/b]'] },
    italic: { around: ['[i]', '[/i]'] },
    strike: { around: ['[s]', '[/s]'] },
    link: { around: ['[url=https://]', '[/url]'] },
    code: { around: ['[code]', '[/code]'] },
    quote: { around: ['[quote]', '[/quote]'] },
    list: { block: ['[list]\n', '\n[/list]'], lines: () => '[*] ' },
    numbers: { block: ['[list=1]\n', '\n[/list]'], lines: () => '[*] ' },
  },
}

/**
 * Writes a mark around or before the chosen text.
 *
 * @param {Mark} mark
 * @param {string} chosen
 * @returns {{text: string, from: number, to: number}} The new text, and what of it should be selected then.
 */
export function apply(mark, chosen) {
  const many = chosen.includes('\n')
  if (mark.lines) {
    const lines = mark.lines
    const inner = chosen
      .split('\n')
      .map((line, at) => lines(at + 1) + line)
      .join('\n')
    const [open, close] = mark.block ?? ['', '']
    const text = open + inner + close
    return { text, from: open.length + (many ? 0 : inner.length - chosen.length), to: open.length + inner.length }
  }
  const [open, close] = (many && mark.block) || mark.around || ['', '']
  const at = close.indexOf('https://')
  if (at >= 0 && chosen) {
    const from = open.length + chosen.length + at
    return { text: open + chosen + close, from, to: from + 8 }
  }
  return { text: open + chosen + close, from: open.length, to: open.length + chosen.length }
}
