import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * @typedef {object} Built
 * @property {string} file The name on disk, with its hash.
 * @property {number} size Bytes as written.
 * @property {number} gz Bytes after gzip.
 * @property {number} br Bytes after brotli.
 * @property {string[]} imports Files this one loads at once (not those it loads when needed).
 */

/** The folder being built: writes each file with its two compressed forms and remembers what it wrote. */
export class Output {
  /** @param {string} folder An existing, empty folder. */
  constructor(folder) {
    this.folder = folder
    /** @type {Record<string, Built>} */
    this.files = {}
  }

  /**
   * Writes all files of an esbuild result. An entry point is known by its plain name ("main.js"), a piece that is
   * loaded when needed by the name of its source ("composer.js").
   *
   * @param {import('esbuild').BuildResult<{write: false, metafile: true}>} result
   * @param {string} root The folder the paths of the metafile start from.
   */
  async addBundle(result, root) {
    const meta = new Map(Object.entries(result.metafile.outputs).map(([path, info]) => [basename(path), info]))
    for (const { path, contents } of result.outputFiles) {
      const file = basename(path)
      const info = meta.get(file)
      if (!info) throw new Error(`esbuild wrote ${relative(root, path)} and did not list it`)
      const source = info.entryPoint ? basename(info.entryPoint) : file
      const name = source === 'main.css' ? 'style.css' : source
      const atOnce = info.imports.filter((one) => one.kind === 'import-statement').map((one) => basename(one.path))
      await this.#write(name, file, contents, atOnce)
    }
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  async addHashed(name, text) {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase()
    await this.#write(name, name.replace('.', `-${hash}.`), Buffer.from(text), [])
  }

  /**
   * @param {string} name
   * @param {string} path
   */
  async addCopy(name, path) {
    await this.addHashed(name, await readFile(path, 'utf8'))
  }

  /**
   * For a file that people open by its name, so it gets no hash.
   *
   * @param {string} name
   * @param {string} text
   */
  async addPlain(name, text) {
    await this.#write(name, name, Buffer.from(text), [])
  }

  /** @param {string} inputs The hash of all sources, so that the next build can be skipped. */
  async writeManifest(inputs) {
    const sorted = Object.fromEntries(Object.entries(this.files).sort(([a], [b]) => (a < b ? -1 : 1)))
    const text = JSON.stringify({ inputs, files: sorted }, null, 2)
    await writeFile(join(this.folder, 'manifest.json'), `${text}\n`)
  }

  /**
   * @param {string} name
   * @param {string} file
   * @param {Uint8Array} contents
   * @param {string[]} imports
   */
  async #write(name, file, contents, imports) {
    const gz = gzipSync(contents, { level: 9 })
    const br = brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: contents.length } })
    await writeFile(join(this.folder, file), contents)
    await writeFile(join(this.folder, `${file}.gz`), gz)
    await writeFile(join(this.folder, `${file}.br`), br)
    this.files[name] = { file, size: contents.length, gz: gz.length, br: br.length, imports }
  }
}
