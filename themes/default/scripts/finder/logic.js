// What the search decides without a page: moves, addresses, words, lists.

/** @typedef {{ q: string } & Record<string, string>} State what the address says: the query and the filters */
/** @typedef {{ title: string, url?: string, kind?: string }} Entry a query, or a page that was opened */

/**
 * The option that is active after a key; -1 is the field itself, which stands before the first and after the last one.
 * @param {string} key
 * @param {number} at
 * @param {number} count
 */
export function moved(key, at, count) {
  if (key === 'ArrowDown') return at + 1 < count ? at + 1 : -1
  if (key === 'ArrowUp') return at < 0 ? count - 1 : at - 1
  return at
}

/**
 * `{name}` takes the value, `{name|one|many}` the first word for 1 and the second for the rest, as in the templates.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const filled = (text, values) =>
  text.replace(/\{(\w+)(?:\|(.*?)\|(.*?))?\}/g, (_, name, one, many) => (many === undefined ? `${values[name]}` : values[name] === 1 ? one : many))

/**
 * @param {string} query the part of an address after `?`
 * @returns {State}
 */
export function stateOf(query) {
  /** @type {State} */
  const state = { q: '' }
  for (const [name, value] of new URLSearchParams(query)) {
    if (/^(q|kind|step|collection|product|plan|audience)$/.test(name)) state[name] = value.trim().slice(0, 200)
  }
  return state
}

/**
 * @param {string} page
 * @param {State} state
 */
export function addressOf(page, state) {
  const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value)).toString()
  return query ? `${page}?${query}` : page
}

/**
 * A query without the words that no page has.
 * @param {string} query
 * @param {string[]} missing
 */
export const without = (query, missing) => missing.reduce((rest, word) => (word ? rest.replaceAll(word, ' ') : rest), query).replace(/\s+/g, ' ').trim()

/**
 * Puts an entry first, once.
 * @param {Entry[]} list
 * @param {Entry} entry
 */
export const kept = (list, entry) => [entry, ...list.filter(({ title, url }) => (url ?? title) !== (entry.url ?? entry.title))].slice(0, 8)

/**
 * Reads such a list; a damaged one counts as empty.
 * @param {string | null} text
 * @returns {Entry[]}
 */
export function listOf(text) {
  try {
    /** @type {Entry[]} */
    const list = JSON.parse(text ?? '[]')
    return list.filter(({ title }) => title.trim())
  } catch {
    return []
  }
}

/**
 * Where a reader asks, with the query: a mail's subject, parameters of a form elsewhere.
 * @param {string} url
 * @param {{ subject: string, query: string, page: string }} about
 */
export function contactFor(url, { subject, query, page }) {
  const parts = url.startsWith('mailto:') ? { subject } : url.startsWith('http') ? { query, page } : {}
  // half of a pair of surrogates is no text, and encoding it fails
  const written = Object.entries(parts).map(([name, text]) => `${name}=${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}`)
  return written.length ? url.replace(/^[^#]*/, (address) => `${address}${address.includes('?') ? '&' : '?'}${written.join('&')}`) : url
}
