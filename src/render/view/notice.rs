//! What readers are told of releases: the notice of a page.

use serde::Serialize;

use super::frame::{Day, LinkView};

/// What releases changed that a page's text does not say yet.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NoticeView {
    /// `old`: the page says something that is no longer so. `hit`: what it is about changed.
    pub state: String,
    /// Name of the newest release.
    pub release: String,
    /// Its date.
    pub day: Option<Day>,
    /// Whether the changes are of several releases.
    pub several: bool,
    /// The changes, newest first, the first few.
    pub changes: Vec<NoticeChange>,
    /// How many more there are.
    pub more: u32,
    /// The notes of the releases.
    pub releases: Vec<LinkView>,
}

/// A change as a notice tells it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NoticeChange {
    /// What changed, in a sentence; the feature's title without one. None where the labels say it all.
    pub text: Option<String>,
    /// Language of the sentence, where it is not the page's.
    pub lang: Option<String>,
    /// The label as it was, without brackets.
    pub was: Option<String>,
    /// The label as it is now, without brackets.
    pub now: Option<String>,
    /// Whether the label is gone.
    pub gone: bool,
    /// The release, where the notice tells of several.
    pub release: Option<String>,
}
