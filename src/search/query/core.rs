//! What a question is about: the query less its marks and the words with which questions end.

use std::sync::LazyLock;

use regex_automata::Input;
use regex_automata::meta::Regex;

use super::super::analysis::letters;

/// One way to end a question a line, in what regular expressions of Rust and of browsers have in common.
const TAILS: &str = include_str!("tails.txt");

/// Least letters that are left of a question.
const LEAST: usize = 2;

/// Most endings that are taken off one after the other.
const MOST: usize = 4;

/// Without it questions keep their endings; a test holds that it can be read.
static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&tail()).ok());

/// Returns the regular expression of a question's end. The manifest hands it to the browser, so that there is one only.
pub fn tail() -> String {
    format!("(?:(?:を|が|の|は|に|で)?(?:{}))$", TAILS.trim_end().replace('\n', "|"))
}

/// Takes off a query's marks and question words.
pub fn core(query: &str) -> String {
    let normal = crate::japanese::normalise(query);
    let mut rest = without_half_kana(without_marks(normal.trim_matches(is_space))).to_owned();
    for _ in 0..MOST {
        let shorter = without_marks(without_tail(&rest));
        if shorter.len() == rest.len() || letters(shorter).len() < LEAST {
            break;
        }
        rest = shorter.to_owned();
    }
    rest
}

fn without_tail(text: &str) -> &str {
    let found = TAIL.as_ref().and_then(|tail| tail.search(&Input::new(text)));
    let Some(start) = found.map(|found| found.start()) else { return text };
    let (rest, lost) = text.split_at(start);
    // 消したい is 消す, 設定したい is 設定: behind a lone kanji the し is its verb's
    let mut before = rest.chars().rev().map(is_kanji);
    let is_verb = lost.starts_with("した") && before.next() == Some(true) && before.next() != Some(true);
    if is_verb { text.get(..start + 'し'.len_utf8()).unwrap_or(rest) } else { rest }
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '々')
}

/// Takes off the one or two consonants that are there while the last kana is being typed.
fn without_half_kana(text: &str) -> &str {
    let is_consonant = |c: char| c.is_ascii_alphabetic() && !"aeiou".contains(c.to_ascii_lowercase());
    let rest = text.trim_end_matches(is_consonant);
    let is_behind_kana = rest.ends_with(|c: char| matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | 'ー'));
    if is_behind_kana && text.len() - rest.len() <= 2 { rest } else { text }
}

fn without_marks(text: &str) -> &str {
    let is_mark = |c: char| matches!(c, '。' | '．' | '.' | '、' | ',' | '，' | '！' | '!' | '？' | '?' | '…' | '〜' | '~');
    text.trim_end_matches(|c| is_mark(c) || is_space(c))
}

/// What a browser calls a space (ECMAScript's WhiteSpace and LineTerminator).
fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_lose_their_endings_and_marks() {
        for (query, rest) in [
            ("請求書を出力するには", "請求書を出力"),
            ("ログインできない！！", "ログイン"),
            ("ＣＳＶの出し方を教えてください。", "CSV"),
            ("パスワードとは何ですか？", "パスワード"),
            ("CSV", "CSV"),
            ("請求書を消したい", "請求書を消し"),
            ("税率を設定したい", "税率を設定"),
            ("せいきゅうｓ", "せいきゅう"),
            ("表示をCSV", "表示をCSV"),
        ] {
            assert_eq!(core(query), rest, "{query}");
        }
    }

    #[test]
    fn something_is_always_left() {
        for query in ["どこですか", "できない", "教えて"] {
            assert!(!core(query).is_empty(), "{query}");
        }
        assert_eq!(core(" 。 "), "");
    }

    #[test]
    fn the_expression_can_be_read() {
        assert!(TAIL.is_some());
        assert!(tail().len() < 4_000);
    }
}
