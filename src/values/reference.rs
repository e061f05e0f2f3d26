//! The keys as a Markdown table for writers.

use super::shape::{Key, Shape};
use crate::diagnostics::Lang;

/// Writes keys as Markdown tables: one for the keys themselves, one for each table inside, under headings of `level`.
pub fn reference<'a>(keys: impl IntoIterator<Item = &'a Key>, level: usize, lang: Lang) -> String {
    let keys: Vec<&Key> = keys.into_iter().collect();
    let head = match lang {
        Lang::Ja => "| キー | 値 | 意味 |\n|---|---|---|\n",
        Lang::En => "| Key | Value | Meaning |\n|---|---|---|\n",
    };
    let mut text = String::from(head);
    for key in &keys {
        let required = match (key.required, lang) {
            (false, _) => "",
            (true, Lang::Ja) => "（必須）",
            (true, Lang::En) => " (required)",
        };
        let meaning = match lang {
            Lang::Ja => key.ja,
            Lang::En => key.en,
        };
        text.push_str(&format!("| `{}`{required} | {} | {} |\n", key.name, words(&key.shape, lang), cell(meaning)));
    }
    for key in keys {
        if let Some(inner) = inner(&key.shape) {
            text.push_str(&format!("\n{} `{}`\n\n{}", "#".repeat(level), key.name, reference(inner, level + 1, lang)));
        }
    }
    text
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn inner(shape: &Shape) -> Option<&'static [Key]> {
    match shape {
        Shape::Table(keys) => Some(keys),
        Shape::List(item) | Shape::Map(item) | Shape::Either(_, item) => inner(item),
        _ => None,
    }
}

fn words(shape: &Shape, lang: Lang) -> String {
    let ja = lang == Lang::Ja;
    let pick = |japanese: &str, english: &str| if ja { japanese.to_owned() } else { english.to_owned() };
    match shape {
        Shape::Text => pick("文字", "text"),
        Shape::Judged(rule) => {
            let (japanese, english) = rule.words;
            let example = cell(rule.example);
            if ja { format!("{japanese}（例: `{example}`）") } else { format!("{english}, e.g. `{example}`") }
        }
        Shape::Integer(least, i64::MAX) if *least > i64::MIN => {
            pick(&format!("{least}以上の整数"), &format!("a whole number from {least}"))
        }
        Shape::Integer(i64::MIN, _) => pick("整数", "a whole number"),
        Shape::Integer(least, most) => pick(&format!("{least}〜{most}の整数"), &format!("a whole number, {least} to {most}")),
        Shape::Boolean => pick("`true` か `false`", "`true` or `false`"),
        Shape::Choice(choices) => {
            choices.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(if ja { "、" } else { ", " })
        }
        Shape::List(item) => {
            let item = words(item, lang);
            if ja { format!("{item}のリスト") } else { format!("a list: {item}") }
        }
        Shape::Sentences => pick("文のリスト", "a list of sentences"),
        Shape::Table(_) => pick("下の表のキー", "keys, see below"),
        Shape::Map(item) => {
            let item = words(item, lang);
            if ja { format!("名前ごとに{item}") } else { format!("for each name: {item}") }
        }
        Shape::Either(scalar, other) => {
            let (scalar, other) = (words(scalar, lang), words(other, lang));
            if scalar == other {
                return scalar;
            }
            if ja { format!("{scalar}、または{other}") } else { format!("{scalar}; or {other}") }
        }
    }
}
