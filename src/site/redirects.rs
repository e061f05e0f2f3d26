//! Old addresses that lead to pages: aliases, `data/redirects.csv`, permanent ids.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::config::Config;
use crate::content::Data;
use crate::diagnostics::{Code, Diagnostic, Findings, chain};
use crate::source::Located;

use super::links::Files;
use super::page::Page;
use super::paths::{is_external, permanent_address};
use super::places::Place;

/// How many other places of a circle a finding names.
const MOST_PLACES: usize = 8;

/// An address that leads to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address, decoded, with slashes at both ends (or a file's name at the end).
    pub from: Arc<str>,
    /// The address it leads to, decoded.
    pub to: Arc<str>,
    /// Why it is there.
    pub kind: RedirectKind,
}

/// Why a redirect is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectKind {
    /// `/a/<id>/`
    Permanent,
    /// `aliases:` of a page or a row of `data/redirects.csv`.
    Moved,
}

struct Wanted {
    from: Located<String>,
    to: Arc<str>,
}

/// What an address can be.
pub(super) struct Addressed<'a> {
    pub pages: &'a [Page],
    pub places: &'a [Place],
    pub files: &'a Files,
}

/// Gathers the redirects of all pages and of the table, followed to their last address. Circles, addresses of other
/// sites and addresses that a page already has are reported.
pub(super) fn gather(site: &Addressed, data: &Data, config: &Config, found: &mut Findings) -> Vec<Redirect> {
    let taken: HashSet<String> = site.places.iter().map(|place| place.address.to_lowercase()).collect();
    let mut redirects: Vec<Redirect> = permanent(site.pages, config).collect();
    let mut moved: BTreeMap<String, Wanted> = BTreeMap::new();
    let mut wanted = aliases(site.pages, found);
    let lasting = redirects.iter().map(|redirect| redirect.from.to_string());
    let known = lasting.chain(wanted.iter().map(|wanted| wanted.from.value.clone())).collect();
    wanted.extend(rows(site, data, Reached { taken: &taken, known }, found));
    for wanted in wanted {
        let from = wanted.from.value.clone();
        if taken.contains(&from.to_lowercase()) || moved.contains_key(&from) {
            let finding = Diagnostic::new(Code::DuplicateAddress, wanted.from.span).wording("duplicate-address.redirect");
            found.push(finding.with("url", from));
        } else {
            moved.insert(from, wanted);
        }
    }
    redirects.extend(followed(&moved, found));
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    redirects
}

/// Leads every old address on to the last one. A circle is told once; what leads into one is left out.
fn followed(moved: &BTreeMap<String, Wanted>, found: &mut Findings) -> Vec<Redirect> {
    // Where each address on a way already walked ends; `None` in a circle.
    let mut ends: HashMap<&str, Option<Arc<str>>> = HashMap::new();
    for start in moved.keys() {
        let mut way: Vec<(&str, &Wanted)> = Vec::new();
        let mut passed: HashMap<&str, usize> = HashMap::new();
        let mut at: &str = start;
        let end = loop {
            if let Some(known) = ends.get(at) {
                break known.clone();
            }
            if let Some(&first) = passed.get(at) {
                found.extend(circle(way.get(first..).unwrap_or_default()));
                break None;
            }
            let Some((from, wanted)) = moved.get_key_value(at) else { break Some(Arc::from(at)) };
            passed.insert(from, way.len());
            way.push((from, wanted));
            at = &wanted.to;
        };
        ends.extend(way.into_iter().map(|(from, _)| (from, end.clone())));
    }
    let redirect = |from: &String| {
        let to = ends.get(from.as_str()).cloned().flatten()?;
        Some(Redirect { from: from.as_str().into(), to, kind: RedirectKind::Moved })
    };
    moved.keys().filter_map(redirect).collect()
}

fn circle(way: &[(&str, &Wanted)]) -> Option<Diagnostic> {
    let ((_, first), others) = way.split_first()?;
    let names = way.iter().chain(way.first()).map(|(from, _)| *from);
    let finding = Diagnostic::new(Code::RedirectLoop, first.from.span).with("chain", chain(names));
    Some(others.iter().take(MOST_PLACES).fold(finding, |finding, (_, wanted)| finding.related(wanted.from.span)))
}

fn permanent<'a>(pages: &'a [Page], config: &'a Config) -> impl Iterator<Item = Redirect> + 'a {
    let own = pages.iter().filter(|page| page.language == config.language);
    own.filter_map(|page| {
        let id = page.front.id.as_ref()?;
        Some(Redirect { from: permanent_address(&id.value), to: page.address.clone()?, kind: RedirectKind::Permanent })
    })
}

/// A translation's aliases are its own; those it would share with its source are the source's.
fn aliases(pages: &[Page], found: &mut Findings) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for page in pages {
        let Some(to) = &page.address else { continue };
        for alias in &page.front.aliases {
            match clean(&alias.value) {
                Some(from) => wanted.push(Wanted { from: Located::new(from, alias.span), to: Arc::clone(to) }),
                None => found.push(Diagnostic::new(Code::UnsafeRedirect, alias.span).with("url", &*alias.value)),
            }
        }
    }
    wanted
}

/// Where a row of the table may lead.
struct Reached<'a> {
    /// Addresses of the site, in small letters.
    taken: &'a HashSet<String>,
    /// Addresses that lead on: permanent ids, aliases, other rows.
    known: HashSet<String>,
}

fn rows(site: &Addressed, data: &Data, mut reached: Reached, found: &mut Findings) -> Vec<Wanted> {
    let by_path: HashMap<&str, &Page> = site.pages.iter().map(|page| (page.path.as_str(), page)).collect();
    let mut wanted = Vec::new();
    reached.known.extend(data.redirects.iter().filter_map(|row| clean(&row.from.value)));
    for row in &data.redirects {
        let written = row.to.value.trim();
        let (written, hash) = written.find('#').map_or((written, ""), |at| written.split_at(at));
        let page = by_path.get(written).and_then(|page| page.address.as_deref());
        let file =
            site.files.contains_key(written.trim_start_matches('/')).then(|| format!("/{}", written.trim_start_matches('/')));
        let to = page.map(str::to_owned).or(file.clone()).or_else(|| clean(written));
        let leads = |to: &str| file.is_some() || reached.taken.contains(&to.to_lowercase()) || reached.known.contains(to);
        match (clean(&row.from.value), to) {
            (Some(_), Some(to)) if !leads(&to) => {
                let finding = Diagnostic::new(Code::BrokenLink, row.to.span).wording("broken-link.redirect");
                found.push(finding.with("target", &*row.to.value));
            }
            (Some(from), Some(to)) => {
                wanted.push(Wanted { from: Located::new(from, row.from.span), to: format!("{to}{hash}").into() });
            }
            (None, _) => found.push(Diagnostic::new(Code::UnsafeRedirect, row.from.span).with("url", &*row.from.value)),
            (_, None) => found.push(Diagnostic::new(Code::UnsafeRedirect, row.to.span).with("url", &*row.to.value)),
        }
    }
    wanted
}

/// Brings an address to the form with slashes at both ends (a file keeps its name). `None` for what leaves the site.
fn clean(address: &str) -> Option<String> {
    let address = address.trim();
    let leaves = is_external(address) || address.contains('\\') || address.split('/').any(|part| part == "..");
    if leaves || address.is_empty() || address.chars().any(char::is_control) {
        return None;
    }
    let inner = address.trim_matches('/');
    let is_file = inner.rsplit('/').next().is_some_and(|name| name.ends_with(".html"));
    Some(match inner {
        "" => "/".to_owned(),
        inner if is_file => format!("/{inner}"),
        inner => format!("/{inner}/"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_of_another_site_is_no_redirect() {
        assert_eq!(clean("//evil.example/"), None);
        assert_eq!(clean("https://evil.example/"), None);
        assert_eq!(clean("/\\evil.example"), None);
        assert_eq!(clean("old/page"), Some("/old/page/".to_owned()));
        assert_eq!(clean("/old/page.html"), Some("/old/page.html".to_owned()));
    }
}
