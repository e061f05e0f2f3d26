//! How findings look: one list of findings becomes one text, for people or for programs.
//!
//! The one entry is [`print()`]; it is pure, the command line writes what it returns. Its steps:
//! 1. put the findings in order (by path and place; where they carry scores, and in JSON always: by level, then falling score);
//! 2. work out place, message and help of each (`item`), with nothing in them that acts on a display;
//! 3. hand them to the one formatter of the chosen format.

mod count;
mod csv;
mod excerpt;
mod fingerprint;
mod github;
mod human;
mod item;
mod json;
mod markdown;
mod owners;
mod place;
mod sarif;
mod short;

pub use count::untold;
pub use csv::table;
pub use fingerprint::fingerprints;
pub use json::json_text;

use crate::diagnostics::{Diagnostic, Lang};
use crate::source::Sources;
use item::Item;
use place::Places;

/// How the findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For reading: each finding with its line, a caret and what to write instead.
    #[default]
    Human,
    /// One line a finding: `path:line:column: level[code]: message`.
    Short,
    /// One object, see "Freshness" in the contract.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// GitHub workflow commands: annotations at the changed lines.
    Github,
    /// A table for spreadsheet programs.
    Csv,
    /// A comment on a pull request.
    Markdown,
}

impl Format {
    /// All formats with the names that `--format` takes.
    pub const ALL: &'static [(&'static str, Format)] = &[
        ("human", Format::Human),
        ("short", Format::Short),
        ("json", Format::Json),
        ("sarif", Format::Sarif),
        ("github", Format::Github),
        ("csv", Format::Csv),
        ("markdown", Format::Markdown),
    ];

    /// Finds a format by the name that `--format` takes.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    fn formatter(self) -> &'static dyn Formatter {
        match self {
            Self::Human => &human::Human,
            Self::Short => &short::Short,
            Self::Json => &json::Json,
            Self::Sarif => &sarif::Sarif,
            Self::Github => &github::Github,
            Self::Csv => &csv::Csv,
            Self::Markdown => &markdown::Markdown,
        }
    }
}

/// How to print, and what the findings are of.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReportOptions<'a> {
    /// The format.
    pub format: Format,
    /// The language of messages.
    pub lang: Lang,
    /// Whether the human format may use colour.
    pub colour: bool,
    /// The site's title.
    pub site: &'a str,
    /// The day (ISO) that the findings are true for.
    pub as_of: &'a str,
    /// The latest release that counts, if the site has any.
    pub release: Option<&'a str>,
    /// How many further findings a budget held back.
    pub over_budget: usize,
    /// Whose the findings are and what else was left out; `None` where nobody's work is listed, as in `check`.
    pub queue: Option<Queue<'a>>,
}

/// What a list of work is cut from, and whose it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Queue<'a> {
    /// How many findings somebody put off, with a reason and an end.
    pub snoozed: usize,
    /// How many were there already when a baseline was written.
    pub known: usize,
    /// Owners in their order, id and name. The human format gathers findings under them; none: it does not.
    pub owners: &'a [(&'a str, &'a str)],
}

/// What a formatter gets besides the findings.
#[derive(Clone, Copy)]
struct Run<'a> {
    sources: &'a Sources,
    places: &'a Places<'a>,
    options: &'a ReportOptions<'a>,
}

/// One way to write findings down.
trait Formatter {
    /// Writes them; the result is empty or ends with a line end.
    fn format(&self, items: &[Item<'_>], run: Run<'_>) -> String;
}

/// Writes findings in the chosen format. The text contains no control characters but line ends (and, with `colour`, the
/// colour sequences of the human format), whatever the sources contain.
pub fn print(findings: &[&Diagnostic], sources: &Sources, options: &ReportOptions<'_>) -> String {
    let places = Places::of(findings, sources);
    let mut items: Vec<_> = findings.iter().map(|finding| Item::new(finding, sources, &places, options.lang)).collect();
    order(&mut items, options.format);
    options.format.formatter().format(&items, Run { sources, places: &places, options })
}

fn order(items: &mut [Item<'_>], format: Format) {
    items.sort_by(|one, other| one.by_place().cmp(&other.by_place()));
    let scored = items.iter().any(|item| item.finding.about.score.is_some());
    if scored || format == Format::Json {
        // an unscored finding counts as less sure than any scored one
        let score = |item: &Item<'_>| item.finding.about.score.unwrap_or(-1.0);
        items.sort_by(|one, other| one.finding.level.cmp(&other.finding.level).then(score(other).total_cmp(&score(one))));
    }
}

#[cfg(test)]
mod tests;
