// The page of the search, and what holds for all places where one searches: width and accessibility.

import { AxeBuilder } from '@axe-core/playwright'

import { NOWHERE, WORD, ask, tabOf } from './search-scene.mjs'

/** @typedef {import('./search-scene.mjs').Scene} Scene */

/** @param {Scene} scene */
export async function deepLink(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(`${scene.origin}/search/?kind=faq&q=%20${encodeURIComponent(WORD)}`)
  const input = tab.locator('.search-page .ask input')
  await tab.locator('.search-page .hits li').first().waitFor()
  if ((await input.inputValue()) !== WORD) wrong.push('the field does not show the query')
  if ((await tab.locator('[data-kind=faq]').getAttribute('aria-pressed')) !== 'true') wrong.push('the kind is not chosen')
  // what settles is what the address says already, however it is written
  const entries = () => tab.evaluate(() => history.length)
  const before = await entries()
  await tab.waitForTimeout(1_000)
  if ((await entries()) !== before) wrong.push('it goes to where it is')
  await tab.locator('[data-kind=article]').click()
  await tab.waitForURL(/kind=article/)
  await input.fill('CSV')
  await tab.waitForURL(/q=CSV/)
  if (!(await tab.title()).includes('CSV')) wrong.push('the title stays')
  await tab.goBack()
  await tab.waitForURL((url) => url.searchParams.get('q') === WORD && url.searchParams.get('kind') === 'article')
  if ((await input.inputValue()) !== WORD) wrong.push('the field does not go back')
  await tab.goBack()
  await tab.waitForURL(/kind=faq/)
  await tab.locator('[data-kind=faq][aria-pressed=true]').waitFor()
  await tab.locator('.search-page .hits a').first().click()
  await tab.waitForURL((url) => url.pathname !== '/search/')
  await tab.goBack()
  await tab.locator('.search-page .hits li').first().waitFor()
  if (!tab.url().includes('kind=faq')) wrong.push('the way back from a page forgets')
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function pageKeys(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(`${scene.origin}/search/`)
  if (await tab.locator('.search-page .hits').isVisible()) wrong.push('it shows something before anything is asked')
  await tab.keyboard.press('/')
  await tab.keyboard.type(WORD)
  await tab.locator('.search-page .hits li').first().waitFor()
  await tab.keyboard.press('ArrowDown')
  const first = tab.locator('.search-page .hits a').first()
  if (!(await first.evaluate((link) => link === document.activeElement))) wrong.push('the arrow does not lead to the first page')
  await tab.keyboard.press('ArrowUp')
  if (!(await tab.locator('.search-page .ask input').evaluate((input) => input === document.activeElement))) wrong.push('there is no way back to the field')
  await tab.keyboard.press('Enter')
  await tab.waitForURL(/q=/)
  await tab.keyboard.press('Control+a')
  await tab.keyboard.press('Delete')
  await tab.waitForURL((url) => !url.search)
  if (await tab.locator('.search-page .hits').isVisible()) wrong.push('what was found stays when nothing is asked')
  if (!(await tab.locator('.search-page > .block').isVisible())) wrong.push('the lists to look in do not come back')
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function moreAndFilters(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(`${scene.origin}/search/?q=${WORD}`)
  const hits = tab.locator('.search-page .hits li')
  await hits.nth(9).waitFor()
  await tab.locator('[data-act=more]').click()
  await hits.nth(11).waitFor()
  if (!(await hits.nth(10).locator('a').evaluate((link) => link === document.activeElement))) wrong.push('the focus is not on the first new page')
  if (await tab.locator('[data-act=more]').isVisible()) wrong.push('it offers more than there is')
  const step = tab.locator('select[name=step]')
  if (await tab.locator('select[name=audience]').isVisible()) wrong.push('one value is offered as a choice')
  await step.selectOption('alignment')
  await tab.waitForURL(/step=alignment/)
  await tab.locator('.search-page [data-part=none]:visible').waitFor()
  await tab.goBack()
  await hits.first().waitFor()
  if ((await step.inputValue()) !== '') wrong.push('the choice does not go back')
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function narrow(scene) {
  const { context, tab, heard } = await tabOf(scene, { viewport: { width: 320, height: 640 } })
  const wrong = /** @type {string[]} */ ([])
  /** @param {string} when */
  const hold = async (when) => {
    const width = await tab.evaluate(() => Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll('.finder-panel')].map((panel) => panel.scrollWidth)))
    if (width > 320) wrong.push(`${when}: ${width} wide`)
  }
  for (const words of [WORD, NOWHERE, '猫']) {
    await tab.goto(scene.article)
    await tab.keyboard.press('/')
    await tab.locator('dialog.finder input').fill(words)
    await tab.waitForTimeout(300)
    await hold(`the box with ${words}`)
    await tab.goto(`${scene.origin}/search/?q=${words}`)
    await tab.waitForTimeout(300)
    await hold(`the page of ${words}`)
  }
  await tab.goto(`${scene.origin}/`)
  await tab.locator('main .ask input').fill(WORD)
  await tab.waitForTimeout(300)
  await hold('the start page')
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function accessible(scene) {
  const wrong = /** @type {string[]} */ ([])
  for (const colorScheme of /** @type {('light' | 'dark')[]} */ (['light', 'dark'])) {
    const { context, tab } = await tabOf(scene, { colorScheme, bypassCSP: true, viewport: { width: 375, height: 800 } })
    /** @param {string} when */
    const hold = async (when) => {
      await tab.waitForTimeout(600)
      const { violations } = await new AxeBuilder({ page: tab }).analyze()
      wrong.push(...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${when}, ${colorScheme}: ${id}: ${node.html.slice(0, 160)}`)))
    }
    await tab.goto(scene.article)
    await tab.keyboard.press('/')
    await hold('the box, empty')
    for (const words of [WORD, NOWHERE, '猫', '遅い', '壊れた']) {
      await tab.locator('dialog.finder input').fill(words)
      await tab.waitForTimeout(250)
      if (words === WORD) await tab.keyboard.press('ArrowDown')
      await hold(`the box with ${words}`)
    }
    await tab.locator('dialog.finder input').fill(WORD)
    await tab.locator('dialog.finder [role=option] .where:not(:empty)').first().waitFor()
    await tab.keyboard.press('ArrowDown')
    await tab.keyboard.press('Enter')
    await tab.waitForURL((url) => url.href !== scene.article)
    await tab.keyboard.press('/')
    await hold('the box with what was opened')
    for (const words of ['', WORD, NOWHERE, '猫', '壊れた']) {
      await tab.goto(`${scene.origin}/search/?q=${words}`)
      await hold(`the page of ${words}`)
    }
    await tab.goto(`${scene.origin}/`)
    await tab.locator('main .ask input').fill(WORD)
    await hold('the start page')
    await context.close()
  }
  return wrong
}
