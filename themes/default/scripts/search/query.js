// What a query asks for: terms at places. Terms at one place are ways to say the same (as written, as read, as romaji, by another
// word); a page is asked for each place once.

import { analyse, katakana, letters, phrase, said, sounds, terms } from './analysis.js'

/** @type {Record<string, string>} */
const ROWS = {
  '': 'あいうえお', k: 'かきくけこ', s: 'さしすせそ', t: 'たちつてと', n: 'なにぬねの', h: 'はひふへほ', m: 'まみむめも',
  y: 'や　ゆ　よ', r: 'らりるれろ', w: 'わ　　　を', g: 'がぎぐげご', z: 'ざじずぜぞ', d: 'だじずでど', b: 'ばびぶべぼ',
  p: 'ぱぴぷぺぽ', f: '　　ふ　　', j: '　じ　　　', c: '　　　　　', v: '　　ぶ　　',
}
/** @type {Record<string, string>} */
const FIRSTS = { ky: 'き', sy: 'し', sh: 'し', ty: 'ち', ch: 'ち', cy: 'ち', ny: 'に', hy: 'ひ', my: 'み', ry: 'り', gy: 'ぎ', zy: 'じ', jy: 'じ', j: 'じ', by: 'び', py: 'ぴ', dy: 'じ', f: 'ふ', v: 'ぶ', ts: 'つ' }
const VOWELS = 'aiueo'

/**
 * @param {string} word small Latin letters
 * @returns {string | null} hiragana with large kana, or nothing where it is no romaji
 */
export function kana(word) {
  let said = ''
  let rest = word.replace(/-/g, '')
  while (rest !== '') {
    const [, before = '', vowel = ''] = /^([^aiueo]{0,2})([aiueo])/.exec(rest) ?? []
    if (vowel !== '' && syllable(before, vowel) !== null) {
      said += syllable(before, vowel)
      rest = rest.slice(before.length + 1)
    } else if (/^n(?![aiueoy])/.test(rest) || /^m[bmp]/.test(rest)) {
      said += 'ん'
      rest = rest.replace(/^(n'|nn(?![aiueoy])|[nm])/, '')
    } else if (/^([^aiueon])\1/.test(rest) || rest.startsWith('tch')) {
      said += 'つ'
      rest = rest.slice(1)
    } else {
      return null
    }
  }
  return said
}

/**
 * @param {string} before consonants
 * @param {string} vowel
 * @returns {string | null}
 */
function syllable(before, vowel) {
  const at = VOWELS.indexOf(vowel)
  const plain = ROWS[before]?.[at]
  if (plain && plain !== '　') return plain
  if (before === 'sh' || before === 'ch') {
    if (vowel === 'i') return FIRSTS[before] ?? null
  }
  if (before === 'ts' && vowel === 'u') return 'つ'
  const first = FIRSTS[before]
  if (!first) return null
  // しゃ as しや: small kana are large ones here
  const glide = before === 'f' || before === 'v' || before === 'ts' ? 'あいうえお'[at] : { a: 'や', u: 'ゆ', o: 'よ', e: 'え', i: 'い' }[vowel]
  return first + glide
}

/**
 * @typedef {import('./analysis.js').Analysis} Analysis
 * @typedef {import('./analysis.js').Letter} Letter
 * @typedef {{ own: boolean, worth: number, typed: string[], words: string[] }} Group what is typed, and what is looked for besides
 * @typedef {{ own: boolean, worth: number, typed: Letter[][], words: { name: string, spelling: string }[] }} Known
 * @typedef {{ wanted: Wanted[], names: string[] }} Others
 * What questions end with that says nothing of what they are about, and other words for what is asked.
 * @typedef {{ tail: RegExp, groups: Known[] }} Ways
 */

/** Most other words that are looked for. */
const MOST_OTHERS = 6

/**
 * @param {string} text
 * @returns {Letter[]}
 */
const spelt = (text) => letters(text).filter(({ script }) => script !== 's' && script !== 'x')

/** @param {Letter[]} letters */
const text = (letters) => letters.map(({ c }) => c).join('')

/**
 * @param {Group[]} groups
 * @returns {Known[]}
 */
const known = (groups) =>
  groups.map(({ own, worth, typed, words }) => ({
    own,
    worth: worth / 100,
    typed: typed.map(spelt).filter((word) => word.length > 1).sort((a, b) => b.length - a.length),
    words: words.map((name) => ({ name, spelling: text(spelt(name)) })),
  }))

/**
 * @param {{ tail: string, synonyms: Group[] }} manifest
 * @returns {Ways}
 */
export const ways = ({ tail, synonyms }) => ({ tail: new RegExp(tail), groups: known(synonyms) })

/**
 * @param {Analysis} analysis
 * @param {Known[]} groups
 * @returns {Others}
 */
export function others(analysis, groups) {
  /** @type {Others} */
  const found = { wanted: [], names: [] }
  /** @type {Set<string>} */
  const taken = new Set()
  for (const run of analysis.runs) {
    const all = run.at.flatMap((at) => analysis.letters[at] ?? [])
    const written = text(all)
    for (const { own, worth, typed, words } of groups) {
      const met = meeting(all, typed, run.isWord, own)
      if (!met) continue
      const places = run.at.slice(met.at, met.at + (run.isWord ? 1 : Math.max(1, met.length - 1)))
      for (const { name, spelling } of words) {
        if (taken.size >= MOST_OTHERS || taken.has(name) || written.includes(spelling)) continue
        taken.add(name)
        if (own) found.names.push(name)
        found.wanted.push(...instead(name, places, worth).map((wanted) => ({ ...wanted, other: true })))
      }
    }
  }
  return found
}

/**
 * Finds the first of some forms that stands as a word. A word of letters is one as a whole.
 * @param {Letter[]} all
 * @param {Letter[][]} typed
 * @param {boolean} isWord
 * @param {boolean} own
 * @returns {{ at: number, length: number } | undefined}
 */
function meeting(all, typed, isWord, own) {
  for (const form of typed) {
    for (let at = 0; at + form.length <= all.length; at += 1) {
      if (!form.every(({ c, script }, i) => all[at + i]?.c === c && all[at + i]?.script === script)) continue
      if (isWord ? form.length === all.length : begins(all[at - 1], form, own) && ends(form, all[at + form.length])) return { at, length: form.length }
    }
  }
  return undefined
}

/**
 * @param {Letter | undefined} before
 * @param {Letter[]} form
 * @param {boolean} own
 * @returns {boolean} whether a word may begin there: katakana not within katakana; what isn't the site's own not behind a kanji
 *   (不足し) and not within kana (取り消し), but behind a particle
 */
function begins(before, form, own) {
  const first = form[0]?.script
  if (!before) return true
  if (first === 'k') return before.script !== 'k'
  if (first === 'c' && own) return true
  if (before.script === 'c') return false
  return before.script !== 'h' || 'をがのはにでともへ'.includes(before.c)
}

/**
 * @param {Letter[]} form
 * @param {Letter | undefined} after
 */
const ends = (form, after) => !(form[form.length - 1]?.script === 'k' && after?.script === 'k')

/**
 * Puts a word at the places of another, so that each place is answered.
 * @param {string} word
 * @param {number[]} places
 * @param {number} worth
 * @returns {Wanted[]}
 */
export function instead(word, places, worth) {
  const asked = terms(analyse(word)).filter(({ family }) => family === 'pair' || family === 'word' || family === 'kana')
  const count = Math.max(asked.length, places.length)
  if (asked.length === 0) return []
  return Array.from({ length: count }, (_, i) => {
    const term = /** @type {import('./analysis.js').Term} */ (asked[Math.floor((i * asked.length) / count)])
    return { ...term, at: places[Math.floor((i * places.length) / count)] ?? 0, weight: worth }
  })
}

/**
 * @typedef {import('./analysis.js').Family} Family
 * An optional term is welcome and not missed; another word's is one more way to answer; a late one only titles are asked for; `instead` is the place of the word in
 * Latin letters whose kana this is.
 * @typedef {{ family: Family, text: string, at: number, weight: number, optional?: boolean, other?: boolean, late?: boolean, instead?: number }} Wanted
 * @typedef {{ core: string, phrase: string, analysis: Analysis, wanted: Wanted[], synonyms: string[] }} Plan
 */

const MARKS = /[\s。．.、,，！!？?…〜~]+$/

/** The one or two consonants that are there while the last kana is being typed. */
const HALF_KANA = /([ぁ-ゖァ-ヺー])[b-df-hj-np-tv-z]{1,2}$/i

/** Longest query, in letters: what is behind is not asked for. */
const LONGEST = 200

/** Most terms that are looked up. */
const MOST = 16

/** Least letters that are left of a question. */
const LEAST = 2

const WEIGHTS = { pair: 1, mixed: 0.6, kana: 0.3, loose: 0.3, bridge: 0.55, single: 1, word: 1, part: 0.7, sound: 0.7, begin: 0.4, known: 0 }

/**
 * @param {string} lost how a question ends
 * @param {string} rest what is before that
 * @returns {string} 消したい is 消す, 設定したい is 設定: behind a lone kanji the し is its verb's
 */
const verbs = (lost, rest) => (lost.startsWith('した') && /(?:^|[^\u3400-\u9fff々])[\u3400-\u9fff々]$/u.test(rest) ? 'し' : '')

/**
 * @param {string} query
 * @param {RegExp} tail
 * @returns {string} the query less its marks and question words
 */
export function core(query, tail) {
  let rest = query.normalize('NFKC').trim().replace(MARKS, '').replace(HALF_KANA, '$1')
  for (let times = 0; times < 4; times += 1) {
    const shorter = rest.replace(tail, (lost, ...groups) => verbs(lost, rest.slice(0, Number(groups.find(Number.isInteger))))).replace(MARKS, '')
    if (shorter === rest || letters(shorter).length < LEAST) break
    rest = shorter
  }
  return rest
}

/**
 * @param {string} query
 * @param {Ways} ways
 * @returns {Plan}
 */
export function plan(query, { tail, groups }) {
  const rest = core([...query].slice(0, LONGEST).join(''), tail)
  const analysis = analyse(rest)
  /** @type {Wanted[]} */
  const wanted = []
  const isAlone = analysis.runs.reduce((sum, run) => sum + run.at.length, 0) === 1
  const found = terms(analysis)
  // grammar is asked for only where there is nothing else, one kanji only where it is all
  const isGrammar = !found.some(({ family }) => family === 'pair' || family === 'word')
  for (const term of found) {
    if (term.family === 'kana' ? !isGrammar : term.family === 'single' && !isAlone) continue
    wanted.push({ ...term, weight: weightOf(term, analysis), optional: ['loose', 'kana', 'known'].includes(term.family) })
  }
  for (const run of analysis.runs) {
    if (run.isWord) wordWays(analysis, run, wanted)
    else kanaWays(analysis, run, wanted)
  }
  const also = others(analysis, groups)
  wanted.push(...also.wanted)
  return { core: rest, phrase: phrase(analysis), analysis, wanted: heaviest(wanted), synonyms: also.names }
}

/**
 * Leaves the lightest terms of a long query out.
 * @param {Wanted[]} wanted
 * @returns {Wanted[]}
 */
function heaviest(wanted) {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[b]?.weight ?? 0) - (wanted[a]?.weight ?? 0) || a - b)
  const kept = new Set(order.slice(0, MOST))
  // whether a word is known lies where its letters do, and costs nothing
  return wanted.filter(({ family }, i) => kept.has(i) || family === 'known')
}

/**
 * @param {import('./analysis.js').Term} term
 * @param {Analysis} analysis
 * @returns {number}
 */
function weightOf({ family, at }, { letters }) {
  if (family !== 'pair') return WEIGHTS[family]
  const isMixed = letters[at]?.script === 'h' || letters[at + 1]?.script === 'h'
  return isMixed ? WEIGHTS.mixed : WEIGHTS.pair
}

/**
 * A word may be romaji, or the beginning of a word.
 * @param {Analysis} analysis
 * @param {import('./analysis.js').Run} run
 * @param {Wanted[]} wanted
 */
function wordWays(analysis, run, wanted) {
  const word = said(analysis, run)
  const at = run.at[0] ?? 0
  if (run === analysis.runs[analysis.runs.length - 1]) wanted.push({ family: 'begin', text: word.slice(0, 6), at, weight: WEIGHTS.begin, optional: true })
  const read = word.length >= 3 ? kana(word) : null
  if (read === null) return
  // places of their own, behind all letters
  const from = 1000 * (at + 1)
  const kanaLetters = [...read].map((c) => ({ c, script: /** @type {const} */ ('h') }))
  for (const sound of sounds(kanaLetters, from)) wanted.push({ ...sound, weight: 0.9, instead: at })
}

/**
 * Kana may be what a word is read as.
 * @param {Analysis} analysis
 * @param {import('./analysis.js').Run} run
 * @param {Wanted[]} wanted
 */
function kanaWays({ letters }, run, wanted) {
  for (let start = 0; start < run.at.length; start += 1) {
    let end = start
    while (end < run.at.length && /[hk]/.test(letters[run.at[end] ?? -1]?.script ?? '')) end += 1
    const places = run.at.slice(start, end)
    const segment = places.flatMap((at) => letters[at] ?? [])
    if (segment.filter(({ script }) => script === 'h').length >= 3) {
      for (const sound of sounds(segment, 0)) {
        const first = sound.at
        if (!segment.slice(first, first + 3).some(({ script }) => script === 'h')) continue
        wanted.push({ ...sound, at: places[first] ?? 0, weight: WEIGHTS.sound })
      }
    } else if (segment.length > 0 && segment.length <= 2 && run.at.length === segment.length) {
      wanted.push({ family: 'begin', text: segment.map(({ c }) => c).join(''), at: places[0] ?? 0, weight: 0.8 })
    }
    start = end
  }
}
