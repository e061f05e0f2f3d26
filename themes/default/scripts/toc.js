// The heading being read, marked in the contents.

/**
 * Which of the headings is being read: the last one above the line, else the first.
 * @param {number[]} tops distance of each heading from the top of the window, in order
 * @param {number} line
 * @returns {number}
 */
export function reading(tops, line) {
  let at = 0
  tops.forEach((top, i) => {
    if (top <= line) at = i
  })
  return at
}

/** @param {Document} doc */
export function followHeadings(doc) {
  const toc = doc.querySelector('details.toc')
  if (!(toc instanceof HTMLDetailsElement)) return

  // beside the text the contents are always open; browsers without ::details-content need it said
  const beside = matchMedia('(min-width: 60rem)')
  const fit = () => {
    toc.open = beside.matches
  }
  beside.addEventListener('change', fit)
  if (beside.matches) fit()

  /** @type {{ link: HTMLAnchorElement, heading: HTMLElement }[]} */
  const stops = []
  for (const link of toc.querySelectorAll('a')) {
    const heading = doc.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (heading) stops.push({ link, heading })
  }
  if (stops.length === 0) return

  let waiting = false
  const mark = () => {
    waiting = false
    const atEnd = innerHeight + scrollY >= doc.documentElement.scrollHeight - 2
    const tops = stops.map(({ heading }) => heading.getBoundingClientRect().top)
    const at = reading(tops, atEnd ? innerHeight : innerHeight / 4)
    stops.forEach(({ link }, i) => {
      if (i === at) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    })
  }
  const soon = () => {
    if (waiting) return
    waiting = true
    requestAnimationFrame(mark)
  }
  addEventListener('scroll', soon, { passive: true })
  addEventListener('resize', soon, { passive: true })
  mark()
}
