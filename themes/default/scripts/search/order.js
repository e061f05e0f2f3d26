// The order of pages. First by the postings alone, of all pages; then, of the best, by what stands in their titles, headings
// and texts.

import { analyse, letters, phrase, sounds, terms } from './analysis.js'
import { MARKS } from './index.js'

/**
 * A term that was asked for, what the index has of it, and how rare it is in bits.
 * @typedef {{ wanted: import('./query.js').Wanted, list: import('./index.js').List | undefined, rarity: number }} Answered
 * `cover`, `head` and `title`: how much of what was asked for stands in the page, its titles and headings, its title; 0 to 1.
 * @typedef {{ page: number, score: number, cover: number }} Candidate
 * @typedef {{ value: Float64Array, cover: Float64Array, head: Float64Array, title: Float64Array }} Sums
 */

/** The bits of a posting's weight for a title, and for title, heading or readers' own words. */
const IN_TITLE = 0x10
export const IN_HEAD = 0x70

/** @param {number} slots */
const sums = (slots) => ({
  value: new Float64Array(slots),
  cover: new Float64Array(slots),
  head: new Float64Array(slots),
  title: new Float64Array(slots),
})

/**
 * Groups terms by the place they are asked for at, in the order of their first ones.
 * @param {Answered[]} answered
 * @returns {Answered[][]}
 */
export function byPlace(answered) {
  /** @type {Map<number, Answered[]>} */
  const places = new Map()
  for (const one of answered) {
    const known = places.get(one.wanted.at)
    if (known) known.push(one)
    else places.set(one.wanted.at, [one])
  }
  return [...places.values()]
}

/**
 * How much a page can answer at a place; what is optional adds nothing to it, nor another word where the typed one is known.
 * @param {Answered[]} ways
 * @param {boolean} late whether what only titles are asked for counts, too
 * @returns {number}
 */
export function askedAt(ways, late) {
  const counted = ways.filter(({ wanted }) => !wanted.optional && (late || !wanted.late))
  /** @param {boolean} other */
  const isKnown = (other) => counted.some(({ wanted, list }) => (wanted.other ?? false) === other && list !== undefined)
  // what was typed, unless only another word for it is known
  const ofOthers = isKnown(true) && !isKnown(false)
  return counted.reduce((most, { wanted, rarity }) => ((wanted.other ?? false) === ofOthers ? Math.max(most, wanted.weight * rarity) : most), 0)
}

/**
 * Adds up what each page answers; of several terms at one place, the best counts.
 * @param {Answered[]} answered
 * @param {number} slots how many page numbers there are
 * @returns {Candidate[]} in falling order
 */
export function score(answered, slots) {
  const all = sums(slots)
  const best = sums(slots)
  const stamps = new Int32Array(slots)
  /** @type {number[]} */
  const touched = []
  let asked = 0
  byPlace(answered).forEach((ways, place) => {
    asked += askedAt(ways, false)
    for (const way of ways) if (!way.wanted.late) add(way, { all, best, stamps, stamp: place + 1, touched })
  })
  const whole = Math.max(asked, 0.001)
  const candidates = touched.map((page) => {
    const share = (/** @type {Float64Array} */ part) => Math.min(1, (part[page] ?? 0) / whole)
    const cover = share(all.cover)
    const score = (all.value[page] ?? 0) * (0.6 + 0.4 * cover) * (1 + 0.25 * share(all.head) + 0.5 * share(all.title))
    return { page, score, cover }
  })
  return candidates.sort((a, b) => b.score - a.score || a.page - b.page)
}

/**
 * @param {Answered} way
 * @param {{ all: Sums, best: Sums, stamps: Int32Array, stamp: number, touched: number[] }} state
 */
function add({ wanted, list, rarity }, { all, best, stamps, stamp, touched }) {
  const worth = wanted.weight * rarity
  if (!list || worth === 0) return
  const counts = wanted.optional ? 0 : worth
  for (let i = 0; i < list.pages.length; i += 1) {
    const page = list.pages[i] ?? 0
    const weight = list.weights[i] ?? 0
    if (page >= stamps.length) break
    if (stamps[page] === 0) touched.push(page)
    if (stamps[page] !== stamp) {
      stamps[page] = stamp
      best.value[page] = best.cover[page] = best.head[page] = best.title[page] = 0
    }
    raise(all.value, best.value, page, (worth * (weight & 15)) / 15)
    raise(all.cover, best.cover, page, counts)
    raise(all.head, best.head, page, weight & IN_HEAD ? counts : 0)
    raise(all.title, best.title, page, weight & IN_TITLE ? counts : 0)
  }
}

/**
 * @param {Float64Array} all
 * @param {Float64Array} best what the page has at this place so far
 * @param {number} page
 * @param {number} value
 */
function raise(all, best, page, value) {
  const before = best[page] ?? 0
  if (value <= before) return
  all[page] = (all[page] ?? 0) + (value - before)
  best[page] = value
}

/**
 * @typedef {import('./index.js').PageFile} PageFile
 * A title or heading made ready: its terms, and how many there are of each sort.
 * @typedef {{ phrase: string, terms: Set<string>, pairs: number, sounds: number }} Head
 * @typedef {{ file: PageFile, title: Head, intents: Head[], parts: Head[], texts: (string | undefined)[] }} Prepared
 * @typedef {{ phrase: string, places: { ways: { term: string, isSound: boolean, counts: boolean, worth: number }[], asked: number }[], asked: number }} Sought
 */

const TITLE = 1.2
const HEADING = 0.9
const EITHER = 0.3
const SAME_TITLE = 1
const SAME_HEADING = 3
const IN_TEXT = 0.8
const PRIOR = 0.01
/** What a note of a release is worth against a page: it tells what was new, not how things are done. */
const RELEASE = 0.8
const PRECISION = 0.6

/**
 * @param {string} text
 * @param {string} reading its key
 * @returns {Head}
 */
function head(text, reading) {
  const analysis = analyse(text)
  const found = new Set()
  let pairs = 0
  for (const { family, text } of terms(analysis)) {
    found.add(MARKS[family] + text)
    if (family === 'pair' || family === 'word') pairs += 1
  }
  let count = 0
  for (const run of reading.split(' ')) {
    const spoken = sounds([...run].map((c) => ({ c, script: 'h' })), 0)
    count += spoken.length
    for (const { text } of spoken) found.add(MARKS.sound + text)
  }
  return { phrase: phrase(analysis), terms: found, pairs, sounds: count }
}

/**
 * @param {PageFile} file
 * @returns {Prepared}
 */
export function prepare(file) {
  return {
    file,
    title: head(file.t, file.y),
    intents: (file.i ?? []).map((words) => head(words, '')),
    parts: file.s.map(([heading, , reading]) => head(heading, reading)),
    texts: [],
  }
}

/**
 * @param {string} phrase
 * @param {Answered[]} answered
 * @returns {Sought} what was asked for, made ready for many heads
 */
export function sought(phrase, answered) {
  const places = byPlace(answered).map((ways) => ({
    ways: ways.map(({ wanted, rarity }) => ({
      term: MARKS[wanted.family] + wanted.text,
      isSound: wanted.family === 'sound',
      counts: !wanted.optional,
      worth: wanted.weight * rarity,
    })),
    asked: askedAt(ways, true),
  }))
  return { phrase, places, asked: Math.max(0.001, places.reduce((sum, { asked }) => sum + asked, 0)) }
}

/**
 * How far a title or heading is what was asked for.
 * @param {Head} head
 * @param {Sought} sought
 * @returns {{ cover: number, precision: number }} how much of the query it holds, and how much of it the query is; 0 to 1
 */
function likeness(head, { places, asked }) {
  const pairs = new Set()
  const sounds = new Set()
  let cover = 0
  for (const { ways } of places) {
    let most = 0
    for (const { term, isSound, counts, worth } of ways) {
      if (!head.terms.has(term)) continue
      if (isSound) sounds.add(term)
      else if (term[0] === 'p' || term[0] === 'w') pairs.add(term)
      if (counts && worth > most) most = worth
    }
    cover += most
  }
  const share = Math.max(head.pairs > 0 ? pairs.size / head.pairs : 0, head.sounds > 0 ? sounds.size / head.sounds : 0)
  return { cover: Math.min(1, cover / asked), precision: Math.min(1, share) }
}

/**
 * What half of the query is in says little; the eighth power makes it little.
 * @param {{ cover: number, precision: number }} likeness
 * @returns {number} 0 to 1
 */
function strength({ cover, precision }) {
  const square = cover * cover
  const fourth = square * square
  return fourth * fourth * (1 - PRECISION + PRECISION * precision)
}

/**
 * @param {Prepared} page
 * @param {number} part
 * @returns {string} the letters of a part's text
 */
function textOf(page, part) {
  return (page.texts[part] ??= letters(page.file.s[part]?.[3] ?? '').map(({ c, script }) => (script === 's' ? '' : c)).join(''))
}

/**
 * @param {Prepared} page
 * @param {Sought} sought
 * @returns {{ factor: number, cover: number }} what the first order's score is multiplied by, and how much of the query
 *   stands in one of its titles or headings
 */
export function rank(page, sought) {
  const { phrase } = sought
  const ofTitle = likeness(page.title, sought)
  let best = 0
  let cover = ofTitle.cover
  let exact = page.title.phrase === phrase ? SAME_TITLE : 0
  let same = 0
  for (const head of [...page.parts, ...page.intents]) {
    if (head.phrase === '') continue
    const like = likeness(head, sought)
    best = Math.max(best, strength(like))
    cover = Math.max(cover, like.cover)
    if (head.phrase === phrase) same = SAME_HEADING
  }
  const title = strength(ofTitle)
  exact += same
  const length = [...phrase].length
  const share = Math.min(1, length / 4)
  const isThere = length > 1 && page.parts.some((_, at) => textOf(page, at).includes(phrase))
  const text = isThere ? IN_TEXT * share : 0
  const factor = 1 + TITLE * title + HEADING * best + EITHER * Math.max(title, best) + exact + text + PRIOR * page.file.w
  return { factor: factor * (page.file.k === 'release' ? RELEASE : 1), cover }
}

/**
 * @param {Prepared} page
 * @param {Sought} sought
 * @returns {number} the part that answers best, by its heading and its text
 */
export function bestPart(page, sought) {
  let best = 0
  let most = -1
  page.parts.forEach((head, at) => {
    const text = textOf(page, at)
    let cover = 0
    for (const { ways } of sought.places) {
      let here = 0
      for (const { term, counts, worth } of ways) {
        if (!counts) continue
        if (head.terms.has(term)) here = Math.max(here, worth * 1.5)
        else if (text.includes(term.slice(1))) here = Math.max(here, worth)
      }
      cover += here
    }
    if (cover > most) {
      most = cover
      best = at
    }
  })
  return best
}
