//! `:::` lines: what stands on one.
//!
//! [`read`] recognises a line by its text alone; whether it is a block or part of a code block is the parser's decision.

use std::ops::Range;

/// A line of a container.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fence {
    /// From the first colon to the end of the line, without the line end.
    pub range: Range<usize>,
    /// How many colons.
    pub colons: usize,
    /// What stands after the colons, trimmed; empty for a closing line.
    pub rest: Range<usize>,
    /// Not quite as a container's line is written, see `slips.rs`.
    pub slip: bool,
}

/// Finds where a line's own text begins: after spaces, `>` and the signs of list items.
pub(super) fn content_start(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        at += bytes.get(at..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let rest = bytes.get(at..).unwrap_or_default();
        let sign = match rest {
            [b'>', ..] => 1,
            [b'-' | b'+' | b'*', b' ' | b'\t', ..] => 1,
            _ => {
                let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
                match rest.get(digits..digits + 2) {
                    Some([b'.' | b')', b' ' | b'\t']) if (1..=9).contains(&digits) => digits + 1,
                    _ => return at,
                }
            }
        };
        at += sign;
    }
}

/// Reads a line whose own text begins at `content` as a container's line. A line that ends with `:::`, too, is the
/// block syntax of another system and stays text.
pub(super) fn read(text: &str, content: usize) -> Option<Fence> {
    let line = text.get(content..)?;
    if !line.starts_with(":::") {
        return None;
    }
    let line = line.get(..line.find('\n').unwrap_or(line.len()))?.trim_end();
    let colons = line.bytes().take_while(|&byte| byte == b':').count();
    let rest = line.get(colons..)?;
    let trimmed = rest.trim_start();
    if trimmed.ends_with(":::") || !trimmed.chars().next().is_none_or(char::is_alphabetic) {
        return None;
    }
    let rest_start = content + colons + (rest.len() - trimmed.len());
    Some(Fence { range: content..content + line.len(), colons, rest: rest_start..rest_start + trimmed.len(), slip: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_is_read_behind_quotes_and_list_signs() {
        let text = "> 1. :::note 題\n";
        let fence = read(text, content_start(text, 0)).unwrap();
        assert_eq!((&text[fence.range], fence.colons, &text[fence.rest]), (":::note 題", 3, "note 題"));
    }

    #[test]
    fn block_of_another_system_is_not_taken() {
        assert_eq!(read(":::image source=\"a.png\":::", 0), None);
    }
}
