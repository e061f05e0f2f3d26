//! The last order, of the best pages: by what stands in their titles, headings and texts.

use std::collections::HashSet;

use super::super::analysis::{Analysis, Family, Script, letters, sounds, term_list};
use super::super::files::PageFile;
use super::order::{Answered, asked_at, by_place};

const TITLE: f64 = 1.2;
const HEADING: f64 = 0.9;
const EITHER: f64 = 0.3;
const SAME_TITLE: f64 = 1.0;
const SAME_HEADING: f64 = 3.0;
const IN_TEXT: f64 = 0.8;
const PRIOR: f64 = 0.01;
/// What a note of a release is worth against a page: it tells what was new, not how things are done.
const RELEASE: f64 = 0.8;
const PRECISION: f64 = 0.6;

/// A term as titles are asked for it: the mark of its family, and its letters.
type Term = (u8, String);

/// A title or heading made ready: its terms, and how many there are of each sort.
#[derive(Debug)]
struct Head {
    phrase: String,
    terms: HashSet<Term>,
    pairs: usize,
    sounds: usize,
}

impl Head {
    /// `reading`: its key.
    fn of(text: &str, reading: &str) -> Self {
        let analysis = Analysis::of(text);
        let mut head = Self { phrase: analysis.phrase(), terms: HashSet::new(), pairs: 0, sounds: 0 };
        for (family, text, _) in term_list(&analysis) {
            head.pairs += usize::from(matches!(family, Family::Pair | Family::Word));
            head.terms.insert((family.mark(), text));
        }
        for run in reading.split(' ') {
            let spoken = sounds(&run.chars().collect::<Vec<_>>());
            head.sounds += spoken.len();
            head.terms.extend(spoken.into_iter().map(|(sound, _)| (Family::Sound.mark(), sound)));
        }
        head
    }
}

/// A page made ready.
#[derive(Debug)]
pub struct Prepared<'a> {
    title: Head,
    /// Headings, then readers' own words.
    heads: Vec<Head>,
    texts: Vec<&'a str>,
    prior: f64,
    worth: f64,
}

/// Makes a page ready.
pub fn prepare<'a>(file: &PageFile<'a>) -> Prepared<'a> {
    let headings = file.s.iter().map(|(heading, _, reading, _)| Head::of(heading, reading));
    Prepared {
        title: Head::of(file.t, file.y),
        heads: headings.chain(file.i.iter().map(|words| Head::of(words, ""))).collect(),
        texts: file.s.iter().map(|(.., text)| *text).collect(),
        prior: f64::from(file.w),
        worth: if file.k == "release" { RELEASE } else { 1.0 },
    }
}

/// What was asked for, made ready for many heads.
#[derive(Debug)]
pub struct Sought<'a> {
    phrase: &'a str,
    places: Vec<Vec<Way>>,
    asked: f64,
}

/// One way to answer a place.
#[derive(Debug)]
struct Way {
    term: Term,
    counts: bool,
    worth: f64,
}

/// Makes what was asked for ready.
pub fn sought<'a>(phrase: &'a str, answered: &[Answered]) -> Sought<'a> {
    let places = by_place(answered);
    let asked = places.iter().fold(0.0, |sum, ways| sum + asked_at(ways, true));
    let way = |way: &&Answered| Way {
        term: (way.wanted.family.mark(), way.wanted.text.clone()),
        counts: !way.wanted.is_optional,
        worth: way.worth(),
    };
    let places = places.iter().map(|ways| ways.iter().map(way).collect()).collect();
    Sought { phrase, places, asked: f64::max(0.001, asked) }
}

/// How far a title or heading is what was asked for: how much of the query it holds, and how much of it the query is; 0 to 1.
#[derive(Debug, Clone, Copy)]
struct Likeness {
    cover: f64,
    precision: f64,
}

impl Likeness {
    fn of(head: &Head, sought: &Sought) -> Self {
        let mut pairs: HashSet<&Term> = HashSet::new();
        let mut sounds: HashSet<&Term> = HashSet::new();
        let mut cover = 0.0;
        for ways in &sought.places {
            let mut most = 0.0;
            for way in ways.iter().filter(|way| head.terms.contains(&way.term)) {
                match way.term.0 {
                    b's' => sounds.insert(&way.term),
                    b'p' | b'w' => pairs.insert(&way.term),
                    _ => false,
                };
                if way.counts && way.worth > most {
                    most = way.worth;
                }
            }
            cover += most;
        }
        let share = |met: usize, all: usize| if all > 0 { met as f64 / all as f64 } else { 0.0 };
        let share = share(pairs.len(), head.pairs).max(share(sounds.len(), head.sounds));
        Self { cover: f64::min(1.0, cover / sought.asked), precision: f64::min(1.0, share) }
    }

    /// What half of the query is in says little; the eighth power makes it little. 0 to 1.
    fn strength(self) -> f64 {
        let square = self.cover * self.cover;
        let fourth = square * square;
        fourth * fourth * (1.0 - PRECISION + PRECISION * self.precision)
    }
}

/// Returns what the first order's score is multiplied by, and how much of the query stands in one of the page's titles or
/// headings.
pub fn rank(page: &Prepared, sought: &Sought) -> (f64, f64) {
    let phrase = sought.phrase;
    let of_title = Likeness::of(&page.title, sought);
    let (mut best, mut cover, mut same) = (0.0_f64, of_title.cover, 0.0);
    for head in page.heads.iter().filter(|head| !head.phrase.is_empty()) {
        let like = Likeness::of(head, sought);
        best = best.max(like.strength());
        cover = cover.max(like.cover);
        if head.phrase == phrase {
            same = SAME_HEADING;
        }
    }
    let title = of_title.strength();
    let exact = if page.title.phrase == phrase { SAME_TITLE } else { 0.0 } + same;
    let length = phrase.chars().count();
    let is_there = length > 1 && page.texts.iter().any(|text| squeezed(text).contains(phrase));
    let text = if is_there { IN_TEXT * f64::min(1.0, length as f64 / 4.0) } else { 0.0 };
    let factor = 1.0 + TITLE * title + HEADING * best + EITHER * title.max(best) + exact + text + PRIOR * page.prior;
    (factor * page.worth, cover)
}

/// The letters of a text without its spaces.
fn squeezed(text: &str) -> String {
    letters(text).into_iter().filter(|letter| letter.script != Script::Space).map(|letter| letter.c).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Wanted;
    use super::*;

    fn factor(title: &str, heading: &str, text: &str) -> f64 {
        let file =
            PageFile { u: "/a/", t: title, y: "", k: "article", p: &[], w: 0, d: "", i: &[], s: vec![(heading, "", "", text)] };
        let wanted = |text: &str, at| Wanted::new(Family::Pair, text.to_owned(), at, 1.0);
        let asked = [wanted("請求", 0), wanted("求書", 1)].map(|wanted| Answered { wanted, list: None, rarity: 2.0 });
        rank(&prepare(&file), &sought("請求書", &asked)).0
    }

    #[test]
    fn the_title_that_is_the_query_comes_before_one_that_has_it_before_the_text() {
        let [same, has, says, none] = [("請求書", ""), ("請求書の送付", ""), ("送付", "請求 書"), ("送付", "")]
            .map(|(title, text)| factor(title, "", text));
        assert!(same > has && has > says && says > none, "{same} {has} {says} {none}");
        assert!((none - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_heading_that_is_the_query_weighs_most() {
        assert!(factor("送付", "請求書", "") > factor("請求書", "", ""));
    }
}
