//! The staff's page about freshness: how many pages are still true, and what is to do.
//!
//! The one entry is [`dashboard`]. Its steps: count the states (`states`), choose and show the findings (`findings`), sum them
//! up by owner and release (`rows`), and draw how it went so far (`trend`). Only the staff build has it.

mod findings;
mod rows;
mod states;
mod trend;

use crate::diagnostics::{Code, Lang};
use crate::freshness::{self, Finding, Limits, State};
use crate::render::view::{Crumb, FreshnessView, LinkView};
use crate::render::{Making, dates};
use crate::site::Site;

use super::guide::count;

/// Findings that the list of what is to do shows.
const MOST_WORK: usize = 20;
/// Findings that each of the other lists shows.
const MOST_ASIDE: usize = 10;

/// The language of the page: the site's, else English.
fn lang(site: &Site) -> Lang {
    if site.config.language.starts_with("ja") { Lang::Ja } else { Lang::En }
}

/// Makes the page.
pub(super) fn dashboard(making: &Making, address: &str) -> FreshnessView {
    let site = making.site;
    let language = site.config.language.as_str();
    let title = making.frames.text(language, "freshness").to_owned();
    let mut head = making.frames.plain_head(&title, address, language, Some("freshness"));
    head.noindex = true;
    let today = site.options.today();
    // as the command line counts, so that both say one number
    let rationed = freshness::ration(making.freshness, Limits::of(site), |_| true);
    let work = findings::of_rationed(making, &rationed.shown);
    let (uncovered, uncovered_total) = aside(making, Code::UncoveredChange);
    let (translations, translations_total) = aside(making, Code::TranslationOutdated);
    let (maybe, maybe_total) = aside(making, Code::MaybeAffected);
    FreshnessView {
        head,
        crumbs: vec![making.frames.home_crumb(language), Crumb { title, url: None }],
        day: dates::day(today, language),
        release: site.releases.newest(today).and_then(|(name, _)| findings::release_link(making, name)),
        pages: count(making.freshness.pages.iter().filter(|page| page.state.is_some()).count()),
        current: count(making.freshness.count(State::Current)),
        states: states::shares(making.freshness.pages.iter().filter_map(|page| page.state), 1000.0),
        to_do: count(work.len()),
        work: work.iter().take(MOST_WORK).map(|finding| findings::item(making, finding)).collect(),
        over_budget: count(rationed.over_budget),
        owners: rows::owners(making, &work),
        releases: rows::releases(making, today),
        trend: trend::trend(making),
        uncovered,
        uncovered_total,
        translations,
        translations_total,
        maybe,
        maybe_total,
        snoozed: findings::snoozed(making),
        unowned: count(open(making, Code::Unowned).count()),
    }
}

/// Goes through the findings of a code that nobody put off.
fn open<'a>(making: &'a Making, code: Code) -> impl Iterator<Item = &'a Finding> {
    making.freshness.findings.iter().filter(move |finding| finding.diagnostic.code == code && finding.snoozed.is_none())
}

fn aside(making: &Making, code: Code) -> (Vec<crate::render::view::FindingItem>, u32) {
    let items = open(making, code).take(MOST_ASIDE).map(|finding| findings::item(making, finding)).collect();
    (items, count(open(making, code).count()))
}

/// Links to a release's page by the release's name.
fn named(making: &Making, name: &str, id: crate::site::PageId) -> Option<LinkView> {
    let url = making.frames.href(making.site.page(id).address.as_deref()?);
    Some(LinkView { title: name.to_owned(), url })
}
