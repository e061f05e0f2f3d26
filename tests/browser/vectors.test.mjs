// The browser's search against the vectors that the program's is held to: tests/shared. SEARCH_SITE names the folder in which
// tests/sites/search is built.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

import { letters, sounds } from '../../themes/default/scripts/search/analysis.js'
import { open } from '../../themes/default/scripts/search/engine.js'
import { ways } from '../../themes/default/scripts/search/query.js'
import { analysis, answered, fromDisk, planned } from './shown.mjs'

const site = process.env['SEARCH_SITE'] ?? ''

/** @param {string} name */
const vectors = async (name) => JSON.parse(await readFile(new URL(`../shared/${name}.json`, import.meta.url), 'utf8'))

test('texts are analysed as the vectors say', async () => {
  for (const vector of await vectors('analysis')) assert.deepEqual(analysis(vector.text), vector)
})

test('kana are heard as the vectors say, typed or read', async () => {
  for (const { text, key, sounds: heard } of await vectors('readings')) {
    const typed = sounds(letters(text), 0)
    assert.deepEqual(typed.map(({ text, at }) => `${text} ${at}`), heard)
    const read = sounds([...key].map((c) => ({ c, script: 'h' })), 0)
    assert.deepEqual(read.map(({ text }) => text), typed.map(({ text }) => text), key)
  }
})

test('queries ask for what the vectors say', async () => {
  const manifest = JSON.parse(await readFile(`${site}/search/ja/manifest.json`, 'utf8'))
  for (const vector of await vectors('queries')) assert.deepEqual(planned(vector.query, ways(manifest)), vector)
})

test('queries find pages in the order of the vectors, with the same scores', async () => {
  /** @type {Map<string, import('../../themes/default/scripts/search/engine.js').Search>} */
  const searches = new Map()
  for (const vector of await vectors('ranking')) {
    const { lang, query } = vector
    const search = searches.get(lang) ?? (await open({ base: `${site}/`, lang, fetch: fromDisk }))
    searches.set(lang, search)
    assert.deepEqual(await answered(search, lang, query), vector)
  }
})
