//! Names that every system can hold, and names that some systems take for one.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Code, Diagnostic, is_unsafe_to_show};

/// Most bytes of a name. File systems stop at 255; a hash before the ending and a language must still fit.
const MOST_BYTES: usize = 240;
/// What Windows keeps for devices, whatever the ending.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Looks at one name (a part of a path) and says what is wrong with it. `path` is where it is shown.
pub(super) fn look(path: &str, name: &str) -> Option<Diagnostic> {
    let finding = || Diagnostic::at(Code::NotPortableName, path);
    if name.len() > MOST_BYTES {
        let size = name.len().to_string();
        return Some(finding().wording("not-portable-name.long").with("size", size).with("limit", MOST_BYTES.to_string()));
    }
    if let Some(odd) = name.chars().find(|&c| is_odd(c)) {
        let shown = if is_unsafe_to_show(odd) { odd.escape_unicode().to_string() } else { odd.to_string() };
        return Some(finding().wording("not-portable-name.character").with("found", shown));
    }
    if is_device(name) {
        return Some(finding().wording("not-portable-name.reserved").with("name", name));
    }
    (name.ends_with(['.', ' ']) || name.starts_with(' ')).then(finding)
}

fn is_odd(character: char) -> bool {
    r#"\/:*?"<>|"#.contains(character) || is_unsafe_to_show(character)
}

/// Says whether Windows takes a name for a device: `con`, `Aux.md`, `COM1.tar.gz`, `LPT²`.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ').to_uppercase();
    let numbered = |port: &str| {
        let number = stem.strip_prefix(port).unwrap_or_default();
        let mut digits = number.chars();
        matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    DEVICES.contains(&&*stem) || numbered("COM") || numbered("LPT")
}

/// What a name counts as where capitals, width of accents, and final dots or spaces make no difference (APFS, NTFS).
fn folded(part: &str) -> String {
    if part.is_ascii() {
        return part.trim_end_matches(['.', ' ']).to_ascii_lowercase();
    }
    let upper = part.nfd().collect::<String>().to_uppercase().to_lowercase();
    upper.trim_end_matches(['.', ' ']).nfc().collect()
}

/// Names every path that some systems take for an earlier one: files with files, folders with folders.
pub(super) fn collisions<'a>(paths: impl IntoIterator<Item = &'a str>) -> Vec<Diagnostic> {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for path in paths {
        let parents = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        let fresh: Vec<&str> = parents.filter(|folder| folders.insert(folder)).chain([path]).collect();
        for whole in fresh {
            let key: Vec<String> = whole.split('/').map(folded).collect();
            match known.entry(key.join("/")) {
                std::collections::btree_map::Entry::Vacant(free) => {
                    free.insert(whole);
                }
                std::collections::btree_map::Entry::Occupied(taken) => found.push(collision(whole, taken.get())),
            }
        }
    }
    found
}

/// Makes the finding about two paths that are one on some systems.
pub(super) fn collision(path: &str, first: &str) -> Diagnostic {
    Diagnostic::at(Code::NameCollision, path).wording("name-collision.with").with("file", path).with("first", first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(name: &str) -> Option<&'static str> {
        look(name, name).map(|finding| finding.wording)
    }

    #[test]
    fn names_that_windows_cannot_hold_are_told() {
        for name in ["CON", "con.md", "Aux.tar.gz", "NUL .md", "com1.md", "LPT9", "COM¹.md", "conin$"] {
            assert_eq!(wording(name), Some("not-portable-name.reserved"), "{name}");
        }
        for name in ["a:b.md", "a*b", "what?.md", "a\\b", "a\u{7}b", "a\u{202e}b", "\u{1b}[31m.md", "a\u{7f}"] {
            assert_eq!(wording(name), Some("not-portable-name.character"), "{name:?}");
        }
        assert_eq!(wording("a.md "), Some("not-portable-name"));
        assert_eq!(wording("folder."), Some("not-portable-name"));
    }

    #[test]
    fn ordinary_japanese_names_pass() {
        for name in
            ["請求書を出力する.md", "ガイド（初期設定）.md", "Q&A.md", "console.md", "COM10.md", "v2.1.md", "👩‍💻.md", "com.md"]
        {
            assert_eq!(wording(name), None, "{name}");
        }
    }

    #[test]
    fn a_name_too_long_for_what_is_made_of_it_is_told_with_its_length() {
        let name = format!("{}.md", "あ".repeat(84));
        assert_eq!(name.len(), 255);
        assert_eq!(wording(&name), Some("not-portable-name.long"));
        assert_eq!(wording(&"あ".repeat(80)), None);
    }

    #[test]
    fn paths_that_some_systems_take_for_one_are_named_both() {
        let both = |paths: &[&str]| {
            let found = collisions(paths.iter().copied());
            found
                .iter()
                .map(|finding| finding.words.iter().map(|(_, word)| word.clone()).collect::<Vec<_>>().join(" "))
                .collect::<Vec<_>>()
        };
        assert_eq!(both(&["FAQ.md", "faq.md"]), ["faq.md FAQ.md"]);
        assert_eq!(both(&["Setup/a.md", "Setup/b.md", "setup/c.md", "setup/d.md"]), ["setup Setup"]);
        assert_eq!(both(&["ｶﾞ.md", "ガ.md", "か.md", "が.md", "a.md", "a.md.md"]), Vec::<String>::new());
        assert_eq!(both(&["Ärger.md", "ärger.md"]), ["ärger.md Ärger.md"]);
        assert_eq!(both(&["Straße", "STRASSE"]), ["STRASSE Straße"]);
    }
}
