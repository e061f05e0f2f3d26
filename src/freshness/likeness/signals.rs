//! How close each page is to a release, from everything that tells.
//!
//! The weights were fitted on public products' histories (`replay.py` on `data/main`); the plateau is wide: half or twice of
//! any one of them moves the mean average precision by about a hundredth.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use crate::site::PageId;

use super::super::Context;
use super::query::Query;
use super::scan::{Scan, Scanned};

/// BM25: how soon more of the same word stops to matter, and how much long pages are held back.
const K1: f64 = 2.0;
const B: f64 = 0.4;

/// Words of all that the release says.
const WORDS: f64 = 1.0;
/// Words of the changes that tell of labels, once more.
const LABEL_WORDS: f64 = 0.7;
/// Old labels in the text, marked or not.
const OLD_LABELS: f64 = 0.5;
/// Labels of the screens that were touched.
const SCREENS: f64 = 0.15;
/// The version's name in the text.
const VERSION: f64 = 0.2;
/// The page was edited lately …
const RECENT: f64 = 0.6;
/// … and more lately than the others.
const ORDER: f64 = 0.3;
const TOLD: f64 = WORDS + LABEL_WORDS + OLD_LABELS + SCREENS + VERSION;

/// Days after which an edit counts for about a third.
const FADING: f64 = 300.0;
/// Most changes that one word may stand for.
const MOST_SAID: usize = 60;
/// Most changes that a page is said to be close to.
const MOST_CHANGES: usize = 2;

/// How close a page is.
pub(super) struct Likeness {
    pub page: PageId,
    /// In [0, 1].
    pub score: f64,
    /// The closest changes, closest first.
    pub changes: Vec<u32>,
    /// The shared words that stand out most.
    pub words: Vec<String>,
}

/// Scores every page against a release.
pub(super) fn score(context: &Context<'_>, query: &Query<'_>, scan: &Scan) -> Vec<Likeness> {
    let near = near(query, scan);
    let all = scaled(near.iter().map(|near| near.all).collect());
    let labels = scaled(near.iter().map(|near| near.labels).collect());
    let old: Vec<u32> = query.old_labels.keys().filter_map(|label| scan.label(label)).collect();
    let screen: Vec<u32> = query.screen_labels.iter().filter_map(|label| scan.label(label)).collect();
    let old = scaled(scan.pages.iter().map(|page| weighed(page, &old, scan)).collect());
    let screen = scaled(scan.pages.iter().map(|page| weighed(page, &screen, scan)).collect());
    let version = query.version.as_ref().and_then(|version| scan.label(version));
    let edits = edits(context, query, scan);
    // a site that does not know when its pages were edited is not held to be far from everything
    let most = if edits.iter().any(|edit| *edit != (0.0, 0.0)) { TOLD + RECENT + ORDER } else { TOLD };
    let mut likes = Vec::with_capacity(scan.pages.len());
    for (at, (page, near)) in scan.pages.iter().zip(near).enumerate() {
        let names = version.is_some_and(|version| page.counts.binary_search_by_key(&version, |(term, _)| *term).is_ok());
        let told = WORDS * all[at] + LABEL_WORDS * labels[at] + OLD_LABELS * old[at] + SCREENS * screen[at];
        // an edit alone makes no page close
        let score =
            if told > 0.0 { told + if names { VERSION } else { 0.0 } + RECENT * edits[at].0 + ORDER * edits[at].1 } else { 0.0 };
        likes.push(Likeness { page: page.page, score: score / most, changes: near.changes, words: near.words });
    }
    likes
}

/// What the words alone say of a page.
#[derive(Default)]
struct Near {
    all: f64,
    labels: f64,
    changes: Vec<u32>,
    words: Vec<String>,
}

/// What a page shares with a release: its score by number of what is said, and the shared words with their weight.
type Shared<'a> = (HashMap<usize, f64>, Vec<(f64, &'a str)>);

/// Scores pages change by change: each gives its own strength to the page it is closest to, and less than its share to others.
fn near(query: &Query<'_>, scan: &Scan) -> Vec<Near> {
    let mut said_with: HashMap<u32, Vec<(usize, &str)>> = HashMap::new();
    for (number, said) in query.said.iter().enumerate() {
        for (stem, shown) in &said.words {
            if let Some(term) = scan.word(stem) {
                said_with.entry(term).or_default().push((number, shown));
            }
        }
    }
    // a word of everything that a release says tells none of it from the rest
    said_with.retain(|_, list| list.len() <= MOST_SAID);
    let by_page: Vec<Shared<'_>> = scan
        .pages
        .iter()
        .map(|page| {
            let mut scores: HashMap<usize, f64> = HashMap::new();
            let mut words: Vec<(f64, &str)> = Vec::new();
            for (term, count) in &page.counts {
                let Some(list) = said_with.get(term) else { continue };
                let weight = rarity(*term, scan) * saturated(*count, page, scan);
                list.iter().for_each(|(number, _)| *scores.entry(*number).or_default() += weight);
                words.extend(list.first().map(|(_, word)| (weight, *word)));
            }
            (scores, words)
        })
        .collect();
    let mut best = vec![0.0_f64; query.said.len()];
    for (number, score) in by_page.iter().flat_map(|(scores, _)| scores) {
        best[*number] = best[*number].max(*score);
    }
    by_page.into_iter().map(|(scores, words)| gathered(query, &best, &scores, words)).collect()
}

fn gathered(query: &Query<'_>, best: &[f64], scores: &HashMap<usize, f64>, mut words: Vec<(f64, &str)>) -> Near {
    let mut near = Near::default();
    let mut numbers: Vec<usize> = scores.keys().copied().collect();
    numbers.sort_unstable();
    let mut closest: Vec<(f64, u32)> = Vec::new();
    for number in numbers {
        let (score, most) = (scores[&number], best[number]);
        let given = if most > 0.0 { score * score / most } else { 0.0 };
        near.all += given;
        if query.said[number].is_label {
            near.labels += given;
        }
        closest.extend(query.said[number].change.map(|change| (given, change)));
    }
    closest.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    near.changes = closest.into_iter().take(MOST_CHANGES).map(|(_, change)| change).collect();
    words.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    // the pairs of one word of kanji are shown once, as the word
    let mut seen = BTreeSet::new();
    let shown = words.into_iter().map(|(_, word)| word).filter(|word| seen.insert(*word));
    near.words = shown.take(super::MOST_WORDS).map(str::to_owned).collect();
    near
}

fn rarity(term: u32, scan: &Scan) -> f64 {
    let pages = scan.pages.len() as f64;
    let with = f64::from(scan.spread.get(term as usize).copied().unwrap_or(0));
    (1.0 + (pages - with + 0.5) / (with + 0.5)).ln()
}

fn saturated(count: u32, page: &Scanned, scan: &Scan) -> f64 {
    let count = f64::from(count);
    count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * page.bytes as f64 / scan.average))
}

/// Adds up how rare those terms are that a page has.
fn weighed(page: &Scanned, terms: &[u32], scan: &Scan) -> f64 {
    let has = |term: &&u32| page.counts.binary_search_by_key(*term, |(known, _)| *known).is_ok();
    terms.iter().filter(has).map(|term| rarity(*term, scan)).sum()
}

/// How lately each page was edited before the release, and where it stands among the others; both in [0, 1].
fn edits(context: &Context<'_>, query: &Query<'_>, scan: &Scan) -> Vec<(f64, f64)> {
    let day = query.day.parse::<Date>().ok();
    let age = |id: PageId| {
        let page = context.site.page(id);
        let edited = page.front.updated.as_ref().map(|updated| updated.value.as_str());
        let edited = edited.or_else(|| context.site.changed.get(&page.path).map(String::as_str))?;
        let edited: Date = edited.get(..10)?.parse().ok()?;
        Some(edited.until(day?).ok()?.get_days().max(0))
    };
    let ages: Vec<Option<i32>> = scan.pages.iter().map(|page| age(page.page)).collect();
    let mut order: Vec<i32> = ages.iter().flatten().copied().collect();
    order.sort_unstable();
    let known = order.len().max(1) as f64;
    let place = |age: i32| 1.0 - order.partition_point(|other| *other < age) as f64 / known;
    ages.iter().map(|age| age.map_or((0.0, 0.0), |age| ((-f64::from(age) / FADING).exp(), place(age)))).collect()
}

/// Scales to the largest.
fn scaled(mut values: Vec<f64>) -> Vec<f64> {
    let most = values.iter().copied().fold(0.0, f64::max);
    if most > 0.0 {
        values.iter_mut().for_each(|value| *value /= most);
    }
    values
}
