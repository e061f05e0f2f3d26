//! Containers: what may stand on a `:::` line after the colons, and who knows which name.

use std::ops::Range;

use super::document::{Attribute, Container, ContainerKind};
use super::fences::Fence;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// The names of the dialect with the attributes each knows.
const KNOWN: &[(&str, ContainerKind, &[&str])] = &[
    ("note", ContainerKind::Note, &[]),
    ("tip", ContainerKind::Tip, &[]),
    ("warning", ContainerKind::Warning, &[]),
    ("danger", ContainerKind::Danger, &[]),
    ("steps", ContainerKind::Steps, &[]),
    ("tabs", ContainerKind::Tabs, &["group"]),
    ("details", ContainerKind::Details, &["open"]),
    ("cards", ContainerKind::Cards, &["columns"]),
    ("slides", ContainerKind::Slides, &[]),
    ("faq", ContainerKind::Faq, &[]),
    ("stumble", ContainerKind::Stumble, &[]),
    ("internal", ContainerKind::Internal, &[]),
    ("when", ContainerKind::When, &["plan", "role", "audience"]),
    ("answer", ContainerKind::Answer, &[]),
];

/// Names other systems have for ours.
const ELSEWHERE: &[(&str, &str)] = &[
    ("info", "note"),
    ("important", "warning"),
    ("caution", "danger"),
    ("hint", "tip"),
    ("step", "steps"),
    ("tab", "tabs"),
    ("staff", "internal"),
    ("private", "internal"),
    ("社内", "internal"),
    ("内部", "internal"),
];

/// Reads an opening line of the body `text`, which begins at byte `base` of its file.
pub(super) fn open(text: &str, base: usize, file: FileId, fence: &Fence) -> (Container, Vec<Diagnostic>) {
    let at = |range: Range<usize>| Span::new(file, base + range.start..base + range.end);
    let rest = text.get(fence.rest.clone()).unwrap_or_default();
    let name = name(rest);
    let name_range = fence.rest.start..fence.rest.start + name.len();
    let words = words(text, name_range.end..fence.rest.end);
    let (mut title, mut attributes) = (Vec::new(), Vec::new());
    let known = KNOWN.iter().find(|(known, ..)| *known == name);
    let mut problems = Vec::new();
    for word in words {
        match word {
            Word::Title(text) => title.push(text),
            Word::Attribute { name, value, start, range } => {
                if known.is_some_and(|(_, _, allowed)| name != "title" && !allowed.contains(&name)) {
                    let finding = Diagnostic::new(Code::WrongAttribute, at(start..start + name.len()));
                    problems.push(finding.wording("wrong-attribute.named").with("name", name));
                }
                attributes.push(Attribute { name: name.into(), value: value.into(), span: at(range) });
            }
        }
    }
    let slipped = if is_internal(name) { ContainerKind::Internal } else { ContainerKind::Unknown };
    let kind = known.map_or(slipped, |(_, kind, _)| *kind);
    let title = title.join(" ");
    // `:::note[title]`, the habit of other systems
    let bracketed = title.strip_prefix('[').and_then(|title| title.strip_suffix(']'));
    let title = bracketed.unwrap_or(&title).into();
    let mut container = Container { kind, title, attributes, opening: at(fence.range.clone()) };
    if fence.slip {
        problems.push(slip(text, base, file, fence));
    }
    match known {
        Some(_) => check_attributes(&mut container, name, &mut problems),
        None if fence.slip => {}
        None => problems.push(unknown(name, at(name_range))),
    }
    (container, problems)
}

/// Takes the name from what stands after the colons.
pub(super) fn name(rest: &str) -> &str {
    rest.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').next().unwrap_or_default()
}

/// Says whether text under this name is for staff alone. Whoever slips in `internal` meant to hide the text, too.
pub(super) fn is_internal(name: &str) -> bool {
    nearest(name) == Some("internal")
}

/// Says whether a name is one of the dialect's.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.iter().any(|(known, ..)| *known == name)
}

/// Reports a line that is not quite a container's, with the line as it should be.
pub(super) fn slip(text: &str, base: usize, file: FileId, fence: &Fence) -> Diagnostic {
    let span = Span::new(file, base + fence.range.start..base + fence.range.end);
    let rest = text.get(fence.rest.clone()).unwrap_or_default();
    let written = name(rest);
    let after = rest.get(written.len()..).unwrap_or_default().trim_start_matches(['}', ']']);
    let expected = format!("{}{}{after}", ":".repeat(fence.colons.max(3)), nearest(written).unwrap_or(written));
    let found = text.get(fence.range.clone()).unwrap_or_default().trim();
    let finding = Diagnostic::new(Code::UnknownContainer, span).wording("unknown-container.colons");
    finding.with("found", found).with("expected", &*expected).fix(span, expected)
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    let finding = Diagnostic::new(Code::UnknownContainer, span).with("name", name);
    match nearest(name) {
        Some(near) => finding.wording("unknown-container.similar").with("near", near).fix(span, near),
        None => finding,
    }
}

/// Returns the dialect's name that was probably meant; an exact one is its own.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let lower = name.chars().map(narrow).collect::<String>().to_lowercase();
    // `internal-only`
    if lower.starts_with("internal") {
        return Some("internal");
    }
    if let Some((_, ours)) = ELSEWHERE.iter().find(|(theirs, _)| *theirs == lower) {
        return Some(ours);
    }
    let distance = |known: &str| strsim::damerau_levenshtein(known, &lower);
    let near = KNOWN.iter().map(|(known, ..)| *known).min_by_key(|known| distance(known))?;
    (distance(near) <= near.len().div_ceil(3)).then_some(near)
}

/// Full-width letters are a slip of the input method.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn check_attributes(container: &mut Container, name: &str, problems: &mut Vec<Diagnostic>) {
    if let Some(at) = container.attributes.iter().position(|attribute| &*attribute.name == "title") {
        let title = container.attributes.remove(at).value;
        if container.title.is_empty() {
            container.title = title;
        }
    }
    let missing = match container.kind {
        ContainerKind::When if container.attributes.is_empty() => ":::when plan=pro",
        ContainerKind::Answer if container.title.is_empty() => ":::answer yes",
        _ => return,
    };
    let finding = Diagnostic::new(Code::WrongAttribute, container.opening).wording("wrong-attribute.missing");
    problems.push(finding.with("name", name).with("expected", missing));
}

enum Word<'a> {
    Title(&'a str),
    /// `start` is where the name stands, `range` the value without its quotes.
    Attribute {
        name: &'a str,
        value: &'a str,
        start: usize,
        range: Range<usize>,
    },
}

/// Cuts the rest of an opening line at spaces; `name=value` and `name="value with spaces"` are attributes. Braces around the
/// attributes, the habit of other systems, are left out.
fn words(text: &str, range: Range<usize>) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = range.start;
    while let Some(rest) = text.get(at..range.end).filter(|rest| !rest.is_empty()) {
        let skipped = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '{' || c == '}').len();
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or(rest);
        match word.split_once('=').filter(|(name, _)| is_name(name)) {
            Some((name, _)) => {
                let value_start = name.len() + 1;
                let (value, inner, used) = value(rest.get(value_start..).unwrap_or_default());
                let inside = at + value_start + inner;
                words.push(Word::Attribute { name, value, start: at, range: inside..inside + value.len() });
                at += value_start + used;
            }
            None => {
                words.push(Word::Title(word.trim_end_matches('}')));
                at += end;
            }
        }
    }
    words
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Reads an attribute's value: the value, how many bytes stand before it, how many it takes with its quotes.
fn value(text: &str) -> (&str, usize, usize) {
    for (open, close) in [('"', '"'), ('\'', '\''), ('「', '」'), ('“', '”')] {
        if let Some(inner) = text.strip_prefix(open)
            && let Some(end) = inner.find(close)
        {
            let width = open.len_utf8();
            return (inner.get(..end).unwrap_or_default(), width, width + end + close.len_utf8());
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(text.len());
    (text.get(..end).unwrap_or_default(), 0, end)
}

#[cfg(test)]
mod tests {
    use super::super::fences;
    use super::*;

    fn opened(text: &str) -> (Container, Vec<Diagnostic>) {
        open(text, 0, FileId(0), &fences::read(text, 0).unwrap())
    }

    #[test]
    fn attributes_know_where_their_values_stand() {
        let text = ":::when plan=pro role=\"admin user\" 管理者の 方へ";
        let (container, problems) = opened(text);
        assert_eq!(problems, []);
        assert_eq!((container.kind, &*container.title), (ContainerKind::When, "管理者の 方へ"));
        let values: Vec<_> = container.attributes.iter().map(|a| (&*a.name, &*a.value, &text[a.span.range()])).collect();
        assert_eq!(values, [("plan", "pro", "pro"), ("role", "admin user", "admin user")]);
    }

    #[test]
    fn title_may_stand_in_brackets_behind_the_name() {
        let (container, problems) = opened(":::note[ご 注意]");
        assert_eq!((container.kind, &*container.title, problems.len()), (ContainerKind::Note, "ご 注意", 0));
    }

    #[test]
    fn unknown_name_is_answered_with_the_nearest() {
        let near = |text: &str| opened(text).1.first().and_then(|d| d.fix.clone()).map(|fix| fix.replacement);
        assert_eq!(near(":::warnig"), Some("warning".to_owned()));
        assert_eq!(near(":::info 補足"), Some("note".to_owned()));
        assert_eq!(near(":::zzzzzz"), None);
    }

    #[test]
    fn attribute_nobody_knows_is_found() {
        let (_, problems) = opened(":::note color=red");
        assert_eq!(problems.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::WrongAttribute]);
    }
}
