// How a text becomes terms, as `src/search/analysis` does it for the index; tests/shared/analysis.json holds the two together.

/**
 * Scripts of letters: hiragana, katakana, kanji, hangul, a word's letter, a joint of words, a space, a mark.
 * @typedef {'h' | 'k' | 'c' | 'g' | 'w' | 'j' | 's' | 'x'} Script
 * @typedef {{ c: string, script: Script }} Letter
 * @typedef {{ isWord: boolean, at: number[], gaps: number[] }} Run
 * @typedef {{ letters: Letter[], runs: Run[] }} Analysis
 * @typedef {'pair' | 'kana' | 'loose' | 'bridge' | 'single' | 'word' | 'part' | 'begin' | 'sound' | 'known'} Family
 * @typedef {{ family: Family, text: string, at: number }} Term
 */

const LONGEST_WORD = 64
const SMALL = 'ぁぃぅぇぉっゃゅょゎゕゖゔぢづ'
const LARGE = 'あいうえおつやゆよわかけぶじず'
const BRIDGES = 'いきぎしじちひびみりえけげせぜてべめれ'
const SEAMS = /[.\-'+#_]/
const LENGTHENED = 'おこそとのほもよろごぞどぼぽうくすつぬふむゆるぐずぶぷ'

/**
 * @param {string} c
 * @returns {string} the hiragana of a katakana, the large kana of a small one
 */
export function folded(c) {
  const code = c.codePointAt(0) ?? 0
  const kana = code >= 0x30a1 && code <= 0x30f6 ? String.fromCharCode(code - 0x60) : c
  const at = SMALL.indexOf(kana)
  return at < 0 ? kana : (LARGE[at] ?? kana)
}

/**
 * @param {string} c
 * @returns {Script}
 */
function script(c) {
  const code = c.codePointAt(0) ?? 0
  if (code < 0x80) {
    if (/[a-z0-9_]/.test(c)) return 'w'
    if (/[.\-'+#]/.test(c)) return 'j'
    return c === ' ' || c === '\t' ? 's' : 'x'
  }
  if (code >= 0x3041 && code <= 0x3096) return 'h'
  if (code >= 0x30a1 && code <= 0x30fa) return 'k'
  if ((code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff)) return 'c'
  if ((code >= 0x20000 && code <= 0x3ffff) || c === '々' || c === '〆') return 'c'
  if (code >= 0xac00 && code <= 0xd7a3) return 'g'
  if (code === 0x3000) return 's'
  if (c === '×' || c === '÷') return 'x'
  return code >= 0xc0 && code <= 0x1fff ? 'w' : 'x'
}

/** @param {Script | undefined} script */
const isPaired = (script) => script === 'h' || script === 'k' || script === 'c' || script === 'g'

/**
 * Brings a text to one spelling.
 * @param {string} text
 * @returns {Letter[]}
 */
export function letters(text) {
  /** @type {Letter[]} */
  const found = []
  // letter by letter: a whole text would make a final sigma another letter
  for (const c of [...text.normalize('NFKC')].flatMap((c) => [...c.toLowerCase()])) {
    if (c === 'ー') continue
    if (c === '・' && isPaired(found[found.length - 1]?.script)) continue
    const kind = script(c)
    if (kind === 'w' && c >= '\u00c0') {
      for (const part of c.normalize('NFD')) if (part < '\u0300' || part > '\u036f') found.push({ c: part, script: kind })
    } else {
      found.push({ c: folded(c), script: kind })
    }
  }
  return found
}

/**
 * @param {Letter[]} letters
 * @param {number} start
 * @returns {[Run, number]} the word and the place after it
 */
function word(letters, start) {
  let end = start
  while (letters[end]?.script === 'w' || (letters[end]?.script === 'j' && letters[end + 1]?.script === 'w')) end += 1
  for (let signs = 0; signs < 2 && /^[+#]$/.test(letters[end]?.c ?? ''); signs += 1) end += 1
  return [{ isWord: true, at: Array.from({ length: end - start }, (_, i) => start + i), gaps: [] }, end]
}

/**
 * @param {Letter[]} letters
 * @param {number} start
 * @returns {[Run, number]} the run, on across spaces, and the place after it
 */
function paired(letters, start) {
  /** @type {Run} */
  const run = { isWord: false, at: [], gaps: [] }
  let at = start
  for (;;) {
    while (isPaired(letters[at]?.script)) run.at.push(at++)
    const end = at
    while (letters[at]?.script === 's') at += 1
    if (at === end || !isPaired(letters[at]?.script)) return [run, end]
    run.gaps.push(run.at.length)
  }
}

/**
 * @param {string} text
 * @returns {Analysis}
 */
export function analyse(text) {
  const all = letters(text)
  /** @type {Run[]} */
  const runs = []
  for (let at = 0; at < all.length; ) {
    const kind = all[at]?.script
    if (kind !== 'w' && !isPaired(kind)) {
      at += 1
      continue
    }
    const [run, end] = kind === 'w' ? word(all, at) : paired(all, at)
    runs.push(run)
    at = end
  }
  return { letters: all, runs }
}

/**
 * @param {Analysis} analysis
 * @param {Run} run
 * @returns {string}
 */
export const said = (analysis, run) => run.at.map((at) => analysis.letters[at]?.c).join('')

/**
 * @param {Analysis} analysis
 * @returns {string} its letters without spaces and marks
 */
export const phrase = (analysis) => analysis.runs.map((run) => said(analysis, run)).join('')

/**
 * Cuts an English word to what its forms share.
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  if (!/^[a-z]{4,}$/.test(word)) return word
  if (/..ie[sd]$/.test(word)) return `${word.slice(0, -3)}y`
  let cut = word
  if (!/(ss|us|is)$/.test(word)) cut = word.replace(/sses$/, 'ss').replace(/([^s])s$/, '$1')
  const short = /^(.{3,}?)(ing|ed)$/.exec(cut)?.[1] ?? ''
  if (/[aeiouy]/.test(short) && !short.endsWith('e')) cut = short.length > 3 && /([^lsz])\1$/.test(short) ? short.slice(0, -1) : short
  if (/.{3}e$/.test(cut)) return cut.slice(0, -1)
  // British and American: cancelled, canceled
  return /.{4}ll$/.test(cut) ? cut.slice(0, -1) : cut
}

/**
 * @param {Analysis} analysis
 * @returns {Term[]}
 */
export function terms(analysis) {
  /** @type {Term[]} */
  const found = []
  for (const run of analysis.runs) {
    if (run.isWord) {
      wordTerms(analysis, run, found)
    } else {
      pairTerms(analysis, run, found)
      bridgeTerms(analysis, run, found)
      for (const at of katakana(analysis, run)) {
        const text = at.map((at) => analysis.letters[at]?.c).join('')
        if (at.length >= 4 && at.length <= 40) found.push({ family: 'known', text, at: at[0] ?? 0 })
      }
    }
  }
  return found
}

/**
 * @param {Analysis} analysis
 * @param {Run} run
 * @param {Term[]} found
 */
function wordTerms(analysis, run, found) {
  const text = [...said(analysis, run)].slice(0, LONGEST_WORD).join('')
  let at = run.at[0] ?? 0
  found.push({ family: 'word', text: stem(text), at })
  if (!SEAMS.test(text)) return
  for (const part of text.split(SEAMS)) {
    if (part !== '' && part.length < text.length) found.push({ family: 'part', text: stem(part), at })
    at += [...part].length + 1
  }
}

/**
 * @param {Analysis} analysis
 * @param {Run} run
 * @param {Term[]} found
 */
function pairTerms({ letters }, run, found) {
  run.at.forEach((at, place) => {
    const a = letters[at]
    const b = letters[run.at[place + 1] ?? -1]
    if (!a) return
    if (a.script === 'c' || a.script === 'g') found.push({ family: 'single', text: a.c, at })
    if (!b) return
    const isKana = a.script === 'h' && b.script === 'h'
    const isLoose = run.gaps.includes(place + 1)
    if (isKana && isLoose) return
    found.push({ family: isKana ? 'kana' : isLoose ? 'loose' : 'pair', text: a.c + b.c, at })
  })
}

/**
 * @param {Analysis} analysis
 * @param {Run} run
 * @param {Term[]} found
 */
function bridgeTerms({ letters }, run, found) {
  /** @param {number} place */
  const letter = (place) => letters[run.at[place] ?? -1]
  /** @param {number} place */
  const isBridge = (place) => letter(place)?.script === 'h' && BRIDGES.includes(letter(place)?.c ?? ' ')
  for (let place = 0; place < run.at.length; place += 1) {
    if (letter(place)?.script !== 'c' || !isBridge(place + 1)) continue
    const end = letter(place + 2)?.script === 'c' ? place + 2 : letter(place + 3)?.script === 'c' && isBridge(place + 2) ? place + 3 : 0
    if (end === 0) continue
    found.push({ family: 'bridge', text: `${letter(place)?.c}${letter(end)?.c}`, at: run.at[place] ?? 0 })
  }
}

/**
 * @param {Analysis} analysis
 * @param {Run} run
 * @returns {number[][]} the places of each unbroken run of katakana
 */
export function katakana({ letters }, run) {
  /** @type {number[][]} */
  const found = [[]]
  run.at.forEach((at, place) => {
    const last = /** @type {number[]} */ (found[found.length - 1])
    if (letters[at]?.script !== 'k') found.push([])
    else if (run.gaps.includes(place) && last.length > 0) found.push([at])
    else last.push(at)
  })
  return found
}

/**
 * The trigrams of kana typed for a word's reading; a う that only lengthens is left out.
 * @param {Letter[]} letters kana only
 * @param {number} from the place of the first of them
 * @returns {Term[]}
 */
export function sounds(letters, from) {
  /** @type {{ c: string, at: number }[]} */
  const key = []
  letters.forEach(({ c }, i) => {
    if (c === 'う' && LENGTHENED.includes(key[key.length - 1]?.c ?? ' ')) return
    key.push({ c, at: from + i })
  })
  /** @type {Term[]} */
  const found = []
  for (let i = 0; i + 2 < key.length; i += 1) {
    const text = key.slice(i, i + 3).map(({ c }) => c).join('')
    found.push({ family: 'sound', text, at: key[i]?.at ?? from })
  }
  return found
}
