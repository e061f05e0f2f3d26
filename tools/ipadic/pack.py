#!/usr/bin/env python3
"""Packs IPADIC into the one file that readings are taken from.

    tools/ipadic/pack.py [FOLDER] [OUTPUT]

FOLDER holds IPADIC's sources as Debian's package `mecab-ipadic` installs them (*.csv, matrix.def, char.def, unk.def, all in
EUC-JP); OUTPUT is `src/japanese/ipadic/dictionary.bin`. Same sources, same bytes. Only Python's standard library is used.
The layout is described in `src/japanese/ipadic/README.md`, and read by `src/japanese/reading/unpack.rs`.
"""

import csv
import struct
import sys
import unicodedata
import zlib
from pathlib import Path

MAGIC = b"yomi0001"
# the order in which a category's number is its bit in the masks of characters
CATEGORIES = ["DEFAULT", "SPACE", "KANJI", "SYMBOL", "NUMERIC", "ALPHA", "HIRAGANA", "KATAKANA", "KANJINUMERIC", "GREEK", "CYRILLIC"]
# a reading's letter is stored as its distance from here, in one byte; 0 ends a reading
KANA_BASE = 0x3040
NO_READING = 255


def fold(text):
    """Katakana to hiragana; must agree with `fold` in src/japanese/reading/mod.rs."""
    return "".join(chr(ord(c) - 0x60) if "\u30a1" <= c <= "\u30f6" or c in "ヽヾ" else c for c in text)


def is_japanese(c):
    return "\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" or c in "々〆〇"


def surface_of(written):
    """The form a word has in normalised text, or nothing where it is not of use.

    IPADIC is written in full-width forms; the texts come in NFKC. A word of Latin letters or digits alone is left out: such runs
    are read as written.
    """
    surface = unicodedata.normalize("NFKC", written)
    if surface == written or any(is_japanese(c) for c in surface):
        return surface
    is_marks = not any(c.isalnum() or c.isspace() or unicodedata.combining(c) for c in surface)
    return surface if is_marks else ""


def reading_of(surface, written):
    """The reading in hiragana, or nothing where it is the surface itself, or no kana (marks are read as written)."""
    reading = fold(written)
    is_word = any(c.isalpha() for c in surface)
    is_kana = all(KANA_BASE < ord(c) <= 0x30FF for c in reading)
    return reading if reading and is_word and is_kana and reading != fold(surface) else ""


def read_entries(folder):
    """Every (surface, context id) with its cost and reading, sorted by the surface's bytes, then by the id.

    Of entries that agree in surface and id only the cheapest can ever stand on a best path, so the others are left out.
    """
    best = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="euc_jp", newline="") as lines:
            for row in csv.reader(lines):
                surface, left, right, cost = surface_of(row[0]), int(row[1]), int(row[2]), int(row[3])
                # one id serves both sides in IPADIC; the layout relies on it
                assert left == right, row
                if surface and (surface, left) not in best or surface and cost < best[surface, left][0]:
                    best[surface, left] = (cost, reading_of(surface, row[11] if len(row) > 11 else ""))
    keys = sorted(best, key=lambda key: (key[0].encode(), key[1]))
    assert all(ord(c) <= 0xFFFF for surface, _ in keys for c in surface)
    return [(surface, context, *best[surface, context]) for surface, context in keys]


def shared(a, b):
    """How many characters two texts have in common at their beginning."""
    count = 0
    for x, y in zip(a, b):
        if x != y:
            break
        count += 1
    return count


def planes(values):
    """16-bit numbers as all their high bytes, then all their low bytes: like beside like packs better."""
    return bytes(v >> 8 & 255 for v in values) + bytes(v & 255 for v in values)


def surface_columns(entries):
    """Front coding: characters kept from the surface before, characters added, the text of those; entries of each surface."""
    kept, added, text, homographs, before = bytearray(), bytearray(), [], bytearray(), ""
    for surface, *_ in entries:
        if surface == before:
            homographs[-1] += 1
            continue
        common = shared(before, surface)
        kept.append(common)
        added.append(len(surface) - common)
        text.append(surface[common:])
        homographs.append(1)
        before = surface
    return [bytes(kept), bytes(added), "".join(text).encode(), bytes(homographs)]


def reading_columns(entries):
    """Readings, as what is neither the end of the surface (okurigana) nor the beginning of the reading before."""
    tails, heads, middles, before = bytearray(), bytearray(), bytearray(), ""
    for surface, _, _, reading in entries:
        surface = fold(surface)
        if not reading:
            tails.append(NO_READING)
            before = surface
            continue
        tail = shared(surface[::-1], reading[::-1])
        head = shared(before, reading[: len(reading) - tail])
        tails.append(tail)
        heads.append(head)
        middles += bytes(ord(c) - KANA_BASE for c in reading[head : len(reading) - tail]) + b"\0"
        before = reading
    return [bytes(tails), bytes(heads), bytes(middles)]


def cost_column(entries):
    """Costs, grouped by context id: those of one part of speech are alike."""
    return planes([cost for _, _, cost, _ in sorted(entries, key=lambda entry: entry[1])])


def matrix_column(folder):
    """Connection costs, a row for each right-hand word, each row as its differences from the row before (modulo 2^16)."""
    with (folder / "matrix.def").open() as lines:
        size, columns = map(int, next(lines).split())
        assert size == columns
        rows = [[0] * size for _ in range(size)]
        for line in lines:
            before, after, cost = map(int, line.split())
            rows[after][before] = cost
    differences = list(rows[0])
    for above, row in zip(rows, rows[1:]):
        differences += [b - a for a, b in zip(above, row)]
    return planes(differences)


def read_characters(folder):
    """Of `char.def`: (invoke, group, length) of each category; for each character its own category and the mask of all it has."""
    flags, kinds = {}, [(0, 1)] * 0x10000
    for line in (folder / "char.def").read_text(encoding="euc_jp").splitlines():
        words = line.split("#")[0].split()
        if not words:
            continue
        if not words[0].startswith("0x"):
            flags[words[0]] = tuple(map(int, words[1:4]))
            continue
        first, _, last = words[0].partition("..")
        names = [CATEGORIES.index(name) for name in words[1:]]
        kind = (names[0], sum(1 << name for name in names))
        for code in range(int(first, 16), int(last or first, 16) + 1):
            kinds[code] = kind
    return flags, kinds


def character_columns(folder):
    """Categories as three bytes each; ranges of alike characters as (first code, own category, mask)."""
    flags, kinds = read_characters(folder)
    categories = b"".join(bytes(flags[name]) for name in CATEGORIES)
    # a slip in `char.def`: the letter eth is not a space
    kinds[0xD0] = kinds[0xD1]
    kanji = kinds[ord("亜")]
    # ideographs that came after 2006
    for code in [*range(0x4DB6, 0x4DC0), *range(0x9FA6, 0xA000)]:
        kinds[code] = kanji
    ranges = [(code, kind) for code, kind in enumerate(kinds) if code == 0 or kind != kinds[code - 1]]
    ranges += [(0x10000, (0, 1)), (0x20000, kanji), (0x40000, (0, 1))]
    return [categories, b"".join(struct.pack("<IHH", code, *kind) for code, kind in ranges)]


def unknown_column(folder):
    """What an unknown word of a category may be: (category, context id, cost)."""
    words = []
    with (folder / "unk.def").open(encoding="euc_jp", newline="") as lines:
        for name, left, right, cost, *_ in csv.reader(lines):
            assert left == right
            words.append(struct.pack("<HHh", CATEGORIES.index(name), int(left), int(cost)))
    return b"".join(words)


def pack(folder):
    entries = read_entries(folder)
    columns = surface_columns(entries)
    columns.append(planes([context for _, context, _, _ in entries]))
    columns.append(cost_column(entries))
    columns += reading_columns(entries)
    columns.append(matrix_column(folder))
    columns += character_columns(folder)
    columns.append(unknown_column(folder))
    plain = b"".join(struct.pack("<I", len(column)) + column for column in columns)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    packed = MAGIC + struct.pack("<I", len(plain)) + deflate.compress(plain) + deflate.flush()
    print(f"{len(columns[0])} surfaces, {len(entries)} entries, {len(plain)} bytes, packed {len(packed)}")
    return packed


def main():
    root = Path(__file__).resolve().parents[2]
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/mecab/dic/ipadic")
    output = Path(sys.argv[2]) if len(sys.argv) > 2 else root / "src/japanese/ipadic/dictionary.bin"
    output.write_bytes(pack(folder))


if __name__ == "__main__":
    main()
