//! The import as a whole: see [`super`] for its steps.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::catalogue::{self, Catalogue};
use super::difference::difference;
use super::draft::{Draft, DraftChange};
use super::format::Format;
use super::merge::{self, Merged};
use super::screens::Screens;
use super::{changelog, files, git_cliff, github, record};
use crate::config::Config;
use crate::content::{self, Entries, Entry, Kind, ReleaseStatus};
use crate::diagnostics::{Code, Diagnostic, Findings, Lang, Level};
use crate::input::{self, Snapshot};
use crate::source::{FileId, Span};
use crate::values;

/// What to import.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The files, two of them for catalogues: before and after.
    pub files: &'a [PathBuf],
    /// What they are.
    pub format: Format,
    /// Only this release; the name of the one that two catalogues make.
    pub release: Option<&'a str>,
    /// The title of a new record, where the files have none.
    pub title: Option<&'a str>,
    /// ISO day, where the files have none.
    pub date: Option<&'a str>,
    /// The catalogues' language; the site's own without it.
    pub language: Option<&'a str>,
    /// Whether what is not out yet becomes a planned release, too.
    pub unreleased: bool,
    /// In which language comments are written.
    pub lang: Lang,
}

/// What an import would write, and what it leaves out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// Records to write, in the order of the files.
    pub records: Vec<RecordEdit>,
    /// Records that hold everything already.
    pub same: usize,
    /// Confirmed records (site-relative path) and how many changes the import would have added.
    pub confirmed: Vec<(String, usize)>,
    /// Texts that changed in looks alone.
    pub cosmetic: usize,
    /// Keys that changed while the screen stayed as it was.
    pub keys_only: usize,
    /// Releases left out because they are not out yet.
    pub unreleased: usize,
    /// Changes that are news to nobody's label: how many are `minor`.
    pub minor: usize,
    /// Changes of new records that name no feature, screen or label.
    pub loose: usize,
}

/// One record to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordEdit {
    /// Site-relative path.
    pub path: String,
    /// What it holds; `None` if it is new.
    pub before: Option<String>,
    /// What it shall hold.
    pub after: String,
    /// How many changes are new in it.
    pub changes: usize,
}

/// Says whether a text is a day that exists: `2026-11-18`.
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// Reads the files and says what to write. The files join the snapshot's sources; whatever is wrong with them is told, and
/// an error among it means that nothing is to be written.
pub fn releases(snapshot: &mut Snapshot, request: &Request<'_>, found: &mut Findings) -> Imported {
    let mut own = Findings::default();
    let files = files::read(request.files, &mut snapshot.sources, &mut own);
    let entries = content::parse_all(&snapshot.sources, &snapshot.config, &mut Findings::default());
    let mut imported = Imported::default();
    let records = records(&entries, &snapshot.config);
    let importing = Importing { snapshot, request, entries: &entries, records };
    if own.count(Level::Error) == 0 {
        let drafts = importing.drafts(&files, &mut imported, &mut own);
        let drafts = importing.chosen(drafts, &mut imported, &mut own);
        drafts.iter().for_each(|draft| importing.put(draft, &mut imported, &mut own));
    }
    if own.count(Level::Error) > 0 {
        imported = Imported::default();
    }
    found.extend(own);
    imported
}

struct Importing<'a> {
    snapshot: &'a Snapshot,
    request: &'a Request<'a>,
    entries: &'a Entries,
    /// The site's own by their names.
    records: BTreeMap<String, &'a Entry>,
}

/// Finds the records of the site's own language; of two with one name the first.
fn records<'a>(entries: &'a Entries, config: &Config) -> BTreeMap<String, &'a Entry> {
    let name = |entry: &Entry| {
        let Kind::Release(release) = &entry.kind else { return None };
        let file_name = entry.stem.rsplit('/').next().unwrap_or_default();
        let own = release.release.as_ref().map_or(file_name, |own| own.value.as_str());
        (entry.language == config.language).then(|| bare(own))
    };
    entries.entries.iter().rev().filter_map(|entry| Some((name(entry)?, entry))).collect()
}

impl Importing<'_> {
    fn config(&self) -> &Config {
        &self.snapshot.config
    }

    fn text(&self, file: FileId) -> (&str, &str) {
        let source = self.snapshot.sources.get(file);
        (&source.path, &source.text)
    }

    fn drafts(&self, files: &[FileId], imported: &mut Imported, found: &mut Findings) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let mut catalogues = Vec::new();
        for &file in files {
            let (path, text) = self.text(file);
            match self.request.format.settle(path, (file, text)) {
                Some(Format::Catalogues) => catalogues.push(file),
                Some(Format::KeepAChangelog) => drafts.extend(changelog::drafts(file, text, found)),
                Some(format) => drafts.extend(self.exported(format, (file, text), found)),
                None => found.push(self.unknown(file)),
            }
        }
        match catalogues.as_slice() {
            [] => {}
            [old, new] => drafts.extend(self.compared(*old, *new, imported, found)),
            [one, ..] => {
                let finding = Diagnostic::new(Code::InvalidSyntax, Span::start_of(*one)).wording("invalid-syntax.two-catalogues");
                found.push(finding.with("count", catalogues.len().to_string()));
            }
        }
        drafts
    }

    /// A broken file of a known kind says where it is broken; any other that it is of no kind.
    fn unknown(&self, file: FileId) -> Diagnostic {
        let (_, text) = self.text(file);
        let mut own = Findings::default();
        if text.trim_start().starts_with(['{', '[']) && values::json_any(file, text, &mut own).is_none() {
            let told = own.into_iter().next();
            return told.unwrap_or_else(|| Diagnostic::new(Code::InvalidSyntax, Span::start_of(file)));
        }
        Diagnostic::new(Code::InvalidSyntax, Span::start_of(file)).wording("invalid-syntax.unknown-export")
    }

    fn exported(&self, format: Format, (file, text): (FileId, &str), found: &mut Findings) -> Vec<Draft> {
        let Some(tree) = values::json_any(file, text, found) else { return Vec::new() };
        let timezone = &self.config().timezone;
        match format {
            Format::GitCliff if git_cliff::fits(&tree) => git_cliff::drafts(&tree, timezone),
            Format::Github => github::drafts(&tree, timezone, found),
            _ => {
                found.push(self.unknown(file));
                Vec::new()
            }
        }
    }

    fn compared(&self, old: FileId, new: FileId, imported: &mut Imported, found: &mut Findings) -> Option<Draft> {
        if self.request.release.is_none() {
            found.push(Diagnostic::new(Code::UnknownRelease, Span::start_of(new)).wording("unknown-release.unnamed"));
        }
        let before = self.catalogue(old, found);
        let after = self.catalogue(new, found);
        if found.count(Level::Error) > 0 {
            return None;
        }
        let screens = Screens::of(&self.entries.data);
        let difference = difference(&before, &after, &screens);
        (imported.cosmetic, imported.keys_only) = (difference.cosmetic, difference.keys_only);
        let foreign = self.request.language.filter(|language| *language != self.config().language);
        let changes = match foreign {
            Some(language) => difference.changes.into_iter().map(|change| translated(change, language)).collect(),
            None => difference.changes,
        };
        let name = self.request.release.unwrap_or_default().to_owned();
        Some(Draft { name, date: Some(self.today()), changes, ..Draft::default() })
    }

    fn catalogue(&self, file: FileId, found: &mut Findings) -> Catalogue {
        let (path, text) = self.text(file);
        match catalogue::kind_of(path, text) {
            Some(kind) => catalogue::read(kind, file, text, found),
            None => {
                found.push(self.unknown(file));
                Catalogue::default()
            }
        }
    }

    fn today(&self) -> String {
        self.snapshot.today().to_string()
    }

    /// Leaves out what was not asked for and what is not out, and fills in what the arguments say.
    fn chosen(&self, drafts: Vec<Draft>, imported: &mut Imported, found: &mut Findings) -> Vec<Draft> {
        let Request { release, title, date, unreleased, .. } = *self.request;
        let mut chosen: Vec<Draft> = Vec::new();
        let mut names: BTreeMap<String, Option<Span>> = BTreeMap::new();
        for mut draft in drafts {
            if draft.name.is_empty() {
                let Some(name) = release.filter(|_| unreleased) else {
                    imported.unreleased += 1;
                    continue;
                };
                draft.name = name.to_owned();
            }
            if release.is_some_and(|wanted| bare(wanted) != bare(&draft.name)) {
                continue;
            }
            let is_given = draft.span.is_none();
            draft.date = date.filter(|_| is_given || draft.date.is_none()).map(str::to_owned).or(draft.date);
            draft.title = draft.title.or_else(|| title.map(str::to_owned));
            let is_future = draft.date.as_deref().is_none_or(|date| date > self.today().as_str());
            if is_future && draft.status == ReleaseStatus::Released {
                draft.status = ReleaseStatus::Planned;
            }
            match (names.insert(bare(&draft.name), draft.span), draft.span) {
                (Some(first), Some(span)) => {
                    let finding = Diagnostic::new(Code::DuplicateKey, span).wording("duplicate-key.release");
                    found.push(first.into_iter().fold(finding, Diagnostic::related).with("key", draft.name.as_str()));
                }
                _ => chosen.push(draft),
            }
        }
        if let (Some(wanted), true, 0) = (release, chosen.is_empty(), found.count(Level::Error)) {
            found.push(Diagnostic::bare(Code::UnknownRelease).wording("unknown-release.export").with("release", wanted));
        }
        chosen
    }

    /// Makes a new record, or adds to the one that is there.
    fn put(&self, draft: &Draft, imported: &mut Imported, found: &mut Findings) {
        match self.records.get(&bare(&draft.name)) {
            Some(entry) => self.add(entry, draft, imported, found),
            None => self.create(draft, imported, found),
        }
    }

    fn add(&self, entry: &Entry, draft: &Draft, imported: &mut Imported, found: &mut Findings) {
        let source = self.snapshot.sources.get(entry.file);
        let mut broken = Findings::default();
        content::parse(entry.file, source, self.config(), &mut broken);
        if broken.stop_build() {
            found.extend(broken.into_iter().filter(|finding| finding.code.stops_build()));
            return;
        }
        let has = merge::changes(entry);
        let missing = merge::missing(&has, &draft.changes).len();
        if missing > 0 && is_confirmed(entry) {
            imported.confirmed.push((entry.path.clone(), missing));
            return;
        }
        match merge::merge(entry, source, &draft.changes, self.config()) {
            Merged::Same => imported.same += 1,
            Merged::Refused => {
                let finding = Diagnostic::new(Code::WrongValue, entry.front_span.unwrap_or(Span::start_of(entry.file)));
                found.push(finding.wording("wrong-value.changes").with("key", "changes"));
            }
            Merged::Changed(after, changes) => {
                let before = Some(source.text.to_string());
                imported.records.push(RecordEdit { path: entry.path.clone(), before, after, changes });
            }
        }
    }

    fn create(&self, draft: &Draft, imported: &mut Imported, found: &mut Findings) {
        let path = content::release_path(&self.snapshot.sources, &draft.name);
        if let Some(odd) = input::odd_name(&path) {
            found.push(odd);
            return;
        }
        let is_taken = self.snapshot.sources.find(&path).is_some()
            || self.snapshot.unread.contains(&path)
            || imported.records.iter().any(|record| record.path == path);
        if is_taken {
            let finding = Diagnostic::at(Code::NameCollision, &path).wording("name-collision.record");
            found.push(finding.with("file", path.as_str()).with("release", draft.name.as_str()));
            return;
        }
        let id = content::release_id(&draft.name).filter(|id| !self.has_id(id));
        let after = record::record(draft, id.as_deref(), self.request.lang);
        imported.minor += draft.changes.iter().filter(|change| change.impact == content::Impact::Minor).count();
        imported.loose += draft.changes.iter().filter(|change| change.names_nothing()).count();
        imported.records.push(RecordEdit { path, before: None, after, changes: draft.changes.len() });
    }

    fn has_id(&self, id: &str) -> bool {
        self.entries.entries.iter().any(|entry| entry.front.id.as_ref().is_some_and(|own| own.value == id))
    }
}

/// A record that people rely on: no draft, and no plan.
fn is_confirmed(entry: &Entry) -> bool {
    let Kind::Release(release) = &entry.kind else { return true };
    let is_planned = release.status.as_ref().is_some_and(|status| status.value == ReleaseStatus::Planned);
    let is_draft = entry.front.draft.as_ref().is_some_and(|draft| draft.value);
    !is_draft && !is_planned
}

fn translated(change: DraftChange, language: &str) -> DraftChange {
    let labels = change.label.into_iter().map(|label| (language.to_owned(), label)).collect();
    DraftChange { label: None, labels, ..change }
}

/// `v1.2.0` and `1.2.0` are one release.
fn bare(name: &str) -> String {
    let name = super::sameness::written(name);
    let digits = name.strip_prefix(['v', 'V']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    digits.map_or(name.clone(), str::to_owned)
}
