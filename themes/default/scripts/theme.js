// Light or dark. `early.js` applies what was chosen before; here the reader chooses.

import { remember } from './storage.js'

/** @param {Document} doc */
export function switchTheme(doc) {
  const root = doc.documentElement
  const system = matchMedia('(prefers-color-scheme: dark)')

  const shown = () => root.dataset.theme ?? (system.matches ? 'dark' : 'light')

  for (const button of doc.querySelectorAll('[data-theme-switch]')) {
    button.addEventListener('click', () => {
      const next = shown() === 'dark' ? 'light' : 'dark'
      root.dataset.theme = next
      // a choice equal to the system's is no choice: the page follows the system again
      remember('theme', next === (system.matches ? 'dark' : 'light') ? null : next)
    })
  }
}
