//! `shirube new KIND TITLE`: a page from the template of its kind.

use std::path::Path;

use crate::content::{self, NewPage};
use crate::diagnostics::Lang;
use crate::edit;
use crate::pipeline;
use crate::site::Options;

use super::arguments::{New, SiteArgs};
use super::site::{self, Mistaken};
use super::texts;

/// Makes the file; one that exists is never touched.
pub(super) fn run(arguments: &New, lang: Lang) -> anyhow::Result<u8> {
    let place = SiteArgs {
        root: arguments.root.clone(),
        as_of: arguments.as_of.clone(),
        audience: "internal".to_owned(),
        drafts: true,
    };
    let (snapshot, found, options) = site::read(&place, lang)?;
    let examined = pipeline::examine(&snapshot, &Options { drafts: true, ..options }, found);
    let today = snapshot.now.date().to_string();
    let page = NewPage {
        title: &arguments.title,
        id: arguments.id.as_deref(),
        collection: arguments.collection.as_deref(),
        owner: arguments.owner.as_deref(),
        step: arguments.step.as_deref(),
        verified: examined.site.releases.newest(&today).map(|(name, _)| name),
        today: &today,
        lang,
    };
    if let Some(id) = page.id.filter(|id| !content::is_id(id)) {
        return Err(Mistaken(texts::fill(lang, "bad-id", &[("value", id)])).into());
    }
    let Some(file) = content::new_page(&arguments.kind, &page) else {
        let words = [("value", arguments.kind.as_str()), ("known", &content::KINDS.join(", "))];
        return Err(Mistaken(texts::fill(lang, "unknown-kind", &words)).into());
    };
    if !edit::create(&arguments.root, Path::new(&file.path), file.text.as_bytes())? {
        return Err(Mistaken(texts::fill(lang, "exists", &[("path", &file.path)])).into());
    }
    anstream::println!("{}", texts::fill(lang, "created", &[("path", &file.path)]));
    Ok(0)
}
