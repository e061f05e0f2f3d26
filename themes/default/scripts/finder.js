// The search: `/`, Ctrl-K and the header open its box; fields listen from their first focus. What it does comes when it is used.

/**
 * Whether a key belongs to the input method. Safari ends a composition before its Enter, which then has the code 229.
 * @param {KeyboardEvent} event
 */
export const composing = (event) => event.isComposing || event.keyCode === 229

/**
 * Whether a click asks for a new tab or window.
 * @param {MouseEvent} event
 */
export const isApart = (event) => event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0

/**
 * Whether a key opens the search: Ctrl-K and ⌘K everywhere, `/` where nobody writes.
 * @param {KeyboardEvent} event
 * @param {boolean} isWriting
 */
export function opens(event, isWriting) {
  const { key, ctrlKey, metaKey } = event
  if (composing(event) || event.altKey) return false
  if (ctrlKey || metaKey) return ctrlKey !== metaKey && !event.shiftKey && key.toLowerCase() === 'k'
  return key === '/' && !isWriting
}

/** @param {Document} doc */
export function offerSearch(doc) {
  /** @type {HTMLDialogElement | null} */
  const box = doc.querySelector('dialog.finder')
  const field = doc.querySelector('main [data-finder]')
  if (!box && !field) return

  const open = () => {
    // a field that is in sight, or the page's own, serves as well
    const isSeen = field && (field.matches('[data-finder=page]') || field.getBoundingClientRect().bottom > 0)
    if (!isSeen && !box?.open) box?.showModal()
    const input = (isSeen ? field : box)?.querySelector('input')
    input?.focus()
    input?.select()
  }

  let isComposing = false
  doc.addEventListener('keydown', (event) => {
    isComposing = composing(event)
    const { target } = event
    const isWriting = target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
    if (event.defaultPrevented || !opens(event, isWriting)) return
    event.preventDefault()
    open()
  })
  doc.addEventListener('keyup', () => {
    isComposing = false
  })
  /** @param {Event} event */
  const hold = (event) => {
    const { target } = event
    const isEmpty = target instanceof HTMLFormElement && target.matches('[data-finder]') && !target.querySelector('input')?.value.trim()
    // the Enter that ends a composition sends nothing, and its Escape closes nothing: some input methods let them through
    if (isComposing || isEmpty) event.preventDefault()
  }
  doc.addEventListener('submit', hold, true)
  doc.addEventListener('cancel', hold, true)
  doc.addEventListener('click', (event) => {
    const { target } = event
    if (!(target instanceof Element)) return
    if (target === box || target.closest('[data-close]')) box?.close()
    if (!target.closest('.top-search') || isApart(event)) return
    event.preventDefault()
    open()
  })

  for (const form of doc.querySelectorAll('[data-finder]')) {
    const isPage = form.matches('[data-finder=page]')
    /** @type {Promise<void> | undefined} */
    let loaded
    const load = () => {
      // without its scripts the form still leads to the page of the search; the next use tries again
      loaded ??= import(`./finder/${isPage ? 'page' : 'box'}.js`).then(({ attach }) => attach(form)).catch(() => (loaded = undefined))
    }
    form.addEventListener('focusin', load)
    form.addEventListener('input', load)
    if (isPage && location.search) load()
  }
}
