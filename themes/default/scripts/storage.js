// The reader's choices, kept in the browser. Without storage, or with a full one, a choice lasts as long as the page.

const PREFIX = 'shirube:'

/**
 * @param {string} name
 * @returns {string | null}
 */
export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name)
  } catch {
    return null
  }
}

/**
 * @param {string} name
 * @param {string | null} value `null` forgets it
 */
export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name)
    else localStorage.setItem(PREFIX + name, value)
  } catch {
    // nothing to do: the choice holds for this page
  }
}
