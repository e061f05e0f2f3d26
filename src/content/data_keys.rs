//! Every key of the tables in `data/`.

use crate::values::{DATE, Key, LANGUAGE, RELEASE, Shape};

const TEXT: Shape = Shape::Text;
const TEXTS: Shape = Shape::List(&Shape::Text);

/// An entry of `features.toml` or `screens.toml`.
pub(super) const NAMED: &[Key] = &[
    Key::new("title", TEXT, "呼び名です。", "What people call it.").also(&["name", "label"]),
    Key::new("prefixes", TEXTS, "文言のキーの始まりです（labels.json）。", "What its keys in the catalogue begin with.")
        .also(&["prefix", "keys"]),
    Key::new("description", TEXT, "説明です。", "What it is."),
];

pub(super) const GLOSSARY: &[Key] =
    &[Key::new("term", Shape::List(&Shape::Table(TERM)), "用語です。", "The terms.").also(&["terms"])];
const TERM: &[Key] = &[
    Key::new("term", TEXT, "用語です。", "The term.").required().also(&["name", "word"]),
    Key::new("reading", TEXT, "読みです。ひらがなで書きます。", "Its reading in hiragana.").also(&["yomi", "kana"]),
    Key::new("synonyms", TEXTS, "検索で同じ言葉として扱います。", "The same word to the search.").also(&["synonym", "aliases"]),
    Key::new("avoid", TEXTS, "本文では使わない言い方です。", "Words not to be used in pages."),
    Key::new("description", TEXT, "意味です。", "What it means.").also(&["meaning", "definition"]),
];

pub(super) const SNOOZES: &[Key] =
    &[Key::new("snooze", Shape::List(&Shape::Table(SNOOZE)), "しばらく知らせない所見です。", "Findings not shown for a while.")
        .also(&["snoozes"])];
const SNOOZE: &[Key] = &[
    Key::new("code", TEXT, "所見の名前です。", "The finding's code.").required(),
    Key::new("page", TEXT, "ページのファイルです。", "The page's file.").required().also(&["path", "file"]),
    Key::new("release", Shape::Judged(&RELEASE), "原因のリリースです。", "The release that caused it."),
    Key::new("reason", TEXT, "理由です。", "Why.").required(),
    Key::new("until", Shape::Judged(&DATE), "いつまで知らせないかです。", "Until which day.")
        .required()
        .also(&["end", "expires"]),
];

pub(super) const QUERIES: &[Key] =
    &[Key::new("query", Shape::List(&Shape::Table(QUERY)), "検索の答え合わせです。", "Searches and their answers.")
        .also(&["queries"])];
const QUERY: &[Key] = &[
    Key::new("query", TEXT, "打った言葉です。", "What was typed.").required().also(&["text", "q"]),
    Key::new("page", TEXTS, "出てほしいページです。", "The page that should come.").required().also(&["pages", "path", "expect"]),
    Key::new("lang", Shape::Judged(&LANGUAGE), "言語です。", "The language.").also(&["language"]),
];
