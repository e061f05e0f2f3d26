// Reads a built site in a real browser: node tests/browser/run.mjs PUBLIC_DIR
// The Nu checker looks at all of its pages, axe-core at one page of each type, and Chromium at every page under the site's own
// headers. The last line counts.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import { chromium } from 'playwright-core'

import { accessibility } from './accessibility.mjs'
import { journeys } from './journeys.mjs'
import { searching } from './search.mjs'
import { serve } from './serve.mjs'
import { pagesOf, typesOf } from './site.mjs'

const FLAGS = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
const BROWSERS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const here = dirname(fileURLToPath(import.meta.url))
const counts = { passed: 0, failed: 0 }

/**
 * Counts a check and tells what is wrong.
 * @param {string} name
 * @param {string[]} wrong
 */
function report(name, wrong) {
  counts[wrong.length === 0 ? 'passed' : 'failed'] += 1
  if (wrong.length === 0) return
  console.log(`FAILED ${name}`)
  for (const line of wrong.slice(0, 20)) console.log(`    ${line}`)
  if (wrong.length > 20) console.log(`    and ${wrong.length - 20} more`)
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {{ code: number | null, text: string }}
 */
function run(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  if (done.error) throw done.error
  return { code: done.status, text: `${done.stdout}${done.stderr}` }
}

/** @param {string} root */
function markup(root) {
  const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar')), 'build/dist/vnu.jar')
  const { text } = run('java', ['-Xss1024k', '-jar', jar, '--skip-non-html', '--format', 'json', '--exit-zero-always', root])
  /** @type {{ messages: { type: string, url: string, lastLine?: number, message: string }[] }} */
  const { messages } = JSON.parse(text.slice(text.indexOf('{')))
  const errors = messages.filter((message) => message.type !== 'info')
  return errors.map((error) => `${error.url.split(root).pop()}:${error.lastLine ?? 0}: ${error.message}`)
}

/** The scripts under `tsc --checkJs --strict`. */
function types() {
  const compiler = join(here, 'node_modules/typescript/bin/tsc')
  const { code, text } = run(process.execPath, [compiler, '--project', join(here, 'tsconfig.json')])
  return code === 0 ? [] : text.trim().split('\n')
}

async function main() {
  const root = resolve(process.argv[2] ?? 'public')
  const pages = pagesOf(root)
  const { types: kinds, missing } = typesOf(pages)
  report('the site has a page of every type', missing)
  report('types of the scripts', types())
  report(`markup of ${pages.length} pages (Nu checker)`, markup(root))

  const executablePath = BROWSERS.find((path) => path && existsSync(path))
  if (!executablePath) throw new Error('there is no Chromium: install it, or name it in CHROMIUM')
  const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') })
  const site = await serve(root)
  try {
    await accessibility(browser, site.origin, kinds, report)
    await journeys(browser, site.origin, { pages, kinds }, report)
    await searching(browser, site.origin, { root, kinds }, report)
  } finally {
    await browser.close()
    site.close()
  }
}

await main().catch((error) => report('the tests themselves', [String(error?.stack ?? error)]))
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed === 0 ? 0 : 1
