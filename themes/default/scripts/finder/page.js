// The page of the search: what is asked stands in the address, so that it can be sent to somebody, kept, and gone back to.

import { composing } from '../finder.js'
import { Finder, find } from './answer.js'
import { addressOf, filled, moved, stateOf } from './logic.js'

/** @typedef {import('./engine.js').Found} Found */

class Page extends Finder {
  title = document.title
  // what is still being written takes the place of its beginnings in the history
  isDraft = true
  isSent = false

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} panel
   * @param {HTMLElement} whole
   */
  constructor(input, panel, whole) {
    super(input, panel)
    this.whole = whole
    whole.addEventListener('keydown', (event) => composing(event) || this.press(event))
    whole.addEventListener('change', ({ target }) => target instanceof HTMLSelectElement && this.choose(target.name, target.value))
    addEventListener('popstate', () => this.read())
    // what was written before the scripts came counts more than the address
    if (input.value.trim() && !location.search) this.write()
    else this.read()
  }

  read() {
    this.state = stateOf(location.search)
    const { q } = this.state
    this.isDraft = !q
    this.input.value = q
    this.tell.typed()
    if (q) void this.ask()
    else this.before()
  }

  /** Puts the state into the address. */
  visit() {
    const address = addressOf(this.page, this.state)
    if (address === addressOf(this.page, stateOf(location.search))) return
    if (this.isDraft) history.replaceState(null, '', address)
    else history.pushState(null, '', address)
  }

  settled() {
    this.visit()
    this.isDraft = true
  }

  before() {
    this.state = { q: '' }
    this.settled()
    super.before()
  }

  /** @param {DOMStringMap} button */
  act(button) {
    if (button.act === 'more') void this.ask(this.links.length)
    else super.act(button)
  }

  /**
   * What a reader chooses is a step of its own in the history.
   * @param {string} name
   * @param {string} value
   */
  choose(name, value) {
    this.tell.settle()
    this.isDraft = false
    this.state = { ...this.state, [name]: value }
    this.visit()
    void this.ask()
  }

  /** @param {SubmitEvent} event */
  send(event) {
    event.preventDefault()
    this.isSent = true
    // the keyboard of a phone would cover what was found
    if (matchMedia('(pointer: coarse)').matches) this.input.blur()
    void this.ask()
  }

  /**
   * @param {string} state
   * @param {string} said
   */
  turn(state, said) {
    super.turn(state, said)
    const { q: query } = this.state
    document.title = query ? filled(this.whole.dataset.found ?? '', { query }) : this.title
    this.whole.toggleAttribute('data-asked', Boolean(query))
  }

  /**
   * @param {Found} found
   * @param {number} offset
   */
  show(found, offset) {
    super.show(found, offset)
    const every = this.part('every')
    this.part('more').hidden = every.hidden
    every.hidden = true
    if (offset) this.links[offset]?.focus()
    if (this.isSent) this.commit()
    this.isSent = false
    void this.offer()
  }

  /** What there is to narrow by. */
  async offer() {
    const filters = await this.engine().then((search) => search.filters()).catch(() => null)
    for (const select of this.whole.querySelectorAll('select')) {
      const choices = filters?.[select.name] ?? []
      if (select.options.length < 2) select.append(...choices.map(({ id, name, count }) => new Option(`${name} ${count}`, id)))
      select.value = this.state[select.name] ?? ''
      select.parentElement?.toggleAttribute('hidden', choices.length < 2)
    }
  }

  get links() {
    return [...this.part('hits').querySelectorAll('a')]
  }

  /** @param {KeyboardEvent} event the arrows go from the field through what was found */
  press(event) {
    const { links, input } = this
    const at = links.findIndex((link) => link === document.activeElement)
    const next = moved(event.key, at, links.length)
    if (next === at || (at < 0 && document.activeElement !== input)) return
    event.preventDefault()
    const target = links[next] ?? input
    target.focus()
  }
}

/** @param {HTMLFormElement} form */
export function attach(form) {
  const input = form.querySelector('input')
  if (input) new Page(input, find(document, '.finder-panel'), find(document, '.search-page'))
}
