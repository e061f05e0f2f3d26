//! shirube (しるべ, a signpost) turns a folder of Markdown into a help centre whose pages know the release they were last
//! true for. See `ARCHITECTURE.md` for the floors.

pub mod config;
pub mod content;
pub mod diagnostics;
pub mod edit;
pub mod markdown;
pub mod report;
pub mod output;
pub mod source;
pub mod values;
