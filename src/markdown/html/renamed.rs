//! Labels that the product has another name for by now: the old words stay, and behind them stands what they are now.

use super::super::document::Node;
use super::escape::escaped;
use super::markup::{filled, icon};
use super::writer::Writer;

/// Signs that belong to the label before them: the hint stands behind them.
const CLOSING: &[char] = &['」', '』', '】', '］', '”', '"', '’', '\'', '»'];

/// Writes a text with a hint behind each label that is not current.
pub(super) fn text(writer: &mut Writer<'_>, node: &Node, text: &str) {
    let mut at = 0;
    for renamed in writer.resolve.renamed(node) {
        let (Some(before), Some(old)) = (text.get(at..renamed.range.start), text.get(renamed.range.clone())) else { continue };
        let after = text.get(renamed.range.end..).unwrap_or_default();
        let sign = after.chars().next().filter(|sign| CLOSING.contains(sign)).map_or(0, char::len_utf8);
        writer.text(before);
        writer.out.push_str("<span class=\"ui-old\">");
        writer.text(old);
        writer.out.push_str("</span>");
        writer.text(after.get(..sign).unwrap_or_default());
        hint(writer, &renamed.words);
        at = renamed.range.end + sign;
    }
    writer.text(text.get(at..).unwrap_or_default());
}

/// Returns what is said behind a label or code that is one as a whole.
pub(super) fn of_whole(writer: &Writer<'_>, node: &Node) -> Option<String> {
    writer.resolve.renamed(node).into_iter().next().map(|renamed| renamed.words)
}

/// Says what a label is now. Read aloud and copied, it stands in parentheses.
pub(super) fn hint(writer: &mut Writer<'_>, words: &str) {
    let (before, after) = (filled(writer, "part_now_open", &[]), filled(writer, "part_now_close", &[]));
    writer.out.extend(["<span class=\"ui-now\"><span class=\"vh\">", &before, "</span>"]);
    icon(writer, "right");
    writer.out.extend([&escaped(words), "<span class=\"vh\">", &after, "</span></span>"]);
}
