//! `shirube new KIND TITLE`: a page from the template of its kind.

use crate::config::Config;
use std::path::Path;

use crate::content::{self, NewFile, NewPage};
use crate::diagnostics::Lang;
use crate::edit::{self, FileEdit};
use crate::pipeline;
use crate::site::Options;

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
    let is_made_up = arguments.id.is_none() && id.starts_with("page-");
    let page = NewPage {
        title: arguments.title.clone(),
        id,
        folder: arguments.collection.as_ref().map(|collection| format!("content/{}", collection.trim_matches('/'))),
        owner: arguments.owner.clone(),
        step: arguments.step.clone().or_else(|| first_step(&arguments.kind, &snapshot.config)),
        verified: examined.site.releases.newest(&today).map(|(name, _)| name.to_owned()),
        today,
        lang,
    };
    let Some(mut file) = content::new_page(&arguments.kind, &page) else {
        let words = [("value", arguments.kind.as_str()), ("known", &content::NEW_KINDS.join(", "))];
        return Err(Mistaken(texts::fill(lang, "unknown-kind", &words)).into());
    };
    if is_made_up {
        file = free(&arguments.root, &arguments.kind, page, file);
    }
    if arguments.root.join(&file.path).symlink_metadata().is_ok() {
        return Err(Mistaken(texts::fill(lang, "exists", &[("path", &file.path)])).into());
    }
    let new = FileEdit { path: file.path.clone(), expected: None, new: file.text.into_bytes() };
    edit::apply(&arguments.root, &[new])?;
    anstream::println!("{}", texts::fill(lang, "created", &[("path", &file.path)]));
    Ok(0)
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
