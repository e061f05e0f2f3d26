//! What the releases did to the product's labels, and what became of a text that a page quotes.
//!
//! Only the net effect counts: a label renamed twice has its last text, one renamed there and back has lost nothing.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::content::{Change, FrontMatter, LabelChange};
use crate::japanese;

use super::ChangeId;
use super::reach::can_meet;
use super::timeline::{Counted, Timeline};

/// Brings a label to the form in which labels are compared: NFKC, runs of spaces as one, without the dots and colons that
/// a button carries and a text leaves out. Letters keep their case.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    match japanese::normalise(text) {
        Cow::Borrowed(plain) if !plain.contains(char::is_whitespace) => Cow::Borrowed(without_signs(plain)),
        plain => Cow::Owned(without_signs(&joined(&plain)).to_owned()),
    }
}

/// Joins words by one space, and without one where either side is Japanese: ［CSV 出力］ and ［CSV出力］ are the same to a reader.
fn joined(text: &str) -> String {
    let is_wide = |c: Option<char>| c.is_some_and(japanese::is_japanese);
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() && !is_wide(out.chars().next_back()) && !is_wide(word.chars().next()) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Cuts off the dots and colons at the end, unless nothing else is there.
fn without_signs(text: &str) -> &str {
    let bare = text.trim_end_matches(['.', '…', ':']).trim_end();
    if bare.is_empty() { text } else { bare }
}

/// A label's text went or came with a change.
struct Event<'a> {
    /// The release's place in the order.
    place: usize,
    change: ChangeId,
    about: &'a Change,
    label: &'a LabelChange,
    /// Whether the text went (`from`) or came (`to`).
    is_gone: bool,
}

impl Event<'_> {
    /// Says whether two events are about the same label of the product: the same key, else the same screen where both
    /// tell it, else as far as anyone can know.
    fn is_same_label(&self, other: &Event<'_>) -> bool {
        let same =
            |one: &Option<crate::source::Located<String>>, other: &Option<crate::source::Located<String>>| match (one, other) {
                (Some(one), Some(other)) => Some(one.value == other.value),
                _ => None,
            };
        same(&self.about.key, &other.about.key).or_else(|| same(&self.about.screen, &other.about.screen)).unwrap_or(true)
    }
}

/// What became of a quoted label.
pub(super) struct Fate<'a> {
    /// The change that took the text away.
    pub change: ChangeId,
    /// Its release's place in the order.
    pub place: usize,
    pub about: &'a Change,
    /// The text the product has now; `None` if it has none, or more than one.
    pub to: Option<&'a str>,
    /// Whether several changes gave it different new texts, and nothing tells which of them is meant.
    pub is_ambiguous: bool,
}

/// The events of one language by folded text, each list in the order of the releases.
pub(super) struct Renames<'a> {
    events: HashMap<String, Vec<Event<'a>>>,
}

impl<'a> Renames<'a> {
    /// Gathers what the releases did to labels in a language.
    pub fn of(timeline: &Timeline<'a>, language: &str) -> Self {
        let own = &timeline.site().config.language;
        let mut events: HashMap<String, Vec<Event<'a>>> = HashMap::new();
        for Counted { place, id: change, change: about } in timeline.changes(0) {
            let label = if language == own { about.label.as_ref() } else { about.labels.get(language) };
            let Some(label) = label else { continue };
            let (from, to) = (label.from.as_ref().map(|from| folded(&from.value)), label.to.as_ref().map(|to| folded(&to.value)));
            if from == to {
                continue; // a label that moved still reads the same
            }
            let came = to.map(|text| (text, false));
            let gone = from.map(|text| (text, true));
            for (text, is_gone) in came.into_iter().chain(gone).filter(|(text, _)| !text.is_empty()) {
                events.entry(text.into_owned()).or_default().push(Event { place, change, about, label, is_gone });
            }
        }
        Self { events }
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Says whether any release took a text away.
    pub fn knows(&self, text: &str) -> bool {
        self.events.contains_key(text)
    }

    /// Goes through the texts that releases took away.
    pub fn gone(&self) -> impl Iterator<Item = &str> {
        self.events.iter().filter(|(_, events)| events.iter().any(|event| event.is_gone)).map(|(text, _)| text.as_str())
    }

    /// Goes through every text that releases took away or gave.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.events.keys().map(String::as_str)
    }

    /// Works out what became of a text that a page quotes which was checked against the first `from` releases. `None`: the
    /// product still shows it, as far as this page can know.
    pub fn fate(&self, text: &str, from: usize, front: &FrontMatter) -> Option<Fate<'a>> {
        let events = self.events.get(text)?;
        let later = || events.iter().enumerate().filter(|(_, event)| event.place >= from);
        let came_back = |at: usize, gone: &Event<'_>| {
            later().any(|(other, event)| !event.is_gone && (other > at || event.place > gone.place) && event.is_same_label(gone))
        };
        let gone: Vec<&Event<'a>> = later()
            .filter(|(at, event)| event.is_gone && can_meet(front, event.about) && !came_back(*at, event))
            .filter(|(_, event)| !self.is_elsewhere(event, events) || declares(front, event.about))
            .map(|(_, event)| event)
            .collect();
        let near = gone.iter().copied().find(|event| declares(front, event.about));
        let first = near.or_else(|| gone.first().copied())?;
        let to = self.last_text(first);
        let is_ambiguous = near.is_none() && gone.iter().any(|event| self.last_text(event).map(folded) != to.map(folded));
        Some(Fate {
            change: first.change,
            place: first.place,
            about: first.about,
            to: to.filter(|_| !is_ambiguous),
            is_ambiguous,
        })
    }

    /// Says whether the product still shows the text that went, at another place: as the record says, or because another
    /// label got it at the same time or later.
    fn is_elsewhere(&self, gone: &Event<'_>, events: &[Event<'_>]) -> bool {
        let taken_over = |event: &Event<'_>| !event.is_gone && event.place >= gone.place && !event.is_same_label(gone);
        gone.label.still_used || events.iter().any(taken_over)
    }

    /// Follows a label through later renames to the text it has now.
    fn last_text(&self, gone: &Event<'a>) -> Option<&'a str> {
        let mut text = gone.label.to.as_ref()?.value.as_str();
        let mut at = gone;
        while let Some(next) = self.next(text, at) {
            text = next.label.to.as_ref()?.value.as_str();
            at = next;
        }
        Some(text)
    }

    /// Finds the change that took away the text which another gave. Places only grow, so a circle ends.
    fn next(&self, text: &str, given: &Event<'a>) -> Option<&Event<'a>> {
        let events = self.events.get(&*folded(text))?;
        events.iter().find(|event| event.is_gone && event.place > given.place && event.is_same_label(given))
    }
}

/// Says whether a page declares the screen or the feature of a change, or shows a picture of that screen.
pub(super) fn declares(front: &FrontMatter, change: &Change) -> bool {
    let has = |names: &[crate::source::Located<String>], name: &Option<crate::source::Located<String>>| {
        name.as_ref().is_some_and(|name| names.iter().any(|known| known.value == name.value))
    };
    let shown = || front.images.iter().filter_map(|(_, facts)| facts.screen.as_ref());
    let screen = change.screen.as_ref();
    has(&front.screens, &change.screen)
        || screen.is_some_and(|screen| shown().any(|known| known.value == screen.value))
        || (change.screen.is_none() && has(&front.features, &change.feature))
}
