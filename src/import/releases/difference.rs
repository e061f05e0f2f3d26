//! What two catalogues of one product differ in, as a reader of its screens sees it.
//!
//! The one entry is [`difference`]. Its steps, each simple enough to explain to a writer:
//! 1. a key that is in both with another text was renamed, unless the texts differ in looks alone;
//! 2. a key that is gone and a new one with the same text: on one screen nothing happened, on another screen the label moved,
//!    and where the whole screen has another name in the keys nothing happened either;
//! 3. of what is left, a gone and a new key of one screen whose texts are close were renamed;
//! 4. the rest was removed or added. An old text that is still somewhere in the new catalogue is `still_used`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::catalogue::{Catalogue, Item};
use super::draft::{DraftChange, Label};
use super::sameness::{closeness, is_message, shown};
use super::screens::Screens;
use crate::content::{ChangeKind, Impact};

/// From this closeness on (two letters of three), the text of a gone key and that of a new one are one label renamed. In the
/// histories of five products nearly all pairs above are renames, and nearly all below 0.6 are two labels.
const CLOSE: f64 = 0.66;
/// How many pairs of letters are compared at most. A screen that would need more was made anew, and its pairs would be
/// guesses.
const MOST_WORK: usize = 100_000_000;
/// What looking at a text costs besides its letters.
const EACH: usize = 16;
/// How many new keys of one text are looked at for the one most like a gone key.
const MOST_LIKE: usize = 16;

/// What was found, and what was left out and why.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Difference {
    /// In the order of the new catalogue, then what is gone in the order of the old one.
    pub(super) changes: Vec<DraftChange>,
    /// Texts that changed in looks alone.
    pub(super) cosmetic: usize,
    /// Keys that changed while the screen stayed as it was.
    pub(super) keys_only: usize,
}

/// Compares the catalogues of two releases.
pub(super) fn difference(old: &Catalogue, new: &Catalogue, screens: &Screens) -> Difference {
    let mut comparing = Comparing::new(old, new, screens);
    comparing.same_keys();
    comparing.same_texts();
    comparing.close_texts();
    comparing.rest();
    comparing.finish()
}

/// A text of one of the catalogues, with what is asked about it again and again.
struct Text<'a> {
    item: &'a Item,
    shown: String,
    screen: Option<String>,
}

/// Screens that only one of the catalogues has: their keys have another name, or they are gone or new.
struct RenamedScreens {
    left: BTreeSet<String>,
    opened: BTreeSet<String>,
}

impl RenamedScreens {
    /// Says whether two texts stand on one screen, as far as keys can tell.
    fn are_one(&self, before: &Text<'_>, after: &Text<'_>) -> bool {
        match (&before.screen, &after.screen) {
            (Some(from), Some(to)) => from == to || (self.left.contains(from) && self.opened.contains(to)),
            _ => true,
        }
    }
}

/// Where a change stands in the result: at its text in the new catalogue, or behind all of these at its old one.
type Order = (bool, usize);

struct Comparing<'a> {
    old: Vec<Text<'a>>,
    new: Vec<Text<'a>>,
    screens: &'a Screens,
    /// Indexes of texts not yet accounted for.
    gone: Vec<usize>,
    fresh: Vec<usize>,
    /// How often each text stands in the old catalogue and in the new one.
    counts: (BTreeMap<String, usize>, BTreeMap<String, usize>),
    changes: Vec<(Order, DraftChange)>,
    cosmetic: usize,
    keys_only: usize,
}

impl<'a> Comparing<'a> {
    fn new(old: &'a Catalogue, new: &'a Catalogue, screens: &'a Screens) -> Self {
        let text = |item: &'a Item| Text { item, shown: shown(&item.text), screen: screens.screen(&item.key) };
        let (old, new): (Vec<_>, Vec<_>) = (old.items.iter().map(text).collect(), new.items.iter().map(text).collect());
        let counts = (counted(&old), counted(&new));
        let (gone, fresh) = ((0..old.len()).collect(), (0..new.len()).collect());
        Self { old, new, screens, gone, fresh, counts, changes: Vec::new(), cosmetic: 0, keys_only: 0 }
    }

    fn same_keys(&mut self) {
        let by_key: BTreeMap<&str, usize> = self.old.iter().enumerate().map(|(at, text)| (text.item.key.as_str(), at)).collect();
        let pairs: Vec<(usize, usize)> =
            self.new.iter().enumerate().filter_map(|(at, text)| Some((*by_key.get(text.item.key.as_str())?, at))).collect();
        for &(old, new) in &pairs {
            let (Some(before), Some(after)) = (self.old.get(old), self.new.get(new)) else { continue };
            if before.shown != after.shown {
                self.renamed(old, new);
            } else if before.item.text != after.item.text {
                self.cosmetic += 1;
            }
        }
        self.settle(&pairs);
    }

    fn same_texts(&mut self) {
        let mut fresh: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
        for &at in &self.fresh {
            if let Some(text) = self.new.get(at) {
                fresh.entry(&text.shown).or_default().push_back(at);
            }
        }
        let mut pairs = Vec::new();
        for &old in &self.gone {
            let Some(before) = self.old.get(old) else { continue };
            let Some(candidates) = fresh.get_mut(before.shown.as_str()) else { continue };
            let likeness =
                |index: usize| candidates.get(index).and_then(|&at| self.new.get(at)).map(|after| likeness(before, after));
            let nearest = 0..candidates.len().min(MOST_LIKE);
            let best = nearest.max_by_key(|&index| (likeness(index), std::cmp::Reverse(index)));
            pairs.extend(best.and_then(|best| candidates.remove(best)).map(|new| (old, new)));
        }
        let renamed_screens = self.renamed_screens();
        pairs.retain(|&(old, new)| self.is_same_label(old, new, &renamed_screens));
        for &(old, new) in &pairs {
            self.moved(old, new, &renamed_screens);
        }
        self.settle(&pairs);
    }

    fn renamed_screens(&self) -> RenamedScreens {
        let of = |texts: &[Text<'_>]| texts.iter().filter_map(|text| text.screen.clone()).collect::<BTreeSet<_>>();
        let (old, new) = (of(&self.old), of(&self.new));
        RenamedScreens { left: &old - &new, opened: &new - &old }
    }

    /// Says whether a gone key and a new one with its text are one label: on one screen, on a screen whose keys have another
    /// name, or the only one of its text before and after. 「保存」 gone here and new there are two events.
    fn is_same_label(&self, old: usize, new: usize, screens: &RenamedScreens) -> bool {
        let (Some(before), Some(after)) = (self.old.get(old), self.new.get(new)) else { return false };
        let once = |counts: &BTreeMap<String, usize>| counts.get(&before.shown) == Some(&1);
        screens.are_one(before, after) || (once(&self.counts.0) && once(&self.counts.1))
    }

    fn moved(&mut self, old: usize, new: usize, screens: &RenamedScreens) {
        let (Some(before), Some(after)) = (self.old.get(old), self.new.get(new)) else { return };
        if screens.are_one(before, after) || is_message(&after.item.text) {
            self.keys_only += 1;
            return;
        }
        let text = after.item.text.clone();
        let label = Label { from: Some(text.clone()), to: Some(text), still_used: false };
        let change = DraftChange { label: Some(label), ..self.change(ChangeKind::Changed, &after.item.key) };
        self.changes.push(((false, new), change));
    }

    fn close_texts(&mut self) {
        let mut by_screen: BTreeMap<Option<&str>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for &at in &self.gone {
            by_screen.entry(self.old.get(at).and_then(|text| text.screen.as_deref())).or_default().0.push(at);
        }
        for &at in &self.fresh {
            by_screen.entry(self.new.get(at).and_then(|text| text.screen.as_deref())).or_default().1.push(at);
        }
        let length = |texts: &[Text<'_>], at: &[usize]| -> usize {
            at.iter().filter_map(|&at| texts.get(at)).map(|text| text.shown.len() + EACH).sum()
        };
        let mut left = MOST_WORK;
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (gone, fresh) in by_screen.values() {
            let work = length(&self.old, gone).saturating_mul(length(&self.new, fresh));
            if let Some(rest) = left.checked_sub(work) {
                left = rest;
                pairs.extend(self.closest(gone, fresh));
            }
        }
        for &(old, new) in &pairs {
            self.renamed(old, new);
        }
        self.settle(&pairs);
    }

    /// Pairs the closest first, each text once.
    fn closest(&self, gone: &[usize], fresh: &[usize]) -> Vec<(usize, usize)> {
        let mut close: Vec<(f64, usize, usize)> = Vec::new();
        for &old in gone {
            for &new in fresh {
                let (Some(before), Some(after)) = (self.old.get(old), self.new.get(new)) else { continue };
                let near = closeness(&before.shown, &after.shown, CLOSE);
                let near = if same_last_part(&before.item.key, &after.item.key) { 1.0 } else { near };
                if near >= CLOSE {
                    close.push((near, old, new));
                }
            }
        }
        close.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
        close.retain(|(_, old, new)| {
            let is_free = !used_old.contains(old) && !used_new.contains(new);
            is_free && used_old.insert(*old) && used_new.insert(*new)
        });
        close.into_iter().map(|(_, old, new)| (old, new)).collect()
    }

    fn rest(&mut self) {
        for &at in &self.gone {
            let Some(text) = self.old.get(at) else { continue };
            let still_used = self.counts.1.contains_key(&text.shown);
            let label = Label { from: Some(text.item.text.clone()), to: None, still_used };
            let change = DraftChange { label: Some(label), ..self.change(ChangeKind::Removed, &text.item.key) };
            self.changes.push(((true, at), with_impact(change)));
        }
        for &at in &self.fresh {
            let Some(text) = self.new.get(at) else { continue };
            let label = Label { from: None, to: Some(text.item.text.clone()), still_used: false };
            // a new text makes no page wrong: whoever confirms the record says which one is news
            let change = self.change(ChangeKind::Added, &text.item.key);
            self.changes.push(((false, at), DraftChange { label: Some(label), impact: Impact::Minor, ..change }));
        }
    }

    fn finish(mut self) -> Difference {
        self.changes.sort_by_key(|(order, _)| *order);
        let changes = self.changes.into_iter().map(|(_, change)| change).collect();
        Difference { changes, cosmetic: self.cosmetic, keys_only: self.keys_only }
    }

    fn renamed(&mut self, old: usize, new: usize) {
        let (Some(before), Some(after)) = (self.old.get(old), self.new.get(new)) else { return };
        let still_used = self.counts.1.contains_key(&before.shown);
        let label = Label { from: Some(before.item.text.clone()), to: Some(after.item.text.clone()), still_used };
        let change = DraftChange { label: Some(label), ..self.change(ChangeKind::Renamed, &after.item.key) };
        self.changes.push(((false, new), with_impact(change)));
    }

    fn change(&self, kind: ChangeKind, key: &str) -> DraftChange {
        let (screen, feature) = (self.screens.screen(key), self.screens.feature(key));
        DraftChange { screen, feature, key: Some(key.to_owned()), ..DraftChange::new(kind) }
    }

    fn settle(&mut self, pairs: &[(usize, usize)]) {
        let (old, new): (BTreeSet<usize>, BTreeSet<usize>) = pairs.iter().copied().unzip();
        self.gone.retain(|at| !old.contains(at));
        self.fresh.retain(|at| !new.contains(at));
    }
}

fn counted(texts: &[Text<'_>]) -> BTreeMap<String, usize> {
    texts.iter().fold(BTreeMap::new(), |mut counts, text| {
        *counts.entry(text.shown.clone()).or_default() += 1;
        counts
    })
}

/// A message that changed is nothing a page quotes as a label; on the release's page it would be noise.
fn with_impact(change: DraftChange) -> DraftChange {
    let from = change.label.as_ref().and_then(|label| label.from.as_deref());
    let impact = if from.is_some_and(is_message) { Impact::Minor } else { change.impact };
    DraftChange { impact, ..change }
}

/// How much two keys with one text have in common: the screen before the last part.
fn likeness(before: &Text<'_>, after: &Text<'_>) -> (bool, bool) {
    (before.screen == after.screen, same_last_part(&before.item.key, &after.item.key))
}

/// `list.export` and `table.export`. Keys that are texts (gettext) have no parts.
fn same_last_part(a: &str, b: &str) -> bool {
    let last = |key: &str| key.rfind(['.', '|', '/', ':']).map_or(0, |at| at + 1);
    let (left, right) = (a.get(last(a)..).unwrap_or_default(), b.get(last(b)..).unwrap_or_default());
    left == right && !left.is_empty() && !a.contains(char::is_whitespace) && !b.contains(char::is_whitespace)
}

#[cfg(test)]
#[path = "difference_tests.rs"]
mod tests;
