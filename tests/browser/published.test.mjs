// The search's files as they may be met: of a site that was published anew, damaged, cut, or of another site. SEARCH_SITE names
// the folder in which tests/sites/search is built; SHIRUBE_CASES raises the number of damaged files.

import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { test } from 'node:test'

import { open } from '../../themes/default/scripts/search/engine.js'

const site = process.env['SEARCH_SITE'] ?? ''
const cases = Number(process.env['SHIRUBE_CASES'] ?? 300)
const QUERIES = ['会議室を予約したい', 'よやく', 'メンバー', '__proto__', 'constructor', 'カレンダーれんけい', 'csv']

/**
 * Answers from the folder; `change` may put other bytes in a file's place, or none at all.
 * @param {(path: string, bytes: Uint8Array) => Uint8Array | null} change
 * @returns {typeof globalThis.fetch}
 */
const fetching = (change) => async (url) => {
  const path = new URL(String(url)).pathname
  const bytes = await readFile(site + path).catch(() => null)
  const given = bytes && change(path, new Uint8Array(bytes))
  return given ? new Response(Uint8Array.from(given)) : new Response('', { status: 404 })
}

/** @param {typeof globalThis.fetch} fetch */
const opened = (fetch) => open({ base: 'http://site/', lang: 'ja', fetch })

test('a site published anew is asked anew, once', async () => {
  let isOld = true
  let manifests = 0
  const search = await opened(
    fetching((path, bytes) => {
      if (!path.endsWith('manifest.json')) return isOld || !path.endsWith('.bin') ? bytes : null
      manifests += 1
      isOld = manifests === 1
      return bytes
    }),
  )
  isOld = false
  await assert.rejects(search.query('予約'), /404/)
  assert.equal(manifests, 2)
  const back = await opened(fetching((_, bytes) => bytes))
  assert.notEqual((await back.query('予約')).total, 0)
})

test('names that a file lost are found under the new ones', async () => {
  let generation = 0
  const search = await opened(
    fetching((path, bytes) => {
      if (path.endsWith('manifest.json')) generation += 1
      return generation === 1 && path.endsWith('.bin') ? null : bytes
    }),
  )
  assert.notEqual((await search.query('予約')).total, 0)
  assert.equal(generation, 2)
})

test('damaged files give an answer or a message, and nothing else', async () => {
  // the same sequence at every run (D. Lehmer's generator)
  let seed = 20261126
  const random = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below
  for (let i = 0; i < cases; i += 1) {
    const search = await opened(fetching((path, bytes) => (path.endsWith('manifest.json') ? bytes : damaged(bytes, random)))).catch(failed)
    for (const query of QUERIES) await search?.query(query, { facets: i % 3 === 0 }).catch(failed)
  }
})

/**
 * @param {Uint8Array} bytes
 * @param {(below: number) => number} random
 */
function damaged(bytes, random) {
  const way = random(4)
  if (way === 0) return bytes.slice(0, random(bytes.length + 1))
  if (way === 1) return Uint8Array.from({ length: random(200) }, () => random(256))
  for (let flips = random(8); flips > 0 && bytes.length > 0; flips -= 1) bytes[random(bytes.length)] = random(256)
  return bytes
}

/** @param {unknown} error what a page would tell its reader as "the search could not be loaded" */
function failed(error) {
  assert.ok(error instanceof Error)
  assert.ok(!(error instanceof TypeError || error instanceof RangeError), String(error.stack))
}

test('the fixture is there', async () => {
  assert.ok((await readdir(`${site}/search/ja/i`)).length > 10)
})
