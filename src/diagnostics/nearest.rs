//! «Did you mean»: the known name nearest to what was written.
//!
//! [`nearest`] answers once; whoever asks again and again over long lists holds [`Guesses`], which stop when enough was looked at.

/// How many candidates are compared letter by letter: among more names that are all alike, a guess helps nobody.
const MOST_COMPARED: usize = 256;
/// How many candidates one list of questions looks at in all.
const MOST_LOOKS: usize = 100_000;

/// Finds the candidate nearest to `word`, if one is near enough that a person would call it a slip.
///
/// Case and the difference between `-`, `_` and nothing don't count. The distance is Damerau–Levenshtein's (a swap of two
/// neighbours is one slip); one slip is allowed in words up to 4 characters, a third of the length in longer ones. Of equally
/// near candidates the first wins, so the answer never depends on chance.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    look(word, candidates, &mut { usize::MAX })
}

/// Answers many questions of one list, with a bound on the whole work: the time would grow with the product of both lengths.
#[derive(Debug)]
pub struct Guesses {
    left: usize,
}

impl Default for Guesses {
    fn default() -> Self {
        Self { left: MOST_LOOKS }
    }
}

impl Guesses {
    /// Finds the nearest candidate as [`nearest`] does; nothing any more once enough was looked at.
    pub fn nearest<'a>(&mut self, word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        if self.left == 0 { None } else { look(word, candidates, &mut self.left) }
    }
}

fn look<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>, left: &mut usize) -> Option<&'a str> {
    let written = plain(word);
    let length = written.chars().count();
    // Distances cost the product of both lengths, and nobody's slip is that long.
    if length == 0 || length > 80 {
        return None;
    }
    let allowed = (length / 3).max(1);
    let halves = Halves::of(&written);
    let (mut likely, mut others) = (Vec::new(), Vec::new());
    for (place, candidate) in candidates.into_iter().enumerate() {
        *left = left.saturating_sub(1);
        // A length too different is no slip; most candidates end here, before the costly comparison.
        if candidate.len() > 400 || count(candidate).abs_diff(length) > allowed {
            continue;
        }
        let known = plain(candidate);
        if known == written && length > 1 {
            return Some(candidate);
        }
        // A single slip leaves the beginning or the end as it is.
        let list = if halves.fit(&known) { &mut likely } else { &mut others };
        if list.len() < MOST_COMPARED {
            list.push((place, known, candidate));
        }
    }
    likely
        .into_iter()
        .chain(others)
        .map(|(place, known, candidate)| (strsim::osa_distance(&written, &known), place, candidate))
        .filter(|&(distance, ..)| distance <= allowed && distance < length)
        .min()
        .map(|(_, _, candidate)| candidate)
}

fn plain(text: &str) -> String {
    text.chars().filter(|&c| c != '-' && c != '_').flat_map(char::to_lowercase).collect()
}

fn count(text: &str) -> usize {
    text.chars().filter(|&c| c != '-' && c != '_').count()
}

/// The beginning and the end of a word.
struct Halves<'a>(&'a str, &'a str);

impl<'a> Halves<'a> {
    fn of(word: &'a str) -> Self {
        let middle = word.char_indices().nth(word.chars().count() / 2).map_or(0, |(at, _)| at);
        let (first, last) = word.split_at(middle);
        Self(first, last)
    }

    fn fit(&self, other: &str) -> bool {
        (!self.0.is_empty() && other.starts_with(self.0)) || other.ends_with(self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slip_finds_the_name_and_a_stranger_finds_nothing() {
        let known = ["title", "tags", "verified", "since"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("Verified", known), Some("verified"));
        assert_eq!(nearest("tag", known), Some("tags"));
        assert_eq!(nearest("zebra", known), None);
        assert_eq!(nearest("", known), None);
    }

    #[test]
    fn name_is_found_among_thousands_alike() {
        let known: Vec<String> = (0..5_000).map(|number| format!("section-{number:04}")).chain(["payment".to_owned()]).collect();
        let known = || known.iter().map(String::as_str);
        assert_eq!(nearest("Section4321", known()), Some("section-4321"));
        assert_eq!(nearest("paymnet", known()), Some("payment"));
    }

    #[test]
    fn list_of_questions_ends_when_enough_was_looked_at() {
        let known = vec!["abcdef"; MOST_LOOKS];
        let mut guesses = Guesses::default();
        assert_eq!(guesses.nearest("abcdeg", known.iter().copied()), Some("abcdef"));
        assert_eq!(guesses.nearest("abcdeg", known.iter().copied()), None);
    }
}
