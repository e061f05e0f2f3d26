//! When two texts of a screen are the same to a reader, and when a text is a message rather than a label.
//!
//! The entries are [`shown`] (two texts with the same form differ in looks alone), [`closeness`] and [`is_message`].

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::japanese;

/// Texts wider than this (60 Latin letters, 30 kanji) are messages, not labels.
const WIDEST_LABEL: usize = 60;
/// What may stand at a label's end without being part of its name: 「名前:」, 「開く…」, 「必須 *」.
const TRAILING: [char; 8] = ['.', ':', '。', '、', ',', '*', ';', '．'];

/// Makes the form in which texts are compared: width, case, blanks, quotation marks, mark-up, names of placeholders and the
/// punctuation at the end don't count.
pub(super) fn shown(text: &str) -> String {
    let plain = placeholders(&without_tags(text));
    let folded: String = japanese::normalise(&plain).chars().map(quotation).collect::<String>().to_lowercase();
    let joined = join(&folded);
    joined.trim_end_matches(|last: char| last.is_whitespace() || TRAILING.contains(&last)).to_owned()
}

/// Makes the form in which a person's hand and an import's are compared: NFKC, nothing around it.
pub(super) fn written(text: &str) -> String {
    japanese::normalise(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Says how close two texts in the form of [`shown`] are, from 0 to 1, letter by letter; below `least` it may say 0.
pub(super) fn closeness(a: &str, b: &str, least: f64) -> f64 {
    let (a_long, b_long) = (a.chars().count(), b.chars().count());
    // letters that one has more are letters that differ
    let most = a_long.min(b_long) as f64 / a_long.max(b_long).max(1) as f64;
    if most < least { 0.0 } else { strsim::normalized_levenshtein(a, b) }
}

/// Says whether a text is a message that a program speaks, not a name of something on a screen.
pub(super) fn is_message(text: &str) -> bool {
    let text = text.trim();
    let sentence = text.contains(['。', '\n']);
    let ends = text.ends_with(['.', '!', '?', '！', '？']) && !text.ends_with("...") && text.split_whitespace().count() >= 4;
    sentence || ends || text.width() > WIDEST_LABEL
}

/// Typographic quotation marks, apostrophes and dashes become the ones on a keyboard.
fn quotation(character: char) -> char {
    match character {
        '‘' | '’' | '‚' | '‛' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        other => other,
    }
}

/// Blanks count as one; beside a wide character they don't count at all: 「CSV 出力」 is 「CSV出力」.
fn join(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut wants_blank = false;
    for character in text.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}')) {
        if character.is_whitespace() {
            wants_blank = true;
            continue;
        }
        let wide = |c: char| c.width() == Some(2);
        let last = joined.chars().next_back();
        if wants_blank && last.is_some_and(|last| !wide(last) && !wide(character)) {
            joined.push(' ');
        }
        wants_blank = false;
        joined.push(character);
    }
    joined
}

/// Takes tags out, `<b>` and the `<0>` of message libraries.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        plain.push_str(before);
        let inner = tag.get(1..).unwrap_or_default();
        let starts = inner.strip_prefix('/').unwrap_or(inner).starts_with(|c: char| c.is_ascii_alphanumeric());
        match inner.find(['>', '<']).filter(|end| starts && inner[*end..].starts_with('>')) {
            Some(end) => rest = inner.get(end + 1..).unwrap_or_default(),
            None => {
                plain.push('<');
                rest = inner;
            }
        }
    }
    plain + rest
}

/// Every placeholder becomes `{}`: `{count}`, `{{count}}`, `%{count}`, `${count}`, `%s`, `%1$d`, `%(count)s`, `%@`. Of ICU's
/// `{count, plural, …}` only the name goes.
fn placeholders(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['{', '%', '$']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let length = braced(from).or_else(|| percent(from));
        match (length, icu_name(from)) {
            (Some(length), _) => {
                plain.push_str("{}");
                rest = from.get(length..).unwrap_or_default();
            }
            (None, Some(length)) => {
                plain.push_str("{,");
                rest = from.get(length..).unwrap_or_default();
            }
            (None, None) => {
                let first = from.chars().next().map_or(0, char::len_utf8);
                let (one, others) = from.split_at(first);
                plain.push_str(one);
                rest = others;
            }
        }
    }
    plain + rest
}

/// The length of `{name}`, `{{name}}`, `%{name}` or `${name}`.
fn braced(text: &str) -> Option<usize> {
    let inner = text.trim_start_matches(['%', '$']);
    let lead = text.len() - inner.len();
    let name = inner.trim_start_matches('{');
    let braces = inner.len() - name.len();
    let end = name.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | ' ')))?;
    let closes = name.get(end..)?.bytes().take_while(|byte| *byte == b'}').count();
    (lead <= 1 && (1..=2).contains(&braces) && closes >= braces).then_some(lead + braces + end + braces)
}

/// The length of printf's `%s`, `%1$d`, `%(name)s`, `%.2f` or Apple's `%@`.
fn percent(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('%')?;
    let named = rest.strip_prefix('(').and_then(|name| name.find(')').map(|end| end + 2)).unwrap_or(0);
    let flags = rest.get(named..)?;
    let kind = flags.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '$' | '.' | 'l'));
    kind.starts_with(['s', 'd', 'i', 'u', 'f', '@']).then(|| 1 + rest.len() - kind.len() + 1)
}

/// The length of `{count,` before `plural` or `select`.
fn icu_name(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
    let kind = inner.get(end..)?.strip_prefix(',')?.trim_start();
    ["plural", "select"].iter().any(|known| kind.starts_with(known)).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn looks_alone_do_not_make_another_text() {
        for (a, b) in [
            ("ＣＳＶ出力", "CSV出力"),
            ("CSV 出力", "CSV出力"),
            ("開く…", "開く..."),
            ("開く…", "開く"),
            ("名前：", "名前"),
            ("Don’t save", "Don't  save "),
            ("Save Changes", "Save changes"),
            ("<b>保存</b>", "保存"),
            ("{count}件", "{n}件"),
            ("{{count}} items", "%{n} items"),
            ("%1$s さん", "%s さん"),
            ("{count, plural, other {# 件}}", "{n, plural, other {# 件}}"),
            ("必須です。", "必須です"),
        ] {
            assert_eq!(shown(a), shown(b), "{a} {b}");
        }
    }

    #[test]
    fn other_words_are_another_text() {
        for (a, b) in [
            ("CSV出力", "CSVダウンロード"),
            ("Log in", "Login"),
            ("100%", "100"),
            ("{count, plural, other {# 件}}", "{count, plural, other {# 枚}}"),
            ("削除しますか？", "削除します"),
            ("a < b", "a"),
            ("C++", "C"),
            ("5 % d", "5"),
        ] {
            assert_ne!(shown(a), shown(b), "{a} {b}");
        }
    }

    #[test]
    fn messages_are_told_from_labels() {
        for label in ["保存", "CSVダウンロード", "Save changes", "開く...", "削除しますか？", "Are you sure?", "v1.0"]
        {
            assert!(!is_message(label), "{label}");
        }
        for message in ["保存しました。", "Do you want to leave this page?", &"長".repeat(31), "one\ntwo"] {
            assert!(is_message(message), "{message}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_form(text in "(\\PC|[<>{}%$(),]){0,60}") {
            // what the placeholders leave is looked at once, so that only the form's own trailing blanks matter
            prop_assert_eq!(shown(&text), shown(&format!("{text} ")));
        }
    }
}
