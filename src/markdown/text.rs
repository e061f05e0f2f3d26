//! Text without markup, for titles, descriptions and the search.

use super::document::{LabelForm, Node, NodeKind, TagEnd};

/// Returns the words of nodes, blocks separated by line breaks. Raw HTML, includes and variables are left out.
pub fn plain_text(nodes: &[Node]) -> String {
    let mut text = String::new();
    for node in nodes {
        match &node.kind {
            NodeKind::Text(words) | NodeKind::Code(words) => text.push_str(words),
            NodeKind::Label(label) if label.form == LabelForm::Brackets => {
                text.extend(["［", &label.text, "］"]);
            }
            NodeKind::Label(label) => text.push_str(&label.text),
            NodeKind::SoftBreak | NodeKind::HardBreak => text.push(' '),
            NodeKind::End(end) if !is_inline(*end) && !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
            _ => {}
        }
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text
}

fn is_inline(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// Returns the first paragraph's words for a description, at most `longest` characters, cut after a sentence if there is one.
pub fn summary(nodes: &[Node], longest: usize) -> Option<String> {
    let mut depth = 0usize;
    let mut start = None;
    for (at, node) in nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::Start(super::Tag::Paragraph) if depth == 0 => start = Some(at),
            NodeKind::End(TagEnd::Paragraph) if depth == 1 => {
                let words = plain_text(nodes.get(start?..at)?);
                if !words.trim().is_empty() {
                    return Some(cut(words.trim(), longest));
                }
            }
            _ => {}
        }
        match &node.kind {
            NodeKind::Start(_) => depth += 1,
            NodeKind::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn cut(words: &str, longest: usize) -> String {
    let Some((end, _)) = words.char_indices().nth(longest) else { return words.to_owned() };
    let head = words.get(..end).unwrap_or(words);
    match head.rfind(['。', '！', '？']) {
        Some(at) => head.get(..at + '。'.len_utf8()).unwrap_or(head).to_owned(),
        None => {
            let shorter: String = head.chars().take(longest.saturating_sub(1)).collect();
            format!("{}…", shorter.trim_end())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::source::FileId;

    #[test]
    fn summary_is_the_first_paragraph_up_to_a_sentence() {
        let nodes = parse(FileId(0), "# 題\n\n> 引用\n\n**一覧**を［保存］します。次の文です。\n\n続き", 0).nodes;
        assert_eq!(summary(&nodes, 100).as_deref(), Some("一覧を［保存］します。次の文です。"));
        assert_eq!(summary(&nodes, 14).as_deref(), Some("一覧を［保存］します。"));
        assert_eq!(summary(&nodes, 5).as_deref(), Some("一覧を［…"));
    }
}
