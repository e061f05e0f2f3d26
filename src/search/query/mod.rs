//! Queries: the same answers here as in the browser (`themes/default/scripts/search`), so that a site's queries are held to
//! their pages by `shirube check`. Vectors in `tests/shared/` and random texts hold the two together, to the last bit.
//!
//! The entries are [`plan`] and [`answer`]. The steps of a query: take off how the question is put (`core`), plan what to look
//! up (here, `romaji`, `others`), put other words in for mistyped ones (`mistyped`), order the pages by their postings
//! (`order`), and the best by what they say (`likeness`).

mod answer;
mod core;
mod likeness;
mod mistyped;
mod order;
mod others;
mod romaji;

pub use answer::{Answer, Hit, answer};
pub use core::{core, tail};
pub use others::{Known, known};
pub use romaji::kana;

use super::analysis::{Analysis, Family, Letter, Run, Script, sounds, term_list};
use others::others;

/// Longest query, in letters: what is behind is not asked for.
const LONGEST: usize = 200;
/// Most terms that are looked up.
const MOST: usize = 16;

/// A term that is asked for. Terms at one place are ways to say the same; a page is asked for each place once.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// What it is.
    pub family: Family,
    /// Its letters.
    pub text: String,
    /// Its place among the query's letters; kana of romaji have places of their own behind all letters.
    pub at: usize,
    /// How much it counts.
    pub weight: f64,
    /// Whether it is welcome and not missed.
    pub is_optional: bool,
    /// Whether it is another word's: what was typed is asked for, this is one more way to answer.
    pub is_other: bool,
    /// Whether only titles and headings are asked for it.
    pub is_late: bool,
    /// The place of the word in Latin letters whose kana this is.
    pub instead: Option<usize>,
}

impl Wanted {
    /// Makes a term that every page is asked for.
    pub fn new(family: Family, text: String, at: usize, weight: f64) -> Self {
        Self { family, text, at, weight, is_optional: false, is_other: false, is_late: false, instead: None }
    }
}

/// What a query asks for.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The query less its marks and question words.
    pub core: String,
    /// Its letters without spaces and marks.
    pub phrase: String,
    /// The core analysed.
    pub analysis: Analysis,
    /// Terms at places.
    pub wanted: Vec<Wanted>,
    /// Other words that are looked for besides.
    pub synonyms: Vec<String>,
}

/// Plans what a query looks up.
pub fn plan(query: &str, groups: &[Known]) -> Plan {
    let query: String = query.chars().take(LONGEST).collect();
    let core = core(&query);
    let analysis = Analysis::of(&core);
    let mut wanted = as_written(&analysis);
    for (at, run) in analysis.runs.iter().enumerate() {
        if run.is_word {
            word_ways(&analysis, (run, at + 1 == analysis.runs.len()), &mut wanted);
        } else {
            kana_ways(&analysis, run, &mut wanted);
        }
    }
    let others = others(&analysis, groups);
    wanted.extend(others.wanted);
    Plan { phrase: analysis.phrase(), core, analysis, wanted: heaviest(wanted), synonyms: others.names }
}

/// Grammar is asked for only where there is nothing else, one kanji only where it is all.
fn as_written(analysis: &Analysis) -> Vec<Wanted> {
    let found = term_list(analysis);
    let is_alone = analysis.runs.iter().map(|run| run.at.len()).sum::<usize>() == 1;
    let is_grammar = !found.iter().any(|(family, ..)| matches!(family, Family::Pair | Family::Word));
    let is_asked = |family: Family| match family {
        Family::Kana => is_grammar,
        Family::Single => is_alone,
        _ => true,
    };
    let wanted = found.into_iter().filter(|(family, ..)| is_asked(*family)).map(|(family, text, at)| {
        let is_optional = matches!(family, Family::Loose | Family::Kana | Family::Known);
        Wanted { is_optional, ..Wanted::new(family, text, at, weight(family, at, analysis)) }
    });
    wanted.collect()
}

fn weight(family: Family, at: usize, analysis: &Analysis) -> f64 {
    let is_hiragana = |at: usize| analysis.letters.get(at).is_some_and(|letter| letter.script == Script::Hiragana);
    match family {
        Family::Pair if is_hiragana(at) || is_hiragana(at + 1) => 0.6,
        Family::Pair | Family::Single | Family::Word => 1.0,
        Family::Kana | Family::Loose => 0.3,
        Family::Bridge => 0.55,
        Family::Part | Family::Sound => 0.7,
        Family::Begin => 0.4,
        Family::Known => 0.0,
    }
}

/// A word may be romaji, or the beginning of a word.
fn word_ways(analysis: &Analysis, (run, is_last): (&Run, bool), wanted: &mut Vec<Wanted>) {
    let word: String = analysis.letters_of(run).map(|letter| letter.c).collect();
    let at = run.at.first().copied().unwrap_or(0);
    if is_last {
        let begin = Wanted::new(Family::Begin, word.chars().take(6).collect(), at, weight(Family::Begin, at, analysis));
        wanted.push(Wanted { is_optional: true, ..begin });
    }
    let Some(read) = (word.chars().count() >= 3).then(|| kana(&word)).flatten() else { return };
    // places of their own, behind all letters
    let from = 1000 * (at + 1);
    for (sound, place) in sounds(&read.chars().collect::<Vec<_>>()) {
        wanted.push(Wanted { instead: Some(at), ..Wanted::new(Family::Sound, sound, from + place, 0.9) });
    }
}

/// Kana may be what a word is read as.
fn kana_ways(analysis: &Analysis, run: &Run, wanted: &mut Vec<Wanted>) {
    let placed: Vec<(usize, Letter)> = run.at.iter().filter_map(|at| Some((*at, *analysis.letters.get(*at)?))).collect();
    let is_kana = |(_, letter): &(usize, Letter)| matches!(letter.script, Script::Hiragana | Script::Katakana);
    let is_hiragana = |(_, letter): &&(usize, Letter)| letter.script == Script::Hiragana;
    for segment in placed.chunk_by(|a, b| is_kana(a) && is_kana(b)).filter(|segment| segment.iter().all(is_kana)) {
        let letters: Vec<char> = segment.iter().map(|(_, letter)| letter.c).collect();
        if segment.iter().filter(is_hiragana).count() >= 3 {
            for (sound, first) in sounds(&letters) {
                let Some((at, _)) = segment.get(first) else { continue };
                if segment.iter().skip(first).take(3).any(|one| is_hiragana(&one)) {
                    wanted.push(Wanted::new(Family::Sound, sound, *at, weight(Family::Sound, *at, analysis)));
                }
            }
        } else if let ([(at, _)] | [(at, _), _], true) = (segment, segment.len() == placed.len()) {
            wanted.push(Wanted::new(Family::Begin, letters.into_iter().collect(), *at, 0.8));
        }
    }
}

/// Leaves the lightest terms of a long query out.
fn heaviest(wanted: Vec<Wanted>) -> Vec<Wanted> {
    let mut order: Vec<(usize, f64)> = wanted.iter().map(|wanted| wanted.weight).enumerate().collect();
    order.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let mut kept = vec![false; wanted.len()];
    for (at, _) in order.into_iter().take(MOST) {
        if let Some(kept) = kept.get_mut(at) {
            *kept = true;
        }
    }
    // whether a word is known lies where its letters do, and costs nothing
    let is_kept = |(wanted, kept): &(Wanted, bool)| *kept || wanted.family == Family::Known;
    wanted.into_iter().zip(kept).filter(is_kept).map(|(wanted, _)| wanted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Vec<String> {
        plan(query, &[]).wanted.iter().map(|one| format!("{:?} {} {} {}", one.family, one.text, one.at, one.weight)).collect()
    }

    #[test]
    fn grammar_is_asked_for_only_where_there_is_nothing_else() {
        assert_eq!(asked("請求書の"), ["Pair 請求 0 1", "Pair 求書 1 1", "Pair 書の 2 0.6"]);
        assert_eq!(asked("けしこ"), ["Kana けし 0 0.3", "Kana しこ 1 0.3", "Sound けしこ 0 0.7"]);
    }

    #[test]
    fn a_kanji_is_asked_for_only_where_it_is_all() {
        assert_eq!(asked("印"), ["Single 印 0 1"]);
    }

    #[test]
    fn a_word_is_also_a_beginning_and_romaji() {
        assert_eq!(asked("kesu"), ["Word kesu 0 1", "Begin kesu 0 0.4"]);
        assert_eq!(asked("keshikomi").last().map(String::as_str), Some("Sound しこみ 1001 0.9"));
    }

    #[test]
    fn a_long_query_asks_for_its_heaviest_terms() {
        let long = "請求書取引先承認者入金確認締日管理画面設定変更手続申請";
        assert_eq!(plan(long, &[]).wanted.len(), MOST);
        assert!(plan(&format!("{long} サーバエラ"), &[]).wanted.iter().any(|wanted| wanted.family == Family::Known));
    }
}
