// Printing: the button, and folds that open for the paper where the browser can't by itself.

/** @param {Document} doc */
export function printOnRequest(doc) {
  for (const button of doc.querySelectorAll('[data-print]')) {
    button.addEventListener('click', () => print())
  }

  /** @type {HTMLDetailsElement[]} */
  let opened = []
  addEventListener('beforeprint', () => {
    opened = [...doc.querySelectorAll('details')].filter((fold) => !fold.open && !fold.matches('.menu, .toc'))
    for (const fold of opened) fold.open = true
  })
  addEventListener('afterprint', () => {
    for (const fold of opened) fold.open = false
    opened = []
  })
}
