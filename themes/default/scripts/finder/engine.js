// The engine and its answers; what the reader's browser remembers; what the site's own script is told.

import { recall, remember } from '../storage.js'
import { kept, listOf, without } from './logic.js'

/** @typedef {import('./logic.js').State} State */
/** @typedef {import('./logic.js').Entry} Entry */
/** @typedef {{ text: string, hit?: boolean }} Part */
/** @typedef {{ url: string, title: string, titleParts?: Part[], kind: string, place?: string[], heading?: { text: string, url: string } | null, excerpt?: Part[] }} Result */
/** @typedef {{ total: number, weak: boolean, results: Result[], synonyms?: string[], corrected?: string[], missing?: string[], facets?: { kind?: Record<string, number> } }} Answer */
/** @typedef {Answer & { near: string[], popular: Result[], rest: string, others: number }} Found the rest: the query without what no page has */
/** @typedef {{ id: string, name: string, count: number }} Choice */
/** @typedef {{ query: (q: string, options: object) => Promise<Answer>, near: (q: string) => Promise<string[]>, popular: () => Promise<Result[]>, filters: () => Promise<Record<string, Choice[]>> }} Engine */

/** @type {Promise<Engine> | undefined} */
let engine
let failures = 0

/**
 * Opens the engine once; one that failed is asked for under a new address, since browsers may keep the failure.
 * @param {string} path
 * @param {string} lang
 * @returns {Promise<Engine>}
 */
export function opened(path, lang) {
  const base = new URL(path, location.href).href
  engine ??= import(`${base}search/search.js${failures ? `?${failures}` : ''}`).then(({ open }) => open({ base, lang }))
  engine.catch(() => {
    engine = undefined
    failures += 1
  })
  return engine
}

/**
 * Asks, and where nothing answers, asks what else might help.
 * @param {Engine} search
 * @param {State} state
 * @param {number} offset
 * @returns {Promise<Found>}
 */
export async function look(search, { q, ...filters }, offset) {
  const answer = await search.query(q, { limit: 10, offset, filters, facets: true })
  const found = { ...answer, near: [], popular: [], rest: '', others: 0 }
  if (answer.total) return found
  const rest = without(q.normalize('NFKC'), answer.missing ?? [])
  const less = rest && rest !== q ? search.query(rest, { limit: 1, filters }) : null
  const [near, popular, other] = await Promise.all([search.near(q), search.popular(), less])
  return { ...found, near, popular, rest, others: other?.total ?? 0 }
}

/**
 * @param {string} name `searched` or `opened`
 * @returns {Entry[]}
 */
export const recalled = (name) => listOf(recall(name))

/**
 * @param {string} name
 * @param {Entry} entry
 */
export const keep = (name, entry) => entry.title && remember(name, JSON.stringify(kept(recalled(name), entry)))

/**
 * Tells the site's own script: `search` and `search_zero` once a query has settled, `open` when a result is opened.
 * @param {string | undefined} hook
 * @param {string} lang
 * @param {() => void} settled
 */
export function teller(hook, lang, settled) {
  const script = hook && import(hook).catch(() => null)
  let timer = 0
  let isTold = true
  let latest = { query: '', total: 0, weak: false }

  /**
   * @param {string} event
   * @param {object} [more]
   */
  const tell = async (event, more) => {
    try {
      await (await script)?.default({ event, lang, page: location.pathname, ...latest, ...more })
    } catch {
      // counting is the site's matter, and never disturbs a reader
    }
  }
  const settle = () => {
    clearTimeout(timer)
    if (isTold) return
    isTold = true
    settled()
    if (!script || isRepeated(`${lang} ${latest.query}`)) return
    void tell('search')
    if (latest.weak || !latest.total) void tell('search_zero')
  }
  return {
    settle,
    typed: () => clearTimeout(timer),
    /**
     * @param {string} query
     * @param {Answer} answer
     */
    answered: (query, { total, weak }) => {
      latest = { query, total, weak }
      isTold = false
      clearTimeout(timer)
      timer = window.setTimeout(settle, 800)
    },
    /**
     * @param {string} query
     * @param {string} url
     */
    opened: (query, url) => {
      settle()
      if (script) void tell('open', { query, url })
    },
  }
}

/**
 * Whether it is the query that was told of last: in the box, then on the page that it led to, it is one search.
 * @param {string} query
 */
function isRepeated(query) {
  try {
    const isSame = sessionStorage.getItem('shirube:told') === query
    sessionStorage.setItem('shirube:told', query)
    return isSame
  } catch {
    return false
  }
}
