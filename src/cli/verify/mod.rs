//! `shirube verify PAGE…`: a person looked at a page, and it is true for a release.
//!
//! The steps of [`run`]: read and assess the site; find the release and the pages meant; show what changed beside the passages
//! (`show`) and hear the answer (`dialogue`), or take it from the arguments; write `verified`, and nothing else, page by page
//! (`mark`). With `--all-fixed` nobody is asked, and only pages without a mistake left are marked (`fixed`).

mod dialogue;
mod fixed;
mod mark;
mod passage;
mod show;

use std::io::IsTerminal as _;
use std::path::Path;

use crate::content::{Kind, LabelChange, ReleaseStatus};
use crate::diagnostics::{Lang, Level, visible};
use crate::freshness::{self, Finding, Freshness, Question};
use crate::input::Snapshot;
use crate::pipeline;
use crate::site::{Page, PageId, Site};
use crate::source::Located;

use super::arguments::{Answer, SiteArgs, Verify};
use super::site::{self, Mistaken};
use super::{pages, texts};
use dialogue::Reply;

/// Asks about each page and writes. Exits 1 where a page still says something wrong, or could not be written.
pub(super) fn run(arguments: &Verify, lang: Lang) -> anyhow::Result<u8> {
    let place =
        SiteArgs { root: arguments.root.clone(), as_of: arguments.as_of.clone(), audience: "internal".to_owned(), drafts: true };
    let (snapshot, found, options) = site::read(&place, lang)?;
    let site = pipeline::examine(&snapshot, &options, found).site;
    let scene = Scene::of(arguments, &snapshot, &site, lang)?;
    let chosen = chosen(arguments, &scene)?;
    let failed = if arguments.all_fixed {
        fixed::mark_all(&scene, &chosen, arguments)?
    } else if arguments.r#as.is_empty() {
        asked(&scene, &chosen)?
    } else {
        answered(&scene, &chosen, &arguments.r#as)?
    };
    Ok(u8::from(failed))
}

/// The site, the release that pages are checked against, and what is known of them.
struct Scene<'a> {
    root: &'a Path,
    snapshot: &'a Snapshot,
    site: &'a Site,
    freshness: Freshness,
    release: String,
    /// How many of the site's releases, oldest first, come up to it.
    upto: usize,
    lang: Lang,
}

impl<'a> Scene<'a> {
    fn of(arguments: &'a Verify, snapshot: &'a Snapshot, site: &'a Site, lang: Lang) -> anyhow::Result<Self> {
        let today = snapshot.today().to_string();
        let question = Question { today: &today, ..Question::default() };
        let release = release(arguments.release.as_deref(), site, &today, lang)?;
        let place = |name: &str| site.releases.iter().position(|(known, ..)| known == name).map(|place| place + 1);
        let upto = place(&release).unwrap_or_else(|| site.releases.iter().filter(|(_, day, _)| *day < release.as_str()).count());
        let freshness = freshness::assess(site, &snapshot.sources, &question);
        Ok(Self { root: &arguments.root, snapshot, site, freshness, release, upto, lang })
    }

    /// Goes through what is found about a page and is caused by the release or an earlier one, or by none.
    fn findings(&self, id: PageId) -> impl Iterator<Item = &Finding> {
        let place = |name: &str| self.site.releases.iter().position(|(known, ..)| known == name);
        let counts = move |finding: &&Finding| {
            let release = finding.diagnostic.about.release.as_deref();
            finding.page == id && release.is_none_or(|name| place(name).is_some_and(|place| place < self.upto))
        };
        self.freshness.findings.iter().filter(counts)
    }

    /// Counts what the page says that is no longer true.
    fn errors(&self, id: PageId) -> usize {
        self.findings(id).filter(|finding| finding.diagnostic.level == Level::Error).count()
    }

    /// Returns what the page's `verified` says, if it is later than the release.
    fn later_check(&self, id: PageId) -> Option<String> {
        let checked = self.freshness.page(id).checked.as_ref().filter(|checked| checked.is_own)?;
        let own = self.page(id).front.verified.as_ref()?;
        (checked.releases > self.upto).then(|| visible(&own.value).into_owned())
    }

    /// Names what the page says that is no longer true, each text once, with the line of its first place.
    fn tell_old_texts(&self, id: PageId) {
        let sources = &self.snapshot.sources;
        let mut old: Vec<(&str, String)> = Vec::new();
        for span in self.findings(id).filter(|found| found.diagnostic.level == Level::Error).filter_map(|f| f.diagnostic.span) {
            let text = sources.get(span.file).text.get(span.range()).unwrap_or_default();
            if old.iter().all(|(known, _)| *known != text) {
                let words = [("text", &*visible(text)), ("line", &*sources.get(span.file).position(span.start).line.to_string())];
                old.push((text, texts::fill(self.lang, "verify-old-text", &words)));
            }
        }
        let list: Vec<String> = old.into_iter().map(|(_, told)| told).collect();
        if !list.is_empty() {
            let list = list.join(&texts::text(self.lang, "help-separator"));
            self.say("verify-right-though", &[("path", &self.shown_path(id)), ("texts", &list)]);
        }
    }

    /// Returns what a change did to a label in a page's language, old and new text, if it has both.
    fn rename<'c>(&self, page: &Page, change: &'c crate::content::Change) -> Option<(&'c str, &'c str)> {
        let own = page.language == self.site.config.language;
        let label: &LabelChange = if own { change.label.as_ref()? } else { change.labels.get(&page.language)? };
        let (from, to) = (label.from.as_ref()?, label.to.as_ref()?);
        (from.value != to.value).then_some((from.value.as_str(), to.value.as_str()))
    }

    fn say(&self, key: &str, words: &[(&str, &str)]) {
        anstream::eprintln!("{}", texts::fill(self.lang, key, words));
    }

    fn page(&self, id: PageId) -> &Page {
        self.site.page(id)
    }

    fn shown_path(&self, id: PageId) -> String {
        visible(&self.page(id).path).into_owned()
    }
}

/// The release asked for, by name or as a day; else the newest that is out.
fn release(asked: Option<&str>, site: &Site, today: &str, lang: Lang) -> anyhow::Result<String> {
    match asked {
        Some(day) if site.releases.find(day).is_none() && day.parse::<jiff::civil::Date>().is_ok() => match day <= today {
            true => Ok(day.to_owned()),
            false => Err(Mistaken(texts::fill(lang, "verify-day-to-come", &[("release", day)])).into()),
        },
        Some(name) => {
            site::release_exists(site, Some(name), lang)?;
            let day = site.releases.iter().find(|(known, ..)| *known == name).map_or("", |(_, day, _)| day);
            let words = [("release", name), ("day", day)];
            match site.releases.find(name).map(|id| &site.page(id).kind) {
                _ if day > today => Err(Mistaken(texts::fill(lang, "verify-not-out", &words)).into()),
                Some(Kind::Release(record)) if record.status.as_ref().is_some_and(is_planned) => {
                    Err(Mistaken(texts::fill(lang, "verify-still-planned", &words)).into())
                }
                _ => Ok(name.to_owned()),
            }
        }
        None => match site.releases.newest(today) {
            Some((name, _)) => Ok(name.to_owned()),
            None => Err(Mistaken(texts::text(lang, "verify-no-release")).into()),
        },
    }
}

fn is_planned(status: &Located<ReleaseStatus>) -> bool {
    status.value == ReleaseStatus::Planned
}

/// The pages named that are checked against releases at all; told of the others, unless a folder brought them in.
fn chosen(arguments: &Verify, scene: &Scene<'_>) -> anyhow::Result<Vec<PageId>> {
    let files = pages::named(&arguments.pages, &arguments.root, scene.snapshot, scene.lang)?;
    let is_checked = |id: &PageId| scene.freshness.page(*id).state.is_some();
    let mut chosen = Vec::new();
    for file in &files {
        let path = &scene.snapshot.sources.get(*file).path;
        match scene.site.find(path).filter(is_checked) {
            Some(id) => chosen.push(id),
            None if files.len() <= arguments.pages.len() => scene.say("verify-not-checked", &[("path", &visible(path))]),
            None => {}
        }
    }
    if chosen.is_empty() && !arguments.pages.is_empty() {
        return Err(Mistaken(texts::text(scene.lang, "verify-no-page")).into());
    }
    Ok(chosen)
}

/// Asks on the terminal, page by page; each answer is written at once.
fn asked(scene: &Scene<'_>, chosen: &[PageId]) -> anyhow::Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Err(Mistaken(texts::text(scene.lang, "verify-not-a-terminal")).into());
    }
    let (mut input, mut output) = (std::io::stdin().lock(), anstream::stdout().lock());
    let mut failed = false;
    for id in chosen {
        show::page(scene, *id, &mut output)?;
        match dialogue::ask(&mut input, &mut output, scene.lang, scene.errors(*id))? {
            Reply::Answer(_) => failed |= !mark::told(scene, *id),
            Reply::Later => scene.say("verify-later", &[("path", &scene.shown_path(*id))]),
            Reply::End => break,
        }
    }
    Ok(failed)
}

/// Takes the answers from the arguments: one for all pages, or one a page in their order.
fn answered(scene: &Scene<'_>, chosen: &[PageId], answers: &[Answer]) -> anyhow::Result<bool> {
    if answers.len() > 1 && answers.len() != chosen.len() {
        let words = [("answers", answers.len().to_string()), ("pages", chosen.len().to_string())];
        let words = words.each_ref().map(|(name, word)| (*name, word.as_str()));
        return Err(Mistaken(texts::fill(scene.lang, "verify-answers", &words)).into());
    }
    let mut failed = false;
    for (id, answer) in chosen.iter().zip(answers.iter().cycle()) {
        let errors = scene.errors(*id);
        if errors > 0 && *answer != Answer::Right {
            scene.say("verify-still-wrong", &[("path", &scene.shown_path(*id)), ("count", &errors.to_string())]);
            failed = true;
        } else {
            failed |= !mark::told(scene, *id);
        }
    }
    Ok(failed)
}
