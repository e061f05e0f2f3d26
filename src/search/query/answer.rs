//! The answer to a query: the lists of what is asked for, other words for mistyped ones, the pages in their order.

use std::borrow::Cow;
use std::collections::HashSet;

use super::super::Index;
use super::super::analysis::Family;
use super::super::postings::List;
use super::likeness::{prepare, rank, sought};
use super::mistyped::{corrections, suspects};
use super::order::{Answered, Candidate, IN_HEAD, score};
use super::{Plan, Wanted};
use crate::site::PageId;

/// How many of the best pages are ordered by what they say; the answer has no more.
const BEST: usize = 10;
/// A page that answers less than this part of what the best one does is no result.
const LEAST: f64 = 0.3;
/// Below this share of what was asked for, nothing really answers; what is strewn over a page counts less than one heading.
const WEAK: f64 = 0.5;
const STREWN: f64 = 0.6;
/// A word of so few pages, and of no title, is hardly one: Latin letters may be romaji all the same.
const BARELY: usize = 2;
/// How much of an unknown term's rarity counts: a word is missed more than a pair of letters.
const MISSED: f64 = 0.5;

/// What a query finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The best pages, at most ten, best first.
    pub hits: Vec<Hit>,
    /// How many pages there are in all.
    pub total: usize,
    /// Whether nothing that was found really answers.
    pub is_weak: bool,
    /// Other words that were looked for besides.
    pub synonyms: Vec<String>,
    /// Words that were put in for mistyped ones.
    pub corrected: Vec<String>,
}

/// A page that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The page.
    pub page: PageId,
    /// How well it answers.
    pub score: f64,
}

/// Answers a query.
pub fn answer(index: &Index, query: &str) -> Answer {
    let asked = index.plan(query);
    let (answered, corrected) = answers(index, &asked);
    let all = score(&answered, index.documents.len());
    let cover = all.iter().fold(0.0, |most: f64, candidate| most.max(candidate.cover));
    let kept: Vec<Candidate> = all.into_iter().filter(|candidate| candidate.cover >= cover * LEAST).collect();
    let best = best(index, kept.get(..BEST).unwrap_or(&kept), (&asked, &answered));
    let most = best.iter().fold(0.0, |most: f64, candidate| most.max(candidate.cover));
    let hit = |candidate: &Candidate| {
        let page = index.documents.get(candidate.page)?.page;
        Some(Hit { page, score: candidate.score })
    };
    Answer {
        hits: best.iter().filter_map(hit).collect(),
        total: kept.len(),
        is_weak: !kept.is_empty() && most < WEAK,
        synonyms: asked.synonyms,
        corrected,
    }
}

/// Finds the lists of what is asked for, and those of other words for mistyped ones.
fn answers<'a>(index: &'a Index, asked: &Plan) -> (Vec<Answered<'a>>, Vec<String>) {
    let lists: Vec<_> = asked.wanted.iter().map(|wanted| (wanted, index.list(wanted.family, &wanted.text))).collect();
    let met = || lists.iter().filter(|(_, list)| list.is_some()).map(|(wanted, _)| wanted);
    let read: HashSet<usize> = met().filter_map(|wanted| wanted.instead).collect();
    let is_word = |list: &List| list.postings.len() > BARELY || list.postings.iter().any(|posting| posting.weight & IN_HEAD != 0);
    let known = lists.iter().filter(|(wanted, list)| wanted.family == Family::Word && list.is_some_and(is_word));
    let words: HashSet<usize> = known.map(|(wanted, _)| wanted.at).collect();
    let answered = lists.into_iter().filter_map(|(wanted, list)| {
        // Latin letters are romaji only where hardly a page has them as a word
        if wanted.instead.is_some_and(|at| words.contains(&at)) {
            return None;
        }
        if wanted.family == Family::Word && read.contains(&wanted.at) && !words.contains(&wanted.at) {
            return None;
        }
        let rarity = list.map_or_else(|| missed(index, wanted), |list| f64::from(list.rarity) / 16.0);
        let list = list.map(|list| Cow::Borrowed(list.postings.as_slice()));
        Some(Answered { wanted: wanted.clone(), list, rarity })
    });
    let answered: Vec<Answered> = answered.collect();
    let suspects = suspects(&asked.analysis, &answered);
    let mut corrections = corrections(&suspects, index);
    let words = std::mem::take(&mut corrections.words);
    (corrections.into(answered), words)
}

fn missed(index: &Index, wanted: &Wanted) -> f64 {
    let unknown = f64::from(index.unknown) / 16.0;
    match wanted.family {
        Family::Word => unknown,
        Family::Pair | Family::Sound | Family::Single => unknown * MISSED,
        _ => 0.0,
    }
}

/// Orders the best candidates by what they say.
fn best(index: &Index, candidates: &[Candidate], (asked, answered): (&Plan, &[Answered])) -> Vec<Candidate> {
    let sought = sought(&asked.phrase, answered);
    let ranked = candidates.iter().filter_map(|Candidate { page, score, cover: held }| {
        let file = index.page_file(*page)?;
        let (factor, cover) = rank(&prepare(&file), &sought);
        Some(Candidate { page: *page, score: score * factor, cover: cover.max(held * STREWN) })
    });
    let mut best: Vec<Candidate> = ranked.collect();
    best.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.page.cmp(&b.page)));
    best
}
