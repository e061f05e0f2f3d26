//! `shirube new KIND TITLE`: a page from the template of its kind.

use std::collections::BTreeSet;
use std::path::Path;

use crate::config::Config;
use crate::content::{self, Kind, NewFile, NewPage};
use crate::diagnostics::{Lang, nearest, visible};
use crate::edit::{self, FileEdit};
use crate::input;
use crate::pipeline;
use crate::site::{Options, Section, Site};

use super::arguments::{New, SiteArgs};
use super::site::{self, Mistaken};
use super::texts;

/// Makes the file; one that exists is never touched.
pub(super) fn run(arguments: &New, lang: Lang) -> anyhow::Result<u8> {
    let place =
        SiteArgs { root: arguments.root.clone(), as_of: arguments.as_of.clone(), audience: "internal".to_owned(), drafts: true };
    let (snapshot, found, options) = site::read(&place, lang)?;
    let examined = pipeline::examine(&snapshot, &Options { drafts: true, ..options }, found);
    let today = snapshot.now.date().to_string();
    let is_release = arguments.kind == "release";
    let named = || if is_release { arguments.title.clone() } else { id_of(&arguments.title, &today) };
    let id = arguments.id.clone().unwrap_or_else(named);
    let is_id = is_release
        || (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
    if !is_id {
        return Err(Mistaken(texts::fill(lang, "bad-id", &[("value", &id)])).into());
    }
    known(arguments, &examined.site, lang)?;
    let is_made_up = arguments.id.is_none() && id.starts_with("page-");
    let page = NewPage {
        title: arguments.title.clone(),
        id,
        folder: arguments.collection.as_ref().map(|collection| format!("content/{}", collection.trim_matches('/'))),
        owner: arguments.owner.clone(),
        step: arguments.step.clone().or_else(|| first_step(&arguments.kind, &snapshot.config)),
        verified: examined.site.releases.newest(&today).map(|(name, _)| name.to_owned()),
        today,
        status: None,
        lang,
    };
    let Some(mut file) = content::new_page(&arguments.kind, &page) else {
        let words = [("value", arguments.kind.as_str()), ("known", &content::NEW_KINDS.join(", "))];
        return Err(Mistaken(texts::fill(lang, "unknown-kind", &words)).into());
    };
    if is_made_up {
        file = free(&arguments.root, &arguments.kind, page, file);
    }
    write(&arguments.root, file, lang)
}

/// Writes a new file and says so.
pub(super) fn write(root: &Path, file: NewFile, lang: Lang) -> anyhow::Result<u8> {
    writable(root, &file.path, lang)?;
    let new = FileEdit { path: file.path.clone(), expected: None, new: file.text.into_bytes() };
    edit::apply(root, &[new])?;
    anstream::println!("{}", texts::fill(lang, "created", &[("path", &file.path)]));
    Ok(0)
}

/// Refuses a path that not every system can hold, and one where something is already.
fn writable(root: &Path, path: &str, lang: Lang) -> anyhow::Result<()> {
    if let Some(odd) = input::odd_name(path) {
        let help = odd.help(lang).unwrap_or_default();
        return Err(Mistaken(format!("{}: {}\n{help}", visible(path), odd.message(lang))).into());
    }
    match root.join(path).symlink_metadata() {
        Ok(_) => Err(Mistaken(texts::fill(lang, "exists", &[("path", path)])).into()),
        Err(_) => Ok(()),
    }
}

/// Refuses an owner, a step, a task or a collection that the site does not have: the page would be wrong from its first day.
fn known(arguments: &New, site: &Site, lang: Lang) -> anyhow::Result<()> {
    let owners: Vec<&str> = site.config.owners.iter().map(|owner| owner.id.value.as_str()).collect();
    let steps: Vec<&str> = site.config.steps.iter().map(|step| step.id.value.as_str()).collect();
    let collections: BTreeSet<&str> = site.sections.iter().map(Section::collection).filter(|name| !name.is_empty()).collect();
    let collections: Vec<&str> = collections.into_iter().collect();
    let parts = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default().trim_matches('/');
        let (first, rest) = text.split_once('/').map_or((text, None), |(first, rest)| (first, Some(rest)));
        (first.to_owned(), rest.map(str::to_owned))
    };
    let (step, task) = parts(&arguments.step);
    let (collection, _) = parts(&arguments.collection);
    let owner = arguments.owner.as_deref().unwrap_or_default();
    for (key, value, list) in [("unknown-owner", owner, &owners), ("unknown-step", &step, &steps)] {
        require(key, value, list, lang)?;
    }
    // A site without collections gets its first one by whatever page comes first.
    let is_own = collections.iter().any(|name| !matches!(*name, "releases" | "faq" | "webinars"));
    if is_own || nearest(&collection, collections.iter().copied()).is_some() {
        require("unknown-collection", &collection, &collections, lang)?;
    }
    let is_task = |task: &str| site.pages.iter().any(|page| matches!(page.kind, Kind::Task(_)) && page.reference() == task);
    match task {
        Some(task) if !is_task(&task) => Err(Mistaken(texts::fill(lang, "unknown-task", &[("value", &task)])).into()),
        _ => Ok(()),
    }
}

/// Refuses a value that is not in a list that has any; the nearest one is named.
fn require(key: &str, value: &str, list: &[&str], lang: Lang) -> anyhow::Result<()> {
    if value.is_empty() || list.is_empty() || list.contains(&value) {
        return Ok(());
    }
    let mut text = texts::fill(lang, key, &[("value", value), ("known", &list.join(&texts::text(lang, "help-separator")))]);
    if let Some(near) = nearest(value, list.iter().copied()) {
        text.push('\n');
        text.push_str(&texts::fill(lang, "mistake-near", &[("near", near)]));
    }
    Err(Mistaken(text).into())
}

/// Every phase of a track has a step; the first one will do until its writer knows better.
fn first_step(kind: &str, config: &Config) -> Option<String> {
    config.steps.first().filter(|_| kind == "track").map(|step| step.id.value.clone())
}

/// Finds a name that is free for a page whose name was made up: `page-20261121`, then `page-20261121-2`, …
fn free(root: &Path, kind: &str, mut page: NewPage, mut file: NewFile) -> NewFile {
    let stem = page.id.clone();
    for number in 2..1000 {
        if root.join(&file.path).symlink_metadata().is_err() {
            break;
        }
        page.id = format!("{stem}-{number}");
        match content::new_page(kind, &page) {
            Some(next) => file = next,
            None => break,
        }
    }
    file
}

/// Makes an id of a title's letters and digits; one that is all Japanese gets the day, to be renamed by its writer.
fn id_of(title: &str, today: &str) -> String {
    let plain: String = title.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let id = plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if id.is_empty() { format!("page-{}", today.replace('-', "")) } else { id }
}
