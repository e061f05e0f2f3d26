// The pages of a built site, and one of each type.

import { readFileSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'

/** @typedef {{ address: string, html: string }} Page */

/**
 * @param {string} root
 * @returns {Page[]} every page, redirects left out
 */
export function pagesOf(root) {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
  const pages = files.map((file) => {
    const address = '/' + file.split(sep).join('/').replace(/index\.html$/, '')
    return { address, html: readFileSync(join(root, file), 'utf8') }
  })
  return pages.filter((page) => !isRedirect(page)).sort((a, b) => (a.address < b.address ? -1 : 1))
}

/** @param {Page} page */
const isRedirect = (page) => page.html.includes('http-equiv="refresh"')

/**
 * Tells types apart by address, and pages with something special by what is in them.
 * @type {[string, (page: Page) => boolean][]}
 */
const TYPES = [
  ['start page', (page) => page.address === '/'],
  ['start page in English', (page) => page.address === '/en/'],
  ['not found', (page) => page.address === '/404.html'],
  ['search', (page) => page.address === '/search/'],
  ['search in English', (page) => page.address === '/en/search/'],
  ['question', (page) => /^\/faq\/.+\/.+\/$/.test(page.address)],
  ['questions', (page) => page.address === '/faq/'],
  ['release', (page) => /^\/releases\/.+\/$/.test(page.address)],
  ['releases', (page) => page.address === '/releases/'],
  ['webinar', (page) => /^\/webinars\/.+\/$/.test(page.address)],
  ['webinars', (page) => page.address === '/webinars/'],
  ['step', (page) => /^\/guides\/steps\/.+\/$/.test(page.address)],
  ['task', (page) => /^\/guides\/(?!steps)[^/]+\/[^/]+\/$/.test(page.address)],
  ['track', (page) => /^\/guides\/[^/]+\/$/.test(page.address)],
  ['tracks', (page) => page.address === '/guides/'],
  ['pilot', (page) => page.html.includes('is-pilot')],
  ['collection', (page) => /^\/(?!en|faq|guides|releases|search|webinars)[^/]+\/$/.test(page.address)],
  ['article', (page) => /^\/(?!en|faq|guides|releases|search|webinars)[^/]+\/[^/]+\/$/.test(page.address)],
  ['article in English', (page) => /^\/en\/(?!faq|guides|releases|search|webinars)[^/]+\/[^/]+\/$/.test(page.address)],
  ['tabs', (page) => page.html.includes('class="tabs"')],
  ['code', (page) => page.html.includes('<pre')],
  ['table', (page) => page.html.includes('<table')],
  ['slides', (page) => page.html.includes('class="slides"')],
  ['condition', (page) => page.html.includes('class="when"')],
  ['notes', (page) => page.html.includes('is-danger') || page.html.includes('is-warning')],
]

/** Types that every site of ours has; without one the tests would say nothing of it. */
const NEEDED = TYPES.map(([name]) => name).filter((name) => !['pilot', 'code', 'condition', 'start page in English', 'search in English', 'article in English'].includes(name))

/**
 * @param {Page[]} pages
 * @returns {{ types: Map<string, Page>, missing: string[] }} the longest page of each type, and the types that there are none of
 */
export function typesOf(pages) {
  const types = new Map()
  for (const [name, is] of TYPES) {
    const longest = pages.filter(is).sort((a, b) => b.html.length - a.html.length)[0]
    if (longest) types.set(name, longest)
  }
  return { types, missing: NEEDED.filter((name) => !types.has(name)) }
}
