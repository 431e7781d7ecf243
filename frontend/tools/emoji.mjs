import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
/** Characters younger than this are squares on many machines. */
const NEWEST = 15.1

/**
 * Gives scripts `import('emoji:en')`: the emoji of one language as rows [character, name, other words, group], made from
 * emojibase-data, which holds a hundred times more than a picker needs.
 *
 * @returns {import('esbuild').Plugin}
 */
export function emoji() {
  return {
    name: 'emoji',
    setup(build) {
      build.onResolve({ filter: /^emoji:/ }, ({ path }) => ({ path: path.slice('emoji:'.length), namespace: 'emoji' }))
      build.onLoad({ filter: /./, namespace: 'emoji' }, ({ path }) => ({
        contents: `export default ${JSON.stringify(rows(path))}`,
        loader: 'js',
      }))
    },
  }
}

/**
 * @param {string} language
 * @returns {Array<[string, string, string, number]>}
 */
function rows(language) {
  const all = require(`emojibase-data/${language}/data.json`)
  const names = require('emojibase-data/en/shortcodes/github.json')
  return all
    .filter((/** @type {any} */ one) => one.group !== undefined && one.group !== 2 && one.version <= NEWEST)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => a.order - b.order)
    .map((/** @type {any} */ one) => {
      const short = [names[one.hexcode] ?? []].flat().map((name) => name.replaceAll('_', ' '))
      const words = [...new Set([...short, ...(one.tags ?? [])])].filter((word) => word !== one.label)
      return [one.emoji, one.label, words.join(' '), one.group]
    })
}
