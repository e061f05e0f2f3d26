//! Other words for those of a query: the groups of the glossary and the common list, in the one spelling.

use super::super::analysis::{Analysis, Family, Letter, Script, letters, term_list};
use super::super::synonyms::Group;
use super::Wanted;

/// Most other words that are looked for.
const MOST: usize = 6;

/// A group made ready for queries.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Whether it is the site's own.
    own: bool,
    /// How much another word's answer is worth against the typed one's.
    worth: f64,
    /// What is typed, the longest first.
    typed: Vec<Vec<Letter>>,
    /// What is looked for, as written and in the one spelling.
    words: Vec<(String, String)>,
}

/// What is looked for besides.
#[derive(Debug, Default)]
pub struct Others {
    /// Terms at the places of the words they stand for.
    pub wanted: Vec<Wanted>,
    /// The words of the site's own glossary, as written: what readers are told of.
    pub names: Vec<String>,
}

/// Makes groups ready.
pub fn known(groups: &[Group]) -> Vec<Known> {
    let text = |letters: &[Letter]| letters.iter().map(|letter| letter.c).collect::<String>();
    let ready = |group: &Group| {
        let mut typed: Vec<Vec<Letter>> = group.typed.iter().map(|word| spelt(word)).filter(|word| word.len() > 1).collect();
        typed.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let words = group.words.iter().map(|word| (word.clone(), text(&spelt(word)))).collect();
        Known { own: group.own, worth: f64::from(group.worth) / 100.0, typed, words }
    };
    groups.iter().map(ready).collect()
}

fn spelt(text: &str) -> Vec<Letter> {
    letters(text).into_iter().filter(|letter| !matches!(letter.script, Script::Space | Script::Mark)).collect()
}

/// Finds the other words for those of a query.
pub fn others(analysis: &Analysis, groups: &[Known]) -> Others {
    let mut found = Others::default();
    let mut known: Vec<&str> = Vec::new();
    for run in &analysis.runs {
        let said: Vec<Letter> = analysis.letters_of(run).copied().collect();
        let text: String = said.iter().map(|letter| letter.c).collect();
        for Known { own, worth, typed, words } in groups {
            let Some((first, length)) = typed.iter().find_map(|form| Some((met(&said, form, (run.is_word, *own))?, form.len())))
            else {
                continue;
            };
            let count = if run.is_word { 1 } else { (length - 1).max(1) };
            let places: Vec<usize> = run.at.iter().skip(first).take(count).copied().collect();
            for (name, spelling) in words {
                if known.len() >= MOST || known.contains(&name.as_str()) || text.contains(spelling.as_str()) {
                    continue;
                }
                known.push(name);
                if *own {
                    found.names.push(name.clone());
                }
                found.wanted.extend(instead(name, &places, *worth).into_iter().map(|wanted| Wanted { is_other: true, ..wanted }));
            }
        }
    }
    found
}

/// Finds where a form stands as a word, in letters. A word of letters is one as a whole.
fn met(said: &[Letter], form: &[Letter], (is_word, is_own): (bool, bool)) -> Option<usize> {
    if is_word {
        return (said == form).then_some(0);
    }
    let last = said.len().checked_sub(form.len())?;
    (0..=last).find(|at| {
        let before = at.checked_sub(1).and_then(|at| said.get(at));
        let after = said.get(at + form.len());
        said.get(*at..at + form.len()) == Some(form) && begins(before, form, is_own) && ends(form, after)
    })
}

/// Says whether a word may begin there: katakana not within katakana; what isn't the site's own only at the beginning or behind
/// a particle, katakana or a mark, never behind a kanji (不足し) or within kana (取り消し).
fn begins(before: Option<&Letter>, form: &[Letter], is_own: bool) -> bool {
    let (Some(before), Some(first)) = (before, form.first()) else { return true };
    match (first.script, before.script) {
        (Script::Katakana, script) => script != Script::Katakana,
        (Script::Kanji, _) if is_own => true,
        (_, Script::Kanji) => false,
        (_, Script::Hiragana) => matches!(before.c, 'を' | 'が' | 'の' | 'は' | 'に' | 'で' | 'と' | 'も' | 'へ'),
        _ => true,
    }
}

fn ends(form: &[Letter], after: Option<&Letter>) -> bool {
    let is_katakana = |letter: Option<&Letter>| letter.is_some_and(|letter| letter.script == Script::Katakana);
    !(is_katakana(form.last()) && is_katakana(after))
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

    fn asked(query: &str, typed: &[&str], words: &[&str]) -> Others {
        let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        others(&Analysis::of(query), &known(&[Group { own: true, worth: 60, typed: own(typed), words: own(words) }]))
    }

    #[test]
    fn another_word_stands_at_the_places_of_the_typed_one() {
        let found = asked("請求を消したい", &["消す", "消し"], &["削除"]);
        assert_eq!(found.names, ["削除"]);
        let wanted = Wanted { is_other: true, ..Wanted::new(Family::Pair, "削除".to_owned(), 3, 0.6) };
        assert_eq!(found.wanted, [wanted]);
    }

    #[test]
    fn a_word_is_met_as_a_word_only() {
        assert_eq!(asked("csvx", &["csv"], &["表計算"]).names, [""; 0]);
        assert_eq!(asked("csv", &["csv"], &["表計算"]).names, ["表計算"]);
        assert_eq!(asked("パスワード", &["ワード"], &["Word"]).names, [""; 0]);
        assert_eq!(asked("まとめる", &["メール"], &["電子メール"]).names, [""; 0]);
        let common = |query: &str, typed: &str| {
            let group = Group { own: false, worth: 60, typed: vec![typed.to_owned()], words: vec!["追加".to_owned()] };
            others(&Analysis::of(query), &known(&[group])).wanted.len()
        };
        assert_eq!(
            (common("在庫が不足している", "足し"), common("項目を足したい", "足し"), common("取り消し", "消し")),
            (0, 1, 0)
        );
    }
}
