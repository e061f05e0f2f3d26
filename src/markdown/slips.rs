//! Lines that are almost a container's: full-width colons, two colons, other systems' braces, a full-width space before.
//!
//! [`read`] takes them for what was meant, since text meant for staff must not go public by a slip of the keyboard; each is
//! told with the line as it should be. Only lines with a name of the dialect are taken, so that other text stays text.

use super::containers;
use super::fences::Fence;

/// What Japanese input methods and copied texts put before a line without its being seen.
const UNSEEN: [char; 4] = ['\u{3000}', '\u{a0}', '\u{200b}', '\u{feff}'];

/// Reads a line whose own text begins at `content`. `last` is the container's line before it: nothing can be closed where
/// nothing was opened.
pub(super) fn read(text: &str, content: usize, last: Option<&Fence>) -> Option<Fence> {
    let rest = text.get(content..)?;
    if !rest.starts_with([':', '：']) && !rest.starts_with(UNSEEN) {
        return None;
    }
    let line = rest.get(..rest.find('\n').unwrap_or(rest.len()))?.trim_end();
    let from_colons = line.trim_start_matches(|c: char| UNSEEN.contains(&c) || c == ' ' || c == '\t');
    let after = from_colons.trim_start_matches([':', '：']);
    let signs = from_colons.get(..from_colons.len() - after.len())?;
    let colons = signs.chars().count();
    let range = content..content + line.len();
    let fence = |rest| Some(Fence { range: range.clone(), colons, rest, slip: true });
    if after.is_empty() {
        let last = last?;
        // `::` closes what `::note` opened, and is text elsewhere.
        return (colons >= 3 || (colons == 2 && last.slip && last.colons == 2)).then(|| fence(range.end..range.end))?;
    }
    let named = after.trim_start_matches(|c: char| c.is_whitespace() || "{[.".contains(c));
    let name = containers::name(named);
    let is_alone = named.trim_end_matches(['}', ']']).len() == name.len();
    let is_meant = match colons {
        0 => false,
        1 => is_alone && name == "internal",
        2 if signs == "::" => (is_alone && containers::is_known(name)) || name == "internal",
        // Exact colons, but braces before the name, or colons behind the line.
        _ if signs.is_ascii() && !from_colons.len().eq(&line.len()) => containers::nearest(name).is_some(),
        _ if signs.is_ascii() => containers::is_internal(name) || (named.len() < after.len() && containers::is_known(name)),
        _ => containers::nearest(name).is_some(),
    };
    let start = content + line.len() - named.len();
    let end = start + named.trim_end_matches([':', '：']).trim_end().len();
    is_meant.then(|| fence(start..end))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(text: &str) -> Option<(usize, &str)> {
        read(text, 0, None).map(|fence| (fence.colons, &text[fence.rest]))
    }

    #[test]
    fn line_almost_a_containers_is_read_as_one() {
        assert_eq!(read_as("：：：internal 社内"), Some((3, "internal 社内")));
        assert_eq!(read_as("：:：warning"), Some((3, "warning")));
        assert_eq!(read_as("::note"), Some((2, "note")));
        assert_eq!(read_as("\u{3000}:::internal"), Some((3, "internal")));
        assert_eq!(read_as("::: {.internal}"), Some((3, "internal}")));
        assert_eq!(read_as(":::internal 秘密:::"), Some((3, "internal 秘密")));
    }

    #[test]
    fn other_text_stays_text() {
        for text in
            ["：：：", "::", "：営業時間：9時", "::notes は", ":ui[保存]", "\u{3000}段落です", ":::image source=\"a.png\":::"]
        {
            assert_eq!(read(text, 0, None), None, "{text}");
        }
    }
}
