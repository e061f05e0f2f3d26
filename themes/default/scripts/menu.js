// The menu closes on Escape and when the reader turns elsewhere.

/** @param {Document} doc */
export function closeMenus(doc) {
  for (const menu of doc.querySelectorAll('details.menu')) {
    if (!(menu instanceof HTMLDetailsElement)) continue
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !menu.open) return
      menu.open = false
      menu.querySelector('summary')?.focus()
    })
    doc.addEventListener('click', (event) => {
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false
    })
  }
}
