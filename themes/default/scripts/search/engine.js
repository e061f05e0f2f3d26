// Answers what is asked, from files alone: no server, nothing but small files of the same site. `open` is what the page and
// Node import from /search/search.js. The steps of a query: plan what to look up, load the lists, put other words in for
// mistyped ones, order the pages by the lists, load the best and order them by what they say.

import { analyse, folded, said } from './analysis.js'
import { Facets, Files, Missing, key } from './index.js'
import { IN_HEAD, bestPart, prepare, rank, score, sought } from './order.js'
import { plan, ways } from './query.js'
import { corrections, missing, near, shorter, suspects } from './words.js'

/**
 * @typedef {import('./query.js').Plan} Plan
 * @typedef {import('./order.js').Answered} Answered
 * @typedef {import('./order.js').Candidate} Candidate
 * @typedef {import('./order.js').Prepared} Prepared
 * @typedef {{ url: string, title: string, titleParts: Piece[], kind: string, place: string[], score: number, heading: { text: string, url: string } | null, excerpt: Piece[] }} Result
 * @typedef {{ total: number, weak: boolean, results: Result[], synonyms: string[], corrected: string[], missing: string[], facets?: Record<string, Record<string, number>> }} Answer
 * @typedef {{ limit?: number, offset?: number, filters?: Record<string, string>, facets?: boolean }} Options
 */

/** How many of the best pages are ordered by what they say. */
const BEST = 10
/** A page that answers less than this part of what the best one does is no result. */
const LEAST = 0.3
/** Below this share of what was asked for, nothing really answers; what is strewn over a page counts less than one heading. */
const WEAK = 0.5
const STREWN = 0.6
/** A word of so few pages, and of no title, is hardly one: Latin letters may be romaji all the same. */
const BARELY = 2
/** How much of an unknown term's rarity counts: a word is missed more than a pair of letters. */
const MISSED = 0.5

/**
 * @param {{ base: string, lang: string, fetch?: typeof globalThis.fetch }} site `base`: address of the site, with its final slash
 * @returns {Promise<Search>}
 */
export async function open({ base, lang, fetch = (...args) => globalThis.fetch(...args) }) {
  const opened = () => Files.open(`${base}search/${lang}/`, fetch)
  return new Search(await opened(), opened)
}

/** @param {import('./index.js').List | undefined} list */
const isWord = (list) => list !== undefined && (list.pages.length > BARELY || list.weights.some((weight) => (weight & IN_HEAD) !== 0))

export class Search {
  #files
  #ways
  /** @type {Map<number, Promise<Prepared>>} */
  #pages = new Map()

  #opened

  /**
   * @param {Files} files
   * @param {() => Promise<Files>} opened opens them anew
   */
  constructor(files, opened) {
    this.#files = files
    this.#ways = ways(files.manifest)
    this.#opened = opened
  }

  /**
   * Does something with the files; where the site was published anew since they were opened, with the new ones.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async #current(work) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Missing)) throw error
      this.#files = await this.#opened()
      this.#ways = ways(this.#files.manifest)
      this.#pages.clear()
      return work()
    }
  }

  /**
   * @param {string} text
   * @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  query(text, options = {}) {
    return this.#current(() => this.#answer(text, options))
  }

  /**
   * @param {string} text
   * @param {Options} options
   * @returns {Promise<Answer>}
   */
  async #answer(text, { limit = BEST, offset = 0, filters = {}, facets = false }) {
    const asked = plan(text, this.#ways)
    const { answered, corrected } = await this.#answers(asked)
    const all = score(answered, this.#files.manifest.slots)
    const cover = all.reduce((most, candidate) => Math.max(most, candidate.cover), 0)
    const kept = all.filter((candidate) => candidate.cover >= cover * LEAST)
    const sets = facets || Object.keys(filters).length > 0 ? await this.#facets() : undefined
    const candidates = sets ? kept.filter(({ page }) => sets.has(page, filters)) : kept
    const ordered = await this.#ordered(candidates, { asked, answered, until: offset + limit })
    const runs = [asked.core, ...asked.synonyms, ...corrected].flatMap(marked)
    return {
      total: candidates.length,
      weak: candidates.length > 0 && Math.max(...ordered.slice(0, BEST).map(({ cover }) => cover), 0) < WEAK,
      results: ordered.slice(offset, offset + limit).map((best) => this.#result(best, runs)),
      synonyms: asked.synonyms,
      corrected,
      missing: missing(asked, answered),
      ...(sets && facets ? { facets: sets.counts(kept.map(({ page }) => page), filters) } : {}),
    }
  }

  /**
   * @param {string} text
   * @returns {Promise<string[]>} other queries to try where nothing was found
   */
  near(text) {
    return this.#current(() => this.#near(text))
  }

  /** @param {string} text */
  async #near(text) {
    const asked = plan(text, this.#ways)
    const { answered } = await this.#answers(asked)
    const words = await near(asked, this.#files)
    return [...new Set([...shorter(asked, answered), ...words])].slice(0, 5)
  }

  /** @returns {Promise<{ url: string, title: string, kind: string }[]>} the most read pages */
  async popular() {
    return (await this.#facets()).popular
  }

  /** @returns {Promise<Record<string, { id: string, name: string, count: number }[]>>} what results can be narrowed by */
  async filters() {
    return (await this.#facets()).values()
  }

  #facets() {
    return this.#current(async () => new Facets(await this.#files.facets()))
  }

  /**
   * Loads the lists of what is asked for, and those of other words for mistyped ones.
   * @param {Plan} asked
   * @returns {Promise<{ answered: Answered[], corrected: string[] }>}
   */
  async #answers(asked) {
    const lists = await this.#files.lists(asked.wanted.map(({ family, text }) => key(family, text)))
    const read = new Set(asked.wanted.flatMap(({ instead }, i) => (instead !== undefined && lists[i] ? [instead] : [])))
    const words = new Set(asked.wanted.flatMap(({ family, at }, i) => (family === 'word' && isWord(lists[i]) ? [at] : [])))
    /** @type {Answered[]} */
    const answered = []
    asked.wanted.forEach((wanted, i) => {
      const list = lists[i]
      // Latin letters are romaji only where hardly a page has them as a word
      if (wanted.instead !== undefined && words.has(wanted.instead)) return
      if (wanted.family === 'word' && read.has(wanted.at) && !words.has(wanted.at)) return
      answered.push({ wanted, list, rarity: list ? list.rarity : this.#missed(wanted) })
    })
    const wrong = suspects(asked, answered)
    if (wrong.length === 0) return { answered, corrected: [] }
    const { found, words: corrected, isKept } = await corrections(wrong, this.#files)
    return { answered: [...answered.filter(isKept), ...found], corrected }
  }

  /** @param {import('./query.js').Wanted} wanted */
  #missed({ family }) {
    const { unknown } = this.#files.manifest
    if (family === 'word') return unknown / 16
    return family === 'pair' || family === 'sound' || family === 'single' ? (unknown / 16) * MISSED : 0
  }

  /**
   * Orders the best candidates by what they say; the rest stay as they are.
   * @param {Candidate[]} candidates
   * @param {{ asked: Plan, answered: Answered[], until: number }} query
   */
  async #ordered(candidates, { asked, answered, until }) {
    const first = candidates.slice(0, Math.max(until, BEST))
    const pages = await Promise.all(first.map(({ page }) => this.#page(page)))
    const wanted = sought(asked.phrase, answered)
    const ranked = pages.map((page, i) => {
      const { factor, cover } = rank(page, wanted)
      const { score, page: number, cover: held } = first[i] ?? { score: 0, page: 0, cover: 0 }
      return { page, number, score: score * factor, cover: Math.max(cover, held * STREWN), wanted }
    })
    const best = ranked.slice(0, BEST).sort((a, b) => b.score - a.score || a.number - b.number)
    return [...best, ...ranked.slice(BEST)]
  }

  /** @param {number} number */
  #page(number) {
    const known = this.#pages.get(number)
    if (known) return known
    const page = this.#files.page(number).then(prepare)
    page.catch(() => this.#pages.delete(number))
    this.#pages.set(number, page)
    return page
  }

  /**
   * @param {{ page: Prepared, score: number, wanted: import('./order.js').Sought }} best
   * @param {ReturnType<typeof marked>} runs what is marked
   * @returns {Result}
   */
  #result({ page, score, wanted }, runs) {
    const { file } = page
    const part = bestPart(page, wanted)
    const [heading = '', id = '', , text = ''] = file.s[part] ?? []
    return {
      url: file.u,
      title: file.t,
      titleParts: whole(file.t, runs),
      kind: file.k,
      place: file.p,
      score,
      heading: heading === '' ? null : { text: heading, url: `${file.u}#${encodeURIComponent(id)}` },
      excerpt: excerpt(text.trim() === '' ? (file.d ?? '') : text, runs),
    }
  }
}

/**
 * A piece of a text; a hit is marked.
 * @typedef {{ text: string, hit: boolean }} Piece
 */

/** Letters of an excerpt, and how far before the first hit it may begin. */
const LENGTH = 100
const BEFORE = 24

/**
 * What is marked: runs of letters in the one spelling. Words are marked from their beginning on.
 * @param {string} words
 * @returns {{ text: string, isWord: boolean }[]}
 */
export function marked(words) {
  const analysis = analyse(words)
  return analysis.runs.map((run) => ({ text: said(analysis, run), isWord: run.isWord }))
}

/**
 * @param {string} text
 * @returns {{ c: string, from: number, to: number, isKanji: boolean }[]} letters in one spelling, each with its place in the text
 */
function spelt(text) {
  const found = []
  let at = 0
  for (const written of text) {
    const normal = written.normalize('NFKC').toLowerCase()
    for (const c of normal) {
      if (c === 'ー' || c === '・') {
        const last = found[found.length - 1]
        if (last && c === 'ー') last.to = at + written.length
      } else {
        found.push({ c: folded(c), from: at, to: at + written.length, isKanji: c >= '\u3400' && c <= '\u9fff' })
      }
    }
    at += written.length
  }
  return found
}

/**
 * Finds the longest pieces of a text that stand in what was asked for, too.
 * @param {string} text
 * @param {{ text: string, isWord: boolean }[]} runs
 * @returns {[number, number][]} beginnings and ends, rising
 */
function hits(text, runs) {
  const all = spelt(text)
  /** @type {[number, number][]} */
  const found = []
  for (let at = 0; at < all.length; ) {
    const length = longest(all, at, runs)
    if (length > 0) found.push([all[at]?.from ?? 0, all[at + bare(all, at, length) - 1]?.to ?? 0])
    at += Math.max(1, length)
  }
  return found
}

/**
 * @param {ReturnType<typeof spelt>} all
 * @param {number} at
 * @param {number} length
 * @returns {number} the length of a hit less the particle it ends with
 */
function bare(all, at, length) {
  const isParticle = 'をがのはにでとへも'.includes(all[at + length - 1]?.c ?? ' ')
  return isParticle && all[at + length - 2]?.isKanji ? length - 1 : length
}

/**
 * @param {ReturnType<typeof spelt>} all
 * @param {number} at
 * @param {{ text: string, isWord: boolean }[]} runs
 * @returns {number} how many letters from here on are a hit
 */
function longest(all, at, runs) {
  const isLatin = /[a-z0-9]/.test(all[at]?.c ?? '')
  if (isLatin && /[a-z0-9_]/.test(all[at - 1]?.c ?? '')) return 0
  let most = 0
  for (const { text, isWord } of runs) {
    if (isWord !== isLatin) continue
    for (let start = text.indexOf(all[at]?.c ?? ''); start >= 0; start = isWord ? -1 : text.indexOf(all[at]?.c ?? '', start + 1)) {
      if (isWord && start > 0) break
      let length = 1
      while (start + length < text.length && all[at + length]?.c === text[start + length]) length += 1
      if (isEnough(all, at, length, text)) most = Math.max(most, length)
    }
  }
  return most
}

/**
 * @param {ReturnType<typeof spelt>} all
 * @param {number} at
 * @param {number} length
 * @param {string} sought
 * @returns {boolean} whether a match says something: not grammar alone, not one letter of a longer word
 */
function isEnough(all, at, length, sought) {
  if (length === sought.length) return true
  // a kanji says about as much as two kana
  const said = all.slice(at, at + length).reduce((sum, { isKanji }) => sum + (isKanji ? 2 : 1), 0)
  return said >= 4
}

/**
 * @param {string} text
 * @param {[number, number][]} found
 * @param {number} from
 * @param {number} to
 * @returns {Piece[]}
 */
function pieces(text, found, from, to) {
  /** @type {Piece[]} */
  const cut = []
  let at = from
  for (const [start, end] of found) {
    if (end <= from || start >= to) continue
    if (start > at) cut.push({ text: text.slice(at, start), hit: false })
    cut.push({ text: text.slice(Math.max(at, start), Math.min(end, to)), hit: true })
    at = Math.min(end, to)
  }
  if (at < to) cut.push({ text: text.slice(at, to), hit: false })
  return cut
}

/**
 * @param {string} text
 * @param {{ text: string, isWord: boolean }[]} runs
 * @returns {Piece[]} the whole text
 */
export const whole = (text, runs) => pieces(text, hits(text, runs), 0, text.length)

/**
 * @param {string} text
 * @param {{ text: string, isWord: boolean }[]} runs
 * @returns {Piece[]} the part of a text in which most was found
 */
export function excerpt(text, runs) {
  const found = hits(text, runs)
  let from = 0
  let most = 0
  for (const [start] of found) {
    const here = found.filter(([a]) => a >= start && a < start + LENGTH - BEFORE)
    const letters = new Set(here.map(([a, b]) => text.slice(a, b))).size * 4 + here.reduce((sum, [a, b]) => sum + (b - a), 0)
    if (letters > most) [most, from] = [letters, start]
  }
  const begin = beginning(text, from)
  let end = Math.min(text.length, begin + LENGTH)
  if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end -= 1
  const cut = pieces(text, found, begin, end).map(({ text, hit }) => ({ text: text.replace(/\s+/g, ' '), hit }))
  if (begin > 0 && !/[。\n]/.test(text[begin - 1] ?? '')) cut.unshift({ text: '…', hit: false })
  if (end < text.length) cut.push({ text: '…', hit: false })
  return cut
}

/**
 * @param {string} text
 * @param {number} hit
 * @returns {number} the beginning of the sentence a hit is in, if that is near
 */
function beginning(text, hit) {
  const before = text.slice(Math.max(0, hit - BEFORE), hit)
  const at = Math.max(before.lastIndexOf('。'), before.lastIndexOf('\n'))
  if (at >= 0) return hit - before.length + at + 1
  const start = hit - before.length
  return /[\udc00-\udfff]/.test(text[start] ?? '') ? start + 1 : start
}
