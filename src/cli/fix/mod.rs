//! `shirube fix [PAGE…]`: the exact findings' replacements, shown as a difference, or with `--write` made.
//!
//! The steps of [`run`]: read and assess the site; gather the replacements that leave no choice (`exact`); put those of each
//! file in, and hold by reading the result again that it says what it should and nothing else changed (`proof`); read the whole
//! site once more in memory, so that no file is written that would get a new mistake; show or write.

mod exact;
mod plan;
mod proof;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostics::{Code, Diagnostic, Findings, Lang, visible};
use crate::edit::{self, FileEdit};
use crate::freshness::{self, Freshness, Question};
use crate::input::Snapshot;
use crate::pipeline;
use crate::site::{Options, Site};
use crate::source::{FileId, Sources};

use super::arguments::{Fix, SiteArgs};
use super::{pages, site, texts};
use plan::{Planned, Trouble};

/// Shows or writes. Exits 1 only where something that should be replaced could not be.
pub(super) fn run(arguments: &Fix, lang: Lang) -> anyhow::Result<u8> {
    let place =
        SiteArgs { root: arguments.root.clone(), as_of: arguments.as_of.clone(), audience: "internal".to_owned(), drafts: true };
    let (snapshot, found, options) = site::read(&place, lang)?;
    let examined = pipeline::examine(&snapshot, &options, found.clone());
    site::release_exists(&examined.site, arguments.release.as_deref(), lang)?;
    let chosen = chosen(arguments, &snapshot, &examined.site, lang)?;
    let before = examined.findings.sorted(&snapshot.sources);
    let today = snapshot.today().to_string();
    let question = Question { today: &today, release: arguments.release.as_deref(), since: None, likeness: false };
    let assessed = freshness::assess(&examined.site, &snapshot.sources, &question);
    let wanted = wanted(arguments, (&snapshot, &examined.site), (&before, &assessed), chosen.as_ref());
    let put_off = put_off(&assessed, &snapshot, &examined.site, chosen.as_ref());
    let mut planned = plan::all(&wanted, &snapshot, arguments.ids.then_some((&examined.site, chosen.as_ref())));
    let made = without_new_mistakes(&mut planned, &snapshot, (&options, &found, &before));
    let mut told = Told { lang, failed: false, is_put_off: put_off.0 > 0 };
    told.troubles(&planned, &snapshot.sources);
    let ready: Vec<&Planned> = planned.iter().filter(|file| file.trouble.is_none()).collect();
    if arguments.write {
        told.written(&write(&arguments.root, &snapshot.sources, &ready, lang), &ready, &snapshot.sources);
    } else {
        told.shown(&ready, &snapshot.sources);
    }
    told.put_off(&put_off);
    told.also(&made, &snapshot.sources);
    if !arguments.ids && arguments.release.is_none() {
        told.offer_ids(plan::without_id(&examined.site, chosen.as_ref()).count());
    }
    Ok(u8::from(told.failed))
}

/// The files that the arguments name, with the snippets their pages include; `None` for all.
fn chosen(arguments: &Fix, snapshot: &Snapshot, site: &Site, lang: Lang) -> anyhow::Result<Option<BTreeSet<FileId>>> {
    if arguments.pages.is_empty() {
        return Ok(None);
    }
    let named: BTreeSet<FileId> = pages::named(&arguments.pages, &arguments.root, snapshot, lang)?.into_iter().collect();
    let of_them = site.pages.iter().filter(|page| named.contains(&page.file));
    let included = of_them.flat_map(|page| page.nodes.iter().map(|node| node.span.file));
    Ok(Some(included.chain(named.iter().copied()).collect()))
}

/// Gathers the exact findings, each replacement once.
fn wanted(
    arguments: &Fix,
    (snapshot, site): (&Snapshot, &Site),
    (checked, freshness): (&Findings, &Freshness),
    chosen: Option<&BTreeSet<FileId>>,
) -> BTreeMap<FileId, Vec<Diagnostic>> {
    let labels = freshness.findings.iter().filter(|finding| finding.snoozed.is_none()).map(|finding| &finding.diagnostic);
    // asked about one release, nothing else is mended
    let others = checked.iter().filter(|_| arguments.release.is_none());
    let mut wanted: BTreeMap<FileId, Vec<Diagnostic>> = BTreeMap::new();
    for finding in labels.chain(others).filter(|finding| exact::is_exact(finding, site, &snapshot.sources)) {
        let Some(fix) = &finding.fix else { continue };
        let list = wanted.entry(fix.span.file).or_default();
        let is_new = list.iter().all(|known| known.fix.as_ref() != Some(fix));
        if is_new && chosen.is_none_or(|chosen| chosen.contains(&fix.span.file)) {
            list.push(finding.clone());
        }
    }
    wanted.retain(|_, list| !list.is_empty());
    wanted
}

/// Counts the replacements that somebody put off, and says until when, earliest first.
fn put_off(
    freshness: &Freshness,
    snapshot: &Snapshot,
    site: &Site,
    chosen: Option<&BTreeSet<FileId>>,
) -> (usize, BTreeSet<String>) {
    let mut put_off = (0, BTreeSet::new());
    for finding in freshness.findings.iter().filter(|finding| exact::is_exact(&finding.diagnostic, site, &snapshot.sources)) {
        let is_chosen = |file: FileId| chosen.is_none_or(|chosen| chosen.contains(&file));
        let snooze = finding.snoozed.and_then(|at| site.data.snoozes.get(at));
        if let (Some(snooze), true) = (snooze, finding.diagnostic.fix.as_ref().is_some_and(|fix| is_chosen(fix.span.file))) {
            put_off.0 += 1;
            put_off.1.insert(snooze.until.value.clone());
        }
    }
    put_off
}

/// Reads the changed site in memory. A file that would get a mistake it does not have is left as it is; a mistake that
/// would come up elsewhere (a link to a heading that reads otherwise now) is returned, to be told.
fn without_new_mistakes(
    planned: &mut [Planned],
    snapshot: &Snapshot,
    (options, found, before): (&Options, &Findings, &Findings),
) -> Vec<Diagnostic> {
    if planned.iter().all(|file| file.trouble.is_some()) {
        return Vec::new();
    }
    let mut sources = Sources::default();
    for (id, source) in snapshot.sources.iter() {
        let new = planned.iter().find(|file| file.file == id && file.trouble.is_none());
        match new {
            Some(new) => sources.add(&source.path, new.text.as_str()),
            None => sources.add(&source.path, source.text.clone()),
        };
    }
    let changed = Snapshot { sources, ..snapshot.clone() };
    let after = pipeline::examine(&changed, options, found.clone()).findings.sorted(&changed.sources);
    let mut known: BTreeMap<(String, Words), usize> = BTreeMap::new();
    for finding in before.iter() {
        *known.entry(kind_of(finding, &snapshot.sources)).or_default() += 1;
    }
    let mut elsewhere = Vec::new();
    for finding in after.iter() {
        if let Some(count) = known.get_mut(&kind_of(finding, &changed.sources)).filter(|count| **count > 0) {
            *count -= 1;
            continue;
        }
        let path = finding.path(&changed.sources);
        match planned.iter_mut().find(|file| &*snapshot.sources.get(file.file).path == path) {
            // an anchor may be missing because of what another file's heading says now
            Some(file) if finding.code != Code::MissingAnchor => {
                file.trouble = Some(Trouble::NewMistake(Box::new(finding.clone())))
            }
            _ => elsewhere.push(finding.clone()),
        }
    }
    elsewhere
}

type Words = (&'static str, Vec<(&'static str, String)>);

/// What a finding says, without its place, which moves when the text before it changes.
fn kind_of(finding: &Diagnostic, sources: &Sources) -> (String, Words) {
    (finding.path(sources).to_owned(), (finding.wording, finding.words.clone()))
}

/// Writes each file by itself, so that one that was saved meanwhile does not hold up the others. Why not, in words.
fn write(root: &Path, sources: &Sources, ready: &[&Planned], lang: Lang) -> Vec<Result<(), String>> {
    let one = |file: &&Planned| {
        let disk = pages::on_disk(root, sources.get(file.file)).ok_or_else(|| texts::text(lang, "changed-meanwhile"))?;
        let new = format!("{}{}", disk.mark, file.text).into_bytes();
        let edit = FileEdit { path: disk.path, expected: Some(disk.bytes), new };
        edit::apply(root, &[edit]).map(|_| ()).map_err(|error| site::chain(&error, lang))
    };
    ready.iter().map(one).collect()
}

/// What is said, and whether anything went wrong.
struct Told {
    lang: Lang,
    failed: bool,
    /// Whether there would be something to mend but for a snooze.
    is_put_off: bool,
}

impl Told {
    fn say(&self, key: &str, words: &[(&str, &str)]) {
        anstream::eprintln!("{}", texts::fill(self.lang, key, words));
    }

    fn troubles(&mut self, planned: &[Planned], sources: &Sources) {
        for file in planned {
            let Some(trouble) = &file.trouble else { continue };
            self.failed = true;
            let path = visible(&sources.get(file.file).path).into_owned();
            let (key, why) = trouble.in_words(self.lang);
            self.say(key, &[("path", &path), ("why", &why)]);
        }
    }

    fn shown(&self, ready: &[&Planned], sources: &Sources) {
        for file in ready {
            let source = sources.get(file.file);
            anstream::print!("{}", edit::diff(&source.path, &source.text, &file.text));
        }
        self.count(if ready.is_empty() { "fix-nothing" } else { "fix-shown" }, ready);
    }

    fn written(&mut self, results: &[Result<(), String>], ready: &[&Planned], sources: &Sources) {
        let mut done = Vec::new();
        for (result, file) in results.iter().zip(ready) {
            let path = visible(&sources.get(file.file).path).into_owned();
            match result {
                Ok(()) => {
                    let words = [("path", path.as_str()), ("count", &file.count.to_string())];
                    anstream::println!("{}", texts::fill(self.lang, "fix-file", &words));
                    done.push(*file);
                }
                Err(why) => {
                    self.failed = true;
                    self.say("fix-not-written", &[("path", &path), ("why", why)]);
                }
            }
        }
        self.count(if done.is_empty() { "fix-nothing" } else { "fix-written" }, &done);
    }

    fn count(&self, key: &str, files: &[&Planned]) {
        if files.is_empty() && self.is_put_off {
            return;
        }
        let count: usize = files.iter().map(|file| file.count).sum();
        self.say(key, &[("files", &files.len().to_string()), ("count", &count.to_string())]);
    }

    fn also(&self, elsewhere: &[Diagnostic], sources: &Sources) {
        for finding in elsewhere {
            let path = visible(finding.path(sources)).into_owned();
            self.say("fix-elsewhere", &[("path", &path), ("what", &finding.message(self.lang))]);
        }
    }

    fn put_off(&self, (count, until): &(usize, BTreeSet<String>)) {
        if *count > 0 {
            let days: Vec<String> = until.iter().map(|day| texts::day(self.lang, day)).collect();
            let days = days.join(&texts::text(self.lang, "help-separator"));
            self.say("fix-put-off", &[("count", &count.to_string()), ("until", &days)]);
        }
    }

    fn offer_ids(&self, count: usize) {
        if count > 0 {
            self.say("fix-ids", &[("count", &count.to_string())]);
        }
    }
}
