// What a reader does: every page opened under the site's own policy, on a narrow screen, without scripts, by keyboard.

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Tab */
/** @typedef {import('./site.mjs').Page} Page */
/** @typedef {(name: string, wrong: string[]) => void} Report */
/** @typedef {{ browser: Browser, origin: string, pages: Page[], kinds: Map<string, Page> }} Scene */

/**
 * @param {Browser} browser
 * @param {string} origin
 * @param {{ pages: Page[], kinds: Map<string, Page> }} site
 * @param {Report} report
 */
export async function journeys(browser, origin, { pages, kinds }, report) {
  const scene = { browser, origin, pages, kinds }
  for (const [name, journey] of Object.entries(JOURNEYS)) {
    report(name, await journey(scene).catch((error) => [String(error)]))
  }
}

/** @type {Record<string, (scene: Scene) => Promise<string[]>>} */
const JOURNEYS = {
  'no page breaks the policy or logs an error, none scrolls sideways at 320': everyPage,
  'pages are read without scripts': withoutScripts,
  'the chosen brightness stays': brightness,
  'tabs fold, by mouse, by keyboard and by link': tabs,
  'the keyboard leads past the head of the page': skipLink,
  'the menu of a narrow screen opens without scripts': menu,
  'a short address leads to its page': shortAddress,
  'a page that is not there says so': notFound,
  'print shows what was folded away and leaves the frame out': print,
}

/**
 * Collects what a tab complains of.
 * @param {Tab} tab
 * @returns {string[]}
 */
export function complaints(tab) {
  /** @type {string[]} */
  const heard = []
  tab.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text())
  })
  tab.on('pageerror', (error) => heard.push(String(error)))
  tab.on('requestfailed', (request) => {
    // a tab that moves on gives up what it was still loading
    const isGivenUp = request.failure()?.errorText === 'net::ERR_ABORTED'
    if (request.url().startsWith('http://127.0.0.1') && !isGivenUp) heard.push(`not loaded: ${request.url()}`)
  })
  tab.on('response', (response) => {
    const isOwn = response.url().startsWith('http://127.0.0.1')
    if (isOwn && response.status() >= 400 && !response.url().includes('404')) heard.push(`${response.status()}: ${response.url()}`)
  })
  return heard
}

/** @param {Scene} scene */
async function everyPage({ browser, origin, pages }) {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } })
  const wrong = []
  const tab = await context.newPage()
  const heard = complaints(tab)
  for (const { address } of pages) {
    await tab.goto(origin + address)
    const width = await tab.evaluate(() => document.documentElement.scrollWidth)
    if (width > 320) wrong.push(`${address} is ${width} wide`)
    wrong.push(...heard.splice(0).map((what) => `${address}: ${what}`))
  }
  await context.close()
  return wrong
}

/** @param {Scene} scene */
async function withoutScripts({ browser, origin, kinds }) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 800 } })
  const tab = await context.newPage()
  const wrong = []
  for (const [kind, { address }] of kinds) {
    await tab.goto(origin + address)
    if (!(await tab.locator('h1').isVisible())) wrong.push(`${kind} ${address}: the heading is not shown`)
    for (const part of await tab.locator('.js-only').all()) {
      if (await part.isVisible()) wrong.push(`${kind} ${address}: shows what needs a script`)
    }
    for (const panel of await tab.locator('.tabs > section').all()) {
      if (!(await panel.isVisible())) wrong.push(`${kind} ${address}: a tab is hidden`)
    }
    for (const picture of await tab.locator('main img').all()) {
      if (!(await picture.isVisible())) wrong.push(`${kind} ${address}: a picture is hidden`)
    }
  }
  await context.close()
  return wrong
}

/** @param {Scene} scene */
async function brightness({ browser, origin, kinds }) {
  const context = await browser.newContext({ colorScheme: 'light', viewport: { width: 1440, height: 900 } })
  const tab = await context.newPage()
  const heard = complaints(tab)
  const shown = () => tab.evaluate(() => getComputedStyle(document.body).color)
  await tab.goto(origin + address(kinds, 'article'))
  const light = await shown()
  await tab.locator('[data-theme-switch]:visible').first().click()
  const dark = await shown()
  const wrong = light === dark ? [`nothing changes: ${light}`] : []
  await tab.reload()
  if ((await shown()) !== dark) wrong.push('the choice is gone after loading again')
  await tab.goto(origin + '/')
  if ((await shown()) !== dark) wrong.push('the choice is gone on another page')
  await tab.locator('[data-theme-switch]:visible').first().click()
  if ((await shown()) !== light) wrong.push('there is no way back')
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
async function tabs({ browser, origin, kinds }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const tab = await context.newPage()
  const heard = complaints(tab)
  const place = origin + address(kinds, 'tabs')
  await tab.goto(place)
  const box = tab.locator('.tabs').first()
  const shown = async () => (await box.locator(':scope > section').all()).reduce(
    async (found, panel, at) => ((await panel.isVisible()) ? [...(await found), at] : found),
    Promise.resolve(/** @type {number[]} */ ([])),
  )
  const wrong = /** @type {string[]} */ ([])
  /** @param {string} when @param {number} at */
  const hold = async (when, at) => {
    const panels = await shown()
    if (panels.join() !== String(at)) wrong.push(`${when}: shows ${panels.join()} for ${at}`)
    const marked = await box.locator('[role=tab][aria-selected=true]').count()
    if (marked !== 1) wrong.push(`${when}: ${marked} tabs are marked`)
  }
  await hold('at first', 0)
  await box.locator('[role=tab]').nth(1).click()
  await hold('after a click', 1)
  await tab.keyboard.press('Home')
  await hold('after Home', 0)
  await tab.keyboard.press('ArrowLeft')
  await hold('after the left arrow', (await box.locator('[role=tab]').count()) - 1)
  const id = await box.locator(':scope > section').nth(0).getAttribute('id')
  await tab.goto(`${place}#${encodeURIComponent(id ?? '')}`)
  await tab.reload()
  await hold('by link', 0)
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
async function skipLink({ browser, origin, kinds }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const tab = await context.newPage()
  await tab.goto(origin + address(kinds, 'article'))
  await tab.keyboard.press('Tab')
  const first = await tab.evaluate(() => document.activeElement?.className)
  const wrong = first === 'skip' ? [] : [`the first stop is ${first}`]
  if (!(await tab.locator('.skip').isVisible())) wrong.push('it is not shown')
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('Tab')
  const isInMain = await tab.evaluate(() => document.activeElement?.closest('main') !== null)
  if (!isInMain) wrong.push('it does not lead into the text')
  await context.close()
  return wrong
}

/** @param {Scene} scene */
async function menu({ browser, origin, kinds }) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 800 } })
  const tab = await context.newPage()
  await tab.goto(origin + address(kinds, 'article'))
  const link = tab.locator('.menu a').first()
  const wrong = (await link.isVisible()) ? ['it is open from the start'] : []
  await tab.locator('.menu summary').click()
  if (!(await link.isVisible())) wrong.push('it does not open')
  await context.close()
  return wrong
}

/** @param {Scene} scene */
async function shortAddress({ browser, origin, pages }) {
  const context = await browser.newContext()
  const tab = await context.newPage()
  const heard = complaints(tab)
  const page = pages.find(({ html }) => html.includes('data-copy-link='))
  const short = /data-copy-link="([^"]+)"/.exec(page?.html ?? '')?.[1]
  if (!page || !short) return ['no page has one']
  await tab.goto(origin + new URL(short, origin).pathname)
  await tab.waitForURL(origin + encodeURI(page.address), { timeout: 5_000 })
  await context.close()
  return heard
}

/** @param {Scene} scene */
async function notFound({ browser, origin }) {
  const tab = await browser.newPage()
  const response = await tab.goto(`${origin}/no/such/page/`)
  const wrong = response?.status() === 404 ? [] : [`answered ${response?.status()}`]
  if (!(await tab.locator('h1').isVisible())) wrong.push('it has no heading')
  // its style has to come from the root, wherever it is shown
  const family = await tab.evaluate(() => document.styleSheets.length)
  if (family === 0) wrong.push('it has no style')
  await tab.close()
  return wrong
}

/** @param {Scene} scene */
async function print({ browser, origin, kinds }) {
  const tab = await browser.newPage({ viewport: { width: 794, height: 1123 } })
  const wrong = []
  await tab.goto(origin + address(kinds, 'tabs'))
  await tab.emulateMedia({ media: 'print' })
  for (const part of await tab.locator('header.top, .side').all()) {
    if (await part.isVisible()) wrong.push('the frame of the site is printed')
  }
  for (const panel of await tab.locator('.tabs > section').all()) {
    if (!(await panel.isVisible())) wrong.push('a folded tab is not printed')
  }
  await tab.close()
  return wrong
}

/**
 * @param {Map<string, Page>} kinds
 * @param {string} kind
 */
function address(kinds, kind) {
  const page = kinds.get(kind)
  if (!page) throw new Error(`the site has no ${kind}`)
  return page.address
}
