//! Release records from what teams already have.
//!
//! The one entry is [`releases`]. Its steps:
//! 1. the files named are read, wherever they lie (`files`), and told apart by their contents (`format`);
//! 2. a log of changes becomes drafts (`changelog`, `github`, `git_cliff`, with `notes` for what they share); two catalogues
//!    of UI strings (`catalogue`) become one draft by their `difference`, where `sameness` says which texts are the same
//!    to a reader;
//! 3. each draft becomes a new record (`record`), or adds to the one that is there what it lacks (`merge`).
//!
//! Drafts are for a person to confirm: a record carries `draft: true` until someone takes that line out, and one without it
//! that is released is never added to. Importing the same twice changes nothing.

mod catalogue;
mod changelog;
mod difference;
mod draft;
mod files;
mod format;
mod git_cliff;
mod github;
mod merge;
mod notes;
mod record;
mod request;
mod sameness;
mod screens;

pub use format::Format;
pub use request::{Imported, RecordEdit, Request, is_day, releases};
