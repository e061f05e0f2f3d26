// Pieces of text with what was found in them marked.

import { analyse, folded, said } from './analysis.js'

/** @typedef {{ text: string, hit: boolean }} Piece */

/** Letters of an excerpt, and how far before the first hit it may begin. */
const LENGTH = 100
const BEFORE = 24

/**
 * What is marked: runs of letters in the one spelling. Words are marked from their beginning on.
 * @param {string} words
 * @returns {{ text: string, isWord: boolean }[]}
 */
export function marked(words) {
  const analysis = analyse(words)
  return analysis.runs.map((run) => ({ text: said(analysis, run), isWord: run.isWord }))
}

/**
 * @param {string} text
 * @returns {{ c: string, from: number, to: number, isKanji: boolean }[]} letters in one spelling, each with its place in the text
 */
function spelt(text) {
  const found = []
  let at = 0
  for (const written of text) {
    const normal = written.normalize('NFKC').toLowerCase()
    for (const c of normal) {
      if (c === 'ー' || c === '・') {
        const last = found[found.length - 1]
        if (last && c === 'ー') last.to = at + written.length
      } else {
        found.push({ c: folded(c), from: at, to: at + written.length, isKanji: c >= '\u3400' && c <= '\u9fff' })
      }
    }
    at += written.length
  }
  return found
}

/**
 * Finds the longest pieces of a text that stand in what was asked for, too.
 * @param {string} text
 * @param {{ text: string, isWord: boolean }[]} runs
 * @returns {[number, number][]} beginnings and ends, rising
 */
function hits(text, runs) {
  const all = spelt(text)
  /** @type {[number, number][]} */
  const found = []
  for (let at = 0; at < all.length; ) {
    const length = longest(all, at, runs)
    if (length > 0) found.push([all[at]?.from ?? 0, all[at + bare(all, at, length) - 1]?.to ?? 0])
    at += Math.max(1, length)
  }
  return found
}

/**
 * @param {ReturnType<typeof spelt>} all
 * @param {number} at
 * @param {number} length
 * @returns {number} the length of a hit less the particle it ends with
 */
function bare(all, at, length) {
  const isParticle = 'をがのはにでとへも'.includes(all[at + length - 1]?.c ?? ' ')
  return isParticle && all[at + length - 2]?.isKanji ? length - 1 : length
}

/**
 * @param {ReturnType<typeof spelt>} all
 * @param {number} at
 * @param {{ text: string, isWord: boolean }[]} runs
 * @returns {number} how many letters from here on are a hit
 */
function longest(all, at, runs) {
  const isLatin = /[a-z0-9]/.test(all[at]?.c ?? '')
  if (isLatin && /[a-z0-9_]/.test(all[at - 1]?.c ?? '')) return 0
  let most = 0
  for (const { text, isWord } of runs) {
    if (isWord !== isLatin) continue
    for (let start = text.indexOf(all[at]?.c ?? ''); start >= 0; start = isWord ? -1 : text.indexOf(all[at]?.c ?? '', start + 1)) {
      if (isWord && start > 0) break
      let length = 1
      while (start + length < text.length && all[at + length]?.c === text[start + length]) length += 1
      if (isEnough(all, at, length, text)) most = Math.max(most, length)
    }
  }
  return most
}

/**
 * @param {ReturnType<typeof spelt>} all
 * @param {number} at
 * @param {number} length
 * @param {string} sought
 * @returns {boolean} whether a match says something: not grammar alone, not one letter of a longer word
 */
function isEnough(all, at, length, sought) {
  if (length === sought.length) return true
  // a kanji says about as much as two kana
  const said = all.slice(at, at + length).reduce((sum, { isKanji }) => sum + (isKanji ? 2 : 1), 0)
  return said >= 4
}

/**
 * @param {string} text
 * @param {[number, number][]} found
 * @param {number} from
 * @param {number} to
 * @returns {Piece[]}
 */
function pieces(text, found, from, to) {
  /** @type {Piece[]} */
  const cut = []
  let at = from
  for (const [start, end] of found) {
    if (end <= from || start >= to) continue
    if (start > at) cut.push({ text: text.slice(at, start), hit: false })
    cut.push({ text: text.slice(Math.max(at, start), Math.min(end, to)), hit: true })
    at = Math.min(end, to)
  }
  if (at < to) cut.push({ text: text.slice(at, to), hit: false })
  return cut
}

/**
 * @param {string} text
 * @param {{ text: string, isWord: boolean }[]} runs
 * @returns {Piece[]} the whole text
 */
export const whole = (text, runs) => pieces(text, hits(text, runs), 0, text.length)

/**
 * @param {string} text
 * @param {{ text: string, isWord: boolean }[]} runs
 * @returns {Piece[]} the part of a text in which most was found
 */
export function excerpt(text, runs) {
  const found = hits(text, runs)
  let from = 0
  let most = 0
  for (const [start] of found) {
    const here = found.filter(([a]) => a >= start && a < start + LENGTH - BEFORE)
    const letters = new Set(here.map(([a, b]) => text.slice(a, b))).size * 4 + here.reduce((sum, [a, b]) => sum + (b - a), 0)
    if (letters > most) [most, from] = [letters, start]
  }
  const begin = beginning(text, from)
  let end = Math.min(text.length, begin + LENGTH)
  if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end -= 1
  const cut = pieces(text, found, begin, end).map(({ text, hit }) => ({ text: text.replace(/\s+/g, ' '), hit }))
  if (begin > 0 && !/[。\n]/.test(text[begin - 1] ?? '')) cut.unshift({ text: '…', hit: false })
  if (end < text.length) cut.push({ text: '…', hit: false })
  return cut
}

/**
 * @param {string} text
 * @param {number} hit
 * @returns {number} the beginning of the sentence a hit is in, if that is near
 */
function beginning(text, hit) {
  const before = text.slice(Math.max(0, hit - BEFORE), hit)
  const at = Math.max(before.lastIndexOf('。'), before.lastIndexOf('\n'))
  if (at >= 0) return hit - before.length + at + 1
  const start = hit - before.length
  return /[\udc00-\udfff]/.test(text[start] ?? '') ? start + 1 : start
}
