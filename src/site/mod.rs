//! The site graph: what is published, where, and who links, covers, quotes, shows and follows whom.
//!
//! The one entry is [`assemble`]. Its steps: choose what this build publishes, put includes, variables and labels in, give
//! addresses, order the folders, resolve the links both ways, and index what pages declare. The graph is never changed after.

mod address;
mod circles;
mod expand;
mod graph;
mod guides;
mod links;
mod lookup;
mod next;
mod page;
mod paths;
mod places;
mod raw_html;
mod redirects;
mod releases;
mod sections;
mod select;
mod translate;

pub use graph::{Relations, Site};
pub use guides::{Placement, TrackPhase, TrackPlan};
pub use links::{File, Files, LinkTo, PageImage, PageLink};
pub use page::{Page, PageId};
pub use paths::{encode, output_path, permanent_address};
pub use places::{Place, What, page_file};
pub use raw_html::sanitise;
pub use redirects::{Redirect, RedirectKind};
pub use releases::{Releases, release_order};
pub use sections::{Section, SectionId};

use crate::content::Entries;
use crate::diagnostics::Findings;
use crate::input::Snapshot;

/// What a build is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// `public`, `internal`, or a name of `[audiences]`.
    pub audience: String,
    /// Whether drafts and pages whose day has not come are in.
    pub drafts: bool,
    /// Now in the site's time zone, `2026-11-21T09:00`: decides what is published.
    pub now: String,
}

impl Options {
    /// Says whether this is the staff build, which shows everything.
    pub fn is_staff(&self) -> bool {
        self.audience == "internal"
    }

    /// Returns the day of [`Self::now`], ISO.
    pub fn today(&self) -> &str {
        self.now.get(..10).unwrap_or(&self.now)
    }
}

/// Makes the site graph of what `input` read.
pub fn assemble(entries: Entries, input: &Snapshot, options: &Options, found: &mut Findings) -> Site {
    let Entries { entries, data } = entries;
    let config = &input.config;
    let select::Chosen { mut entries, mut withheld, tasks: withheld_tasks, audiences } =
        select::select(translate::inherit(entries, config, found), config, options);
    withheld.extend(input.unread.iter().cloned());
    expand::expand(&mut entries, config, &data, options, found);
    let guides = guides::Guides::of(&entries, &withheld_tasks, config, found);
    let slugs = address::Slugs::of(&entries, config, found);
    let mut pages = address::give(entries, &address::Around { guides: &guides, slugs: &slugs }, config, options, found);
    let sections = sections::order(&mut pages, &slugs, config);
    let tracks = guides.place(&pages, config);
    let files = links::all_files(&input.assets);
    let named =
        links::resolve(&mut pages, &links::Around { sections: &sections, files: &files, withheld: &withheld, config }, found);
    let files = links::published(files, &pages);
    let places = places::list(&places::Standing {
        pages: &pages,
        sections: &sections,
        tracks: &tracks,
        config,
        is_staff: options.is_staff(),
    });
    let redirects =
        redirects::gather(&redirects::Addressed { pages: &pages, places: &places, files: &files }, &data, config, found);
    let parts = graph::Parts {
        pages,
        sections,
        tracks,
        places,
        redirects,
        files,
        data,
        named,
        changed: input.changed_days(),
        audiences,
        withheld_tasks,
    };
    graph::finish(parts, config, options)
}
