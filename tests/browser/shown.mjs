// What is compared of a text and a query, as tests/search/shown.rs shows it.

import { readFile } from 'node:fs/promises'

import { analyse, terms } from '../../themes/default/scripts/search/analysis.js'
import { key } from '../../themes/default/scripts/search/index.js'
import { plan } from '../../themes/default/scripts/search/query.js'

/**
 * @param {number[]} places
 * @returns {string}
 */
const joined = (places) => places.map((place) => ` ${place}`).join('')

/** @param {string} text */
export function analysis(text) {
  const found = analyse(text)
  return {
    text,
    letters: found.letters.map(({ c }) => c).join(''),
    scripts: found.letters.map(({ script }) => script).join(''),
    runs: found.runs.map(({ isWord, at, gaps }) => `${isWord ? 'w' : 'p'}${joined(at)}${gaps.length > 0 ? ` |${joined(gaps)}` : ''}`),
    terms: terms(found).map(({ family, text, at }) => {
      const { place, name } = key(family, text)
      return `${family} ${text} ${at} ${place}:${name}`
    }),
  }
}

/**
 * @param {string} query
 * @param {import('../../themes/default/scripts/search/query.js').Ways} ways
 */
export function planned(query, ways) {
  const { core, phrase, wanted, synonyms } = plan(query, ways)
  const shown = wanted.map(({ family, text, at, weight, optional, instead }) => {
    return `${family} ${text} ${at} ${weight}${optional ? ' optional' : ''}${instead === undefined ? '' : ` instead ${instead}`}`
  })
  return { query, core, phrase, wanted: shown, synonyms }
}

/**
 * @param {import('../../themes/default/scripts/search/engine.js').Search} search
 * @param {string} lang
 * @param {string} query
 */
export async function answered(search, lang, query) {
  const { total, weak, corrected, synonyms, results } = await search.query(query)
  return { lang, query, total, weak, corrected, synonyms, hits: results.map(({ url, score }) => [url, score]) }
}

/**
 * @param {string | URL | Request} path
 * @returns {Promise<Response>} a file of a built site
 */
export const fromDisk = async (path) => new Response(await readFile(String(path)))
