// A scene of the search's tests: a tab, with a stand-in for the engine where the site has none, and a question asked.

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { complaints } from './journeys.mjs'

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').BrowserContext} Context */
/** @typedef {import('playwright-core').Page} Tab */
/** @typedef {import('playwright-core').BrowserContextOptions} Options */
/** @typedef {{ browser: Browser, origin: string, article: string, isReal: boolean }} Scene */

const here = dirname(fileURLToPath(import.meta.url))

/** What is found, and what is not. */
export const WORD = '請求書'
export const NOWHERE = 'ぬゑぬゑぬゑ'

/**
 * Opens a tab, with the stand-in where the site has no engine of its own.
 * @param {Scene} scene
 * @param {Options} [options]
 */
export async function tabOf({ browser, isReal }, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options })
  if (!isReal) await standIn(context)
  const tab = await context.newPage()
  return { context, tab, heard: complaints(tab) }
}

/** @param {Context} context */
const standIn = (context) =>
  context.route('**/search/search.js*', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(here, 'engine.js'), 'utf8') }),
  )

/** @param {Tab} tab */
export const isOpen = (tab) => tab.locator('dialog.finder').evaluate((box) => box instanceof HTMLDialogElement && box.open)

/**
 * Opens the box and writes into it.
 * @param {Tab} tab
 * @param {string} words
 */
export async function ask(tab, words) {
  await tab.keyboard.press('/')
  await tab.keyboard.type(words)
  await tab.locator('dialog.finder [role=option] .where:not(:empty), dialog.finder [data-part=none]:not(:empty)').first().waitFor()
}
