// Mistyped words and those near them: katakana and Latin words by their first letter, loaded only when one is unknown.

import { analyse, katakana, letters, said, terms } from './analysis.js'
import { MARKS } from './index.js'
import { instead } from './query.js'

/**
 * @typedef {{ words: string[], spelt: string[], rarity: number[], pages: number[][] }} Bucket words as written and in the one spelling
 * @typedef {{ word: string, spelt: string, distance: number, rarity: number, pages: number[], weights: Uint8Array }} Near
 */

/** Most words that are tried for one. */
const MOST = 3

/**
 * @param {Omit<Bucket, 'spelt'>} bucket as loaded
 * @returns {Bucket}
 */
export const spelt = (bucket) => ({ ...bucket, spelt: bucket.words.map((word) => letters(word).map(({ c }) => c).join('')) })

/**
 * How many letters two words differ in: one more, one less, another one, two changed places (Damerau and Levenshtein's
 * distance, in the form of optimal string alignment).
 * @param {string} a
 * @param {string} b
 * @param {number} most beyond this the answer is only "more"
 * @returns {number}
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1
  /** @type {number[]} */
  let before = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1)
      next.push(least)
    }
    if (Math.min(...next) > most) return most + 1
    before = row
    row = next
  }
  return row[b.length] ?? most + 1
}

/**
 * @param {Bucket} bucket
 * @param {string} word in the one spelling
 * @returns {Near[] | null} the nearest words, nearest and commonest first; null where the word itself is known
 */
export function nearest(bucket, word) {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2
  /** @type {Near[]} */
  const found = []
  for (const [i, written] of bucket.words.entries()) {
    const spelt = bucket.spelt[i] ?? ''
    const far = distance(word, spelt, most)
    if (far === 0) return null
    if (far > most) continue
    const packed = bucket.pages[i] ?? []
    found.push({
      word: written,
      spelt,
      distance: far,
      rarity: (bucket.rarity[i] ?? 0) / 16,
      pages: packed.map((number) => Math.floor(number / 256)),
      weights: Uint8Array.from(packed, (number) => (number & 15) | 0x20),
    })
  }
  found.sort((a, b) => a.distance - b.distance || a.rarity - b.rarity || (a.spelt < b.spelt ? -1 : 1))
  // what is much rarer than the nearest is mistyped in the pages themselves
  return found.filter(({ rarity }) => rarity < (found[0]?.rarity ?? 0) + 3).slice(0, MOST)
}

/**
 * @param {Bucket} bucket
 * @param {string} word in the one spelling
 * @returns {string[]} words that begin like it or are written nearly like it, commonest first
 */
export function nearby(bucket, word) {
  const most = Math.max(1, Math.floor(word.length / 3))
  const found = bucket.words.flatMap((written, i) => {
    const spelt = bucket.spelt[i] ?? ''
    const far = spelt.startsWith(word) ? 0 : distance(word, spelt, most)
    return far <= most ? [{ written, far, rarity: bucket.rarity[i] ?? 0 }] : []
  })
  found.sort((a, b) => a.far - b.far || a.rarity - b.rarity || (a.written < b.written ? -1 : 1))
  return found.slice(0, 5).map(({ written }) => written)
}

/**
 * @typedef {import('./query.js').Plan} Plan
 * @typedef {import('./order.js').Answered} Answered
 * @typedef {{ text: string, places: number[] }} Suspect
 */

/** Shortest word that is taken for a mistyped one, in letters. */
const SHORTEST = 4
/** From this length on a word may be put together, and nobody has written it so before. */
const LONG = 7

/**
 * Finds Latin words that no page has, and runs of katakana that no page has whole.
 * @param {Plan} plan
 * @param {Answered[]} answered
 * @returns {Suspect[]}
 */
export function suspects({ analysis }, answered) {
  /** @type {Suspect[]} */
  const found = []
  for (const run of analysis.runs) {
    if (run.isWord) {
      const at = run.at[0] ?? 0
      const isKnown = answered.some(({ wanted, list }) => wanted.at === at && wanted.family === 'word' && list)
      // a word that is romaji of something was asked for as that
      const isRead = answered.some(({ wanted, list }) => wanted.instead === at && list)
      if (!isKnown && !isRead) found.push({ text: said(analysis, run), places: [at] })
      continue
    }
    for (const places of katakana(analysis, run)) {
      const text = places.map((at) => analysis.letters[at]?.c).join('')
      const isKnown = answered.some(({ wanted, list }) => wanted.family === 'known' && wanted.text === text && list)
      if (!isKnown && (text.length < LONG || !isWhole(places.slice(0, -1), answered))) found.push({ text, places: places.slice(0, -1) })
    }
  }
  return found.filter(({ text }) => text.length >= SHORTEST)
}

/**
 * @param {number[]} places
 * @param {Answered[]} answered
 * @returns {boolean} whether some page answers all of the places
 */
function isWhole(places, answered) {
  /** @type {Set<number> | undefined} */
  let pages
  for (const at of places) {
    const list = answered.find(({ wanted, list }) => wanted.at === at && wanted.family === 'pair' && list)?.list
    const here = new Set(list?.pages.filter((page) => !pages || pages.has(page)))
    if (here.size === 0) return false
    pages = here
  }
  return true
}

/**
 * Puts the nearest known words in the places of mistyped ones. A word with many pages comes without them: the letters that
 * are right find them, and titles are asked for it as it should be.
 * @param {Suspect[]} suspects
 * @param {import('./index.js').Files} files
 * @returns {Promise<{ found: Answered[], words: string[], isKept: (one: Answered) => boolean }>} `isKept` tells which terms
 *   of the query are still asked for
 */
export async function corrections(suspects, files) {
  /** @type {Answered[]} */
  const found = []
  /** @type {string[]} */
  const words = []
  /** @type {Map<number, Set<string>>} */
  const right = new Map()
  const buckets = await Promise.all(suspects.map(({ text }) => files.words(text)))
  suspects.forEach(({ text, places }, i) => {
    const bucket = buckets[i]
    const near = (bucket && nearest(bucket, text)) ?? []
    words.push(...near.map(({ word }) => word))
    const pairs = new Set(near.flatMap(({ spelt }) => [...spelt].map((c, i) => c + (spelt[i + 1] ?? ''))))
    if (near.length > 0) for (const at of places) right.set(at, pairs)
    found.push(...near.flatMap((word) => instance(word, places)))
  })
  return { found, words, isKept: ({ wanted }) => wanted.family === 'known' || right.get(wanted.at)?.has(wanted.text) !== false }
}

/**
 * @param {Near} near
 * @param {number[]} places
 * @returns {Answered[]}
 */
function instance({ word, distance, rarity, pages, weights }, places) {
  const list = pages.length > 0 ? { rarity, pages, weights } : undefined
  return instead(word, places, 0.9 - 0.2 * distance).map((wanted) => ({ wanted: { ...wanted, late: !list }, list, rarity }))
}

const WORDS = /[\p{sc=Han}々〆]+\p{sc=Hiragana}*|[\p{sc=Katakana}ー]+|[\p{sc=Latin}\p{Nd}_.+#'-]+|\p{sc=Hiragana}+|\p{L}+/gu
/** What follows a word and is none of it. */
const PARTICLES = /(?:から|まで|より|[をがのはにでとへも])$/

/**
 * @param {string} text
 * @returns {string[]} its words, roughly
 */
const words = (text) => (text.match(WORDS) ?? []).map((word) => word.replace(PARTICLES, '')).filter((word) => word !== '')

/**
 * @param {Plan} plan
 * @param {Answered[]} answered
 * @returns {string[]} words that no page has
 */
export function missing({ core }, answered) {
  const met = new Set(answered.filter(({ list }) => list).map(({ wanted }) => wanted.at))
  const asked = new Map(answered.map(({ wanted }) => [MARKS[wanted.family] + wanted.text, wanted.at]))
  return words(core).filter((word) => {
    const own = terms(analyse(word)).filter(({ family }) => family === 'pair' || family === 'word' || family === 'single')
    const places = own.flatMap(({ family, text }) => asked.get(MARKS[family] + text) ?? [])
    return places.length > 0 && !places.some((at) => met.has(at))
  })
}

/**
 * @param {Plan} plan
 * @param {Answered[]} answered
 * @returns {string[]} the query less the words that no page has
 */
export function shorter(plan, answered) {
  const lost = missing(plan, answered)
  const rest = words(plan.core).filter((word) => !lost.includes(word))
  return lost.length > 0 && rest.length > 0 ? [rest.join(' ')] : []
}

/**
 * @param {Plan} plan
 * @param {import('./index.js').Files} files
 * @returns {Promise<string[]>} known words near those of the query
 */
export async function near({ analysis }, files) {
  const asked = analysis.runs.flatMap((run) => {
    if (run.isWord) return [said(analysis, run)]
    return katakana(analysis, run).map((places) => places.map((at) => analysis.letters[at]?.c).join(''))
  })
  const long = asked.filter((word) => word.length >= 2)
  const buckets = await Promise.all(long.map((word) => files.words(word)))
  return long.flatMap((word, i) => (buckets[i] ? nearby(buckets[i], word) : []))
}
