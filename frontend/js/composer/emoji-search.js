/**
 * One emoji: the character, its name, words it is found by, its group (0 to 9, as Unicode orders them).
 *
 * @typedef {{char: string, label: string, words: string, group: number}} Emoji
 */

/** @type {Promise<Emoji[]> | undefined} */
let all

/**
 * Every emoji, named in the page's language where there are names in it, else in English. Fetched once.
 *
 * @returns {Promise<Emoji[]>}
 */
export function allEmoji() {
  all ??= read().catch((fault) => {
    all = undefined
    throw fault
  })
  return all
}

/** @returns {Promise<Emoji[]>} */
async function read() {
  const german = document.documentElement.lang.startsWith('de')
  const { default: rows } = await (german ? import('emoji:de') : import('emoji:en'))
  return rows.map(([char, label, words, group]) => ({ char, label, words: `${label} ${words}`.toLowerCase(), group }))
}

/**
 * Emoji by what somebody types: first those whose name begins with it, then those with a word that does, then the rest.
 *
 * @param {string} typed
 * @param {number} most
 * @returns {Promise<Emoji[]>}
 */
export async function searchEmoji(typed, most) {
  const wanted = typed.toLowerCase().replace(/[_-]+/g, ' ').trim()
  if (!wanted) return []
  const rank = (/** @type {Emoji} */ { words }) => {
    if (words.startsWith(wanted)) return 0
    return words.includes(` ${wanted}`) ? 1 : words.includes(wanted) ? 2 : 3
  }
  const ranked = (await allEmoji()).map((one) => ({ one, rank: rank(one) })).filter((each) => each.rank < 3)
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map((each) => each.one)
}
