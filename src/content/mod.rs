//! One file becomes one typed entry.
//!
//! The one entry is `parse` (and `parse_all` over a whole site).

mod entry;

pub use entry::{
    ArticleType, Ask, Change, ChangeKind, Entry, Evidence, FaqSource, Field, Fields, FrontMatter, Group, ImageFacts, Impact,
    Kind, LabelChange, Phase, Release, ReleaseStatus, Review, Rule, Status, Task, TaskRef, TaskTarget, Touch, TouchDecision,
    Track, Webinar,
};
