// The box over every page and the field of the start page: what a reader does to find something.

import { NOWHERE, WORD, ask, isOpen, tabOf } from './search-scene.mjs'

/** @typedef {import('./search-scene.mjs').Scene} Scene */

/** @param {Scene} scene */
export async function loadedOnUse(scene) {
  const { context, tab, heard } = await tabOf(scene)
  /** @type {string[]} */
  const asked = []
  tab.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await tab.goto(scene.article)
  await tab.waitForLoadState('networkidle')
  const early = asked.filter((path) => path.includes('/search/') || path.includes('/finder/'))
  const wrong = early.map((path) => `${path} is loaded before it is used`)
  await ask(tab, WORD)
  if (!asked.includes('/search/search.js')) wrong.push('the engine is never asked for')
  const foreign = asked.filter((path) => !path.startsWith('/assets/') && !path.startsWith('/search/') && path !== new URL(scene.article).pathname)
  // pictures of the article are its own
  wrong.push(...foreign.filter((path) => !/\.(png|svg|jpg|webp)$/.test(path)).map((path) => `${path} is asked for`))
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function byKeyboard(scene) {
  const { context, tab, heard } = await tabOf(scene)
  await tab.goto(scene.article)
  await ask(tab, WORD)
  const input = tab.locator('dialog.finder input')
  const wrong = []
  if ((await input.getAttribute('aria-expanded')) !== 'true') wrong.push('the field does not say that it has options')
  if (await input.getAttribute('aria-activedescendant')) wrong.push('an option is active before anything is pressed')
  await tab.keyboard.press('ArrowUp')
  await tab.keyboard.press('ArrowUp')
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('ArrowDown')
  if (await input.getAttribute('aria-activedescendant')) wrong.push('there is no way back to the field')
  await tab.keyboard.press('ArrowDown')
  const id = await input.getAttribute('aria-activedescendant')
  const active = tab.locator(`[id="${id}"]`)
  if ((await active.getAttribute('aria-selected')) !== 'true') wrong.push('the active option is not selected')
  if (!(await input.evaluate((field) => field === document.activeElement))) wrong.push('the focus left the field')
  await tab.locator('dialog.finder [role=status]').filter({ hasText: /\d/ }).waitFor({ state: 'attached' })
  const href = await active.getAttribute('href')
  await tab.keyboard.press('Enter')
  await tab.waitForURL((url) => url.pathname + url.hash === decodeURI(href ?? '') || url.pathname + url.hash === href, { timeout: 5_000 })
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function openingKeys(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(scene.article)
  const link = tab.locator('main a[href]').first()
  await link.focus()
  for (const key of ['/', 'Control+k', 'Meta+k']) {
    await tab.keyboard.press(key)
    if (!(await isOpen(tab))) wrong.push(`${key} does not open it`)
    await tab.keyboard.type('a')
    await tab.keyboard.press('Escape')
    if (await isOpen(tab)) wrong.push(`Escape does not close what ${key} opened`)
    if (!(await link.evaluate((node) => node === document.activeElement))) wrong.push('the focus does not return')
  }
  for (const key of ['Control+/', 'Alt+/', 'Control+Shift+k', 'Control+Alt+k', 'k']) {
    await tab.keyboard.press(key)
    if (await isOpen(tab)) wrong.push(`${key} opens it`)
    await tab.keyboard.press('Escape')
  }
  for (const where of ['input', 'textarea', 'p']) {
    await tab.evaluate((name) => {
      const place = document.createElement(name)
      place.id = 'place'
      if (name === 'p') place.contentEditable = 'true'
      document.querySelector('#place')?.remove()
      document.querySelector('main')?.prepend(place)
      place.focus()
    }, where)
    await tab.keyboard.press('/')
    if (await isOpen(tab)) wrong.push(`/ opens it from ${where}`)
  }
  await tab.locator('.top-search').click()
  if (!(await isOpen(tab))) wrong.push('the link of the header does not open it')
  await tab.locator('[data-close]').click()
  if (await isOpen(tab)) wrong.push('its button does not close it')
  await tab.locator('.top-search').click()
  await tab.mouse.click(5, 700)
  if (await isOpen(tab)) wrong.push('a click beside it does not close it')
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function enterLeads(scene) {
  const { context, tab, heard } = await tabOf(scene)
  await tab.goto(scene.article)
  await ask(tab, WORD)
  await tab.keyboard.press('Enter')
  await tab.waitForURL((url) => url.pathname === '/search/' && url.searchParams.get('q') === WORD)
  await tab.locator('.search-page .hits li').first().waitFor()
  const wrong = (await tab.title()).includes(WORD) ? [] : ['the title does not name the query']
  await tab.goto(scene.article)
  await tab.keyboard.press('/')
  await tab.keyboard.press('Enter')
  if (!(await isOpen(tab)) || tab.url() !== scene.article) wrong.push('Enter leads somewhere when nothing is written')
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function composition(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  for (const [place, field] of [[scene.article, 'dialog.finder'], [`${scene.origin}/`, 'main .ask'], [`${scene.origin}/search/`, '.search-page']]) {
    await tab.goto(place ?? '')
    await tab.keyboard.press('/')
    const cdp = await context.newCDPSession(tab)
    await cdp.send('Input.imeSetComposition', { text: 'せい', selectionStart: 2, selectionEnd: 2 })
    await cdp.send('Input.imeSetComposition', { text: WORD, selectionStart: 3, selectionEnd: 3 })
    await tab.locator(`${field} .hits a`).first().waitFor()
    const before = tab.url()
    if (field !== '.search-page') await tab.keyboard.press('ArrowDown')
    await tab.keyboard.press('Enter')
    await tab.waitForTimeout(200)
    if (tab.url() !== before) wrong.push(`${field}: the Enter of a composition leads to ${tab.url()}`)
    if (await tab.locator(`${field} [aria-selected=true]`).count()) wrong.push(`${field}: its arrow chooses`)
    // as Safari does it: the composition is over, its key still comes
    await cdp.send('Input.insertText', { text: WORD })
    await tab.locator(`${field} input`).evaluate((input) => {
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }))
      if (input instanceof HTMLInputElement) input.form?.requestSubmit()
    })
    await tab.waitForTimeout(100)
    if (new URL(tab.url()).pathname !== new URL(before).pathname) wrong.push(`${field}: a late Enter leads to ${tab.url()}`)
    await tab.keyboard.press('Shift')
    await tab.keyboard.press('Enter')
    await tab.waitForURL((url) => url.pathname === '/search/' && url.searchParams.get('q') === WORD)
  }
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function startPage(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(`${scene.origin}/`)
  await tab.keyboard.press('/')
  if (await isOpen(tab)) wrong.push('the box opens over the field')
  await tab.keyboard.type(WORD)
  const panel = tab.locator('.ask .finder-panel')
  await panel.locator('[role=option] .where:not(:empty)').first().waitFor()
  await tab.keyboard.press('Escape')
  await tab.waitForTimeout(200)
  if (await panel.isVisible()) wrong.push('Escape does not fold it, or what comes late unfolds it')
  await tab.keyboard.press('ArrowDown')
  if (!(await panel.isVisible())) wrong.push('an arrow does not unfold it')
  await tab.locator('h1').click()
  if (await panel.isVisible()) wrong.push('it stays when the reader turns elsewhere')
  await tab.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await tab.keyboard.press('/')
  if (!(await isOpen(tab))) wrong.push('far down the box does not open')
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function kindsChosen(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(scene.article)
  await ask(tab, WORD)
  const box = tab.locator('dialog.finder')
  const all = await box.locator('[data-part=count]').textContent()
  const facet = box.locator('[data-kind=faq]')
  await facet.focus()
  await tab.keyboard.press('Space')
  await tab.waitForFunction((before) => document.querySelector('dialog [data-part=count]')?.textContent !== before, all)
  if ((await facet.getAttribute('aria-pressed')) !== 'true') wrong.push('the kind is not pressed')
  if (!(await facet.evaluate((node) => node === document.activeElement))) wrong.push('the focus is lost')
  for (const link of await box.locator('[role=option]').all()) {
    const icon = await link.locator('use').first().getAttribute('href')
    if (!icon?.endsWith('#i-question')) wrong.push(`another kind is there: ${icon}`)
  }
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function nothingFound(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(scene.article)
  await ask(tab, NOWHERE)
  const box = tab.locator('dialog.finder')
  await box.locator('[role=status]').filter({ hasText: NOWHERE }).waitFor({ state: 'attached' })
  if ((await box.locator('[role=option]').count()) > 0) wrong.push('there are options')
  const contact = await box.locator('.contact a').getAttribute('href')
  if (!contact?.includes(encodeURIComponent(NOWHERE))) wrong.push(`the contact does not know the query: ${contact}`)
  const near = box.locator('[data-part=near] a').first()
  if (await near.count()) {
    const word = await near.textContent()
    await near.click()
    if ((await box.locator('input').inputValue()) !== word) wrong.push('a near word is not searched for')
    await box.locator('[role=option] .where:not(:empty)').first().waitFor()
  }
  await tab.goto(`${scene.origin}/search/?q=${encodeURIComponent(NOWHERE)}`)
  await tab.locator('.search-page [data-part=none]').filter({ hasText: NOWHERE }).waitFor()
  const shown = await tab.locator('.contact:visible').count()
  if (shown !== 1) wrong.push(`the way to a person stands there ${shown} times`)
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function remembered(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(scene.article)
  await ask(tab, WORD)
  const title = await tab.locator('dialog.finder [role=option] b').nth(1).textContent()
  await tab.locator('dialog.finder [role=option]').nth(1).click()
  await tab.waitForURL((url) => url.href !== scene.article)
  await tab.keyboard.press('/')
  const options = tab.locator('dialog.finder [role=option]')
  await options.first().waitFor()
  const offered = await options.locator('b').allTextContents()
  if (!offered.includes(title ?? '')) wrong.push(`the opened page is not offered: ${offered}`)
  if (!offered.includes(WORD)) wrong.push(`the query is not offered: ${offered}`)
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('Enter')
  await tab.locator('dialog.finder [role=option] .where:not(:empty)').first().waitFor()
  if ((await tab.locator('dialog.finder input').inputValue()) !== WORD) wrong.push('the query is not searched for again')
  await tab.locator('dialog.finder input').fill('')
  await tab.locator('[data-act=clear]').click()
  const kept = await tab.evaluate(() => Object.keys(localStorage).filter((key) => /searched|opened/.test(key)))
  wrong.push(...kept.map((key) => `${key} is kept`))
  // what somebody else left there is no list
  for (const text of ['{', '[1,null]', '{"a":1}', '[{"title":"x","url":"https://evil.example/"},{"title":"y","url":3}]']) {
    await tab.evaluate((value) => ['searched', 'opened'].forEach((name) => localStorage.setItem(`shirube:${name}`, value)), text)
    await tab.goto(scene.article)
    await ask(tab, WORD)
    if (await tab.locator('[href*="evil.example"]').count()) wrong.push('a foreign address is offered')
  }
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function weak(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(scene.article)
  await ask(tab, '猫')
  const box = tab.locator('dialog.finder')
  if (!(await box.locator('.finder-note').isVisible())) wrong.push('it does not say that these are only near')
  const contact = await box.locator('.contact a:visible').getAttribute('href')
  if (!contact?.includes(encodeURIComponent('猫'))) wrong.push(`the contact does not know the query: ${contact}`)
  await box.locator('input').fill(WORD)
  await box.locator('.finder-note').waitFor({ state: 'hidden' })
  if (await box.locator('.contact').isVisible()) wrong.push('a good answer still offers a person')
  await box.locator('input').fill(`${WORD} ぬ紙`)
  await box.locator('[data-part=only] a').click()
  if ((await box.locator('input').inputValue()) !== WORD) wrong.push('it cannot be asked with a word less')
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function overtaken(scene) {
  const { context, tab, heard } = await tabOf(scene)
  await tab.goto(scene.article)
  await ask(tab, WORD)
  await tab.locator('dialog.finder input').fill('遅い')
  await tab.waitForTimeout(150)
  await tab.locator('dialog.finder input').fill('CSV')
  await tab.waitForTimeout(1_300)
  const marked = await tab.locator('dialog.finder mark').allTextContents()
  const wrong = marked.length && marked.every((word) => word === 'CSV') ? [] : [`shows ${marked}`]
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function bars(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(scene.article)
  await ask(tab, WORD)
  await tab.locator('dialog.finder input').fill('遅い')
  await tab.waitForTimeout(100)
  if (await tab.locator('dialog.finder .ghost').isVisible()) wrong.push('they come at once')
  await tab.locator('dialog.finder .ghost').waitFor()
  await tab.locator('dialog.finder .ghost').waitFor({ state: 'hidden' })
  await context.close()
  return [...wrong, ...heard]
}

/** @param {Scene} scene */
export async function lateAnswers(scene) {
  const { context, tab, heard } = await tabOf(scene)
  const wrong = /** @type {string[]} */ ([])
  await tab.goto(`${scene.origin}/`)
  const panel = tab.locator('.ask .finder-panel')
  for (const leave of [() => tab.keyboard.press('Escape'), () => tab.locator('h1').click()]) {
    await tab.locator('main .ask input').fill(WORD)
    await panel.locator('[role=option] .where:not(:empty)').first().waitFor()
    await tab.locator('main .ask input').fill('遅い')
    await leave()
    await tab.waitForTimeout(1_200)
    if (await panel.isVisible()) wrong.push('an answer unfolds what the reader folded')
  }
  await context.close()
  return [...wrong, ...heard]
}
