//! Chains of names, as findings show them.

/// More links than this are not read one by one.
const MOST_SHOWN: usize = 8;

/// Joins the links of a chain, `a → b → a`; of a long one the beginning and the end.
pub fn chain<'a>(links: impl IntoIterator<Item = &'a str>) -> String {
    let links: Vec<&str> = links.into_iter().collect();
    let half = MOST_SHOWN / 2;
    match (links.get(..half), links.get(links.len().saturating_sub(half)..)) {
        (Some(first), Some(last)) if links.len() > MOST_SHOWN => format!("{} → … → {}", first.join(" → "), last.join(" → ")),
        _ => links.join(" → "),
    }
}

#[cfg(test)]
mod tests {
    use super::chain;

    #[test]
    fn long_chain_shows_its_ends() {
        assert_eq!(chain(["a", "b", "a"]), "a → b → a");
        assert_eq!(chain("a b c d e f g h i a".split(' ')), "a → b → c → d → … → g → h → i → a");
    }
}
