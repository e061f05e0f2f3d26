//! What a YAML mistake is called to a writer, and the exact text to write instead where the line tells.

use granit_parser::ErrorKind;

use super::tree::Syntax;
use super::yaml::Mistake;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::FileId;

/// A stretch of a YAML text and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    pub(super) offset: usize,
}

/// A line `key: value` with the byte ranges of its parts in the piece.
struct Line<'a> {
    value: &'a str,
    value_at: usize,
}

/// Says what is wrong with a piece that cannot be read.
pub(super) fn explain(piece: Piece<'_>, mistake: &Mistake) -> Diagnostic {
    let finding =
        |range: std::ops::Range<usize>, wording| Diagnostic::new(Code::InvalidSyntax, piece.span(range)).wording(wording);
    if mistake.is_too_much() {
        return finding(mistake.at..mistake.at + 1, "invalid-syntax.too-complex");
    }
    if let Some((at, indent)) = wrong_indent(piece.text) {
        let wording = if indent.contains('\t') { "invalid-syntax.tab" } else { "invalid-syntax.wide-space" };
        let spaces = indent.replace(['\t', '\u{3000}'], "  ");
        let span = piece.span(at..at + indent.len());
        return finding(at..at + indent.len(), wording).fix(span, spaces);
    }
    if let Some(line) = single_line(piece.text) {
        let range = line.value_at..line.value_at + line.value.len();
        return explain_value(&line, mistake, finding(range, "invalid-syntax.quote-it"), piece);
    }
    if let Some(stray) = stray_line(piece) {
        return stray;
    }
    let wording = match mistake.kind {
        Some(ErrorKind::UnclosedFlowCollection { .. } | ErrorKind::MismatchedFlowCollectionEnd { .. }) => {
            "invalid-syntax.bracket"
        }
        Some(ErrorKind::UnclosedQuotedScalar) => "invalid-syntax.quote",
        Some(ErrorKind::InvalidIndentation | ErrorKind::ExpectedBlockMappingKey) => "invalid-syntax.indent",
        Some(ErrorKind::UnknownAnchor) => "invalid-syntax.alias",
        _ => "invalid-syntax",
    };
    finding(mistake.at..mistake.at + 1, wording)
}

/// Says what is wrong with a piece that can be read but is no `key: value`.
pub(super) fn explain_no_key(piece: Piece<'_>) -> Diagnostic {
    stray_line(piece).unwrap_or_else(|| {
        let start = piece.text.len() - piece.text.trim_start().len();
        let line = piece.text.trim_start().lines().next().unwrap_or_default();
        let span = piece.span(start..start + line.trim_end().len());
        Diagnostic::new(Code::InvalidSyntax, span).wording("invalid-syntax.no-key")
    })
}

fn explain_value(line: &Line<'_>, mistake: &Mistake, finding: Diagnostic, piece: Piece<'_>) -> Diagnostic {
    let span = piece.span(line.value_at..line.value_at + line.value.len());
    let first = line.value.chars().next().unwrap_or_default();
    match (first, &mistake.kind) {
        ('[' | '{', Some(ErrorKind::UnclosedFlowCollection { open })) => {
            let close = if *open == '[' { ']' } else { '}' };
            finding.wording("invalid-syntax.bracket").fix(span, format!("{}{close}", line.value))
        }
        // What the scanner calls this depends on what follows; the line itself is plain.
        (quote @ ('"' | '\''), _) if !line.value.get(1..).unwrap_or_default().contains(quote) => {
            finding.wording("invalid-syntax.quote").fix(span, format!("{}{quote}", line.value))
        }
        ('"' | '\'', Some(ErrorKind::UnknownQuotedScalarEscape)) => {
            finding.wording("invalid-syntax.backslash").fix(span, line.value.replace('\\', "\\\\"))
        }
        _ if line.value.contains(": ") => finding.wording("invalid-syntax.colon").fix(span, Syntax::Toml.write_text(line.value)),
        _ => finding.fix(span, Syntax::Toml.write_text(line.value)),
    }
}

/// Finds an indentation of tabs or full-width spaces, which look right and aren't.
fn wrong_indent(text: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.get(..line.len() - line.trim_start_matches([' ', '\t', '\u{3000}']).len()).unwrap_or_default();
        if indent.contains(['\t', '\u{3000}']) && indent.len() < line.trim_end().len() {
            return Some((at, indent));
        }
        at += line.len();
    }
    None
}

/// Reads a piece of one line as `key: value`, comments aside.
fn single_line(text: &str) -> Option<Line<'_>> {
    let mut lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let mut written = lines.by_ref().filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let (start, line) = written.next()?;
    if written.next().is_some() {
        return None;
    }
    let (key, rest) = line.split_once(": ")?;
    let value = rest.trim();
    let value_at = start + key.len() + 2 + (rest.len() - rest.trim_start().len());
    (!value.is_empty() && !key.contains(['"', '\'', '{', '['])).then_some(Line { value, value_at })
}

/// Explains a line that lacks the space after its colon, or has a full-width colon.
fn stray_line(piece: Piece<'_>) -> Option<Diagnostic> {
    let start = piece.text.len() - piece.text.trim_start().len();
    let line = piece.text.trim_start().lines().next()?.trim_end();
    let colon = line.find([':', '：'])?;
    let key = line.get(..colon)?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' '));
    let written = line.get(colon..)?.chars().next()?;
    let rest = line.get(colon + written.len_utf8()..)?;
    if !is_key || (written == ':' && (rest.is_empty() || rest.starts_with(' '))) {
        return None;
    }
    let wording = if written == ':' { "invalid-syntax.space" } else { "invalid-syntax.wide-colon" };
    let padding = rest.len() - rest.trim_start().len();
    let end = start + colon + written.len_utf8() + padding;
    let fix = if rest.trim().is_empty() { ":" } else { ": " };
    let shown = piece.span(start..start + line.len());
    Some(Diagnostic::new(Code::InvalidSyntax, shown).wording(wording).with("key", key).fix(piece.span(start + colon..end), fix))
}
