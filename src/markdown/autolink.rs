//! Bare addresses (GFM, "Autolinks (extension)"): `https://…`, `www.…`, `name@example.com`.
//!
//! [`around`] and [`mail`] decide at one character of a text. An address ends before Japanese text and punctuation, which no
//! one who writes 「https://example.comを開く」 means to be part of it.

use std::ops::Range;

use super::characters::is_cjk;

/// Finds the web address whose first colon or full stop stands at `at`; nothing before `from` belongs to it.
pub(super) fn around(text: &str, at: usize, from: usize) -> Option<Range<usize>> {
    let before = text.get(from..at)?;
    let after = text.get(at..)?;
    let (start, domain) = if after.starts_with("://") {
        let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| ends_with_ignoring_case(before, scheme))?;
        (at - scheme.len(), at + 3)
    } else if after.starts_with('.') && ends_with_ignoring_case(before, "www") {
        (at - 3, at - 3)
    } else {
        return None;
    };
    let previous = text.get(from..start)?.chars().next_back();
    let www = domain == start;
    if !may_follow(previous, www) {
        return None;
    }
    let domain_end = domain + domain_length(text.get(domain..)?)?;
    let rest = text.get(domain_end..)?;
    let end = domain_end + rest.find(|c: char| c.is_whitespace() || c == '<' || is_end(c)).unwrap_or(rest.len());
    let end = trim_end(text, start, end);
    (end > domain + if www { 4 } else { 0 }).then_some(start..end)
}

/// Finds the mail address whose `@` stands at `at`; nothing before `from` belongs to it.
pub(super) fn mail(text: &str, at: usize, from: usize) -> Option<Range<usize>> {
    let before = text.get(from..at)?.as_bytes();
    let local = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || b".+-_".contains(byte)).count();
    if local == 0 {
        return None;
    }
    let domain = text.get(at + 1..)?.as_bytes();
    let mut length = 0;
    let mut dots = 0;
    while let Some(&byte) = domain.get(length) {
        match byte {
            b'@' => return None,
            b'.' if domain.get(length + 1).is_some_and(u8::is_ascii_alphanumeric) => dots += 1,
            b'-' | b'_' => {}
            _ if byte.is_ascii_alphanumeric() => {}
            _ => break,
        }
        length += 1;
    }
    let last = domain.get(length.checked_sub(1)?)?;
    if dots == 0 || !last.is_ascii_alphanumeric() {
        return None;
    }
    let mut start = at - local;
    for scheme in ["mailto:", "xmpp:"] {
        let ahead = text.get(from..start)?;
        if ends_with_ignoring_case(ahead, scheme)
            && may_follow(ahead.get(..ahead.len() - scheme.len())?.chars().next_back(), false)
        {
            start -= scheme.len();
        }
    }
    Some(start..at + 1 + length)
}

fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    let at = text.len().checked_sub(end.len());
    at.and_then(|at| text.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

/// GFM wants a line's start, a space or one of `*_~(` before `www.`, and no letter before `https`; Japanese text may stand
/// before either.
fn may_follow(previous: Option<char>, www: bool) -> bool {
    match previous {
        None => true,
        Some(c) if www => c.is_whitespace() || matches!(c, '*' | '_' | '~' | '(') || is_end(c),
        Some(c) => !c.is_ascii_alphabetic(),
    }
}

/// Where Japanese goes on.
fn is_end(c: char) -> bool {
    is_cjk(c) || matches!(c, '“' | '”' | '‘' | '’' | '…')
}

/// Measures a domain; `None` if it is none: an underscore in one of the last two parts.
fn domain_length(text: &str) -> Option<usize> {
    let mut underscores = (false, false);
    let mut length = 0;
    for c in text.chars() {
        match c {
            '_' => underscores.1 = true,
            '.' => underscores = (underscores.1, false),
            '-' => {}
            _ if c.is_alphanumeric() && !is_end(c) => {}
            _ => break,
        }
        length += c.len_utf8();
    }
    (length > 0 && !text.starts_with('.') && underscores == (false, false)).then_some(length)
}

/// Leaves out what is punctuation of the sentence: final `?!.,:*_~'"`, a closing bracket without its partner, an entity.
fn trim_end(text: &str, start: usize, mut end: usize) -> usize {
    let bytes = text.as_bytes();
    let address = bytes.get(start..end).unwrap_or_default();
    let count = |wanted: u8| address.iter().filter(|&&byte| byte == wanted).count();
    let (opening, mut closing) = (count(b'('), count(b')'));
    while end > start {
        match bytes.get(end - 1) {
            Some(b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"') => end -= 1,
            Some(b')') if closing > opening => {
                closing -= 1;
                end -= 1;
            }
            Some(b']') if !address.contains(&b'[') => end -= 1,
            Some(b';') => {
                let name = bytes.get(start..end - 1).unwrap_or_default();
                let letters = name.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                let entity = letters > 0 && name.len() > letters && name.get(name.len() - letters - 1) == Some(&b'&');
                end -= if entity { letters + 2 } else { 1 };
            }
            _ => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        let web = text.char_indices().filter(|(_, c)| matches!(c, ':' | '.')).find_map(|(at, _)| around(text, at, 0));
        web.or_else(|| mail(text, text.find('@')?, 0)).map(|range| &text[range])
    }

    #[test]
    fn address_ends_before_japanese() {
        assert_eq!(found("https://example.com/aを開く"), Some("https://example.com/a"));
        assert_eq!(found("詳しくはhttps://example.com/a?b=1。"), Some("https://example.com/a?b=1"));
        assert_eq!(found("（https://example.com）"), Some("https://example.com"));
        assert_eq!(found("「www.example.com」"), Some("www.example.com"));
        assert_eq!(found("連絡先はa.b+c@example.co.jpです"), Some("a.b+c@example.co.jp"));
    }

    #[test]
    fn punctuation_of_the_sentence_is_left_out() {
        assert_eq!(found("(https://a.example/x_(y))."), Some("https://a.example/x_(y)"));
        assert_eq!(found("www.a.example/?q=a&amp;"), Some("www.a.example/?q=a"));
        assert_eq!(found("**https://a.example**"), Some("https://a.example"));
    }

    #[test]
    fn what_is_no_address_stays_text() {
        for text in ["xhttp://", "http://", "awww.example.com", "a@b", "@example.com", "http://a_b.c_d", "a@b.c_"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
