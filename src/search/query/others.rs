//! Other words for those of a query: the groups of the glossary and the common list, in the one spelling.

use super::super::analysis::{Analysis, Family, Script, letters, term_list};
use super::super::synonyms::Group;
use super::Wanted;

/// Most other words that are looked for.
const MOST: usize = 6;

/// A group made ready for queries.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// How much another word's answer is worth against the typed one's.
    worth: f64,
    words: Vec<Word>,
}

#[derive(Debug, Clone, PartialEq)]
struct Word {
    /// What is looked for.
    name: String,
    /// Its forms in the one spelling.
    forms: Vec<String>,
}

/// What is looked for besides.
#[derive(Debug, Default)]
pub struct Others {
    /// Terms at the places of the words they stand for.
    pub wanted: Vec<Wanted>,
    /// The words as the site writes them.
    pub names: Vec<String>,
}

/// Makes groups ready.
pub fn known(groups: &[Group]) -> Vec<Known> {
    let word = |forms: &Vec<String>| Word {
        name: forms.first().cloned().unwrap_or_default(),
        forms: forms.iter().map(|form| spelt(form)).collect(),
    };
    let ready = |group: &Group| Known { worth: f64::from(group.worth) / 100.0, words: group.words.iter().map(word).collect() };
    groups.iter().map(ready).collect()
}

fn spelt(text: &str) -> String {
    let said = letters(text).into_iter().filter(|letter| !matches!(letter.script, Script::Space | Script::Mark));
    said.map(|letter| letter.c).collect()
}

/// Finds the other words for those of a query.
pub fn others(analysis: &Analysis, groups: &[Known]) -> Others {
    let mut found = Others::default();
    for run in &analysis.runs {
        let text: String = analysis.letters_of(run).map(|letter| letter.c).collect();
        for Known { worth, words } in groups {
            let Some((form, at)) = longest(&text, words, run.is_word) else { continue };
            let (first, count) = if run.is_word {
                (0, 1)
            } else {
                (text.get(..at).unwrap_or_default().chars().count(), form.chars().count().saturating_sub(1).max(1))
            };
            let places: Vec<usize> = run.at.iter().skip(first).take(count).copied().collect();
            for word in words {
                let is_said = word.forms.iter().any(|form| text.contains(form.as_str()));
                if is_said || found.names.contains(&word.name) || found.names.len() >= MOST {
                    continue;
                }
                found.names.push(word.name.clone());
                found.wanted.extend(instead(&word.name, &places, *worth));
            }
        }
    }
    found
}

/// Returns the longest form that a run has, and the byte where it begins.
fn longest<'a>(text: &str, words: &'a [Word], is_word: bool) -> Option<(&'a str, usize)> {
    let mut longest: Option<(&str, usize)> = None;
    for form in words.iter().flat_map(|word| &word.forms) {
        let length = form.chars().count();
        let is_longer = length > 1 && longest.is_none_or(|(known, _)| length > known.chars().count());
        if !is_longer || (is_word && text != form) {
            continue;
        }
        longest = text.find(form.as_str()).map(|at| (form.as_str(), at)).or(longest);
    }
    longest
}

/// Puts a word at the places of another, so that each place is answered.
pub fn instead(word: &str, places: &[usize], worth: f64) -> Vec<Wanted> {
    let mut asked = term_list(&Analysis::of(word));
    asked.retain(|(family, ..)| matches!(family, Family::Pair | Family::Word | Family::Kana));
    if asked.is_empty() {
        return Vec::new();
    }
    let count = asked.len().max(places.len());
    let wanted = |i: usize| {
        let (family, text, _) = asked.get(i * asked.len() / count)?;
        let at = places.get(i * places.len() / count).copied().unwrap_or(0);
        Some(Wanted::new(*family, text.clone(), at, worth))
    };
    (0..count).filter_map(wanted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str, words: &[&[&str]]) -> Others {
        let words = words.iter().map(|forms| forms.iter().map(|form| (*form).to_owned()).collect()).collect();
        others(&Analysis::of(query), &known(&[Group { worth: 60, words }]))
    }

    #[test]
    fn another_word_stands_at_the_places_of_the_typed_one() {
        let found = asked("請求を消したい", &[&["消す", "消し"], &["削除"]]);
        assert_eq!(found.names, ["削除"]);
        assert_eq!(found.wanted, [Wanted::new(Family::Pair, "削除".to_owned(), 3, 0.6)]);
    }

    #[test]
    fn a_word_of_letters_is_one_as_a_whole() {
        assert_eq!(asked("csvx", &[&["csv"], &["表"]]).names, [""; 0]);
        assert_eq!(asked("csv", &[&["csv"], &["表計算"]]).names, ["表計算"]);
    }
}
