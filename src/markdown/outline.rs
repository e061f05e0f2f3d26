//! Headings: their ids, and which of them is the page's title.
//!
//! [`outline`] gives every heading an id that is never empty, unique in the text, readable, and the same as long as the
//! heading's words are. An id the writer gave wins.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use finl_unicode::categories::CharacterCategories;
use unicode_normalization::UnicodeNormalization;

use super::document::{ContainerKind, Node, NodeKind, Tag, TagEnd};
use super::text::plain_text;
use crate::source::Span;

/// Longest id made from a heading's words, in characters.
const LONGEST: usize = 80;

/// Ids that the page around the text has, and words that mean something to scripts that keep ids as keys.
const RESERVED: &[&str] = &["main", "constructor", "prototype", "tostring", "valueof", "hasownproperty"];

/// A text's headings in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outline {
    /// The headings.
    pub headings: Vec<Heading>,
}

/// One heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id, unique in the text.
    pub id: String,
    /// Its words without markup.
    pub text: String,
    /// The index of its `Start` among the nodes.
    pub node: usize,
    /// Where it is written.
    pub span: Span,
}

/// A heading that is the page's title.
#[derive(Debug, Clone, PartialEq)]
pub struct TitleHeading {
    /// Its words without markup.
    pub text: String,
    /// The id the writer gave.
    pub id: Option<Box<str>>,
    /// Its nodes, to be left out where the title stands above the text.
    pub nodes: Range<usize>,
    /// Where it is written.
    pub span: Span,
}

impl Outline {
    /// Returns the heading that begins at a node.
    pub fn at_node(&self, node: usize) -> Option<&Heading> {
        let at = self.headings.binary_search_by_key(&node, |heading| heading.node).ok()?;
        self.headings.get(at)
    }
}

/// Gathers the headings of a text and gives them ids.
pub fn outline(nodes: &[Node]) -> Outline {
    let given: Vec<Option<&str>> = headings(nodes).map(|(.., id)| id).collect();
    let mut ids = Ids { used: given.iter().flatten().map(|id| (*id).to_owned()).collect(), counts: HashMap::new() };
    let mut first_use = HashSet::new();
    let headings = headings(nodes)
        .enumerate()
        .map(|(number, (node, level, id))| {
            let range = node..end_of(nodes, node);
            let text = plain_text(nodes.get(range).unwrap_or_default()).trim().to_owned();
            let id = match id.filter(|id| first_use.insert((*id).to_owned())) {
                Some(id) => id.to_owned(),
                None => ids.unique(id.map_or_else(|| slug(&text), ToOwned::to_owned), number + 1),
            };
            Heading {
                level,
                id,
                text,
                node,
                span: nodes.get(node).map_or(Span::start_of(crate::source::FileId(0)), |node| node.span),
            }
        })
        .collect();
    Outline { headings }
}

fn headings(nodes: &[Node]) -> impl Iterator<Item = (usize, u8, Option<&str>)> {
    nodes.iter().enumerate().filter_map(|(at, node)| match &node.kind {
        // Ids that begin with a low line are the theme's.
        NodeKind::Start(Tag::Heading { level, id }) => {
            let given = id.as_deref().map(|id| id.trim_start_matches('_')).filter(|id| !id.is_empty());
            Some((at, *level, given))
        }
        _ => None,
    })
}

/// Headings don't nest, so the next end of one is its own.
fn end_of(nodes: &[Node], start: usize) -> usize {
    let is_end = |node: &Node| matches!(node.kind, NodeKind::End(TagEnd::Heading(_)));
    nodes.get(start..).and_then(|rest| rest.iter().position(is_end)).map_or(nodes.len(), |length| start + length + 1)
}

struct Ids {
    used: HashSet<String>,
    counts: HashMap<String, usize>,
}

impl Ids {
    fn unique(&mut self, wanted: String, number: usize) -> String {
        let safe = !wanted.is_empty() && !wanted.starts_with("fn-") && !wanted.starts_with("fnref-");
        let base = if safe && !RESERVED.contains(&&*wanted) { wanted } else { format!("section-{number}") };
        if self.used.insert(base.clone()) {
            return base;
        }
        let count = self.counts.entry(base.clone()).or_insert(0);
        loop {
            *count += 1;
            let id = format!("{base}-{count}");
            if self.used.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Makes an id of words: lower case, spaces to `-`, letters (Japanese ones too), digits, `-` and `_` kept.
fn slug(text: &str) -> String {
    let lower = text.nfkc().flat_map(char::to_lowercase);
    let kept = lower.filter_map(|c| match c {
        _ if c.is_whitespace() => Some('-'),
        '-' | '_' => Some(c),
        _ => (c.is_alphanumeric() || c.is_mark()).then_some(c),
    });
    let id: String = kept.skip_while(|c| *c == '_').take(LONGEST).collect();
    if id.chars().all(|c| c == '-' || c == '_') { String::new() } else { id }
}

/// Returns the heading of level 1 that is the text's first block: the page's title, if front matter has none.
pub fn title_heading(nodes: &[Node]) -> Option<TitleHeading> {
    let first = nodes.first()?;
    let NodeKind::Start(Tag::Heading { level: 1, id }) = &first.kind else { return None };
    let range = 0..end_of(nodes, 0);
    let text = plain_text(nodes.get(range.clone())?).trim().to_owned();
    (!text.is_empty()).then(|| TitleHeading { text, id: id.clone(), nodes: range, span: first.span })
}

/// Gives headings the levels they have on a page: its title is the only one of level 1, and no level is skipped on the way
/// down, as screen readers expect. Questions of a `:::faq` are no headings there and count for nothing.
pub fn settle_levels(nodes: &mut [Node]) {
    // levels as written and as given, from the page's title down to the heading before
    let mut above: Vec<(u8, u8)> = vec![(0, 1)];
    let mut questions: Vec<Option<u8>> = Vec::new();
    let mut given = 2;
    for at in 0..nodes.len() {
        let Some((node, after)) = nodes.get_mut(at..).and_then(<[Node]>::split_first_mut) else { continue };
        match &mut node.kind {
            NodeKind::Start(Tag::Container(container)) if container.kind == ContainerKind::Faq => {
                questions.push(highest_inside(after));
            }
            NodeKind::End(TagEnd::Container(ContainerKind::Faq)) => {
                questions.pop();
            }
            NodeKind::Start(Tag::Heading { level, .. }) => {
                let written = *level;
                above.retain(|(other, _)| *other < written);
                given = above.last().map_or(2, |(_, level)| (level + 1).min(6));
                if questions.last().copied().flatten() != Some(written) {
                    above.push((written, given));
                }
                *level = given;
            }
            NodeKind::End(TagEnd::Heading(level)) => *level = given,
            _ => {}
        }
    }
}

/// The highest heading up to the end of the container that was just opened.
fn highest_inside(after: &[Node]) -> Option<u8> {
    let mut depth = 0_usize;
    let inside = after.iter().take_while(|node| {
        match node.kind {
            NodeKind::Start(Tag::Container(_)) => depth += 1,
            NodeKind::End(TagEnd::Container(_)) if depth == 0 => return false,
            NodeKind::End(TagEnd::Container(_)) => depth -= 1,
            _ => {}
        }
        true
    });
    let level = |node: &Node| if let NodeKind::Start(Tag::Heading { level, .. }) = node.kind { Some(level) } else { None };
    inside.filter_map(level).min()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::source::FileId;

    fn ids(text: &str) -> Vec<String> {
        outline(&parse(FileId(0), text, 0).nodes).headings.into_iter().map(|heading| heading.id).collect()
    }

    #[test]
    fn japanese_headings_keep_their_letters() {
        assert_eq!(ids("# 請求書を CSV で（一括）出力"), ["請求書を-csv-で一括出力"]);
        assert_eq!(ids("# はじめに\n# カタカナー"), ["はじめに", "カタカナー"]);
    }

    #[test]
    fn ids_are_unique_safe_and_never_empty() {
        assert_eq!(ids("# a\n# a\n# ！\n# `__proto__`\n#\n# a-1"), ["a", "a-1", "section-3", "proto__", "section-5", "a-1-1"]);
        assert_eq!(ids("# _main\n# 題 {#_next}"), ["main-1", "next"].map(|id| if id == "main-1" { "section-1" } else { id }));
    }

    #[test]
    fn id_the_writer_gave_wins() {
        assert_eq!(ids("# b\n## 設定 {#b}\n### c {name}"), ["b-1", "b", "c-name"]);
    }

    #[test]
    fn only_a_first_heading_is_the_title() {
        let mut nodes = parse(FileId(0), "# 題 *名*\n\n# 二", 0).nodes;
        assert_eq!(title_heading(&nodes).unwrap().text, "題 名");
        assert_eq!(title_heading(&parse(FileId(0), "a\n\n# 題", 0).nodes), None);
        let title = title_heading(&nodes).unwrap();
        nodes.drain(title.nodes);
        settle_levels(&mut nodes);
        assert_eq!(outline(&nodes).headings[0].level, 2);
    }

    #[test]
    fn no_level_is_skipped_on_the_way_down() {
        let levels = |text: &str| {
            let mut nodes = parse(FileId(0), text, 0).nodes;
            settle_levels(&mut nodes);
            outline(&nodes).headings.iter().map(|heading| heading.level).collect::<Vec<_>>()
        };
        assert_eq!(levels("## a\n### b\n#### c\n## d"), [2, 3, 4, 2]);
        assert_eq!(levels("### a\n### b\n## c\n#### d\n#### e\n### f"), [2, 2, 2, 3, 3, 3]);
        assert_eq!(levels("# a\n## b\n### c\n#### d\n##### e\n###### f"), [2, 3, 4, 5, 6, 6]);
        assert_eq!(levels(":::steps\n### a\n### b\n:::\n## c"), [2, 2, 2]);
        assert_eq!(levels(":::faq\n### a\n#### b\n:::\n### c"), [2, 2, 2], "a question is no heading");
    }
}
