// Buttons that copy: a piece of code, the page's short link. What they did is said aloud and shown as a tick.

/** @param {Document} doc */
export function offerCopies(doc) {
  const words = doc.body.dataset
  const status = doc.createElement('p')
  status.className = 'vh'
  status.setAttribute('role', 'status')
  doc.body.append(status)

  /**
   * @param {HTMLButtonElement} button
   * @param {() => string} text
   */
  const arm = (button, text) => {
    button.addEventListener('click', async () => {
      let done = true
      try {
        await navigator.clipboard.writeText(text())
      } catch {
        done = false
      }
      status.textContent = (done ? words.copied : words.copyFailed) ?? ''
      setIcon(button, words.icons ?? '', done ? 'check' : 'copy')
      setTimeout(() => {
        setIcon(button, words.icons ?? '', 'copy')
        status.textContent = ''
      }, 2000)
    })
  }

  for (const box of doc.querySelectorAll('.code')) {
    const code = box.querySelector('code')
    if (!code) continue
    const button = doc.createElement('button')
    button.type = 'button'
    button.className = 'tool code-copy'
    button.setAttribute('aria-label', words.copy ?? '')
    button.append(icon(words.icons ?? '', 'copy'))
    arm(button, () => code.textContent ?? '')
    box.append(button)
  }

  for (const button of doc.querySelectorAll('[data-copy-link]')) {
    if (!(button instanceof HTMLButtonElement)) continue
    arm(button, () => new URL(button.dataset.copyLink ?? '', location.href).href)
  }
}

const SVG = 'http://www.w3.org/2000/svg'

/**
 * @param {string} sprite
 * @param {string} name
 * @returns {SVGSVGElement}
 */
function icon(sprite, name) {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(SVG, 'use')
  use.setAttribute('href', `${sprite}#i-${name}`)
  svg.append(use)
  return svg
}

/**
 * @param {HTMLElement} button
 * @param {string} sprite
 * @param {string} name
 */
function setIcon(button, sprite, name) {
  button.querySelector('use')?.setAttribute('href', `${sprite}#i-${name}`)
}
