//! Which entries this build publishes: drafts, publication dates and audiences.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::config::Config;
use crate::content::{Entry, Fields, FrontMatter, Kind, ReleaseStatus, Status};
use crate::diagnostics::nearest;

use crate::source::Located;

use super::{Options, page};

/// The entries of this build, and the paths of those that were left out, for words about links to them.
pub(super) struct Chosen {
    pub entries: Vec<Entry>,
    pub withheld: BTreeSet<String>,
    /// Names of tasks that were left out.
    pub tasks: BTreeSet<String>,
    /// Every `audience` as written.
    pub audiences: Vec<Located<String>>,
}

/// Chooses the entries of this build. Release records always stay, since freshness needs them; [`is_shown`] says which
/// of them readers see.
pub(super) fn select(entries: Vec<Entry>, config: &Config, options: &Options) -> Chosen {
    let mut chosen = Chosen {
        entries: Vec::with_capacity(entries.len()),
        withheld: BTreeSet::new(),
        tasks: BTreeSet::new(),
        audiences: Vec::new(),
    };
    for entry in entries {
        chosen.audiences.extend(entry.front.audience.iter().cloned());
        if is_empty(&entry) || !is_in(&entry, config, options) {
            if matches!(entry.kind, Kind::Task(_)) {
                chosen.tasks.insert(super::guides::reference(&entry).to_owned());
            }
            chosen.withheld.insert(entry.path);
        } else {
            chosen.entries.push(entry);
        }
    }
    chosen
}

fn is_empty(entry: &Entry) -> bool {
    entry.front_span.is_none() && entry.body.nodes.is_empty()
}

fn is_in(entry: &Entry, config: &Config, options: &Options) -> bool {
    match &entry.kind {
        Kind::Snippet | Kind::Release(_) => true,
        Kind::Playbook => options.is_staff(),
        _ => is_for(&entry.front, config, options) && is_out(&entry.front, config, options),
    }
}

/// Says whether the audience of this build may see a page. Everything is for staff; `internal` is for staff alone;
/// a name of `[audiences]` is for that build (and those that include it) alone; other words are only shown.
fn is_for(front: &FrontMatter, config: &Config, options: &Options) -> bool {
    sees(&front.audience, config, options)
}

/// Says whether this build's audience may see what is meant for others.
pub(super) fn sees(audience: &Fields<String>, config: &Config, options: &Options) -> bool {
    if options.is_staff() {
        return true;
    }
    let restricted: Vec<&str> =
        audience.iter().map(|name| name.value.as_str()).filter(|name| is_restricted(name, config)).collect();
    let sees = |name: &str| {
        name == options.audience
            || config
                .audiences
                .iter()
                .any(|(known, also)| known.value == options.audience && also.iter().any(|other| other == name))
    };
    restricted.is_empty() || restricted.iter().any(|name| *name != "internal" && sees(name))
}

fn is_restricted(name: &str, config: &Config) -> bool {
    let known = || config.audiences.iter().map(|(known, _)| known.value.as_str()).chain(["internal"]);
    // A slip in a restricted name must not publish the page to everyone; `checks` tells of it.
    known().any(|known| known == name) || nearest(name, known()).is_some()
}

/// Brings a moment to the form of [`Options::now`], in which texts compare as times: to the minute, in the site's time zone.
/// A moment that names its own time zone (`Z`, `+09:00`) is carried over.
fn local(moment: &str, config: &Config) -> String {
    let zoned = moment.parse::<Timestamp>().ok().zip(TimeZone::get(&config.timezone).ok());
    let text = zoned.map_or_else(
        || moment.replacen(' ', "T", 1),
        |(moment, zone)| moment.to_zoned(zone).strftime("%Y-%m-%dT%H:%M").to_string(),
    );
    text.chars().take("2026-11-21T09:00".len()).collect()
}

/// Says whether a page's day has come.
fn is_out(front: &FrontMatter, config: &Config, options: &Options) -> bool {
    if options.drafts {
        return true;
    }
    let now = options.now.as_str();
    let waits = front.publish_at.as_ref().is_some_and(|start| *local(&start.value, config) > *now);
    let is_over = front.expire_at.as_ref().is_some_and(|end| *local(&end.value, config) <= *now);
    page::status(front) != Status::Draft && !waits && !is_over
}

/// Says whether readers see a release record: for them, released, and its day has come. Staff and drafts see planned ones,
/// too.
pub(super) fn is_shown(front: &FrontMatter, status: ReleaseStatus, config: &Config, options: &Options) -> bool {
    if !is_for(front, config, options) {
        return false;
    }
    if options.is_staff() || options.drafts {
        return true;
    }
    let today = options.today();
    let is_past = front.date.as_ref().is_none_or(|date| date.value.get(..10).unwrap_or(&date.value) <= today);
    status != ReleaseStatus::Planned && is_past && is_out(front, config, options)
}
