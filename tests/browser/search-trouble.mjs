// When something is amiss, or somebody listens: no network, no engine, strange words, a hook.

import { NOWHERE, WORD, ask, tabOf } from './search-scene.mjs'

/** @typedef {import('./search-scene.mjs').Scene} Scene */

/** @param {Scene} scene */
export async function offline(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(scene.article)
  await ask(tab, WORD)
  await context.setOffline(true)
  await tab.keyboard.press('Escape')
  await tab.waitForFunction(() => document.activeElement === document.body)
  await tab.keyboard.press('/')
  await tab.locator('dialog.finder [role=option]').first().waitFor()
  await tab.keyboard.type('CSV')
  const box = tab.locator('dialog.finder')
  await box.locator('[role=option]:visible, [data-act=retry]:visible').first().waitFor()
  if (!scene.isReal && !(await box.locator('[role=option]').count())) wrong.push('nothing is found')
  await context.close()
  return [...wrong, ...heard.filter((what) => !what.includes('ERR_INTERNET_DISCONNECTED') && !what.startsWith('not loaded'))]
}

/** @param {Scene} scene */
export async function failing(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  let isBroken = true
  await context.route('**/search/search.js*', (route) => (isBroken ? route.abort('failed') : route.fallback()))
  for (const [place, field] of [[scene.article, 'dialog.finder'], [`${scene.origin}/search/?q=${WORD}`, '.search-page']]) {
    isBroken = true
    await tab.goto(place ?? '')
    if (field !== '.search-page') {
      await tab.keyboard.press('/')
      await tab.keyboard.type(WORD)
    }
    const retry = tab.locator(`${field} [data-act=retry]`)
    await retry.waitFor()
    isBroken = false
    await retry.click()
    await tab.locator(`${field} .hits a`).first().waitFor({ timeout: 5_000 })
  }
  await context.close()
  return [...wrong, ...heard.filter((what) => !/ERR_FAILED|not loaded/.test(what))]
}

const STRANGE = [
  '<img src=x onerror=alert(1)>', '<script>alert(1)</script>', "'\"><svg/onload=alert(1)>", 'javascript:alert(1)', '%', '%E3%81', '../../etc/passwd',
  '\u202e\u2066逆', '😀'.repeat(60), '\ud83d', '\u0000\u0007', '{query}', '$& $1 $`', '　', '"'.repeat(199), 'ｶﾞｷﾞｸﾞ', 'a'.repeat(5_000), '-1 OR 1=1', '?q=b&kind=c#d',
]

/** @param {Scene} scene */
export async function strangeWords(scene) {
  const { context, tab, heard } = await tabOf(scene, { viewport: { width: 320, height: 700 } })
  const wrong = /** @type {string[]} */ ([])
  tab.on('dialog', (dialog) => {
    wrong.push(`a script ran: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await tab.goto(scene.article)
  await tab.keyboard.press('/')
  for (const words of STRANGE) {
    await tab.locator('dialog.finder input').fill(words)
    await tab.waitForTimeout(120)
    const width = await tab.locator('dialog.finder').evaluate((box) => box.scrollWidth - box.clientWidth)
    if (width > 0) wrong.push(`${JSON.stringify(words).slice(0, 40)}: ${width} too wide`)
  }
  for (const words of STRANGE) {
    await tab.goto(`${scene.origin}/search/?${new URLSearchParams({ q: words, kind: words, step: words })}`)
    await tab.waitForTimeout(150)
    const width = await tab.evaluate(() => document.documentElement.scrollWidth)
    if (width > 320) wrong.push(`page of ${JSON.stringify(words).slice(0, 40)}: ${width} wide`)
    const strange = await tab.evaluate(() => document.querySelectorAll('main img, main script, main svg[onload], [onerror]').length)
    if (strange) wrong.push(`${words} became an element`)
  }
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function hook(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  /** @type {{ event: string, query: string, lang: string, page: string, total: number, url?: string }[]} */
  const told = []
  await context.exposeFunction('tellTest', (/** @type {any} */ what) => told.push(what))
  await context.route('**/test-hook.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'export default async (what) => { window.tellTest(what); throw new Error("counting broke") }' }),
  )
  await context.route(/\/search\/(\?.*)?$/, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('data-base=', 'data-hook="/test-hook.js" data-base=')
    await route.fulfill({ response, body })
  })
  const events = () => told.map(({ event, query }) => `${event} ${query}`).join(', ')
  /** @param {string} when @param {string} expected */
  const hold = async (when, expected) => {
    await tab.waitForTimeout(1_100)
    if (events() !== expected) wrong.push(`${when}: heard ${events()} for ${expected}`)
    told.length = 0
  }
  await tab.goto(scene.article)
  await ask(tab, '請')
  await tab.keyboard.type('求書')
  await hold('writing', `search ${WORD}`)
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('Enter')
  await tab.waitForURL((url) => url.href !== scene.article)
  await hold('opening', `open ${WORD}`)
  await ask(tab, 'CSV')
  await tab.keyboard.press('Enter')
  await tab.waitForURL(/q=CSV/)
  await hold('Enter', 'search CSV')
  await tab.locator('.search-page .ask input').fill(NOWHERE)
  await hold('nothing found', `search ${NOWHERE}, search_zero ${NOWHERE}`)
  await tab.locator('.search-page .ask input').fill(WORD)
  await tab.locator('.search-page .hits a').first().waitFor()
  await tab.locator('.search-page .hits a').first().click()
  await tab.waitForURL((url) => url.pathname !== '/search/')
  await tab.waitForTimeout(100)
  const [search, open] = told
  if (search?.event !== 'search' || search.page !== '/search/' || search.lang !== 'ja' || !(search.total > 0)) wrong.push(`told ${JSON.stringify(search)}`)
  if (open?.event !== 'open' || !open.url?.startsWith('/')) wrong.push(`told ${JSON.stringify(open)}`)
  await context.close()
  return [...wrong, ...heard]
}
