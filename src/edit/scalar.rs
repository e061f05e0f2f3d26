//! Writing a text as one YAML value.

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Without quotation marks.
    Plain,
    /// `'…'`
    Single,
    /// `"…"`
    Double,
}

/// Writes a text as the value of a key that stands on a line of its own, quoted where YAML needs it or where other readers
/// would take it for something else.
pub fn in_block(value: &str) -> String {
    written(value, style_of_new(value))
}

/// Writes a text as a value inside `[…]` or `{…}`: always in quotes.
pub fn in_brackets(value: &str) -> String {
    double(value)
}

/// Writes a value in the style given, or in double quotes where that style cannot hold it.
pub(super) fn written(value: &str, style: Style) -> String {
    match style {
        Style::Plain if fits_plain(value) => value.to_owned(),
        Style::Single if value.chars().all(is_printable) => format!("'{}'", value.replace('\'', "''")),
        _ => double(value),
    }
}

/// Chooses the style of a value that was not there before: plain, unless other readers of YAML would take it for a number,
/// a date, a truth value or nothing.
pub(super) fn style_of_new(value: &str) -> Style {
    if is_more_than_text(value) { Style::Double } else { Style::Plain }
}

/// Says whether YAML may read a plain value as something other than text: `2026.10` is the number 2026.1 to most readers.
pub(super) fn is_more_than_text(value: &str) -> bool {
    let words = ["null", "~", "true", "false", "yes", "no", "on", "off", "y", "n"];
    value.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.'))
        || words.contains(&value.to_ascii_lowercase().as_str())
}

/// YAML 1.2.2 §7.3.3, plain scalars in block context, with indicators refused even where they would be allowed.
fn fits_plain(value: &str) -> bool {
    let indicators = ['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '='];
    !value.is_empty()
        && value.trim() == value
        && value.chars().all(is_printable)
        && !value.starts_with(indicators)
        && !value.starts_with("...")
        && !value.ends_with(':')
        && ![": ", " #", ":\u{3000}"].iter().any(|special| value.contains(special))
}

/// On one line, nothing that YAML folds, refuses or drops.
fn is_printable(character: char) -> bool {
    !character.is_control() && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// YAML 1.2.2 §5.7, escaped characters.
fn double(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            other if is_printable(other) => out.push(other),
            other => out.push_str(&format!("\\u{:04x}", u32::from(other))),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_name_is_quoted_when_it_is_new() {
        assert_eq!(written("2026.10", style_of_new("2026.10")), "\"2026.10\"");
        assert_eq!(written("sakaki", style_of_new("sakaki")), "sakaki");
        assert_eq!(written("no", style_of_new("no")), "\"no\"");
    }

    #[test]
    fn what_plain_or_single_quotes_cannot_hold_goes_into_double_ones() {
        assert_eq!(written("設定: はじめに", Style::Plain), "\"設定: はじめに\"");
        assert_eq!(written("a #b", Style::Plain), "\"a #b\"");
        assert_eq!(written("it's", Style::Single), "'it''s'");
        assert_eq!(written("a\nb\u{85}", Style::Single), "\"a\\nb\\u0085\"");
    }
}
