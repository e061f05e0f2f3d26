//! Other words for what readers type: the site's glossary, and a small list of what help is said with in two ways.

use std::collections::HashSet;

use serde::Serialize;

use crate::config::Config;
use crate::content::Term;

const JAPANESE: &str = include_str!("synonyms.txt");
const ENGLISH: &str = include_str!("synonyms.en.txt");

/// What is looked for besides, where one of the typed words stands in a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Whether it is the site's own; readers are told of its words.
    pub own: bool,
    /// How much another word's answer is worth against the typed one's, in percent.
    pub worth: u8,
    /// What readers type.
    pub typed: Vec<String>,
    /// What is looked for.
    pub words: Vec<String>,
}

/// Gathers the groups for a language. The glossary is in the site's own language.
pub fn groups(glossary: &[Term], language: &str, config: &Config) -> Vec<Group> {
    let own = glossary.iter().filter(|_| language == config.language).map(of_term).filter(|group| group.typed.len() > 1);
    let common = match language {
        "ja" => JAPANESE,
        "en" => ENGLISH,
        _ => "",
    };
    own.chain(common.lines().filter_map(of_line)).collect()
}

/// Any of a term's words finds the term and its synonyms. What writers avoid readers type all the same; it is not looked for.
fn of_term(term: &Term) -> Group {
    let avoid: HashSet<&str> = term.avoid.iter().map(|word| word.value.as_str()).collect();
    let mut known = HashSet::new();
    let said = [&term.term].into_iter().chain(&term.synonyms).chain(&term.avoid).map(|word| word.value.as_str());
    let typed: Vec<String> = said.filter(|word| known.insert(*word)).map(str::to_owned).collect();
    let words = typed.iter().filter(|word| !avoid.contains(word.as_str())).cloned().collect();
    Group { own: true, worth: 85, typed, words }
}

/// `作る|作り = 作成`: forms that are typed, then what is looked for.
fn of_line(line: &str) -> Option<Group> {
    let (typed, words) = line.split_once('=').filter(|_| !line.starts_with('#'))?;
    let cut = |text: &str, by: char| text.split(by).map(|word| word.trim().to_owned()).collect();
    Some(Group { own: false, worth: 60, typed: cut(typed, '|'), words: cut(words, '=') })
}
