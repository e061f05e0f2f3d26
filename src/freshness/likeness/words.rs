//! The words of a text that can stand out: Latin words by their stem, katakana words whole, kanji by pairs.

use crate::japanese::{self, Script};

/// Words that say nothing about any page: of the language, and of what release notes are made of.
const COMMON: &[&str] = &[
    "about",
    "above",
    "add",
    "added",
    "adds",
    "after",
    "all",
    "also",
    "always",
    "and",
    "another",
    "any",
    "are",
    "because",
    "been",
    "before",
    "both",
    "branch",
    "build",
    "bump",
    "but",
    "can",
    "change",
    "changed",
    "changes",
    "chore",
    "could",
    "did",
    "doc",
    "docs",
    "does",
    "done",
    "each",
    "either",
    "etc",
    "even",
    "ever",
    "every",
    "feat",
    "feature",
    "few",
    "fix",
    "fixed",
    "fixes",
    "for",
    "from",
    "get",
    "had",
    "has",
    "have",
    "her",
    "here",
    "his",
    "how",
    "improve",
    "improved",
    "improvement",
    "instead",
    "into",
    "its",
    "itself",
    "just",
    "keep",
    "kept",
    "let",
    "like",
    "longer",
    "made",
    "make",
    "many",
    "may",
    "merge",
    "might",
    "more",
    "most",
    "much",
    "must",
    "need",
    "never",
    "new",
    "nor",
    "not",
    "now",
    "off",
    "once",
    "one",
    "only",
    "onto",
    "other",
    "our",
    "out",
    "over",
    "own",
    "pull",
    "refactor",
    "release",
    "remove",
    "removed",
    "request",
    "same",
    "see",
    "should",
    "since",
    "some",
    "still",
    "such",
    "support",
    "test",
    "tests",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "too",
    "two",
    "under",
    "until",
    "update",
    "updated",
    "updates",
    "upon",
    "use",
    "used",
    "using",
    "version",
    "very",
    "via",
    "was",
    "way",
    "well",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
];

const SUFFIXES: &[&str] = &["ings", "ing", "ies", "ed", "es", "s"];

/// A word that can stand out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// What is looked for: a Latin word's stem.
    pub stem: String,
    /// What people are shown.
    pub shown: String,
}

/// Returns the words of a text, in order, each as often as it stands there; lower case, NFKC.
pub(super) fn words(text: &str) -> Vec<Word> {
    let text = japanese::normalise(text);
    let mut found = Vec::new();
    let mut run = String::new();
    let mut kind = Script::Other;
    for c in text.chars().chain([' ']) {
        let next = script(c, kind);
        if next != kind {
            take(&run, kind, &mut found);
            run.clear();
            kind = next;
        }
        if kind != Script::Other {
            run.push(c);
        }
    }
    found
}

/// Sorts a character by the words it can belong to; `before` is what stands before it: digits, hyphens and low lines go on a
/// Latin word and begin none.
pub(super) fn script(c: char, before: Script) -> Script {
    match (Script::of(c), before) {
        (Script::Latin, before) if c.is_numeric() && before != Script::Latin => Script::Other,
        (Script::Other, Script::Latin) if matches!(c, '-' | '_') => Script::Latin,
        (own, _) => own,
    }
}

fn take(run: &str, kind: Script, found: &mut Vec<Word>) {
    match kind {
        Script::Latin => latin(run.trim_end_matches(['-', '_']), found),
        Script::Katakana if run.chars().nth(1).is_some() => found.push(Word { stem: run.to_owned(), shown: run.to_owned() }),
        Script::Kanji => {
            let chars: Vec<char> = run.chars().collect();
            let word = |pair: &[char]| Word { stem: pair.iter().collect(), shown: run.to_owned() };
            found.extend(chars.windows(2).map(word));
        }
        _ => {}
    }
}

/// A word and, where it is made of several (`PAPERLESS_URL`, `saveFilter`, `time-zone`), its parts.
fn latin(run: &str, found: &mut Vec<Word>) {
    let mut add = |word: &str| {
        let word = word.to_lowercase();
        if word.chars().count() >= 3 && COMMON.binary_search(&word.as_str()).is_err() {
            found.push(Word { stem: stem(&word).to_owned(), shown: word });
        }
    };
    add(run);
    let parts = parts(run);
    if parts.len() > 1 {
        parts.iter().for_each(|part| add(part));
    }
}

fn parts(run: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for piece in run.split(['-', '_']) {
        let mut start = 0;
        let mut before = ' ';
        for (at, c) in piece.char_indices() {
            if before.is_lowercase() && c.is_uppercase() {
                parts.push(&piece[start..at]);
                start = at;
            }
            before = c;
        }
        parts.push(&piece[start..]);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Cuts an English ending off, as long as three letters stay.
pub(super) fn stem(word: &str) -> &str {
    let cut = SUFFIXES.iter().find_map(|suffix| word.strip_suffix(suffix).filter(|rest| rest.chars().count() >= 3));
    cut.unwrap_or(word)
}

/// Says whether what follows a stem in a text ends the same word.
pub(super) fn is_ending(rest: &str) -> bool {
    rest.is_empty() || rest == "y" || SUFFIXES.iter().any(|suffix| rest.eq_ignore_ascii_case(suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_in_order() {
        assert!(COMMON.is_sorted());
    }

    fn stems(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.stem).collect()
    }

    #[test]
    fn people_are_shown_whole_words() {
        let shown: Vec<String> = words("文字コードのEncodings").into_iter().map(|word| word.shown).collect();
        assert_eq!(shown, ["文字", "コード", "encodings"]);
    }

    #[test]
    fn text_is_cut_by_script() {
        assert_eq!(stems("請求書のCSVダウンロードを Exporting で"), ["請求", "求書", "csv", "ダウンロード", "export"]);
    }

    #[test]
    fn word_of_several_parts_is_found_by_each() {
        assert_eq!(
            stems("PAPERLESS_TIME_ZONE saveFilters"),
            ["paperless_time_zone", "paperles", "time", "zone", "savefilter", "save", "filter"]
        );
    }
}
