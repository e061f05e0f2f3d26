//! The terms of a text: pairs of letters for scripts without spaces, words and their parts for others.

use super::letters::{Letter, Script};
use super::runs::Run;
use super::{Analysis, stem};

/// Longest word that is looked up, in letters.
const LONGEST_WORD: usize = 64;
/// Lengths of a run of katakana that may be a mistyped word, in letters.
const KATAKANA: std::ops::RangeInclusive<usize> = 4..=40;
/// Says whether a kana may be the ending of a verb that writers put between two kanji or leave out (切り替え, 切替え, 切替). を, の
/// and other particles are not among them: they part words.
fn is_ending(c: char) -> bool {
    matches!(
        c,
        'い' | 'き'
            | 'ぎ'
            | 'し'
            | 'じ'
            | 'ち'
            | 'ひ'
            | 'び'
            | 'み'
            | 'り'
            | 'え'
            | 'け'
            | 'げ'
            | 'せ'
            | 'ぜ'
            | 'て'
            | 'べ'
            | 'め'
            | 'れ'
    )
}

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Two letters of a paired script, at least one of them not hiragana.
    Pair,
    /// Two hiragana: mostly grammar.
    Kana,
    /// Two letters with a space between them.
    Loose,
    /// Two kanji with the ending of a verb between them that may be left out; found as their [`Self::Pair`].
    Bridge,
    /// One kanji or syllable.
    Single,
    /// A word.
    Word,
    /// A part of a word that joints hold together; found as a [`Self::Word`].
    Part,
    /// The beginning of a word or reading.
    Begin,
    /// Three kana of a reading.
    Sound,
    /// A whole run of katakana: that there is such a word, without its pages.
    Known,
}

impl Family {
    /// Returns the letter that keeps terms of one family apart from those of others.
    pub fn mark(self) -> u8 {
        match self {
            Self::Pair | Self::Loose | Self::Bridge => b'p',
            Self::Kana => b'k',
            Self::Single => b'1',
            Self::Word | Self::Part => b'w',
            Self::Begin => b'b',
            Self::Sound => b's',
            Self::Known => b'x',
        }
    }
}

/// A term and where it begins among the analysed letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term<'a> {
    /// What it is.
    pub family: Family,
    /// Its letters.
    pub text: &'a str,
    /// The place of its first letter.
    pub at: usize,
}

/// Emits the terms of an analysed text, run by run.
pub fn terms(analysis: &Analysis, mut emit: impl FnMut(Term<'_>)) {
    let mut text = String::new();
    for run in &analysis.runs {
        if run.is_word {
            word(analysis, run, &mut text, &mut emit);
        } else {
            pairs(analysis, run, &mut text, &mut emit);
            bridges(analysis, run, &mut text, &mut emit);
            katakana(analysis, run, &mut text, &mut emit);
        }
    }
}

/// Returns the terms of an analysed text: what each is, its letters, the place of its first.
pub fn term_list(analysis: &Analysis) -> Vec<(Family, String, usize)> {
    let mut found = Vec::new();
    terms(analysis, |term| found.push((term.family, term.text.to_owned(), term.at)));
    found
}

fn word(analysis: &Analysis, run: &Run, text: &mut String, emit: &mut impl FnMut(Term<'_>)) {
    text.clear();
    text.extend(analysis.letters_of(run).take(LONGEST_WORD).map(|letter| letter.c));
    let Some(first) = run.at.first() else { return };
    emit(Term { family: Family::Word, text: &stem(text), at: *first });
    let is_seam = |c: char| matches!(c, '.' | '-' | '\'' | '+' | '#' | '_');
    if !text.contains(is_seam) {
        return;
    }
    let mut at = *first;
    for part in text.split(is_seam) {
        if !part.is_empty() && part.len() < text.len() {
            emit(Term { family: Family::Part, text: &stem(part), at });
        }
        at += part.chars().count() + 1;
    }
}

fn pairs(analysis: &Analysis, run: &Run, text: &mut String, emit: &mut impl FnMut(Term<'_>)) {
    let mut letters = run.at.iter().filter_map(|at| Some((*at, *analysis.letters.get(*at)?))).peekable();
    let mut gaps = run.gaps.iter().copied().peekable();
    let mut place = 0;
    while let Some((at, a)) = letters.next() {
        place += 1;
        if matches!(a.script, Script::Kanji | Script::Hangul) {
            say(text, &[a.c]);
            emit(Term { family: Family::Single, text, at });
        }
        let Some((_, b)) = letters.peek() else { return };
        let is_kana = a.script == Script::Hiragana && b.script == Script::Hiragana;
        let is_loose = gaps.next_if_eq(&place).is_some();
        let family = match (is_kana, is_loose) {
            (true, true) => continue,
            (true, false) => Family::Kana,
            (false, true) => Family::Loose,
            (false, false) => Family::Pair,
        };
        say(text, &[a.c, b.c]);
        emit(Term { family, text, at });
    }
}

fn bridges(analysis: &Analysis, run: &Run, text: &mut String, emit: &mut impl FnMut(Term<'_>)) {
    let letter = |place: usize| run.at.get(place).and_then(|at| analysis.letters.get(*at));
    let is_kanji = |letter: Option<&Letter>| letter.is_some_and(|letter| letter.script == Script::Kanji);
    let is_bridge =
        |letter: Option<&Letter>| letter.is_some_and(|letter| letter.script == Script::Hiragana && is_ending(letter.c));
    for place in 0..run.at.len() {
        if !is_kanji(letter(place)) || !is_bridge(letter(place + 1)) {
            continue;
        }
        let after = [2, 3].map(|step| place + step);
        let end = match after {
            [one, _] if is_kanji(letter(one)) => one,
            [one, two] if is_kanji(letter(two)) && is_bridge(letter(one)) => two,
            _ => continue,
        };
        if let (Some(a), Some(b), Some(at)) = (letter(place), letter(end), run.at.get(place)) {
            say(text, &[a.c, b.c]);
            emit(Term { family: Family::Bridge, text, at: *at });
        }
    }
}

/// Emits every unbroken run of katakana that is long enough to be taken for a mistyped word.
fn katakana(analysis: &Analysis, run: &Run, text: &mut String, emit: &mut impl FnMut(Term<'_>)) {
    for places in katakana_runs(analysis, run) {
        let Some(at) = places.first().filter(|_| KATAKANA.contains(&places.len())) else { continue };
        text.clear();
        text.extend(places.iter().filter_map(|at| analysis.letters.get(*at)).map(|letter| letter.c));
        emit(Term { family: Family::Known, text, at: *at });
    }
}

/// Returns the places of each unbroken run of katakana.
pub fn katakana_runs(analysis: &Analysis, run: &Run) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut goes_on = false;
    for (place, at) in run.at.iter().enumerate() {
        let is_katakana = analysis.letters.get(*at).is_some_and(|letter| letter.script == Script::Katakana);
        goes_on = goes_on && is_katakana && run.gaps.binary_search(&place).is_err();
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => last.push(*at),
            None if is_katakana => found.push(vec![*at]),
            None => {}
        }
        goes_on = is_katakana;
    }
    found
}

fn say(text: &mut String, letters: &[char]) {
    text.clear();
    text.extend(letters);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        terms(&Analysis::of(text), |term| found.push(format!("{:?} {} {}", term.family, term.text, term.at)));
        found
    }

    #[test]
    fn kanji_are_paired_and_single_and_bridged_across_endings() {
        assert_eq!(all("切り替え"), ["Single 切 0", "Pair 切り 0", "Pair り替 1", "Single 替 2", "Pair 替え 2", "Bridge 切替 0"]);
        assert!(!all("請求書の送付").iter().any(|term| term.starts_with("Bridge")));
    }

    #[test]
    fn pairs_across_a_space_are_loose_and_words_have_parts() {
        assert_eq!(all("ビット 値"), ["Pair びつ 0", "Pair つと 1", "Loose と値 2", "Single 値 4"]);
        assert_eq!(all("node.js Pages"), ["Word node.js 0", "Part nod 0", "Part js 5", "Word pag 8"]);
    }
}
