//! shirube (しるべ, a signpost) turns a folder of Markdown into a help centre whose pages know the release they were last
//! true for. See `ARCHITECTURE.md` for the floors; [`pipeline::build`] is the whole story on one screen.

pub mod checks;
pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostics;
pub mod edit;
pub mod freshness;
pub mod import;
pub mod input;
pub mod japanese;
pub mod markdown;
pub mod onboarding;
pub mod output;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod values;
