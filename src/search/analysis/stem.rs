//! Light stemming of English words: plural, -ed, -ing and a final -e (after D. Harman, How Effective Is Suffixing?, 1991).

use std::borrow::Cow;

/// Cuts an English word to what its forms share; other words stay.
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if word.len() > 4 && (word.ends_with("ies") || word.ends_with("ied")) {
        return Cow::Owned(format!("{}y", cut(word, 3)));
    }
    let singular = singular(word);
    let stem = without_ending(singular).unwrap_or(singular);
    Cow::Borrowed(match stem.strip_suffix('e') {
        Some(short) if short.len() >= 3 => short,
        // British and American: cancelled, canceled
        _ if stem.len() > 5 && stem.ends_with("ll") => cut(stem, 1),
        _ => stem,
    })
}

fn singular(word: &str) -> &str {
    if ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        return word;
    }
    if word.ends_with("sses") {
        return cut(word, 2);
    }
    if word.ends_with('s') { cut(word, 1) } else { word }
}

/// Takes -ing or -ed off, with the letter that was doubled before it, where a syllable is left.
fn without_ending(word: &str) -> Option<&str> {
    let short = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed"))?;
    if short.len() < 3 || short.ends_with('e') || !short.bytes().any(|byte| b"aeiouy".contains(&byte)) {
        return None;
    }
    let bytes = short.as_bytes();
    let doubled = bytes.last() == bytes.get(bytes.len() - 2) && !matches!(bytes.last(), Some(b'l' | b's' | b'z'));
    Some(if doubled && short.len() > 3 { cut(short, 1) } else { short })
}

/// All letters are ASCII here.
fn cut(word: &str, letters: usize) -> &str {
    word.get(..word.len() - letters).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_share_their_stem() {
        for (a, b) in [
            ("invoices", "invoice"),
            ("settings", "set"),
            ("inviting", "invited"),
            ("processes", "process"),
            ("pages", "page"),
            ("companies", "company"),
            ("copied", "copy"),
            ("cancelled", "cancel"),
            ("installing", "install"),
            ("adding", "add"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        for word in ["string", "speed", "status", "c++", "csv", "this", "class"] {
            assert_eq!(stem(word), word);
        }
    }
}
