//! Japanese text: where a heading may break.
//!
//! The entries are [`phrases`] and [`with_breaks`]. Phrases are found by BudouX's model (Google, Apache-2.0), which is
//! deterministic and part of its crate.

use std::sync::LazyLock;

use budoux::Model;

static MODEL: LazyLock<&Model> = LazyLock::new(budoux::models::default_japanese_model);

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

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

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
