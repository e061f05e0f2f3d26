//! What logs of changes share: headings that name a kind of change, lists whose items are changes, dates.
//!
//! The entries are [`blocks`], [`section`], [`change`] and [`day`].

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use unicode_width::UnicodeWidthChar;

use super::draft::DraftChange;
use crate::content::{ChangeKind, Impact};

/// A block of a note, as far as changes are concerned.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub(super) what: What,
    /// Where it stands.
    pub(super) range: Range<usize>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// Its words.
    Heading(String),
    /// An item of a list that stands in no other: its words, those of lists within behind ` / `.
    Item(String),
    /// Anything else.
    Text,
}

/// Cuts Markdown into headings, items and the rest.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut words = String::new();
    let (mut depth, mut items, mut heading) = (0_usize, 0_usize, false);
    for (event, range) in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS).into_offset_iter() {
        match event {
            Event::Start(Tag::Item) => {
                items += 1;
                if items == 1 { words.clear() } else { words.push_str(" / ") }
            }
            Event::End(TagEnd::Item) => {
                items = items.saturating_sub(1);
                if items == 0 {
                    blocks.push(Block { what: What::Item(tidy(&words)), range });
                }
            }
            Event::Start(Tag::Heading { .. }) => {
                heading = items == 0;
                if heading {
                    words.clear()
                }
            }
            Event::End(TagEnd::Heading(_)) if heading => {
                heading = false;
                blocks.push(Block { what: What::Heading(tidy(&words)), range });
            }
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth = depth.saturating_sub(1),
            Event::Start(tag) if depth == 0 && !heading && is_block(&tag) => {
                let nested = blocks.last().is_some_and(|last: &Block| last.what == What::Text && last.range.end >= range.end);
                if !nested {
                    blocks.push(Block { what: What::Text, range })
                }
            }
            Event::Text(part) | Event::Code(part) => words.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => words.push('\n'),
            _ => {}
        }
    }
    blocks
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_) | Tag::FootnoteDefinition(_))
}

/// Joins lines as Japanese is joined: no blank beside a wide character.
fn tidy(words: &str) -> String {
    let mut text = String::new();
    for part in words.split_whitespace() {
        let wide = |c: Option<char>| c.is_some_and(|c| c.width() == Some(2));
        let is_break = words.contains('\n') && wide(text.chars().next_back()) && wide(part.chars().next());
        if !text.is_empty() && !is_break {
            text.push(' ');
        }
        text.push_str(part);
    }
    text
}

/// What a heading says of the changes below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// They are of a kind.
    Of(ChangeKind, Impact),
    /// They are no changes: thanks, links.
    Skipped,
}

/// The names of sections, in the words of Keep a Changelog, GitHub, git-cliff and their Japanese users.
const SECTIONS: &[(ChangeKind, Impact, &str)] = &[
    (
        ChangeKind::Added,
        Impact::Visible,
        "added|add|new|new feature|new features|features|feature|追加|新機能|新規|機能追加|新しい機能",
    ),
    (
        ChangeKind::Changed,
        Impact::Visible,
        "changed|changes|improved|improvements|improvement|enhancements|enhancement|what's changed|performance|reverted|revert|変更|改善|変更点|機能改善|仕様変更",
    ),
    (ChangeKind::Deprecated, Impact::Visible, "deprecated|deprecations|非推奨|廃止予定"),
    (ChangeKind::Removed, Impact::Visible, "removed|remove|削除|廃止"),
    (
        ChangeKind::Fixed,
        Impact::Visible,
        "fixed|fixes|fix|bug fixes|bugfixes|bug fix|bugs|security|修正|不具合修正|不具合の修正|バグ修正|セキュリティ|セキュリティー",
    ),
    (ChangeKind::Changed, Impact::Breaking, "breaking|breaking changes|breaking change|破壊的変更|互換性のない変更"),
    (
        ChangeKind::Changed,
        Impact::Minor,
        "internal|refactor|refactoring|refactored|documentation|docs|styling|style|testing|tests|test|chore|chores|miscellaneous tasks|miscellaneous|maintenance|ci|build|dependencies|dependency updates|other|その他|内部変更|内部",
    ),
];

/// Reads a heading; `None` for words of its writer's own.
pub(super) fn section(heading: &str) -> Option<Section> {
    let inner = heading.rsplit("-->").next().unwrap_or(heading);
    let name = inner.trim_matches(|c: char| !c.is_alphanumeric() && c != 'ー').to_lowercase().replace('’', "'");
    if ["new contributors", "contributors", "full changelog", "thanks"].contains(&name.as_str()) {
        return Some(Section::Skipped);
    }
    let found = SECTIONS.iter().find(|(_, _, names)| names.split('|').any(|known| known == name));
    found.map(|(kind, impact, _)| Section::Of(*kind, *impact))
}

/// Makes a change of an item's words, in the section it stands in. `None` for an item without any.
pub(super) fn change(words: &str, (kind, impact): (ChangeKind, Impact)) -> Option<DraftChange> {
    let parts: Vec<&str> = words.split(" / ").map(without_reference).collect();
    let words = parts.join(" / ");
    let (text, breaks) = unmarked(&words);
    let (text, kind, impact) = conventional(text).unwrap_or((text, kind, impact));
    let impact = if breaks { Impact::Breaking } else { impact };
    (!text.is_empty()).then(|| DraftChange::told(kind, impact, text.to_owned()))
}

/// `BREAKING: `, `破壊的変更：` at the beginning.
fn unmarked(text: &str) -> (&str, bool) {
    let marks = ["breaking changes", "breaking change", "breaking", "破壊的変更"];
    let mark = |mark: &&str| {
        let (head, rest) = text.split_at_checked(mark.len())?;
        let rest = rest.trim_start_matches([']', ')']).trim_start().strip_prefix([':', '：', '-'])?;
        head.eq_ignore_ascii_case(mark).then(|| rest.trim_start())
    };
    marks.iter().find_map(mark).map_or((text, false), |rest| (rest, true))
}

/// `feat(list): …`, `fix!: …`: what Conventional Commits 1.0.0 says of a kind.
fn conventional(text: &str) -> Option<(&str, ChangeKind, Impact)> {
    let (head, rest) = text.split_once(": ")?;
    let breaks = head.ends_with('!');
    let head = head.trim_end_matches('!');
    let word = head.split_once('(').filter(|(_, scope)| scope.ends_with(')')).map_or(head, |(word, _)| word);
    let (kind, impact) = match word {
        "feat" => (ChangeKind::Added, Impact::Visible),
        "fix" => (ChangeKind::Fixed, Impact::Visible),
        "perf" | "revert" => (ChangeKind::Changed, Impact::Visible),
        "chore" | "docs" | "style" | "refactor" | "test" | "build" | "ci" => (ChangeKind::Changed, Impact::Minor),
        _ => return None,
    };
    Some((rest.trim(), kind, if breaks { Impact::Breaking } else { impact }))
}

/// Cuts ` by @name in https://…` and `(#12)`, `(1a2b3c4)` from the end: they say nothing to customers.
fn without_reference(words: &str) -> &str {
    let mut text = words.trim();
    if let Some(at) = text.rfind(" by @") {
        text = text.get(..at).unwrap_or(text);
    }
    loop {
        let text_before = text.trim_end_matches([' ', ',', '、']);
        let Some(open) = text_before.strip_suffix(')').and_then(|inner| inner.rfind('(')) else { return text_before };
        let inner = text_before.get(open + 1..text_before.len() - 1).unwrap_or_default();
        let is_number =
            |part: &str| part.strip_prefix('#').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        let is_hash = |part: &str| (7..=40).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_hexdigit());
        let mut parts = inner.split([',', ' ']).filter(|part| !part.is_empty()).peekable();
        if parts.peek().is_none() || !parts.all(|part| is_number(part) || is_hash(part)) {
            return text_before;
        }
        text = text_before.get(..open).unwrap_or_default();
    }
}

/// Finds a day in a text: `2026-01-02`, `2026/1/2`, `2026.1.2` alone, `2026年1月2日`. Returns it as ISO and where it stands.
pub(super) fn day(text: &str) -> Option<(String, Range<usize>)> {
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !text.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit() || c == '.'))
    });
    starts.map(|(at, _)| at).find_map(|at| day_at(text.get(at..)?).map(|(day, length)| (day, at..at + length)))
}

fn day_at(text: &str) -> Option<(String, usize)> {
    let (year, rest) = number(text, 4)?;
    let (first, second, end) = match rest.chars().next()? {
        '年' => ('年', '月', Some('日')),
        mark @ ('-' | '/') => (mark, mark, None),
        _ => return None,
    };
    let (month, rest) = number(rest.strip_prefix(first)?, 2)?;
    let (day, rest) = number(rest.strip_prefix(second)?, 2)?;
    let rest = end.map_or(Some(rest), |end| rest.strip_prefix(end))?;
    let date = jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((date.to_string(), text.len() - rest.len()))
}

fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length)?;
    Some((digits.parse().ok()?, rest))
}

#[cfg(test)]
#[path = "notes_tests.rs"]
mod tests;
