//! Japanese text: its normal form, where a heading may break, and how it is read.
//!
//! The entries are [`normalise`], [`phrases`], [`with_breaks`] and [`Reader`]. Phrases are found by BudouX's model (Google, Apache-2.0), which is
//! deterministic and part of its crate.

use std::borrow::Cow;
use std::sync::LazyLock;

use budoux::Model;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

mod reading;

pub use reading::{Morpheme, Reader};

static MODEL: LazyLock<&Model> = LazyLock::new(budoux::models::default_japanese_model);

/// Brings a text to NFKC (UAX #15): full-width letters and half-width katakana become the usual ones. Borrowed where it is
/// so already, which is nearly always; that is seen from the ranges alone that Japanese and ASCII are written in.
pub fn normalise(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(|c| !is_plain(c)) else { return Cow::Borrowed(text) };
    if is_nfkc_quick(text.get(first..).unwrap_or(text).chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let mut normal = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(strange) = rest.find(|c| !is_plain(c)) {
        // what is strange may be a mark that joins the letter before it; no plain letter joins one before
        let start = rest.get(..strange).and_then(|before| before.char_indices().next_back()).map_or(strange, |(at, _)| at);
        let (plain, from) = rest.split_at(start);
        let length = from.char_indices().skip(1).find(|(_, c)| is_plain(*c)).map_or(from.len(), |(at, _)| at);
        let (strange, after) = from.split_at(length);
        normal.push_str(plain);
        normal.extend(strange.nfkc());
        rest = after;
    }
    normal.push_str(rest);
    Cow::Owned(normal)
}

/// Says whether a letter is its own normal form and joins none before it: what Japanese is mostly written in.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{7f}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}')
        || matches!(c, '、' | '。' | '「' | '」' | '『' | '』' | '【' | '】' | '→')
}

/// Splits a text into phrases that should stay on one line. A number stays with what follows it, an opening bracket
/// with what it opens, and a text without Japanese letters is one phrase (it breaks at its spaces).
pub fn phrases(text: &str) -> Vec<String> {
    if !text.chars().any(is_japanese) {
        return vec![text.to_owned()];
    }
    let mut phrases: Vec<String> = Vec::new();
    for piece in budoux::parse(*MODEL, text) {
        match phrases.last_mut() {
            Some(last) if holds_on(last, &piece) => last.push_str(&piece),
            _ => phrases.push(piece),
        }
    }
    phrases
}

/// Writes a heading as HTML with `<wbr>` between phrases, everything else escaped.
pub fn with_breaks(text: &str) -> String {
    phrases(text).iter().map(|phrase| escape(phrase)).collect::<Vec<_>>().join("<wbr>")
}

fn holds_on(before: &str, after: &str) -> bool {
    let ends = before.chars().next_back();
    let begins = after.chars().next();
    let is_open = |c: char| matches!(c, '［' | '「' | '『' | '（' | '【' | '〈' | '《' | '(' | '[' | '“');
    let is_close = |c: char| {
        matches!(c, '］' | '」' | '』' | '）' | '】' | '〉' | '》' | ')' | ']' | '”' | '、' | '。' | '，' | '．' | '！' | '？')
    };
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '/');
    ends.is_some_and(|c| is_open(c) || is_number(c)) || begins.is_some_and(|c| is_close(c) || c == 'ー' || c == '々')
}

/// The scripts that words are written in. Hiragana is no script of words: it ends them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Script {
    Katakana,
    Kanji,
    /// Letters and digits of any other script.
    Latin,
    Other,
}

impl Script {
    /// Returns the script of a character; the mark of a long vowel is katakana.
    pub fn of(c: char) -> Self {
        match c {
            '\u{30a1}'..='\u{30fa}' | 'ー' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Self::Katakana,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〆' => Self::Kanji,
            c if c.is_alphanumeric() && !is_japanese(c) => Self::Latin,
            _ => Self::Other,
        }
    }
}

/// Says whether a character is kana or kanji.
pub fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々' | '〆')
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_text_is_borrowed_and_equals_nfkc() {
        for text in [
            "請求書をCSVで「保存」→ヴー・々。",
            "ＣＳＶ",
            "ｶﾞ",
            "か\u{3099}",
            "①—é",
            "e\u{301}",
            "（a）か\u{3099}ｶﾞｶあ\u{3099}\u{3099}e\u{323}\u{301}請求（ｶ",
            "\u{3099}あ각\u{1100}\u{1161}ab\u{301}",
        ] {
            assert_eq!(normalise(text), text.nfkc().collect::<String>());
        }
        assert!(matches!(normalise("請求書をCSVで「保存」"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_plain_character_is_its_own_normal_form() {
        let ranges = ['\0'..='\u{7f}', '\u{3041}'..='\u{3096}', '\u{30a1}'..='\u{30fe}', '\u{4e00}'..='\u{9fff}'];
        for c in ranges.into_iter().flatten() {
            let twice = [c, c].iter().collect::<String>();
            assert_eq!(twice.nfkc().collect::<String>(), twice, "{c}");
        }
    }

    #[test]
    fn heading_breaks_between_phrases_only() {
        let phrases = phrases("請求書をCSVで書き出す");
        assert!(phrases.len() > 1, "{phrases:?}");
        assert_eq!(phrases.concat(), "請求書をCSVで書き出す");
    }

    #[test]
    fn number_stays_with_what_follows_and_bracket_with_what_it_opens() {
        for phrase in phrases("リリース2026.47で［CSV出力］が変わりました") {
            assert!(!phrase.ends_with(['［', '7']), "{phrase}");
            assert!(!phrase.starts_with('］'), "{phrase}");
        }
    }

    #[test]
    fn markup_in_a_heading_is_escaped() {
        assert_eq!(with_breaks("a <b> & c"), "a &lt;b&gt; &amp; c");
    }
}
