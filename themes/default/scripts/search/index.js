// The files of the index: the manifest, shards of postings, words, pages and what results can be narrowed by, each loaded once.

import { spelt } from './words.js'

/** @typedef {import('./analysis.js').Family} Family */

/** @type {Record<Family, string>} */
export const MARKS = { pair: 'p', loose: 'p', bridge: 'p', kana: 'k', single: '1', word: 'w', part: 'w', begin: 'b', sound: 's', known: 'x' }

/** @param {number} hash */
function mixed(hash) {
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/**
 * @param {Family} family
 * @param {string} text
 * @returns {{ place: number, name: number }}
 */
export function key(family, text) {
  let place = 0x811c9dc5
  let name = 0x050c5d1f
  const marked = MARKS[family] + text
  for (let i = 0; i < marked.length; i += 1) {
    const unit = marked.charCodeAt(i)
    place = Math.imul(place ^ unit, 0x01000193)
    name = Math.imul(name ^ unit, 0x01000193)
  }
  // a run of katakana lies where the pair of its first letters does
  if (family === 'known') return { place: key('pair', [...text].slice(0, 2).join('')).place, name: mixed(name) & 0xffffff }
  return { place: mixed(place), name: mixed(name) & 0xffffff }
}

/**
 * @param {number} place
 * @param {number} shards
 * @returns {number} the shard of a term
 */
export const shardOf = (place, shards) => Math.floor((place * shards) / 4294967296)

/**
 * A term's list: how rare it is, its pages and what it weighs there.
 * @typedef {{ rarity: number, pages: number[], weights: Uint8Array }} List
 * @typedef {{ form: number, lang: string, pages: number, slots: number, unknown: number, shards: string, words: string, facets: string, synonyms: import('./query.js').Group[], tail: string }} Manifest
 * @typedef {{ u: string, t: string, y: string, k: string, p: string[], w: number, d?: string, i?: string[], s: [string, string, string, string][] }} PageFile
 */

const FORM = 1
const HASH = 6
/** The folder of files that carry their hash in their names, and never change. */
const LASTING = 'i/'

/** A file that should be there is not: most likely the site was published anew. */
export class Missing extends Error {}

export class Files {
  /** @type {Map<string, Promise<unknown>>} */
  #loaded = new Map()

  /**
   * @param {string} folder address of the language's folder, with its final slash
   * @param {typeof globalThis.fetch} fetch
   * @param {Manifest} manifest
   */
  constructor(folder, fetch, manifest) {
    this.folder = folder
    this.fetch = fetch
    this.manifest = manifest
    this.count = manifest.shards.length / HASH
  }

  /**
   * @param {string} folder
   * @param {typeof globalThis.fetch} fetch
   */
  static async open(folder, fetch) {
    const response = await asked(fetch, `${folder}manifest.json`, { cache: 'no-cache' })
    const manifest = /** @type {Manifest} */ (await response.json())
    if (manifest?.form !== FORM) throw new Error('the index is of another version')
    return new Files(folder, fetch, manifest)
  }

  /**
   * Finds the lists of terms.
   * @param {{ place: number, name: number }[]} keys
   * @returns {Promise<(List | undefined)[]>} in the same order
   */
  async lists(keys) {
    const shards = await Promise.all(keys.map(({ place }) => this.#shard(shardOf(place, this.count))))
    return shards.map((shard, i) => shard.get(keys[i]?.name ?? -1))
  }

  /**
   * @param {number} number
   * @returns {Promise<PageFile>}
   */
  page(number) {
    return this.#once(`p${this.manifest.slots}/${number}.json`, async (response) => sound(await response.json(), isPage), 'default')
  }

  /** @returns {Promise<FacetsFile>} what results can be narrowed by */
  facets() {
    return this.#once(`${LASTING}facets-${this.manifest.facets}.json`, async (response) => sound(await response.json(), isFacets), 'force-cache')
  }

  /**
   * @param {string} word in the one spelling
   * @returns {Promise<import('./words.js').Bucket>} the words with the same first letter
   */
  words(word) {
    const hashes = this.manifest.words
    const number = shardOf(key('begin', [...word][0] ?? '').place, hashes.length / HASH)
    const name = `${LASTING}w${number}-${hashes.slice(number * HASH, number * HASH + HASH)}.json`
    return this.#once(name, async (response) => spelt(sound(await response.json(), isBucket)), 'force-cache')
  }

  /**
   * @param {number} number
   * @returns {Promise<Map<number, List>>}
   */
  #shard(number) {
    const name = `${LASTING}${number}-${this.manifest.shards.slice(number * HASH, number * HASH + HASH)}.bin`
    return this.#once(name, async (response) => unpack(new Uint8Array(await response.arrayBuffer())), 'force-cache')
  }

  /**
   * @template T
   * @param {string} name
   * @param {(response: Response) => Promise<T>} read
   * @param {RequestCache} cache
   * @returns {Promise<T>}
   */
  #once(name, read, cache) {
    const known = /** @type {Promise<T> | undefined} */ (this.#loaded.get(name))
    if (known) return known
    const loading = asked(this.fetch, this.folder + name, { cache }).then(read)
    this.#loaded.set(name, loading)
    loading.catch(() => this.#loaded.delete(name))
    return loading
  }
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {string} url
 * @param {RequestInit} init
 */
async function asked(fetch, url, init) {
  const response = await fetch(url, init)
  if (!response.ok) throw new Missing(`${response.status} ${url}`)
  return response
}

/**
 * @template T
 * @param {T} value as loaded
 * @param {(value: T) => boolean} isSound
 * @returns {T}
 */
function sound(value, isSound) {
  if (!isSound(value)) throw new Error('a file of the search is damaged')
  return value
}

/** @param {unknown[]} values */
const areTexts = (...values) => values.every((value) => typeof value === 'string')

/** @param {unknown[]} values */
const areLists = (...values) => values.every(Array.isArray)

/** @param {PageFile} file */
const isPage = (file) => areTexts(file?.u, file?.t, file?.y, file?.k, file?.d ?? '') && areLists(file.p, file.s, file.i ?? []) && areTexts(...file.p, ...(file.i ?? [])) && file.s.every((part) => areLists(part) && part.length === 4 && areTexts(...part))

/** @param {Omit<import('./words.js').Bucket, 'spelt'>} bucket */
const isBucket = (bucket) => areLists(bucket?.words, bucket?.rarity, bucket?.pages) && areTexts(...bucket.words) && areLists(...bucket.pages)

/** @param {FacetsFile} file */
const isFacets = (file) => areLists(file?.popular) && areLists(...Object.values(file.groups ?? [null])) && Object.values(file.groups).every((values) => values.every((value) => areTexts(value?.id, value?.name, value?.pages)))

/**
 * Reads a shard; a damaged one ends where it no longer makes sense.
 * @param {Uint8Array} bytes
 * @returns {Map<number, List>}
 */
export function unpack(bytes) {
  let at = 0
  const varint = () => {
    let number = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at++] ?? 0
      number += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) break
    }
    return number
  }
  const lists = new Map()
  let name = 0
  for (let left = varint(); left > 0 && at < bytes.length; left -= 1) {
    name += varint()
    const rarity = (bytes[at++] ?? 0) / 16
    const count = varint()
    if (count > bytes.length - at) break
    const pages = new Array(count)
    for (let i = 0, page = 0; i < count; i += 1) {
      page += varint()
      pages[i] = page
    }
    lists.set(name, { rarity, pages, weights: bytes.subarray(at, at + count) })
    at += count
  }
  return lists
}

/**
 * @typedef {{ id: string, name: string, count: number, pages: string }} Value `pages`: a bit a page number, in base64
 * @typedef {{ groups: Record<string, Value[]>, popular: { url: string, title: string, kind: string }[] }} FacetsFile
 */

export class Facets {
  /** @type {Map<string, Map<string, Uint8Array>>} */
  #sets = new Map()

  /** @param {FacetsFile} file */
  constructor(file) {
    this.file = file
    for (const [group, values] of Object.entries(file.groups)) {
      this.#sets.set(group, new Map(values.map(({ id, pages }) => [id, Uint8Array.from(atob(pages), (c) => c.charCodeAt(0))])))
    }
  }

  get popular() {
    return this.file.popular
  }

  values() {
    return Object.fromEntries(
      Object.entries(this.file.groups).map(([group, values]) => [group, values.map(({ id, name, count }) => ({ id, name, count }))]),
    )
  }

  /**
   * @param {number} page
   * @param {Record<string, string>} filters group → value; an unknown one has no page
   * @returns {boolean}
   */
  has(page, filters) {
    return Object.entries(filters).every(([group, id]) => isIn(this.#sets.get(group)?.get(id), page))
  }

  /**
   * Counts pages by value; those of a group are counted before that group's own filter.
   * @param {number[]} pages
   * @param {Record<string, string>} filters
   * @returns {Record<string, Record<string, number>>}
   */
  counts(pages, filters) {
    /** @type {Record<string, Record<string, number>>} */
    const all = {}
    for (const [group, values] of this.#sets) {
      const others = Object.fromEntries(Object.entries(filters).filter(([name]) => name !== group))
      const left = pages.filter((page) => this.has(page, others))
      const counted = [...values].map(([id, set]) => /** @type {const} */ ([id, left.filter((page) => isIn(set, page)).length]))
      all[group] = Object.fromEntries(counted.filter(([, count]) => count > 0))
    }
    return all
  }
}

/**
 * @param {Uint8Array | undefined} set
 * @param {number} page
 * @returns {boolean}
 */
const isIn = (set, page) => (((set?.[page >> 3] ?? 0) >> (page & 7)) & 1) === 1
