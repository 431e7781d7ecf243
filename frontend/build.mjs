/**
 * Builds what the browser gets: one style sheet, the scripts, the icon sprite, the favicon and the licence file.
 *
 * In: the files beside this one and the exact packages of package-lock.json.
 * Out: ../threadkeep/theme/static/build/ with hashed names, a .br and a .gz beside each file, and manifest.json
 * (its shape is described in ../docs/theme.md). Refused: a build that passes a size budget (tools/budget.mjs).
 *
 * `node build.mjs --watch` builds again whenever a source changes.
 */
import { mkdir, rename, rm, watch } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { checkBudgets } from './tools/budget.mjs'
import { emoji } from './tools/emoji.mjs'
import { buildSprite } from './tools/icons.mjs'
import { licenceText } from './tools/licences.mjs'
import { Output } from './tools/output.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const target = join(here, '..', 'threadkeep', 'theme', 'static', 'build')

/** The browsers of the last two years: they all know light-dark(), nesting and cross-origin-free modules. */
const browsers = ['es2022', 'chrome123', 'firefox128', 'safari17.5']

/**
 * Bundles the scripts and the style sheet in memory.
 *
 * @returns {Promise<esbuild.BuildResult<{write: false, metafile: true}>>}
 */
function bundle() {
  return esbuild.build({
    absWorkingDir: here,
    entryPoints: {
      first: 'js/first.js',
      main: 'js/main.js',
      style: 'css/main.css',
      writing: 'css/writing.css',
      lightbox: 'css/lightbox.css',
    },
    outdir: target,
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    target: browsers,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    plugins: [emoji()],
    logLevel: 'warning',
  })
}

/**
 * Builds everything into a folder beside the real one and swaps it in, so that a running server never sees half a build.
 *
 * @returns {Promise<void>}
 */
async function build() {
  const fresh = `${target}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { recursive: true })
  const result = await bundle()
  const output = new Output(fresh)
  await output.addBundle(result, here)
  await output.addHashed('icons.svg', await buildSprite(here))
  await output.addCopy('favicon.svg', join(here, 'art', 'favicon.svg'))
  await output.addPlain('licences.txt', await licenceText(here, result.metafile))
  await output.writeManifest(process.env.THREADKEEP_FRONTEND_INPUTS ?? '')
  checkBudgets(output)
  await rm(target, { recursive: true, force: true })
  await rename(fresh, target)
}

await build()
if (process.argv.includes('--watch')) {
  for await (const change of watch(here, { recursive: true })) {
    if (!/^(css|js|art)\/|icons\.json$/.test(change.filename ?? '')) continue
    await build().catch((error) => console.error(error.message))
  }
}
