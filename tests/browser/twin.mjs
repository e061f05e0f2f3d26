// Makes of texts what the browser makes of them, for tests/search/random.rs. Lines in: a manifest, then texts as JSON; out: a
// digest a text, or where TWIN_SHOW is set what it is of.

import { createInterface } from 'node:readline'

import { key } from '../../themes/default/scripts/search/index.js'
import { ways } from '../../themes/default/scripts/search/query.js'
import { analysis, planned } from './shown.mjs'

/** @type {import('../../themes/default/scripts/search/query.js').Ways | undefined} */
let own
/** @type {string[]} */
let lines = []
for await (const line of createInterface({ input: process.stdin })) {
  if (!own) {
    own = ways(JSON.parse(line))
    continue
  }
  const text = JSON.parse(line)
  const shown = JSON.stringify(analysis(text)) + JSON.stringify(planned(text, own))
  const { place, name } = key('word', shown)
  lines.push(process.env['TWIN_SHOW'] ? shown : `${place} ${name}`)
}
process.stdout.write(lines.map((line) => `${line}\n`).join(''))
