//! `outdated-label`: a text marks a label of the product that a later release renamed or took away.
//!
//! A mark counts if it *is* the label: as a whole, less the word for what kind of thing it is (「保存ボタン」, `Save button`),
//! or as one step of a path in it. Inside a longer Japanese mark a label counts if its neighbours are of another script, so
//! that it cannot be a part of a longer word, if it is used as a name, and if no longer label of the catalogue covers it. A sentence
//! that itself tells of the change quotes nothing.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostics::{Code, Diagnostic};
use crate::site::{Page, PageId};
use crate::source::{Sources, Span};

use super::inside::{Found, Inside};
use super::kinds;
use super::marks::{self, Form, Mark};
use super::renames::{Fate, Renames, folded};
use super::{Context, Gathered, OutdatedLabel, State, is_checked, score};

pub(super) fn find(context: &Context<'_>, gathered: &mut Gathered) {
    let external: BTreeSet<String> =
        context.site.config.freshness.external_labels.iter().map(|text| folded(text).into_owned()).collect();
    for language in &context.site.config.languages {
        let renames = Renames::of(context.timeline, language);
        if renames.is_empty() {
            continue;
        }
        let search = Search { inside: Inside::of(context, &renames, language), renames, external: &external };
        for (id, page) in context.site.ids().filter(|(_, page)| is_checked(page) && page.language == *language) {
            search.page(context, id, page, gathered);
        }
    }
}

/// What is looked for in one language.
struct Search<'a> {
    renames: Renames<'a>,
    external: &'a BTreeSet<String>,
    inside: Inside,
}

impl Search<'_> {
    fn page(&self, context: &Context<'_>, id: PageId, page: &Page, gathered: &mut Gathered) {
        let Some(from) = gathered.pages[id.index()].checked.as_ref().map(|checked| checked.releases) else { return };
        let mut seen: HashSet<Span> = HashSet::new();
        let mut hits: Vec<Hit<'_>> = Vec::new();
        let mut see = |mark: Mark<'_>| {
            for (text, range) in self.candidates(&mark) {
                let span = mark.place(context.sources, range);
                if self.external.contains(&text) || seen.contains(&span) {
                    continue;
                }
                let fate = self.renames.fate(&text, from, &page.front);
                let fate = fate.filter(|fate| mark.form < Form::Cited || !is_narrowed(&text, fate.to));
                if let Some(fate) = fate.filter(|fate| !tells_of_it(context.sources, span, fate.to)) {
                    seen.insert(span);
                    hits.push(Hit { span, form: mark.form, text, fate });
                }
            }
        };
        marks::marks(&page.nodes, &mut see);
        marks::bracketed(page, context.sources, &mut see);
        hits.sort_by_key(|hit| (hit.span.file, hit.span.start));
        for hit in hits {
            tell(context, (id, page), &hit, gathered);
        }
    }

    /// Returns the folded texts in a mark that some release took away, with their places in it.
    fn candidates(&self, mark: &Mark<'_>) -> Vec<Found> {
        let text = mark.text;
        let mut found = Vec::new();
        if mark.form == Form::Running {
            self.inside.named(text, &mut found);
            return found;
        }
        self.add(text, 0..text.len(), &mut found);
        if text.contains(marks::ARROWS) {
            for part in text.split(marks::ARROWS) {
                let at = part.as_ptr() as usize - text.as_ptr() as usize;
                self.add(text, at..at + part.len(), &mut found);
            }
        }
        // ［］ hold one label and nothing else
        if found.is_empty() && mark.form != Form::Label {
            self.inside.find(text, &mut found);
        }
        found
    }

    fn add(&self, text: &str, range: std::ops::Range<usize>, found: &mut Vec<Found>) {
        let piece = &text[range.clone()];
        let lead = piece.len() - piece.trim_start().len();
        let inner = piece.trim();
        let start = range.start + lead;
        let kind = kinds::without(inner);
        for label in [Some(inner), kind].into_iter().flatten() {
            let key = folded(label);
            if self.renames.knows(&key) {
                found.push((key.into_owned(), start..start + label.len()));
                return;
            }
        }
    }
}

/// Signs that may stand right before a label.
const OPENING: &[char] = &['［', '「', '『', '【', '*', '"', '“', '`', '['];

/// Says whether a sentence itself tells of the change: it calls the label the old one, or marks the new one, too.
fn tells_of_it(sources: &Sources, span: Span, new: Option<&str>) -> bool {
    let text = &*sources.get(span.file).text;
    let Some((before, after)) = text.get(..span.range().start).zip(text.get(span.range().end..)) else { return false };
    let is_end = |c: char| matches!(c, '。' | '\n' | '！' | '？');
    let before = before.rsplit(is_end).next().and_then(|line| line.rsplit(". ").next()).unwrap_or(before);
    let after = after.split(is_end).next().and_then(|line| line.split(". ").next()).unwrap_or(after);
    let lead = before.trim_end_matches(OPENING).trim_end();
    let is_old = ["旧", "以前の", "これまでの", "もとの", "元の", "formerly", "old"].iter().any(|word| lead.ends_with(word));
    let marks = |text: &str, new: &str| text.match_indices(new).any(|(at, _)| text[..at].ends_with(OPENING));
    is_old || new.is_some_and(|new| marks(before, new) || marks(after, new))
}

/// Says whether the new label is the old one with words around it: 「設定」 became 「アカウント設定」. The old text is then often
/// what another thing is called, in this product or the next, and only a mark that is made for labels quotes it surely.
fn is_narrowed(old: &str, new: Option<&str>) -> bool {
    new.map(folded).is_some_and(|new| new != old && new.contains(old))
}

/// A label that a page quotes and the product no longer shows.
struct Hit<'a> {
    span: Span,
    form: Form,
    /// Folded.
    text: String,
    fate: Fate<'a>,
}

fn tell(context: &Context<'_>, (id, page): (PageId, &Page), hit: &Hit<'_>, gathered: &mut Gathered) {
    let Hit { span, form, text, fate } = hit;
    let timeline = context.timeline;
    // where the source is written in another way than it reads (an entity, two lines) the place is that of the whole piece
    let is_exact = folded(context.sources.text(*span)) == *text;
    let written = if is_exact { context.sources.text(*span) } else { text };
    if timeline.is_out(fate.place) {
        let label = OutdatedLabel { span: *span, from: written.to_owned(), to: fate.to.map(str::to_owned), change: fate.change };
        gathered.pages[id.index()].labels.push(label);
        gathered.pages[id.index()].touched.push(fate.change);
        gathered.worsen(id, Some(State::Outdated));
    }
    gathered.told.insert((id, fate.change));
    if !timeline.is_asked(fate.place) {
        return;
    }
    let finding = Diagnostic::new(Code::OutdatedLabel, *span).with("from", written).with("release", timeline.name(fate.place));
    let finding = match (fate.to, fate.is_ambiguous) {
        (Some(to), _) if is_exact => finding.with("to", to).fix(*span, to),
        (Some(to), _) => finding.with("to", to),
        (None, true) => finding.wording("outdated-label.several"),
        (None, false) => finding.wording("outdated-label.removed"),
    };
    let finding = match timeline.is_out(fate.place) {
        true => finding,
        false => planned(finding.with("day", timeline.day(fate.place))),
    };
    // a piece that several pages include is told once
    if !gathered.spans.insert((*span, fate.change)) {
        return;
    }
    let finding = score::about(context, finding, page, &[(fate.change, fate.about)], strength(*form));
    gathered.add(id, finding, None);
}

/// Tells what is still to come as such.
fn planned(finding: Diagnostic) -> Diagnostic {
    match finding.wording {
        "outdated-label" => finding.wording("outdated-label.planned"),
        "outdated-label.removed" => finding.wording("outdated-label.planned-removed"),
        _ => finding,
    }
}

/// How sure a mark is to quote the product.
fn strength(form: Form) -> f64 {
    match form {
        Form::Label => 1.0,
        Form::Bold => 0.95,
        Form::Quoted | Form::Cited => 0.9,
        Form::Step => 0.85,
        Form::Code => 0.8,
        Form::Running => 0.75,
    }
}
