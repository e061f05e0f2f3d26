//! What becomes of each file: its replacements put in, or the reason why it is left as it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::Kind;
use crate::diagnostics::{Code, Diagnostic, Lang, visible};
use crate::edit::{self, Splice};
use crate::input::Snapshot;
use crate::site::{Page, Site};
use crate::source::{FileId, Source};

use super::super::texts;
use super::proof;

/// One file with its new text.
pub(super) struct Planned {
    pub file: FileId,
    /// The new text, without a byte order mark; the old one if there is trouble.
    pub text: String,
    /// How many replacements are in it.
    pub count: usize,
    /// Why it is left as it is.
    pub trouble: Option<Trouble>,
}

/// Why a file is left as it is.
pub(super) enum Trouble {
    /// Two replacements want the same place in a line.
    Overlap(u32),
    /// The new text of a line would not read as it should.
    Unsure(u32, String),
    /// The result would have a mistake that the file does not have.
    NewMistake(Box<Diagnostic>),
    /// The front matter cannot take an id.
    FrontMatter,
}

impl Trouble {
    /// Returns the message's key and the reason to fill in.
    pub fn in_words(&self, lang: Lang) -> (&'static str, String) {
        let line = |key: &str, line: u32, to: &str| texts::fill(lang, key, &[("line", &line.to_string()), ("to", &visible(to))]);
        let why = match self {
            Self::Overlap(at) => line("fix-overlap", *at, ""),
            Self::Unsure(at, to) => line("fix-unsure", *at, to),
            Self::NewMistake(finding) => texts::fill(lang, "fix-new-mistake", &[("what", &finding.message(lang))]),
            Self::FrontMatter => texts::text(lang, "fix-front-matter"),
        };
        ("fix-not-written", why)
    }
}

/// Plans every file that has something to replace; with a site also those whose pages lack a permanent id.
pub(super) fn all(
    wanted: &BTreeMap<FileId, Vec<Diagnostic>>,
    snapshot: &Snapshot,
    ids: Option<(&Site, Option<&BTreeSet<FileId>>)>,
) -> Vec<Planned> {
    let new_ids: BTreeMap<FileId, String> = ids.map(|(site, chosen)| made_up(site, chosen)).unwrap_or_default();
    let files: BTreeSet<FileId> = wanted.keys().chain(new_ids.keys()).copied().collect();
    let plan = |file: FileId| {
        let findings = wanted.get(&file).map(Vec::as_slice).unwrap_or_default();
        let id = new_ids.get(&file);
        let source = snapshot.sources.get(file);
        let count = findings.len() + usize::from(id.is_some());
        match one(file, source, findings, snapshot).and_then(|text| with_id(text, id)) {
            Ok(text) => Planned { file, text, count, trouble: None },
            Err(trouble) => Planned { file, text: source.text.to_string(), count: 0, trouble: Some(trouble) },
        }
    };
    files.into_iter().map(plan).collect()
}

fn one(file: FileId, source: &Source, findings: &[Diagnostic], snapshot: &Snapshot) -> Result<String, Trouble> {
    let line = |splice: &Splice| source.position(u32::try_from(splice.range.start).unwrap_or(u32::MAX)).line;
    let mut splices: Vec<Splice> = Vec::new();
    let mut labels = Vec::new();
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        if finding.code == Code::OutdatedLabel {
            labels.push(splices.len());
        }
        splices.push(Splice { range: fix.span.range(), replacement: fix.replacement.clone() });
    }
    let left = |splices: &[Splice]| edit::splice_all(&source.text, splices).ok();
    match left(&splices) {
        Some(spliced) if spliced.left.is_empty() => {}
        Some(spliced) => return Err(Trouble::Overlap(spliced.left.first().and_then(|at| splices.get(*at)).map_or(1, line))),
        None => return Err(Trouble::Overlap(1)),
    }
    let own: Vec<Splice> = labels.iter().filter_map(|at| splices.get(*at).cloned()).collect();
    let settled = proof::settled((file, source), &own, &snapshot.config)
        .map_err(|at| own.get(at).map_or(Trouble::Overlap(1), |own| Trouble::Unsure(line(own), own.replacement.clone())))?;
    for (at, settled) in labels.into_iter().zip(settled) {
        if let Some(place) = splices.get_mut(at) {
            *place = settled;
        }
    }
    left(&splices).map(|spliced| spliced.text).ok_or(Trouble::Overlap(1))
}

fn with_id(text: String, id: Option<&String>) -> Result<String, Trouble> {
    match id {
        None => Ok(text),
        Some(id) => edit::set_front_matter_key(&text, "id", id).map_err(|_| Trouble::FrontMatter),
    }
}

/// Goes through the pages that could have a permanent address and have none.
pub(super) fn without_id<'a>(site: &'a Site, chosen: Option<&'a BTreeSet<FileId>>) -> impl Iterator<Item = &'a Page> {
    let is_lasting = |page: &&Page| {
        matches!(page.kind, Kind::Article(_) | Kind::Faq | Kind::Webinar(_))
            // a task is known by its file's name until it has an id: another one would cut it off
            || (matches!(page.kind, Kind::Task(_)) && is_id(page.name()))
    };
    let pages = site.pages.iter().filter(|page| page.address.is_some() && page.language == site.config.language);
    pages
        .filter(is_lasting)
        .filter(|page| page.front.id.is_none())
        .filter(move |page| chosen.is_none_or(|c| c.contains(&page.file)))
}

fn is_id(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Makes ids of files' names; where that is taken with the folder's name before it, and where it is Japanese of its hash.
fn made_up(site: &Site, chosen: Option<&BTreeSet<FileId>>) -> BTreeMap<FileId, String> {
    let known = site.pages.iter().filter_map(|page| page.front.id.as_ref()).map(|id| id.value.clone());
    let mut taken: BTreeSet<String> = known.collect();
    let mut made = BTreeMap::new();
    for page in without_id(site, chosen) {
        let folder = page.folder().rsplit('/').next().unwrap_or_default();
        let hash: String = blake3::hash(page.stem.as_bytes()).to_hex().chars().take(8).collect();
        let names = [page.name().to_owned(), format!("{folder}-{}", page.name())]
            .map(|name| name.to_lowercase().replace(['_', ' '], "-"));
        let names = names.into_iter().filter(|name| is_id(name)).chain([format!("page-{hash}")]);
        if let Some(id) = names.into_iter().find(|id| !taken.contains(id)) {
            taken.insert(id.clone());
            made.insert(page.file, id);
        }
    }
    made
}
