//! Cuts a text into front matter and body.

use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{FileId, Span};

/// Where front matter and body are, as byte ranges of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    /// Between the `---` lines; `None` without front matter that can be read.
    pub(super) front: Option<std::ops::Range<usize>>,
    /// Where the body begins.
    pub(super) body: usize,
}

/// Cuts a text. Front matter in another language than YAML is told and skipped; nothing in it is run.
pub(super) fn cut(file: FileId, text: &str, found: &mut Findings) -> Parts {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let opening = first.trim_end();
    let Some(fence) = fence(opening) else {
        found.extend(late(file, text));
        return Parts { front: None, body: 0 };
    };
    let span = Span::new(file, 0..opening.len());
    let closing = closing(text, first.len(), fence);
    let body = closing.as_ref().map_or(text.len(), |closing| closing.end);
    if opening != "---" {
        let finding = Diagnostic::new(Code::UnsupportedFrontMatter, span).with("opening", opening);
        found.push(finding);
        return Parts { front: None, body };
    }
    match closing {
        Some(closing) => Parts { front: Some(first.len()..closing.start), body },
        None => {
            let finding = Diagnostic::new(Code::UnterminatedFrontMatter, span);
            let end = likely_end(text, first.len());
            let lead = if text.get(..end).is_some_and(|before| before.ends_with('\n')) { "" } else { "\n" };
            found.push(finding.fix(Span::new(file, end..end), format!("{lead}---\n")));
            Parts { front: None, body }
        }
    }
}

/// Finds front matter that blank lines or invisible characters keep from the text's beginning: read as text, `draft: true`
/// in it would mean nothing.
fn late(file: FileId, text: &str) -> Option<Diagnostic> {
    let rest = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}'));
    let start = text.len() - rest.len();
    let mut lines = rest.lines();
    let opens = start > 0 && lines.next().is_some_and(|line| line.trim_end() == "---");
    let body = start + rest.find('\n').map_or(rest.len(), |at| at + 1);
    let is_pair = likely_end(text, body) > body;
    let is_late = opens && is_pair && closing(text, body, "---").is_some();
    is_late.then(|| {
        let span = Span::new(file, start..start + 3);
        Diagnostic::new(Code::UnsupportedFrontMatter, span)
            .wording("unsupported-front-matter.late")
            .fix(Span::new(file, 0..start), "")
    })
}

/// Recognises a first line that opens front matter: `---`, `+++`, or either with the name of a language.
fn fence(opening: &str) -> Option<&'static str> {
    let after = |fence: &'static str| opening.strip_prefix(fence).map(|rest| (fence, rest.trim()));
    let (fence, language) = after("---").or_else(|| after("+++")).or_else(|| after(";;;"))?;
    let is_name = language.chars().all(|c| c.is_ascii_alphanumeric()) && language.len() <= 20;
    is_name.then_some(fence)
}

/// Finds the closing line: its range with the line end.
fn closing(text: &str, from: usize, fence: &str) -> Option<std::ops::Range<usize>> {
    let mut at = from;
    for line in text.get(from..)?.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some(at..at + line.len());
        }
        at += line.len();
    }
    None
}

/// Guesses where the closing line was meant to be: before the first line that can't be front matter.
fn likely_end(text: &str, from: usize) -> usize {
    let mut at = from;
    for line in text.get(from..).unwrap_or_default().split_inclusive('\n') {
        let key = line.split(':').next().unwrap_or_default();
        let is_pair =
            line.contains(':') && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')) && !key.is_empty();
        let goes_on = line.starts_with([' ', '\t']) && !line.trim().is_empty();
        if !is_pair && !goes_on && !line.starts_with("- ") && !line.starts_with("# ") {
            break;
        }
        at += line.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut_text(text: &str) -> (Parts, Vec<Diagnostic>) {
        let mut found = Findings::default();
        let parts = cut(FileId(0), text, &mut found);
        (parts, found.into_iter().collect())
    }

    #[test]
    fn front_matter_is_what_stands_between_the_lines() {
        for text in ["---\ntitle: a\n---\nbody\n", "---\r\ntitle: a\r\n---\r\nbody\r\n", "--- \ntitle: a\n---  \nbody"] {
            let (parts, findings) = cut_text(text);
            assert_eq!(findings, []);
            assert_eq!(text[parts.front.unwrap()].trim(), "title: a");
            assert!(text[parts.body..].starts_with("body"));
        }
        assert_eq!(cut_text("---\n---\n").0, Parts { front: Some(4..4), body: 8 });
    }

    #[test]
    fn front_matter_behind_blank_or_invisible_characters_is_told() {
        for text in
            ["\n---\ndraft: true\n---\n", " ---\ntitle: a\n---\n", "\u{feff}---\ntitle: a\n---\n", "\n\u{200b}---\na: b\n---\n"]
        {
            let (parts, findings) = cut_text(text);
            assert_eq!(parts.front, None);
            assert_eq!(
                findings.iter().map(|finding| finding.wording).collect::<Vec<_>>(),
                ["unsupported-front-matter.late"],
                "{text:?}"
            );
        }
        assert_eq!(cut_text("\n---\n\n文\n\n---\n").1, []);
    }

    #[test]
    fn text_without_it_is_all_body() {
        for text in ["", "# 見出し\n", "----\n", "-- a", "***\n", "--- 区切り ---\n"] {
            assert_eq!(cut_text(text), (Parts { front: None, body: 0 }, vec![]), "{text}");
        }
    }

    #[test]
    fn missing_closing_line_is_told_at_the_opening_one_with_the_likely_place() {
        let text = "---\ntitle: a\ntags:\n  - b\n\n# 見出し\n";
        let (parts, findings) = cut_text(text);
        assert_eq!(parts.front, None);
        assert_eq!(findings[0].code, Code::UnterminatedFrontMatter);
        assert_eq!(findings[0].span, Some(Span::new(FileId(0), 0..3)));
        let fix = findings[0].fix.clone().unwrap();
        let mut repaired = text.to_owned();
        repaired.replace_range(fix.span.range(), &fix.replacement);
        assert_eq!(repaired, "---\ntitle: a\ntags:\n  - b\n---\n\n# 見出し\n");
    }

    #[test]
    fn other_languages_are_refused_and_skipped() {
        for opening in ["---js", "---toml", "+++", "--- json", "---yaml", ";;;"] {
            let fence = &opening[..3];
            let text = format!("{opening}\nmodule.exports = 1\n{fence}\nbody");
            let (parts, findings) = cut_text(&text);
            assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::UnsupportedFrontMatter], "{opening}");
            assert_eq!((parts.front, &text[parts.body..]), (None, "body"));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cut_at_characters(text in "(---|\\+\\+\\+)?(\\PC|\n|---|\r\n|: ){0,40}") {
            let (parts, findings) = cut_text(&text);
            prop_assert!(text.get(parts.body..).is_some());
            prop_assert!(parts.front.is_none_or(|front| text.get(front).is_some()));
            for finding in findings {
                prop_assert!(finding.fix.is_none_or(|fix| text.get(fix.span.range()).is_some()));
            }
        }
    }
}
