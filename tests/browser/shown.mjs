// What is compared of a text and a query, as tests/search/shown.rs shows it.

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
