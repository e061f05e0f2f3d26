// What a reader does to find something. A site that has its engine is read with it; until then `engine.js` stands in.

import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { bars, byKeyboard, composition, enterLeads, kindsChosen, lateAnswers, loadedOnUse, nothingFound, openingKeys, overtaken, remembered, startPage, weak } from './search-box.mjs'
import { logic } from './search-logic.mjs'
import { accessible, deepLink, moreAndFilters, narrow, pageKeys } from './search-page.mjs'
import { failing, hook, offline, strangeWords } from './search-trouble.mjs'

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('./site.mjs').Page} Page */
/** @typedef {(name: string, wrong: string[]) => void} Report */
/** @typedef {import('./search-scene.mjs').Scene} Scene */

/**
 * @param {Browser} browser
 * @param {string} origin
 * @param {{ root: string, kinds: Map<string, Page> }} site
 * @param {Report} report
 */
export async function searching(browser, origin, { root, kinds }, report) {
  if (!kinds.has('search')) return
  const isReal = existsSync(join(root, 'search/search.js'))
  const scene = { browser, origin, article: origin + (kinds.get('article')?.address ?? '/'), isReal }
  for (const [name, journey] of Object.entries(JOURNEYS)) {
    report(`search: ${name}`, await journey(scene).catch((error) => [String(error?.stack ?? error)]))
  }
  // what only the stand-in is sure to do
  for (const [name, journey] of isReal ? [] : Object.entries(WITH_STAND_IN)) {
    report(`search: ${name}`, await journey(scene).catch((error) => [String(error?.stack ?? error)]))
  }
}

/** @type {Record<string, (scene: Scene) => Promise<string[]>>} */
const JOURNEYS = {
  'what is decided without a page': logic,
  'nothing is loaded before it is used': loadedOnUse,
  'by keyboard alone, from `/` to the page': byKeyboard,
  'the keys that open it, and those that write': openingKeys,
  'Enter without a choice leads to the page of the search': enterLeads,
  'composing finds, and its Enter opens nothing': composition,
  'the field of the start page finds below itself': startPage,
  'nothing found: the query by its name, and ways on': nothingFound,
  'kinds are chosen in the box': kindsChosen,
  'the address says what was asked, and Back goes back': deepLink,
  'the page of the search by keyboard': pageKeys,
  'what was searched for and opened is offered, until it is cleared': remembered,
  'offline after the first use': offline,
  'an engine that fails says so, and is tried again': failing,
  'strange words are words': strangeWords,
  'a hook hears of searches and openings, and disturbs nobody': hook,
  'nothing is wider than 320': narrow,
  'accessibility of every state': accessible,
}

/** @type {Record<string, (scene: Scene) => Promise<string[]>>} */
const WITH_STAND_IN = {
  'only near pages: said so, with the way to a person': weak,
  'an answer that was overtaken is dropped': overtaken,
  'an answer that comes late unfolds nothing': lateAnswers,
  'bars stand for what takes its time': bars,
  'more of many, and what narrows them down': moreAndFilters,
}
