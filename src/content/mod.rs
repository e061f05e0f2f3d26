//! One file becomes one typed entry.
//!
//! The one entry is [`parse`], and [`parse_all`] over a whole site.
//! 1. `place` reads the path: kind, language, the name that translations share.
//! 2. `front` cuts the text into front matter and body; `values` reads the front matter as a tree with places.
//! 3. The tree is held against `keys`, the one table of all keys; what is wrong is told and left out.
//! 4. `read` and `kinds` make it typed, `markdown::parse` reads the body.
//! 5. `data` reads the tables of `data/`.

mod data;
mod data_keys;
mod entry;
mod front;
mod keys;
mod kinds;
mod new_page;
mod parse;
mod pictures;
mod place;
mod read;
mod schema;

pub use data::{Data, Feature, HISTORY_COLUMNS, HistoryRow, Labels, Query, Redirect, Screen, Snooze, Term, UiLabel, Usage};
pub use entry::{
    ArticleType, Ask, Change, ChangeKind, Entry, Evidence, FaqSource, Field, Fields, FrontMatter, Group, ImageFacts, Impact,
    Kind, LabelChange, Phase, Release, ReleaseStatus, Review, Rule, Status, Task, TaskRef, TaskTarget, Touch, TouchDecision,
    Track, Webinar,
};
pub use new_page::{NEW_KINDS, NewFile, NewPage, new_page, release_id, release_path};
pub use parse::{Entries, parse, parse_all};
pub use schema::{reference_markdown, schema};
