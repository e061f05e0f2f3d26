//! «Did you mean»: the known name nearest to what was written.

/// Finds the candidate nearest to `word`, if one is near enough that a person would call it a slip.
///
/// Case and the difference between `-`, `_` and nothing don't count. The distance is Damerau–Levenshtein's (a swap of two
/// neighbours is one slip); one slip is allowed in words up to 4 characters, a third of the length in longer ones. Of equally
/// near candidates the first wins, so the answer never depends on chance.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.chars().filter(|&c| c != '-' && c != '_').flat_map(char::to_lowercase).collect::<String>();
    let written = plain(word);
    let length = written.chars().count();
    // Distances cost the product of both lengths, and nobody's slip is that long.
    if length == 0 || length > 80 {
        return None;
    }
    let allowed = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 400)
        // A length too different is no slip; most candidates end here, before the costly comparison.
        .filter(|candidate| candidate.chars().filter(|&c| c != '-' && c != '_').count().abs_diff(length) <= allowed)
        .map(|candidate| (strsim::osa_distance(&written, &plain(candidate)), candidate))
        .filter(|&(distance, _)| distance <= allowed && distance < length)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
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
}
