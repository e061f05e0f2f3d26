// Makes of texts and queries what the browser makes of them, for tests/search/random.rs. `node twin.mjs FOLDER WHAT`: the folder
// holds `search/ja/`, `WHAT` is `texts` or `queries`. Lines in: texts as JSON. Lines out: a digest each, or where TWIN_SHOW is
// set what it is of.

import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'

import { open } from '../../themes/default/scripts/search/engine.js'
import { key } from '../../themes/default/scripts/search/index.js'
import { ways } from '../../themes/default/scripts/search/query.js'
import { analysis, answered, fromDisk, planned } from './shown.mjs'

const [, , folder = '', what = ''] = process.argv
const own = ways(JSON.parse(await readFile(`${folder}/search/ja/manifest.json`, 'utf8')))
const search = await open({ base: `${folder}/`, lang: 'ja', fetch: fromDisk })

/** @param {string} said */
async function shown(said) {
  if (what === 'queries') return JSON.stringify(await answered(search, 'ja', said))
  return JSON.stringify(analysis(said)) + JSON.stringify(planned(said, own))
}

/** @type {string[]} */
const lines = []
for (const line of (await text(process.stdin)).trimEnd().split('\n')) {
  const all = await shown(JSON.parse(line))
  const { place, name } = key('word', all)
  lines.push(process.env['TWIN_SHOW'] ? all : `${place} ${name}`)
}
process.stdout.write(lines.map((line) => `${line}\n`).join(''))
