//! What a release says of itself: change by change, and line by line of its note.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Change, Data, LabelChange};
use crate::markdown;
use crate::site::Page;

use super::super::Context;
use super::super::renames::folded;
use super::super::timeline::Counted;
use super::words::words;

/// Commits of these kinds change nothing that people see (Conventional Commits 1.0.0).
const INVISIBLE: &[&str] = &["build", "bump", "chore", "ci", "deps", "docs", "merge", "refactor", "style", "test", "tests"];

/// Labels of a screen longer than this are sentences, shorter ones are too common.
const LABEL_LENGTH: std::ops::RangeInclusive<usize> = 3..=40;

/// One thing that a release says.
pub(super) struct Said {
    /// Its words by what is looked for, with what people are shown.
    pub words: BTreeMap<String, String>,
    /// Which change it is; `None` for a line of the note.
    pub change: Option<u32>,
    /// Whether it tells of a label: surer than prose.
    pub is_label: bool,
}

/// Everything that is looked for because of one release.
pub(super) struct Query<'a> {
    /// The release's place in the order.
    pub place: usize,
    pub name: &'a str,
    pub day: &'a str,
    pub said: Vec<Said>,
    /// Texts that the release took away, as they read.
    pub old_labels: BTreeMap<String, u32>,
    /// Labels that stand on the screens that the release touched.
    pub screen_labels: BTreeSet<String>,
    /// The version as texts write it: `4.2` for `v4.2.3`.
    pub version: Option<String>,
}

impl<'a> Query<'a> {
    pub fn of(context: &Context<'a>, place: usize, language: &str) -> Self {
        let Some(known) = context.timeline.releases.get(place) else { return Self::empty(place) };
        let own = &context.site.config.language;
        let record = context.site.page(known.page);
        let told = context.site.in_language(record, language).map_or(record, |id| context.site.page(id));
        let label = |change: &'a Change| if language == own { change.label.as_ref() } else { change.labels.get(language) };
        let mut said: Vec<Said> = Vec::new();
        let mut old_labels = BTreeMap::new();
        let counted: Vec<Counted<'a>> = context.timeline.changes(place).take_while(|counted| counted.place == place).collect();
        let external: BTreeSet<String> =
            context.site.config.freshness.external_labels.iter().map(|text| folded(text).into_owned()).collect();
        for Counted { id, change, .. } in &counted {
            said.extend(of_change(change, id.change, label(change)));
            let gone = label(change).filter(|label| label.from != label.to).and_then(|label| label.from.as_ref());
            let text = gone.map(|from| folded(&from.value).into_owned()).unwrap_or_default();
            if text.chars().count() >= 2 && !external.contains(&text) {
                old_labels.entry(text).or_insert(id.change);
            }
        }
        said.extend(of_note(told));
        let touched = counted.iter().filter_map(|counted| counted.change.screen.as_ref());
        let screens: BTreeSet<&str> = touched.map(|screen| screen.value.as_str()).collect();
        let screen_labels = labels_of(&context.site.data, language, &screens);
        Self { place, name: known.name, day: known.day, said, old_labels, screen_labels, version: version(known.name) }
    }

    fn empty(place: usize) -> Self {
        Self {
            place,
            name: "",
            day: "",
            said: Vec::new(),
            old_labels: BTreeMap::new(),
            screen_labels: BTreeSet::new(),
            version: None,
        }
    }
}

fn of_change(change: &Change, number: u32, label: Option<&LabelChange>) -> Option<Said> {
    let mut text = String::new();
    let labels = label.iter().flat_map(|label| label.to.iter().chain(&label.from)).map(|text| text.value.as_str());
    for piece in labels.chain(change.summary.iter().map(|summary| summary.value.as_str())) {
        text.push_str(piece);
        text.push('\n');
    }
    let is_label = label.is_some();
    if !is_label && is_invisible(&text) {
        return None;
    }
    Some(Said { words: by_stem(&text), change: Some(number), is_label })
}

fn by_stem(text: &str) -> BTreeMap<String, String> {
    words(text).into_iter().map(|word| (word.stem, word.shown)).collect()
}

fn of_note(record: &Page) -> Vec<Said> {
    let text = markdown::plain_text(&record.nodes);
    let lines = text.lines().map(str::trim).filter(|line| line.chars().count() > 5 && !is_invisible(line));
    lines.map(|line| Said { words: by_stem(line), change: None, is_label: false }).collect()
}

fn is_invisible(text: &str) -> bool {
    let first: String = text.trim_start_matches(['*', '-', ' ']).chars().take_while(char::is_ascii_alphabetic).collect();
    INVISIBLE.binary_search(&first.to_ascii_lowercase().as_str()).is_ok()
}

/// Gathers the labels that stand on screens: by the screens' own prefixes, else by a key less its last part.
fn labels_of(data: &Data, language: &str, screens: &BTreeSet<&str>) -> BTreeSet<String> {
    let prefixes = data.screens.iter().filter(|screen| screens.contains(screen.id.value.as_str()));
    let prefixes: Vec<&str> = prefixes.flat_map(|screen| &screen.prefixes).map(|prefix| prefix.value.as_str()).collect();
    let on_screen = |key: &str| {
        let screen = key.find('|').or_else(|| key.rfind('.')).and_then(|at| key.get(..at)).unwrap_or_default();
        screens.contains(screen)
            || prefixes.iter().any(|prefix| key.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(['.', '|', '/'])))
    };
    let catalogue = data.labels.iter().filter(|labels| labels.language == language).flat_map(|labels| &labels.labels);
    let texts = catalogue.filter(|label| on_screen(&label.key.value)).map(|label| folded(&label.text.value).into_owned());
    texts.filter(|text| LABEL_LENGTH.contains(&text.chars().count())).collect()
}

/// Returns a version's first two numbers as texts write them.
fn version(name: &str) -> Option<String> {
    let bare = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mut parts = bare.split('.');
    let (major, minor) = (parts.next()?, parts.next()?);
    let minor: String = minor.chars().take_while(char::is_ascii_digit).collect();
    let is_number = !major.is_empty() && major.bytes().all(|byte| byte.is_ascii_digit()) && !minor.is_empty();
    is_number.then(|| format!("{major}.{minor}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_in_order_and_known_at_the_beginning_only() {
        assert!(INVISIBLE.is_sorted());
        assert!(is_invisible("- chore(deps): bump x"));
        assert!(!is_invisible("Feature: chore lists"));
    }

    #[test]
    fn version_is_its_first_two_numbers() {
        assert_eq!(version("v4.2.3-rc1").as_deref(), Some("4.2"));
        assert_eq!(version("2026.47").as_deref(), Some("2026.47"));
        assert_eq!(version("秋のリリース"), None);
    }
}
