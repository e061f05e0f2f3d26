// A static server for one built site: folders by their index.html, 404.html for the rest, and the headers that the site's
// own `_headers` file asks for, as its hosts apply them.

import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * Reads the form of Netlify and Cloudflare Pages: a path with `*`, then its headers, indented.
 * @param {string} text
 * @returns {{ prefix: string, name: string, value: string }[]}
 */
export function headerRules(text) {
  const rules = []
  let prefix = ''
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) prefix = line.trim().replace(/\*$/, '')
    const header = /^\s+([^:]+):\s*(.*)$/.exec(line)
    if (header) rules.push({ prefix, name: header[1] ?? '', value: header[2] ?? '' })
  }
  return rules
}

/**
 * @param {string} root folder of the built site
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function serve(root) {
  const rules = headerRules(await readFile(join(root, '_headers'), 'utf8'))
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = normalize(join(root, path.endsWith('/') ? `${path}index.html` : path))
    const inside = file.startsWith(normalize(root) + sep)
    const found = inside ? await readFile(file).catch(() => null) : null
    const bytes = found ?? (await readFile(join(root, '404.html')))
    for (const rule of rules.filter((rule) => path.startsWith(rule.prefix))) response.setHeader(rule.name, rule.value)
    response.setHeader('Content-Type', TYPES[found ? extname(file) : '.html'] ?? 'application/octet-stream')
    response.statusCode = found ? 200 : 404
    response.end(bytes)
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}
