//! What the templates see: plain values, ready to be shown.
//!
//! Every template of `themes/*/templates/` gets two names from its context:
//!
//! 1. `site`, a [`SiteView`]: one a language, turned into a `tera::Value` once and inserted into each
//!    page's context as a clone, which only counts a reference. `t` is its `strings`, inserted the same way.
//! 2. `page`, the view of that template: [`HomeView`] for `home.html`, [`ArticleView`] for
//!    `article.html` and so on, one file a kind of page.
//!
//! Addresses are complete (with the site's path), dates are formatted, whatever is named `…_html` or
//! `body` is safe HTML; every other text is escaped by the template. Nothing here knows the site's graph.

mod doc;
mod frame;
mod freshness;
mod guide;
mod list;
mod notice;
mod release;
mod webinar;

pub use frame::{Alternate, ContactView, Crumb, Day, Head, LanguageLink, LinkView, MenuItem, OpenGraph, SearchLink, SiteView};

pub use doc::{ArticleView, DocView, Facts, FaqItem, FaqView, NavItem, NavView, SignView, Stamp, TocItem};

pub use list::{
    CollectionItem, EntryItem, FaqListView, FaqTopic, HomeView, ItemView, NotFoundView, RedirectView, SearchView, SectionGroup,
    SectionView,
};

pub use notice::{NoticeChange, NoticeView};

pub use freshness::{
    FindingItem, FreshnessView, OwnerRow, PassageView, ReleaseRow, Share, SnoozedItem, Trend, TrendMark, TrendRow, TrendTick,
};

pub use guide::{
    PhaseView, RailPhase, RailView, StepGroup, StepView, TaskGroup, TaskItem, TaskView, TrackItem, TrackListView, TrackView,
};

pub use release::{ChangeView, KindCount, PageList, ReleaseItem, ReleaseListView, ReleaseView, ReleaseYear};

pub use webinar::{Chapter, WebinarItem, WebinarListView, WebinarView};
