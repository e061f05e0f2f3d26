// axe-core on one page of each type, light and dark, narrow and wide.

import { AxeBuilder } from '@axe-core/playwright'

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {(name: string, wrong: string[]) => void} Report */

const WIDTHS = [375, 1440]
/** @type {('light' | 'dark')[]} */
const SCHEMES = ['light', 'dark']

/**
 * @param {Browser} browser
 * @param {string} origin
 * @param {Map<string, { address: string }>} kinds
 * @param {Report} report
 */
export async function accessibility(browser, origin, kinds, report) {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      // axe is put into the page as a script, which the site's policy would rightly refuse
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true, reducedMotion: 'reduce' })
      const page = await context.newPage()
      for (const [kind, { address }] of kinds) {
        await page.goto(origin + address)
        const { violations } = await new AxeBuilder({ page }).analyze()
        const wrong = violations.flatMap((violation) =>
          violation.nodes.map((node) => `${violation.id} (${violation.impact}): ${violation.help}: ${node.html.slice(0, 160)}`),
        )
        report(`accessibility of ${kind} ${address}, ${colorScheme}, ${width} wide`, wrong)
      }
      await context.close()
    }
  }
}
