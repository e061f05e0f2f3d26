//! Other words for what readers type: the site's glossary, and a small list of what Japanese help is said with in two ways.

use serde::Serialize;

use crate::content::Term;

const COMMON: &str = include_str!("synonyms.txt");

/// Words that mean the same. Each is given by its forms, the first of which is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// How much another word's answer is worth against the typed one's, in percent.
    pub worth: u8,
    /// The words, each with its forms.
    pub words: Vec<Vec<String>>,
}

/// Gathers the groups for a language; the common list is Japanese.
pub fn groups(glossary: &[Term], language: &str) -> Vec<Group> {
    let own = glossary.iter().map(|term| {
        let others = term.synonyms.iter().chain(&term.avoid).map(|word| word.value.clone());
        let mut words: Vec<Vec<String>> = Vec::new();
        for word in [term.term.value.clone()].into_iter().chain(others) {
            if !words.iter().any(|known| known.contains(&word)) {
                words.push(vec![word]);
            }
        }
        Group { worth: 85, words }
    });
    let own = own.filter(|group| group.words.len() > 1);
    let common = COMMON.lines().filter(|line| language == "ja" && !line.starts_with('#') && !line.is_empty()).map(|line| {
        let word = |forms: &str| forms.trim().split('|').map(str::to_owned).collect();
        Group { worth: 60, words: line.split('=').map(word).collect() }
    });
    own.chain(common).collect()
}
