//! What stays the same about a finding when lines are added or removed around it.
//!
//! The one entry is [`fingerprints`]: a hash of the code, the path, the text of the line (runs of spaces as one), the release
//! that caused it, and which of several alike it is. The line's number and the message's wording are not part of it.

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostic;
use crate::source::{Sources, Span};

/// Returns one fingerprint a finding, in the same order: 16 hexadecimal digits and the number among those alike,
/// `9f86d081884c7d65:1`. Two findings of one list never share one.
pub fn fingerprints(findings: &[&Diagnostic], sources: &Sources) -> Vec<String> {
    let mut places: Vec<_> = findings.iter().enumerate().map(|(at, finding)| (place(finding), at)).collect();
    // alike ones are numbered from the top of the file, whatever order the findings come in
    places.sort();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut result = vec![String::new(); findings.len()];
    for (_, at) in places {
        if let (Some(finding), Some(slot)) = (findings.get(at), result.get_mut(at)) {
            let hash = hash(finding, sources);
            let number = seen.entry(hash.clone()).and_modify(|number| *number += 1).or_insert(1);
            *slot = format!("{hash}:{number}");
        }
    }
    result
}

fn place(finding: &Diagnostic) -> Option<(u32, u32)> {
    finding.span.map(|span| (span.start, span.end))
}

fn hash(finding: &Diagnostic, sources: &Sources) -> String {
    let line = finding.span.map(|span| line_text(span, sources)).unwrap_or_default();
    let mut hasher = blake3::Hasher::new();
    // what a later release makes wrong in a line is another finding; without a release nothing is added
    let release = finding.about.release.as_deref();
    for part in [finding.code.name(), finding.path(sources), &line].into_iter().chain(release) {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex().chars().take(16).collect()
}

/// The text of the line on which a span begins, runs of spaces as one.
fn line_text(span: Span, sources: &Sources) -> String {
    let text = &sources.get(span.file).text;
    let start = span.range().start.min(text.len());
    let before = text.get(..start).and_then(|before| before.rsplit('\n').next()).unwrap_or("");
    let after = text.get(start..).and_then(|after| after.split('\n').next()).unwrap_or("");
    format!("{before}{after}").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    fn of(text: &str, needle: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let file = sources.add("content/a.md", text);
        let found: Vec<_> = text
            .match_indices(needle)
            .map(|(at, found)| Diagnostic::new(Code::BrokenLink, Span::new(file, at..at + found.len())))
            .collect();
        fingerprints(&found.iter().collect::<Vec<_>>(), &sources)
    }

    #[test]
    fn removing_a_line_above_changes_nothing() {
        assert_eq!(of("一行目\n二行目\n[x](y)\n", "(y)"), of("一行目\n  [x](y)\r\n", "(y)"));
    }

    #[test]
    fn another_text_in_the_line_changes_it() {
        assert_ne!(of("[x](y)\n", "(y)"), of("[x](y) と\n", "(y)"));
    }

    #[test]
    fn another_release_changes_it() {
        let mut sources = Sources::default();
        let file = sources.add("a.md", "x");
        let of = |release: Option<&str>| {
            let mut finding = Diagnostic::new(Code::Affected, Span::new(file, 0..1));
            finding.about.release = release.map(str::to_owned);
            fingerprints(&[&finding], &sources)
        };
        assert_ne!(of(Some("2026.47")), of(Some("2026.48")));
        assert_ne!(of(Some("2026.47")), of(None));
    }

    #[test]
    fn alike_findings_are_numbered() {
        let found = of("[x](y)\n[x](y) z\n[x](y)\n", "(y)");
        assert!(found[0].ends_with(":1") && found[1].ends_with(":1") && found[2].ends_with(":2"), "{found:?}");
        assert_eq!(found[0].split(':').next(), found[2].split(':').next());
    }

    #[test]
    fn order_of_the_list_does_not_matter() {
        let mut sources = Sources::default();
        let file = sources.add("a.md", "x x");
        let (one, two) =
            (Diagnostic::new(Code::BrokenLink, Span::new(file, 0..1)), Diagnostic::new(Code::BrokenLink, Span::new(file, 2..3)));
        let forward = fingerprints(&[&one, &two], &sources);
        let backward = fingerprints(&[&two, &one], &sources);
        assert_eq!(forward, backward.into_iter().rev().collect::<Vec<_>>());
    }
}
