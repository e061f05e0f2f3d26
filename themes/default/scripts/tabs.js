// Titled sections become tabs. The choice is remembered by the tab's title, for every set that has such a tab.

import { recall, remember } from './storage.js'

/**
 * The tab that is shown after a key; the same one for any other key.
 * @param {string} key
 * @param {number} at
 * @param {number} count
 * @returns {number}
 */
export function moved(key, at, count) {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count
    case 'ArrowLeft':
      return (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return at
  }
}

/**
 * What the address leads to. `:target` would not do: while the page loads, it does not match yet.
 * @param {Document} doc
 * @returns {HTMLElement | null}
 */
function aimedAt(doc) {
  try {
    return doc.getElementById(decodeURIComponent(location.hash.slice(1)))
  } catch {
    // a percent sign that is none
    return null
  }
}

/** @param {Document} doc */
export function foldTabs(doc) {
  const chosen = recall('tab')
  for (const box of doc.querySelectorAll('.tabs')) {
    if (box instanceof HTMLElement) fold(box, chosen)
  }
}

/**
 * @param {HTMLElement} box
 * @param {string | null} chosen title of the tab chosen last
 */
function fold(box, chosen) {
  /** @type {HTMLElement[]} */
  const panels = [...box.querySelectorAll(':scope > section')].filter((node) => node instanceof HTMLElement)
  if (panels.length < 2) return
  const titles = panels.map((panel) => panel.querySelector('.tab-h')?.firstChild?.textContent?.trim() ?? '')

  const list = document.createElement('div')
  list.className = 'tablist'
  list.setAttribute('role', 'tablist')
  if (box.dataset.label) list.setAttribute('aria-label', box.dataset.label)

  const tabs = panels.map((panel, at) => {
    const tab = document.createElement('button')
    tab.type = 'button'
    tab.className = 'tab'
    tab.id = `${panel.id}_tab`
    tab.textContent = titles[at] ?? ''
    tab.setAttribute('role', 'tab')
    tab.setAttribute('aria-controls', panel.id)
    panel.setAttribute('role', 'tabpanel')
    panel.setAttribute('aria-labelledby', tab.id)
    tab.addEventListener('click', () => choose(at))
    tab.addEventListener('keydown', (event) => {
      const next = moved(event.key, at, panels.length)
      if (next === at) return
      event.preventDefault()
      choose(next)
      tabs[next]?.focus()
    })
    return tab
  })

  /** @param {number} shown */
  const show = (shown) => {
    panels.forEach((panel, at) => {
      panel.hidden = at !== shown
    })
    tabs.forEach((tab, at) => {
      tab.setAttribute('aria-selected', String(at === shown))
      tab.tabIndex = at === shown ? 0 : -1
    })
  }

  /** @param {number} at */
  const choose = (at) => {
    show(at)
    remember('tab', titles[at] ?? null)
  }

  // a link into a folded panel opens it
  const target = () => {
    const heading = aimedAt(document)
    return heading ? panels.findIndex((panel) => panel.contains(heading)) : -1
  }
  addEventListener('hashchange', () => {
    const at = target()
    if (at >= 0) show(at)
  })

  list.append(...tabs)
  box.prepend(list)
  box.classList.add('on')
  const asked = target()
  show(asked >= 0 ? asked : Math.max(0, titles.indexOf(chosen ?? '')))
}
