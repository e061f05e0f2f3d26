// Runs before the first paint, so that the chosen brightness doesn't flash. A classic script: modules come later.
(() => {
  const root = document.documentElement
  root.classList.add('js')
  try {
    const chosen = localStorage.getItem('shirube:theme')
    if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen
  } catch {
    // no storage: the page follows the system
  }
})()
