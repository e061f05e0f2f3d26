// What the search decides without a page.

import assert from 'node:assert/strict'

import { opens } from '../../themes/default/scripts/finder.js'
import { addressOf, contactFor, filled, kept, listOf, moved, stateOf, without } from '../../themes/default/scripts/finder/logic.js'

/** @returns {Promise<string[]>} */
export async function logic() {
  const wrong = []
  for (const [name, hold] of Object.entries(HELD)) {
    try {
      hold()
    } catch (error) {
      wrong.push(`${name}: ${error instanceof Error ? error.message : error}`)
    }
  }
  return wrong
}

/**
 * @param {object} keys those of an event that are set
 * @param {boolean} [isWriting]
 */
function isOpening(keys, isWriting = false) {
  /** @type {any} */
  const event = keys
  return opens(event, isWriting)
}

const ABOUT = { subject: '「A&B」について', query: 'A&B', page: '/x/' }

/** @type {Record<string, () => void>} */
const HELD = {
  'keys that open': () => {
    assert.deepEqual(
      [isOpening({ key: '/' }), isOpening({ key: 'k', ctrlKey: true }), isOpening({ key: 'K', metaKey: true }, true), isOpening({ key: '/', shiftKey: true })],
      [true, true, true, true],
    )
    assert.deepEqual(
      [isOpening({ key: '/' }, true), isOpening({ key: '/', isComposing: true }), isOpening({ key: '/', keyCode: 229 }), isOpening({ key: 'k', ctrlKey: true, metaKey: true })],
      [false, false, false, false],
    )
  },
  'moves go round by the field': () => {
    assert.deepEqual([moved('ArrowDown', -1, 2), moved('ArrowDown', 0, 2), moved('ArrowDown', 1, 2)], [0, 1, -1])
    assert.deepEqual([moved('ArrowUp', -1, 2), moved('ArrowUp', 1, 2), moved('ArrowUp', 0, 2)], [1, 0, -1])
    assert.deepEqual([moved('ArrowDown', -1, 0), moved('ArrowUp', -1, 0), moved('Home', 1, 2)], [-1, -1, 1])
  },
  'words take values as they are': () => {
    assert.equal(filled('{n} {n|page|pages} of {q}', { n: 1, q: '$& {n}' }), '1 page of $& {n}')
    assert.equal(filled('{n|is|are} {n} {n|page|pages}', { n: 12 }), 'are 12 pages')
  },
  'a state comes back from its address': () => {
    const state = { q: '請求書 ＋ a&b=c#d', kind: 'faq', step: '100%' }
    assert.deepEqual(stateOf(new URL(addressOf('/search/', state), 'https://a.example').search), state)
    assert.equal(addressOf('/search/', { q: '', kind: '' }), '/search/')
    assert.deepEqual(stateOf(`?x=1&q=${'a'.repeat(300)}&constructor=2`), { q: 'a'.repeat(200) })
  },
  'words that no page has are left out': () => {
    assert.equal(without('請求書　のし紙 の', ['のし紙', '']), '請求書 の')
    assert.equal(without('のし紙', ['のし紙']), '')
  },
  'a list keeps eight, the newest first, each once': () => {
    const list = Array.from({ length: 8 }, (_, n) => ({ title: `${n}` }))
    assert.deepEqual(kept(list, { title: '3' }).map(({ title }) => title).join(''), '30124567')
    assert.equal(kept(list, { title: '9' }).length, 8)
    assert.equal(kept([{ title: 'old', url: '/a/' }], { title: 'new', url: '/a/' }).length, 1)
  },
  'a damaged list is empty': () => {
    for (const text of [null, '', '{', '{"a":1}', '[null]', '[{"title":5}]', '3', '[{}]']) assert.deepEqual(listOf(text), [])
    assert.equal(listOf('[{"title":"a"},{"title":" "}]').length, 1)
  },
  'whoever is asked hears the query': () => {
    assert.equal(contactFor('https://a.example/c?x=1#form', ABOUT), 'https://a.example/c?x=1&query=A%26B&page=%2Fx%2F#form')
    assert.equal(contactFor('http://a.example/c', ABOUT), 'http://a.example/c?query=A%26B&page=%2Fx%2F')
    assert.equal(contactFor('mailto:a@a.example', ABOUT), `mailto:a@a.example?subject=${encodeURIComponent(ABOUT.subject)}`)
    assert.equal(contactFor('tel:0120-000-000', ABOUT), 'tel:0120-000-000')
    assert.doesNotThrow(() => contactFor('https://a.example/', { ...ABOUT, query: '\ud83d' }))
  },
}
