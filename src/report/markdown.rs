//! A comment on a pull request: one table a file, the closing count on top.
//!
//! The first line is a comment that lets a bot find and replace its earlier one. GitHub takes at most 65,536 characters; what
//! does not fit is counted.

use super::count::{closing_line, level_name};
use super::item::Item;
use super::{Formatter, ReportOptions, Run, owners};
use crate::diagnostics::{Lang, visible};

pub(super) struct Markdown;

const MARKER: &str = "<!-- shirube -->";
const MOST_BYTES: usize = 60_000;

impl Formatter for Markdown {
    fn format(&self, items: &[Item<'_>], run: Run<'_>) -> String {
        let lang = run.options.lang;
        let mut text = format!("{MARKER}\n**{}**\n", closing_line(items, run));
        for (at, group) in by_file(items).into_iter().enumerate() {
            let section = file_section(group, run.options);
            if text.len() + section.len() > MOST_BYTES {
                text += &left_out(items, at, lang);
                break;
            }
            text += &section;
        }
        text
    }
}

/// Gathers the findings of each file, in the order in which the files come first.
fn by_file<'i, 'a>(items: &'i [Item<'a>]) -> Vec<Vec<&'i Item<'a>>> {
    let mut groups: Vec<Vec<&Item<'a>>> = Vec::new();
    let mut known = std::collections::BTreeMap::new();
    for item in items {
        let at = *known.entry(item.path).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}

fn file_section(group: Vec<&Item<'_>>, options: &ReportOptions<'_>) -> String {
    let lang = options.lang;
    let (whole, head) = match lang {
        Lang::Ja => ("サイト全体", "| 行 | 重さ | 内容 | 代わりに書くもの |"),
        Lang::En => ("The whole site", "| Line | Level | What is wrong | Write instead |"),
    };
    let path = group.first().map(|item| item.shown_path()).unwrap_or_default();
    let title = if path.is_empty() { whole.to_owned() } else { code(&path) };
    let owner = group.first().and_then(|item| item.finding.about.owner.as_deref());
    let owner = owner.map(|id| keeper(owners::name(id, options), lang)).unwrap_or_default();
    let mut section = format!("\n### {title}{owner}\n\n{head}\n|--:|---|---|---|\n");
    for item in group {
        let line = item.start().map(|start| start.line.to_string()).unwrap_or_default();
        let level = level_name(item.finding.level, lang);
        let help = item.help.as_deref().map(escaped).unwrap_or_default();
        let name = item.finding.code.name();
        section += &format!("| {line} | {level} | {} `{name}` | {help} |\n", escaped(&item.message));
    }
    section
}

fn keeper(name: &str, lang: Lang) -> String {
    let name = escaped(&visible(name));
    match lang {
        Lang::Ja => format!("（担当：{name}）"),
        Lang::En => format!(" ({name})"),
    }
}

fn left_out(items: &[Item<'_>], shown_files: usize, lang: Lang) -> String {
    let count: usize = by_file(items).iter().skip(shown_files).map(Vec::len).sum();
    match lang {
        Lang::Ja => format!("\nほかに{count}件あります。\n"),
        Lang::En => format!("\n{count} more are not shown.\n"),
    }
}

/// A path as inline code; a fence longer than any run of backticks in it.
fn code(path: &str) -> String {
    let longest = path.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if path.starts_with('`') || path.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{path}{pad}{fence}")
}

/// Escapes whatever Markdown, HTML, mentions or references could make of a text. A comment stands after `@` and `#`: GitHub
/// looks for mentions in the finished text, where an escape would no longer be seen.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' | '#' => out.extend([character].into_iter().chain("<!-- -->".chars())),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '!' | '$' | ':' => out.extend(['\\', character]),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_makes_no_cell_tag_link_or_mention() {
        use pulldown_cmark::{Event, Options, Parser};
        let text = escaped("a|b <img src=x> [x](javascript:1) @team #12 **b** `c`");
        let table = format!("| h |\n|---|\n| {text} |\n");
        let body: Vec<_> = Parser::new_ext(&table, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).skip(6).collect();
        let words: String =
            body.iter().filter_map(|event| if let Event::Text(text) = event { Some(&**text) } else { None }).collect();
        assert_eq!(words, "a|b <img src=x> [x](javascript:1) @team #12 **b** `c`");
        let comments = body.iter().filter(|event| matches!(event, Event::InlineHtml(html) if &**html == "<!-- -->")).count();
        assert_eq!(comments, 2);
        let others = body.iter().filter(|event| matches!(event, Event::Code(_) | Event::InlineHtml(_))).count();
        assert_eq!(others, 2);
    }

    #[test]
    fn path_with_backticks_stays_code() {
        assert_eq!(code("a`b``c.md"), "```a`b``c.md```");
        assert_eq!(code("a.md"), "`a.md`");
    }
}
