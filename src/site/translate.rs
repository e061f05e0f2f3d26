//! Translations take what they don't say themselves from their source.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::content::{Entry, FrontMatter, Kind};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::Span;

/// Fills every translation's front matter up from its source: all keys it doesn't set, except `verified`, `title`,
/// `description` and `intents`. A translation without a source is published and reported.
pub(super) fn inherit(mut entries: Vec<Entry>, config: &Config, found: &mut Findings) -> Vec<Entry> {
    let is_translation = |entry: &Entry| entry.language != config.language;
    if !entries.iter().any(is_translation) {
        return entries;
    }
    let sources: BTreeMap<String, (FrontMatter, Kind)> = entries
        .iter()
        .filter(|entry| !is_translation(entry))
        .map(|entry| (entry.stem.clone(), (entry.front.clone(), entry.kind.clone())))
        .collect();
    for entry in entries.iter_mut().filter(|entry| entry.language != config.language) {
        match sources.get(&entry.stem) {
            Some((front, kind)) => {
                fill_front(&mut entry.front, front);
                fill_kind(&mut entry.kind, kind);
            }
            None if !matches!(entry.kind, Kind::Snippet) => {
                let source = format!("{}.md", entry.stem);
                let place = Span::start_of(entry.file);
                found.push(Diagnostic::new(Code::OrphanTranslation, place).with("file", source));
            }
            None => {}
        }
    }
    entries
}

macro_rules! fill {
    ($to:expr, $from:expr; $($option:ident)*; $($list:ident)*) => {
        $(if $to.$option.is_none() { $to.$option.clone_from(&$from.$option); })*
        $(if $to.$list.is_empty() { $to.$list.clone_from(&$from.$list); })*
    };
}

fn fill_front(to: &mut FrontMatter, from: &FrontMatter) {
    fill!(to, from;
        slug order weight draft date updated noindex id owner step since review review_reason resolves why status publish_at
        expire_at touch touch_decision source icon;
        tags keywords features screens audience plans roles next related product lifecycle benefit
        segments evidence images);
}

fn fill_kind(to: &mut Kind, from: &Kind) {
    match (to, from) {
        (Kind::Article(to), Kind::Article(from)) => *to = *from,
        (Kind::Release(to), Kind::Release(from)) => {
            fill!(to, from; release status; changes);
        }
        (Kind::Webinar(to), Kind::Webinar(from)) => {
            fill!(to, from; starts minutes video register slides; chapters);
        }
        (Kind::Track(to), Kind::Track(from)) => {
            fill!(to, from; version; asks phases);
        }
        (Kind::Task(to), Kind::Task(from)) => {
            fill!(to, from; minutes replaces_meeting_minutes; done_when requires was);
        }
        (Kind::Group(to), Kind::Group(from)) => {
            fill!(to, from; ; tasks);
        }
        (Kind::Rule(to), Kind::Rule(from)) => {
            fill!(to, from; question default consequence phase; options);
        }
        _ => {}
    }
}
