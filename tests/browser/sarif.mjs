// Holds `--format sarif` to the published SARIF 2.1.0 schema: node tests/browser/sarif.mjs PROGRAM SITE
// It looks at `check` and `freshness` of the site, and of a site made to be nasty.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const require = createRequire(import.meta.url)
// the schema is of draft 4, which later versions of ajv do not read
const Ajv = require('ajv')
const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore' })
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'))
const schema = join(dirname(require.resolve('@microsoft/jest-sarif')), 'schemas/sarif-2.1.0-rtm.5.json')
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')))

/** Every mistake that a text can make of a report. */
const NASTY = {
  'shirube.toml': 'title = "\\u001b]8;;x\\u0007 <b>&"\n[freshness]\nbaseline_release = "1"\n[[owners]]\nid = "a"\nname = "=1+1"\n',
  'content/releases/1.md': '---\nrelease: "1"\ndate: 2026-01-01\ntitle: a\n---\na\n',
  'content/releases/2.md':
    '---\nrelease: "2"\ndate: 2026-02-01\ntitle: b\nchanges:\n  - {kind: renamed, feature: f, label: {from: CSV出力, to: "a|b\\u202e\\u0007"}, summary: "%0A::error::x"}\n---\nb\n',
  'content/請求 と%20&#.md': '---\ntitle: "\\u001b[31m\\u202e題"\nowner: a\nfeatures: [f]\ntpye: howto\n---\n\t「CSV出力」 [x](none.md)\r\n\n**CSV出力** 𠮷［CSV出力］\n',
  'content/empty.md': '',
  'content/b.md': '---\ntitle: b\nid: same\nverified: 99\n---\n<script>x</script> ![](none.png)\n',
  'content/c.md': '---\ntitle: c\nid: same\n---\n:::note\n',
  'data/labels.json': '{"a": "保存"\n',
}

/**
 * @param {string} program
 * @param {string} site
 * @param {string} command
 * @returns {string[]} what is wrong
 */
function wrong(program, site, command) {
  const run = spawnSync(program, [command, '--root', site, '--format', 'sarif', '--as-of', '2026-11-21'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (run.error) throw run.error
  if (run.status !== 0 && run.status !== 1) return [`exit code ${run.status}: ${run.stderr}`]
  const report = JSON.parse(run.stdout)
  if (report.runs[0].results.length === 0 && site.includes('nasty')) return ['nothing is found']
  if (validate(report)) return []
  return (validate.errors ?? []).map((/** @type {{ dataPath: string, message?: string }} */ error) => `${error.dataPath} ${error.message}`)
}

const [program, site] = process.argv.slice(2).map((path) => resolve(path))
if (program === undefined || site === undefined) throw new Error('node tests/browser/sarif.mjs PROGRAM SITE')
const nasty = mkdtempSync(join(tmpdir(), 'nasty-'))
for (const [path, text] of Object.entries(NASTY)) {
  mkdirSync(dirname(join(nasty, path)), { recursive: true })
  writeFileSync(join(nasty, path), text)
}
let failed = 0
for (const root of [site, nasty]) {
  for (const command of ['check', 'freshness']) {
    for (const line of wrong(program, root, command).slice(0, 20)) {
      failed += 1
      console.log(`FAILED ${command} of ${root === site ? 'the site' : 'the nasty site'}: ${line}`)
    }
  }
}
rmSync(nasty, { recursive: true })
console.log(`SARIF: ${failed === 0 ? '4 reports are valid' : `${failed} mistakes`}`)
process.exitCode = failed === 0 ? 0 : 1
