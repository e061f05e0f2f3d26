//! One text becomes one entry, and all texts of a site all entries, on every core and always in the same order.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;

use super::data::{self, Data};
use super::entry::{Entry, FrontMatter, Review};
use super::front;
use super::keys::KEYS;
use super::kinds;
use super::pictures;
use super::place::{self, Place};
use super::read;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Findings, Level};
use crate::source::{FileId, Source, Sources, Span};
use crate::values::{Context, Syntax, Value, check, yaml};

/// All that a site's texts say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entries {
    /// The entries in the order of the sources, which is that of their paths.
    pub entries: Vec<Entry>,
    /// The tables of `data/`.
    pub data: Data,
}

/// Reads one Markdown file. Whatever is wrong with it, there is an entry; wrong values count as left out.
pub fn parse(file: FileId, source: &Source, config: &Config, found: &mut Findings) -> Entry {
    let text = &*source.text;
    let Place { sort, stem, language, .. } = place::place(&source.path, config);
    let parts = front::cut(file, text, found);
    let front_span = parts.front.clone().map(|front| Span::new(file, front));
    let table = match &parts.front {
        Some(front) => {
            let written = printable(file, text.get(front.clone()).unwrap_or_default(), front.start, found);
            let mut table = yaml(file, &written, front.start, found);
            let opening = Span::new(file, 0..text.lines().next().unwrap_or_default().trim_end().len());
            // A translation has every key of its source.
            let missing_at = (language == config.language).then_some(opening);
            check(
                &mut table,
                KEYS,
                Context { syntax: Syntax::Yaml, kind: sort.name(), place_of: place::folder_of, missing_at },
                found,
            );
            table
        }
        None => Value::empty(file),
    };
    let front = read::front_matter(&table);
    judge_together(&front, found);
    let body = crate::markdown::parse(file, text, parts.body);
    found.extend(body.problems.iter().cloned());
    found.extend(pictures::judge(&front, &body));
    Entry { file, path: source.path.to_string(), stem, language, front, front_span, kind: kinds::kind(sort, &table), body }
}

/// Puts spaces in the place of control characters, which YAML refuses as a whole: a page is not held up by what nobody sees.
fn printable<'a>(file: FileId, front: &'a str, start: usize, found: &mut Findings) -> Cow<'a, str> {
    let is_refused = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
    let Some(at) = front.find(is_refused) else { return Cow::Borrowed(front) };
    let code = front.as_bytes().get(at).copied().unwrap_or_default();
    let span = Span::new(file, start + at..start + at + 1);
    let finding = Diagnostic::new(Code::ControlCharacter, span).wording("control-character.named");
    found.push(finding.with("name", format!("U+{code:04X}")));
    Cow::Owned(front.replace(is_refused, " "))
}

/// What is wrong only in the light of another key.
fn judge_together(front: &FrontMatter, found: &mut Findings) {
    if let (Some(review), None) = (&front.review, &front.review_reason)
        && review.value == Review::Never
    {
        let finding = Diagnostic::new(Code::MissingKey, review.span).wording("missing-key.review-reason");
        found.push(finding.with("key", "review_reason"));
    }
    if let (Some(from), Some(to)) = (&front.publish_at, &front.expire_at) {
        let comparable = |text: &str| text.replace(' ', "T");
        // Only the same number of characters compares as it reads; offsets from UTC don't.
        let backwards = from.value.len() == to.value.len() && comparable(&from.value) >= comparable(&to.value);
        if backwards && from.value.len() <= "2026-11-25T10:00:00".len() {
            let finding = Diagnostic::new(Code::WrongValue, to.span).wording("wrong-value.expire");
            found.push(finding.with("key", "expire_at").with("start", from.value.as_str()).related(from.span));
        }
    }
}

/// Reads all Markdown of a site and its tables.
///
/// In a site with `content/`, `guides/` or `snippets/` pages are in these alone. Without any of them the folder is plain
/// Markdown, and every file of it is a page.
pub fn parse_all(sources: &Sources, config: &Config, found: &mut Findings) -> Entries {
    let is_plain = !sources.iter().any(|(_, source)| is_markdown(&source.path) && place::is_rooted(&source.path));
    let pages: Vec<(FileId, &Source)> = sources.iter().filter(|(_, source)| is_page(&source.path, is_plain)).collect();
    judge_names(&pages, config, found);
    let (blank, written): (Vec<_>, Vec<_>) = pages.into_iter().partition(|(_, source)| source.text.trim().is_empty());
    for (file, _) in blank {
        found.push(Diagnostic::new(Code::EmptyPage, Span::start_of(file)));
    }
    let parsed: Vec<(Entry, Findings)> = written
        .par_iter()
        .map(|&(file, source)| {
            let mut own = Findings::default();
            (parse(file, source, config, &mut own), own)
        })
        .collect();
    let mut entries = Vec::with_capacity(parsed.len());
    for (entry, own) in parsed {
        entries.push(entry);
        found.extend(own);
    }
    Entries { entries, data: data::read(sources, config, found) }
}

fn is_markdown(path: &str) -> bool {
    path.ends_with(".md") || path.ends_with(".markdown")
}

fn is_page(path: &str, is_plain: bool) -> bool {
    let kept_apart = ["themes/", "static/", "data/", "customers/", "manuals/", "public/", "staff/", "drafts/", "."];
    is_markdown(path) && (place::is_rooted(path) || (is_plain && !kept_apart.iter().any(|folder| path.starts_with(folder))))
}

/// Tells of names whose language the site doesn't have. (Translations of nothing are told where translations are paired.)
fn judge_names(pages: &[(FileId, &Source)], config: &Config, found: &mut Findings) {
    let places: Vec<(FileId, Place)> = pages.iter().map(|&(file, source)| (file, place::place(&source.path, config))).collect();
    let own: BTreeSet<&str> =
        places.iter().filter(|(_, place)| place.language == config.language).map(|(_, place)| place.stem.as_str()).collect();
    for (file, place) in &places {
        let at = Span::start_of(*file);
        if let Some(stranger) = &place.stranger {
            let source_stem = place.stem.strip_suffix(&format!(".{stranger}")).unwrap_or_default();
            let mut finding =
                Diagnostic::new(Code::UnknownName, at).wording("unknown-name.language").with("language", stranger.as_str());
            // Alone it may be a name with a dot in it; beside its source it is a translation in all but the setting.
            if !own.contains(source_stem) {
                finding.level = Level::Warning;
            }
            let languages = config.languages.iter().chain([stranger]).map(|language| format!("\"{language}\""));
            found.push(finding.with("languages", languages.collect::<Vec<_>>().join(", ")));
        }
    }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
