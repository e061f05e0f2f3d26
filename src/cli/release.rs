//! `shirube release new` and `shirube release import`: records of releases.

use std::path::{Path, PathBuf};

use crate::content::{self, NewFile, NewPage};
use crate::diagnostics::{Code, Findings, Lang, Level};
use crate::edit::{self, FileEdit};
use crate::import::{self, Format, Imported, RecordEdit, Request};
use crate::input::{self, Snapshot};
use crate::report::{self, ReportOptions};

use super::arguments::{Release, ReleaseCommand, ReleaseImport, ReleaseNew, SiteArgs};
use super::site::{self, Mistaken};
use super::{new, texts};

/// Runs one of the two.
pub(super) fn run(arguments: &Release, lang: Lang) -> anyhow::Result<u8> {
    match &arguments.command {
        ReleaseCommand::New(arguments) => make(arguments, lang),
        ReleaseCommand::Import(arguments) => take_in(arguments, lang),
    }
}

/// Makes one record from the template; one that exists is never touched.
fn make(arguments: &ReleaseNew, lang: Lang) -> anyhow::Result<u8> {
    let (snapshot, _) = read(&arguments.root, arguments.as_of.as_deref(), lang)?;
    let day = day(arguments.date.as_deref(), lang)?;
    let name = arguments.name.trim();
    if name.is_empty() {
        return Err(Mistaken(texts::text(lang, "release-unnamed")).into());
    }
    let page = NewPage {
        title: arguments.title.clone().unwrap_or_else(|| name.to_owned()),
        id: name.to_owned(),
        today: day.unwrap_or_else(|| snapshot.today().to_string()),
        status: Some(arguments.status.clone()),
        lang,
        ..NewPage::default()
    };
    let path = content::release_path(&snapshot.sources, name);
    if arguments.root.join(&path).symlink_metadata().is_ok() {
        return Err(Mistaken(texts::fill(lang, "release-exists", &[("path", &path), ("release", name)])).into());
    }
    let text = content::new_page("release", &page).map(|file| file.text).unwrap_or_default();
    new::write(&arguments.root, NewFile { path, text }, lang)
}

/// Shows what an import would write, or writes it.
fn take_in(arguments: &ReleaseImport, lang: Lang) -> anyhow::Result<u8> {
    let (mut snapshot, _) = read(&arguments.root, arguments.as_of.as_deref(), lang)?;
    let files = files(arguments, lang)?;
    let date = day(arguments.date.as_deref(), lang)?;
    let language = language(arguments, &snapshot, lang)?;
    let format = Format::named(&arguments.format).unwrap_or_default();
    let is_pair = arguments.before.is_some();
    let request = Request {
        files: &files,
        format: if is_pair { Format::Catalogues } else { format },
        release: arguments.release.as_deref().map(str::trim).filter(|name| !name.is_empty()),
        title: arguments.title.as_deref(),
        date: date.as_deref(),
        language,
        unreleased: arguments.unreleased,
        lang,
    };
    let mut found = Findings::default();
    let imported = import::releases(&mut snapshot, &request, &mut found);
    tell(found.clone().sorted(&snapshot.sources), &snapshot, lang);
    let could_not_read = |code: Code| matches!(code, Code::UnreadableFile | Code::FileTooLarge);
    if found.iter().any(|finding| finding.level == Level::Error && could_not_read(finding.code)) {
        return Ok(super::COULD_NOT_RUN);
    }
    if found.count(Level::Error) > 0 {
        anstream::eprintln!("{}", texts::text(lang, "import-nothing-written"));
        return Ok(1);
    }
    if arguments.write {
        write(&arguments.root, &imported.records)?;
    }
    show(&imported, arguments.write, lang);
    Ok(0)
}

fn read(root: &Path, as_of: Option<&str>, lang: Lang) -> anyhow::Result<(Snapshot, Findings)> {
    let place =
        SiteArgs { root: root.to_owned(), as_of: as_of.map(str::to_owned), audience: "internal".to_owned(), drafts: true };
    site::read(&place, lang).map(|(snapshot, found, _)| (snapshot, found))
}

fn files(arguments: &ReleaseImport, lang: Lang) -> anyhow::Result<Vec<PathBuf>> {
    let files: Vec<PathBuf> = match (&arguments.before, &arguments.after) {
        (Some(before), Some(after)) => vec![before.clone(), after.clone()],
        _ => arguments.files.clone(),
    };
    if files.is_empty() {
        return Err(Mistaken(texts::text(lang, "import-no-files")).into());
    }
    Ok(files)
}

fn day(date: Option<&str>, lang: Lang) -> anyhow::Result<Option<String>> {
    match date {
        Some(date) if !import::is_day(date) => Err(Mistaken(texts::fill(lang, "bad-day", &[("value", date)])).into()),
        date => Ok(date.map(str::to_owned)),
    }
}

fn language<'a>(arguments: &'a ReleaseImport, snapshot: &Snapshot, lang: Lang) -> anyhow::Result<Option<&'a str>> {
    let known = &snapshot.config.languages;
    match arguments.labels_language.as_deref() {
        Some(language) if !known.iter().any(|known| known == language) => {
            let words = [("value", language), ("known", &known.join(", "))];
            Err(Mistaken(texts::fill(lang, "unknown-language", &words)).into())
        }
        language => Ok(language),
    }
}

/// Findings go to the standard error, so that the difference stands alone.
fn tell(found: Findings, snapshot: &Snapshot, lang: Lang) {
    let list: Vec<_> = found.iter().collect();
    if !list.is_empty() {
        let as_of = snapshot.today().to_string();
        let options =
            ReportOptions { lang, colour: true, site: &snapshot.config.title, as_of: &as_of, ..ReportOptions::default() };
        anstream::eprint!("{}", report::print(&list, &snapshot.sources, &options));
    }
}

/// Writes the records in one step; a byte order mark that one has stays.
fn write(root: &Path, records: &[RecordEdit]) -> anyhow::Result<()> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let edit = |record: &RecordEdit| {
        let expected = record.before.as_ref().map(|before| {
            let marked = input::given(&root.join(&record.path)).is_ok_and(|bytes| bytes.starts_with(MARK));
            if marked { [MARK, before.as_bytes()].concat() } else { before.clone().into_bytes() }
        });
        let mark = if expected.as_ref().is_some_and(|bytes| bytes.starts_with(MARK)) { MARK } else { b"" };
        FileEdit { path: record.path.clone(), expected, new: [mark, record.after.as_bytes()].concat() }
    };
    edit::apply(root, &records.iter().map(edit).collect::<Vec<_>>()).map(|_| ())
}

/// Shows the difference on the standard output, or the paths that were written; what was left out goes to the standard error.
fn show(imported: &Imported, is_written: bool, lang: Lang) {
    for record in &imported.records {
        if is_written {
            let words = [("path", record.path.as_str()), ("changes", &record.changes.to_string())];
            let key = if record.before.is_some() { "import-added" } else { "import-created" };
            anstream::println!("{}", texts::fill(lang, key, &words));
        } else {
            anstream::print!("{}", edit::diff(&record.path, record.before.as_deref().unwrap_or_default(), &record.after));
        }
    }
    let say = |key: &str, count: usize| {
        if count > 0 {
            anstream::eprintln!("{}", texts::fill(lang, key, &[("count", &count.to_string())]));
        }
    };
    say("import-cosmetic", imported.cosmetic);
    say("import-keys-only", imported.keys_only);
    say("import-minor", imported.minor);
    say("import-loose", imported.loose);
    say("import-unreleased", imported.unreleased);
    for (path, count) in &imported.confirmed {
        let words = [("path", path.as_str()), ("count", &count.to_string())];
        anstream::eprintln!("{}", texts::fill(lang, "import-confirmed", &words));
    }
    say("import-same", imported.same);
    match (imported.records.len(), is_written) {
        (0, _) => anstream::eprintln!("{}", texts::text(lang, "import-nothing-new")),
        (_, true) => anstream::eprintln!("{}", texts::text(lang, "import-confirm")),
        (count, false) => say("import-preview", count),
    }
}
