/**
 * A file, as its row in the composer knows it.
 *
 * @typedef {object} FileWords
 * @property {string} id
 * @property {string} name
 * @property {boolean} isPicture
 * @property {string} alt
 * @property {string} caption
 */

/**
 * A file as the text engine reads it in a text (docs/markup.md).
 *
 * @param {string} syntax
 * @param {FileWords} file
 * @returns {string}
 */
export function reference(syntax, { id, name, isPicture, alt, caption }) {
  const plain = (/** @type {string} */ words) => words.replace(/[\n"]/g, "'")
  if (syntax === 'bbcode') {
    const more = (alt && ` alt="${plain(alt)}"`) + (caption && ` caption="${plain(caption)}"`)
    return `[attach id=${id}${more}]${name.replace(/[[\]]/g, '')}[/attach]`
  }
  const shown = (alt || name).replace(/[\\[\]\n]/g, (one) => (one === '\n' ? ' ' : `\\${one}`))
  return `${isPicture ? '!' : ''}[${shown}](attachment:${id}${caption && ` "${plain(caption)}"`})`
}

/**
 * Every place in a text where this file stands, in either language.
 *
 * @param {string} text
 * @param {string} id
 * @returns {string[]}
 */
export function references(text, id) {
  const markdown = `!?\\[(?:\\\\.|[^\\]\\\\])*\\]\\(attachment:${id}(?:\\s+"(?:\\\\.|[^"\\\\])*")?\\)`
  const bbcode = `\\[(attach(?:ment)?)(?:=|\\s+id=)"?${id}\\b[^\\]]*\\][^\\[]*\\[/\\1\\]`
  return [...text.matchAll(new RegExp(`${markdown}|${bbcode}`, 'gi'))].map((one) => one[0])
}
