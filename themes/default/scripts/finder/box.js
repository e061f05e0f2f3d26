// The box over every page and the fields in pages: a combobox whose options are links. The focus stays in the field; arrows
// move through the options, Enter follows the active one, and without one the form leads to the page of the search.

import { composing } from '../finder.js'
import { remember } from '../storage.js'
import { Finder, copyOfParts, icon, make } from './answer.js'
import { recalled } from './engine.js'
import { moved } from './logic.js'

class Box extends Finder {
  role = { role: 'option', tabindex: -1, 'aria-selected': false }
  item = { role: 'none' }
  active = -1
  // an answer that comes after the reader folded the panel, or went elsewhere, does not unfold it
  isFolded = false

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} panel
   * @param {HTMLDialogElement | null} box none where the panel hangs below a field of the page
   */
  constructor(input, panel, box) {
    super(input, panel)
    this.box = box
    const hits = this.part('hits')
    hits.id = `${input.id}-hits`
    hits.setAttribute('role', 'listbox')
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': hits.id })) {
      input.setAttribute(name, value)
    }
    input.addEventListener('keydown', (event) => composing(event) || this.press(event))
    input.addEventListener('focus', () => this.refresh())
    // a press on a part of the panel takes no focus from the field
    panel.addEventListener('mousedown', (event) => event.preventDefault())
    input.form?.addEventListener('focusout', ({ relatedTarget }) => {
      if (!box && !(relatedTarget instanceof Node && input.form?.contains(relatedTarget))) this.fold()
    })
    this.refresh()
  }

  get options() {
    return [...this.panel.querySelectorAll('[role=option]')]
  }

  write() {
    this.isFolded = false
    super.write()
  }

  refresh() {
    this.isFolded = false
    if (this.input.value.trim() !== this.state.q) this.write()
    else if (this.state.q) this.unfold(true)
    else void this.before()
  }

  /** @param {DOMStringMap} button */
  act(button) {
    if (button.act !== 'clear') return super.act(button)
    remember('searched', null)
    remember('opened', null)
    this.input.focus()
    void this.before()
  }

  /**
   * @param {string} state
   * @param {string} said
   */
  turn(state, said) {
    super.turn(state, said)
    this.options.forEach((option, at) => {
      option.id = `${this.input.id}-${at}`
    })
    this.unfold(state !== 'blank' && !this.isFolded)
  }

  fold() {
    this.isFolded = true
    this.unfold(false)
  }

  /** @param {boolean} isShown */
  unfold(isShown) {
    this.panel.hidden = !isShown
    this.input.setAttribute('aria-expanded', `${isShown && this.options.length > 0}`)
    this.point(-1)
  }

  /** @param {number} at */
  point(at) {
    const { options, input } = this
    options[this.active]?.setAttribute('aria-selected', 'false')
    this.active = at
    options[at]?.setAttribute('aria-selected', 'true')
    options[at]?.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', options[at]?.id ?? '')
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { key, ctrlKey, metaKey, shiftKey } = event
    const { options, active, panel } = this
    const next = moved(key, active, options.length)
    if (next !== active) {
      if (panel.hidden) this.unfold(true)
      this.point(next)
    } else if (key === 'Enter' && options[active]) {
      options[active].dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }))
    } else if (key === 'Escape' && !this.box && !panel.hidden) this.fold()
    else return
    event.preventDefault()
  }

  /** What was searched for and opened before; for those who did neither, what is read most. */
  async before() {
    this.state = { q: '' }
    const { asked, base, role } = this
    const pages = recalled('opened').filter(({ url }) => url?.startsWith(base)).slice(0, 4)
    const words = recalled('searched').map(({ title }) => this.again(title, make('b', {}, title), role))
    words.forEach((link) => link.prepend(icon('search')))
    const links = pages.map(({ title, url = '', kind = '' }) => this.link({ title, url: url.slice(base.length - 1), kind }))
    const isKnown = links.length + words.length > 0
    this.fill('hits', ...this.group('opened', links), ...this.group('recent', words))
    this.turn(isKnown ? 'before' : 'blank', '')
    const popular = await this.engine().then((search) => search.popular()).catch(() => [])
    if (isKnown || asked !== this.asked || !popular.length) return
    this.fill('hits', ...this.group('popular', popular.map((page) => this.link(page))))
    this.turn('popular', '')
  }

  /**
   * @param {string} name
   * @param {Node[]} links
   */
  group(name, links) {
    const title = this.word(name)
    const head = make('span', { class: 'mini-h', 'aria-hidden': true }, title)
    return links.length ? [make('li', this.item, make('div', { role: 'group', 'aria-label': title }, head, ...links))] : []
  }

  leave() {
    if (this.box) this.box.close()
    else this.fold()
  }
}

/** @param {HTMLFormElement} form */
export async function attach(form) {
  const panel = await copyOfParts(form.action)
  const box = form.closest('dialog')
  const input = form.querySelector('input')
  const place = box ?? form
  place.append(panel)
  if (input) new Box(input, panel, box)
}
