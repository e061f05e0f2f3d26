// Asks as the reader writes, and shows what was found in the parts that the template made. Every text becomes a text node:
// nothing here is ever read as HTML.

import { isApart } from '../finder.js'
import { keep, look, opened, teller } from './engine.js'
import { addressOf, contactFor, filled } from './logic.js'

/** @typedef {import('./engine.js').Found} Found */
/** @typedef {import('./engine.js').Result} Result */
/** @typedef {import('./engine.js').Part} Part */
/** @typedef {import('./logic.js').State} State */
/** @typedef {Record<string, string | number | boolean>} Attributes */

/** @type {Record<string, string>} */
const ICONS = { article: 'file', faq: 'question', guide: 'start', release: 'flag', webinar: 'play', playbook: 'book' }

/**
 * Finds what the templates always make.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function find(root, selector) {
  /** @type {any} */
  const found = root.querySelector(selector)
  return found
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} attributes
 * @param {(Node | string)[]} inside
 */
export function make(name, attributes, ...inside) {
  const element = document.createElement(name)
  for (const key in attributes) element.setAttribute(key, `${attributes[key]}`)
  element.append(...inside)
  return element
}

/** @type {Promise<HTMLElement> | undefined} */
let parts

/**
 * The parts to fill, from the page of the search: that is read once, when they are first used, and no other page carries them.
 * @param {string} page
 */
export async function copyOfParts(page) {
  parts ??= new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.onload = () => {
      const panel = request.responseXML?.querySelector('.finder-panel')
      if (panel instanceof HTMLElement) done(panel)
      else fail()
    }
    request.onerror = fail
    request.open('GET', page)
    // parsed by the browser, as a page is: the policy lets no script make nodes of a text
    request.responseType = 'document'
    request.send()
  })
  parts.catch(() => (parts = undefined))
  return document.importNode(await parts, true)
}

/** @param {string} name */
export function icon(name) {
  const copy = find(document, '.top-search .icon').cloneNode(true)
  if (copy instanceof Element) find(copy, 'use').setAttribute('href', `${document.body.dataset.icons}#i-${name}`)
  return copy
}

/** @param {Part[]} parts */
const marked = (parts) => parts.map(({ text, hit }) => (hit ? make('mark', {}, text) : text))

export class Finder {
  /** @type {State} */
  state = { q: '' }
  /** @type {Attributes} what a result's link has besides */
  role = {}
  /** @type {Attributes} */
  item = {}
  asked = 0
  timer = 0
  saying = 0
  last = 0

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} panel
   */
  constructor(input, panel) {
    this.input = input
    this.panel = panel
    this.base = this.word('base')
    this.page = this.word('page')
    this.tell = teller(panel.dataset.hook, this.word('lang'), () => this.settled())
    input.addEventListener('input', () => this.write())
    input.form?.addEventListener('submit', (event) => event.defaultPrevented || this.send(event))
    panel.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('[data-act], [data-kind]') : null
      if (button instanceof HTMLElement) this.act(button.dataset)
    })
  }

  /** @param {DOMStringMap} button */
  act({ act, kind = '' }) {
    if (act === 'retry') void this.ask()
    else if (act === 'every') this.commit()
    else if (!act) this.choose('kind', kind)
  }

  /** @param {string} name */
  part(name) {
    return find(this.panel, `[data-part=${name}]`)
  }

  /**
   * @param {string} name
   * @param {(Node | string)[]} inside
   */
  fill(name, ...inside) {
    this.part(name).replaceChildren(...inside)
  }

  /**
   * @param {string} name
   * @param {Record<string, string | number>} [values]
   */
  word(name, values = {}) {
    return filled(this.panel.dataset[name] ?? '', values)
  }

  /**
   * @param {string} name
   * @param {string[]} words
   * @param {number} [n]
   */
  listed(name, words, n = 0) {
    return words.length ? this.word(name, { n, words: words.map((word) => this.word('quote', { word })).join(this.word('between')) }) : ''
  }

  engine() {
    return opened(this.base, this.word('lang'))
  }

  /** What was just written is asked for: the first letter at once, quick ones after the last of them. */
  write() {
    const q = this.input.value.trim()
    this.state = { ...this.state, q }
    this.tell.typed()
    clearTimeout(this.timer)
    this.asked += 1
    if (!q) return this.before()
    const pause = performance.now() - this.last < 60 ? 60 : 0
    this.last = performance.now()
    if (pause) this.timer = window.setTimeout(() => this.ask(), pause)
    else void this.ask()
  }

  /** Asks; an answer, or a failure, that a newer question overtook is dropped. */
  async ask(offset = 0) {
    clearTimeout(this.timer)
    this.asked += 1
    const own = this.asked
    const slow = setTimeout(() => own === this.asked && !offset && this.turn('wait', this.word('loading')), 200)
    try {
      const found = await look(await this.engine(), this.state, offset)
      if (own === this.asked) this.show(found, offset)
    } catch {
      if (own === this.asked) this.turn('fail', this.word('failed'))
    }
    clearTimeout(slow)
  }

  /**
   * Shows the parts of a state, and says it.
   * @param {string} state
   * @param {string} said
   */
  turn(state, said) {
    for (const part of this.panel.querySelectorAll('[data-in]')) {
      part.toggleAttribute('hidden', !part.matches(`[data-in~=${state}]`))
    }
    // who listens hears what came of it once they pause, not of every letter
    clearTimeout(this.saying)
    this.saying = window.setTimeout(() => this.fill('status', said), 400)
    const { q: query } = this.state
    const about = { subject: this.word('subject', { query }), query, page: location.pathname }
    for (const link of this.panel.querySelectorAll('a')) {
      if (link.dataset.contact) link.href = contactFor(link.dataset.contact, about)
    }
  }

  /**
   * @param {Found} found
   * @param {number} offset
   */
  show(found, offset) {
    const { total, weak, results, synonyms = [], corrected = [], missing = [] } = found
    const { q: query } = this.state
    const every = this.part('every')
    const hits = this.part('hits')
    const count = this.word('count', { n: total })
    if (!offset) hits.replaceChildren()
    hits.append(...results.map((result) => make('li', this.item, this.link(result))))
    this.fill('count', total ? count : '')
    this.kinds(found)
    this.fill('notes', this.listed('corrected', corrected), this.listed('synonyms', synonyms), this.listed('missing', missing))
    this.fill('every', this.word('everything', { n: total }))
    every.setAttribute('href', addressOf(this.page, this.state))
    if (total) this.turn(weak ? 'weak' : 'found', (weak ? this.word('weak') : '') + count)
    else this.nothing(found, this.word('none', { query }))
    every.hidden = hits.childElementCount >= total
    this.tell.answered(query, found)
  }

  /**
   * @param {string} kind
   * @returns {string} what readers call it
   */
  kind(kind) {
    return this.panel.querySelector(`[data-kind="${CSS.escape(kind)}"]`)?.firstChild?.textContent?.trim() ?? ''
  }

  /** @param {Found} found which kinds there are to choose from */
  kinds({ facets: { kind: counts = {} } = {} }) {
    const { kind: chosen = '' } = this.state
    for (const button of this.panel.querySelectorAll('button')) {
      const { kind } = button.dataset
      if (kind === undefined) continue
      const n = counts[kind] ?? ''
      button.hidden = kind ? !n && kind !== chosen : Object.values(counts).filter(Boolean).length < 2 && !chosen
      button.setAttribute('aria-pressed', `${kind === chosen}`)
      find(button, 'span').textContent = `${n}`
    }
  }

  /**
   * The query by its name, and ways on.
   * @param {Found} found
   * @param {string} said
   */
  nothing({ missing = [], near, popular, rest, others }, said) {
    this.fill('none', said)
    this.fill('only', ...(others ? [this.listed('only', missing, others), ' ', this.again(rest, this.word('without', { query: rest }))] : []))
    this.fill('near', ...near.map((word) => this.again(word, word)))
    this.fill('popular', ...popular.map((page) => this.link(page, {})))
    this.turn('none', said)
  }

  /**
   * A link that searches for something else.
   * @param {string} q
   * @param {Node | string} text
   * @param {Attributes} [attributes]
   */
  again(q, text, attributes) {
    const link = make('a', { ...attributes, href: addressOf(this.page, { q }) }, text)
    link.addEventListener('click', (event) => {
      if (isApart(event)) return
      event.preventDefault()
      this.input.value = q
      this.input.focus()
      this.choose('q', q)
    })
    return link
  }

  /**
   * A page of the site as a link; where a heading answers, it leads to it.
   * @param {Result} result
   * @param {Attributes} [role]
   */
  link({ url, title, titleParts = [], kind, place = [], heading, excerpt = [] }, role = this.role) {
    const path = this.base + url.slice(1)
    const href = this.base + (heading?.url ?? url).slice(1)
    // articles stand in folders that say what they are; the rest is named by its kind
    const named = kind === 'article' ? '' : this.kind(kind)
    const stops = [...(named ? [named] : []), ...place, ...(heading ? [heading.text] : [])].map((stop) => make('span', {}, stop))
    const where = make('span', { class: 'where' }, ...stops)
    const link = make('a', { ...role, href }, icon(ICONS[kind] ?? 'file'), make('b', {}, ...(titleParts.length ? marked(titleParts) : [title])), where, make('span', { class: 'ex' }, ...marked(excerpt)))
    /** @param {MouseEvent} event */
    const follow = (event) => {
      // the right button opens a menu, and no page yet
      if (event.button > 1) return
      keep('opened', { title, url: path, kind })
      this.commit()
      this.tell.opened(this.state.q, path)
      if (!isApart(event)) this.leave()
    }
    link.addEventListener('click', follow)
    link.addEventListener('auxclick', follow)
    return link
  }

  /**
   * Narrows down, or asks for something else.
   * @param {string} name
   * @param {string} value
   */
  choose(name, value) {
    this.state = { ...this.state, [name]: value }
    void this.ask()
  }

  /** The reader goes on with what was written: it is worth remembering. */
  commit() {
    keep('searched', { title: this.state.q })
    this.tell.settle()
  }

  /** @param {SubmitEvent} _event */
  send(_event) {
    this.commit()
  }

  /** Nothing is written. */
  before() {
    this.turn('blank', '')
  }

  /** A query has settled. */
  settled() {}

  /** A page that was found is opened here. */
  leave() {}
}
