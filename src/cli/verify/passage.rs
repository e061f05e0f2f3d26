//! The best place in a page's body for a change: the line that quotes its label, else the one that shares most words with
//! what the change says of itself, else the first line.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::japanese;

/// Finds the line's place in the text; `body` is where the front matter ends. `None`: there is no body.
pub(super) fn best(text: &str, body: usize, labels: &[&str], summary: &str) -> Option<Range<usize>> {
    let lines = lines(text, body);
    let quoted = labels.iter().find_map(|label| {
        let label = plain(label);
        lines.iter().find(|(_, line)| !label.is_empty() && plain(line).contains(&label))
    });
    let words = words(summary);
    let shared = |line: &str| {
        let line = plain(line);
        words.iter().filter(|word| line.contains(word.as_str())).count()
    };
    let mut closest: Option<(usize, &(Range<usize>, &str))> = None;
    for line in &lines {
        let count = shared(line.1);
        // of lines that are equally close the first one is it
        if count > closest.map_or(0, |(most, _)| most) {
            closest = Some((count, line));
        }
    }
    quoted.or(closest.map(|(_, line)| line)).or(lines.first()).map(|(range, _)| range.clone())
}

fn lines(text: &str, body: usize) -> Vec<(Range<usize>, &str)> {
    let mut at = body;
    let mut lines = Vec::new();
    for line in text.get(body..).unwrap_or_default().split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.chars().any(char::is_alphanumeric) {
            lines.push((start..start + line.trim_end().len(), line));
        }
    }
    lines
}

fn plain(text: &str) -> String {
    japanese::normalise(text).to_lowercase()
}

/// Runs of letters, digits, kanji and katakana; hiragana joins words and is none.
fn words(text: &str) -> BTreeSet<String> {
    let text = plain(text);
    let is_between = |c: char| !(c.is_alphanumeric() || c == 'ー') || ('\u{3041}'..='\u{309f}').contains(&c);
    text.split(is_between).filter(|word| word.chars().count() > 1).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "---\nfeatures: [請求書]\n---\n# 書き出す\n\n一覧を開きます。\n\n［CSV出力］を押します。\n\n## 請求書の列の並び\n本文\n";

    fn found(labels: &[&str], summary: &str) -> &'static str {
        let body = TEXT.find("# 書").unwrap();
        best(TEXT, body, labels, summary).map_or("", |range| &TEXT[range])
    }

    #[test]
    fn line_that_quotes_the_label_is_the_place() {
        assert_eq!(found(&["ＣＳＶ出力", "CSVダウンロード"], "請求書の列を変えました"), "［CSV出力］を押します。");
    }

    #[test]
    fn else_the_line_that_shares_most_words_and_else_the_first_one() {
        assert_eq!(found(&["なし"], "請求書の列の並びを変えました"), "## 請求書の列の並び");
        assert_eq!(found(&[], "パスワードの条件"), "# 書き出す");
        assert_eq!(best("---\na: b\n---\n", 13, &[], "x"), None);
    }
}
