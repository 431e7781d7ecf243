import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Makes one SVG sprite of the icons named in icons.json: Lucide's (ISC licence), taken at build time, and our own.
 *
 * What all icons share (line width, round ends) is said once in the style sheet for `.icon`; the sprite holds the bare
 * shapes, which keeps it small.
 *
 * @param {string} root The frontend folder.
 * @returns {Promise<string>}
 */
export async function buildSprite(root) {
  /** @type {{lucide: string[], own: string[]}} */
  const { lucide, own } = JSON.parse(await readFile(join(root, 'icons.json'), 'utf8'))
  const theirs = lucide.map((name) => symbolOf(name, join(root, 'node_modules', 'lucide-static', 'icons')))
  const ours = own.map((name) => symbolOf(name, join(root, 'art')))
  const symbols = await Promise.all([...theirs, ...ours])
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`
}

/**
 * @param {string} name
 * @param {string} folder
 * @returns {Promise<string>}
 */
async function symbolOf(name, folder) {
  const text = await readFile(join(folder, `${name}.svg`), 'utf8').catch(() => {
    throw new Error(`icons.json names "${name}", and ${folder} has no such drawing.`)
  })
  const shapes = text.slice(text.indexOf('>', text.indexOf('<svg')) + 1, text.lastIndexOf('</svg>'))
  const tight = shapes.replace(/\s*\n\s*/g, '').replaceAll(' />', '/>')
  return `<symbol id="${name}" viewBox="0 0 24 24">${tight}</symbol>`
}
