// Hostile strings as titles and as queries, in a real browser: node tests/browser/hostile.mjs PROGRAM
// SHIRUBE_DATA names a folder with material/xss-all.json. A site is made with a page for each string as its title; then every
// string is searched for, and every page. Whatever is shown must be text: no element but those the search makes, none with an
// attribute that acts, nothing asked of another host, nothing run.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chromium } from 'playwright-core'

import { serve } from './serve.mjs'

/** What the search makes elements of. */
const MADE = ['A', 'B', 'BUTTON', 'DIV', 'H2', 'H3', 'INPUT', 'LABEL', 'LI', 'MARK', 'P', 'SPAN', 'SVG', 'UL', 'USE', 'KBD']

/**
 * @param {string} folder
 * @param {string[]} strings
 */
function write(folder, strings) {
  mkdirSync(join(folder, 'content/x'), { recursive: true })
  writeFileSync(join(folder, 'shirube.toml'), 'title = "t"\n')
  strings.forEach((text, i) => {
    const title = JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    writeFileSync(join(folder, `content/x/p${i}.md`), `---\ntitle: ${title}\n---\n\n札番号x${i}yを見ます。\n\n## 札${i}\n`)
  })
}

/**
 * Runs in the page: searches for each, and lists what was shown that is not text.
 * @param {{ queries: string[], made: string[] }} all
 * @returns {Promise<string[]>}
 */
async function shown({ queries, made }) {
  const panel = /** @type {HTMLElement} */ (document.querySelector('.finder-panel'))
  const input = /** @type {HTMLInputElement} */ (document.querySelector('dialog.finder input, .ask input'))
  const wrong = []
  for (const query of queries) {
    const before = panel.innerHTML
    input.value = query
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
    for (let wait = 0; wait < 40 && panel.innerHTML === before; wait += 1) await new Promise((done) => setTimeout(done, 5))
    await new Promise((done) => setTimeout(done, 20))
    for (const node of panel.querySelectorAll('*')) {
      const acts = [...node.attributes].some(({ name, value }) => name.startsWith('on') || (/^(href|src|action)$/.test(name) && /^\s*(javascript|data|vbscript):/i.test(value)))
      if (acts || !made.includes(node.tagName.toUpperCase())) wrong.push(`${query}: ${node.outerHTML.slice(0, 200)}`)
    }
  }
  return wrong
}

async function main() {
  const { SHIRUBE_DATA: data, CHROMIUM = '/usr/bin/chromium' } = process.env
  if (!data) return console.log('not run: SHIRUBE_DATA names no folder with material/xss-all.json')
  /** @type {string[]} */
  const strings = JSON.parse(readFileSync(join(data, 'material/xss-all.json'), 'utf8'))
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'))
  write(folder, strings)
  try {
    execFileSync(process.argv[2] ?? 'target/debug/shirube', ['build', '--root', folder], { stdio: 'ignore' })
  } catch {
    // titles of this kind have findings; only a site that isn't there is a failure
  }
  const site = await serve(join(folder, 'public'))
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
  const tab = await browser.newPage()
  /** @type {string[]} */
  const heard = []
  tab.on('dialog', (dialog) => (heard.push(`dialog ${dialog.message()}`), void dialog.dismiss()))
  tab.on('pageerror', (error) => heard.push(`error ${error.message}`))
  tab.on('console', (message) => message.type() === 'error' && heard.push(`console ${message.text()}`))
  tab.on('request', (request) => new URL(request.url()).origin === site.origin || heard.push(`request ${request.url()}`))
  await tab.goto(`${site.origin}/search/`)
  await tab.waitForFunction(() => document.querySelector('.finder-panel'))
  for (let at = 0; at < strings.length; at += 100) {
    const some = strings.slice(at, at + 100)
    const queries = some.flatMap((text, i) => [text, `札番号x${at + i}y`])
    heard.push(...(await tab.evaluate(shown, { queries, made: MADE })))
  }
  await browser.close()
  site.close()
  rmSync(folder, { recursive: true })
  for (const line of heard.slice(0, 20)) console.log(line)
  console.log(`${strings.length} strings as title and as query: ${heard.length} live or heard`)
  process.exitCode = heard.length === 0 ? 0 : 1
}

await main()
