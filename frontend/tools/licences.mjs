import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Collects the licence of every package whose code or drawings are part of the build.
 *
 * @param {string} root The frontend folder.
 * @param {import('esbuild').Metafile} metafile Says which files were bundled.
 * @returns {Promise<string>}
 */
export async function licenceText(root, metafile) {
  const packages = new Set(['emojibase-data', 'lucide-static'])
  for (const path of Object.keys(metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)
    if (found) packages.add(found[1])
  }
  const parts = await Promise.all([...packages].sort().map((name) => licenceOf(root, name)))
  return `What Threadkeep sends to browsers contains work of others, under these licences.\n\n${parts.join('\n\n')}\n`
}

/**
 * @param {string} root
 * @param {string} name
 * @returns {Promise<string>}
 */
async function licenceOf(root, name) {
  const folder = join(root, 'node_modules', name)
  const about = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one))
  if (!file) throw new Error(`${name} carries no licence file, so its work must not be bundled.`)
  const text = await readFile(join(folder, file), 'utf8')
  return `== ${name} ${about.version} (${about.license})\n\n${text.trim()}`
}
