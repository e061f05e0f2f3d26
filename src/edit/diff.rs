//! What a change would do to a file, as a unified diff.

use similar::TextDiff;

use super::without_mark;
use crate::diagnostics::visible;

/// Lines shown around a change.
const AROUND: usize = 3;

/// Writes a unified diff; empty if nothing changed. Lines are safe to show: a control or bidi character stands as `\u{…}`, so
/// that a line with one of these cannot be applied with `patch`; all others can.
pub fn diff(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let path = visible(path);
    let (old, new) = (lines_shown(before), lines_shown(after));
    TextDiff::from_lines(old.as_str(), new.as_str())
        .unified_diff()
        .context_radius(AROUND)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

/// Makes every line safe to show; line ends, CRLF too, stay what they are, and a byte order mark is not shown.
fn lines_shown(text: &str) -> String {
    let shown = |line: &str| {
        let end = ["\r\n", "\n"].into_iter().find(|end| line.ends_with(end)).unwrap_or("");
        let content = &line[..line.len() - end.len()];
        let between_tabs: Vec<_> = content.split('\t').map(visible).collect();
        between_tabs.join("\t") + end
    };
    without_mark(text).1.split_inclusive('\n').map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_line_stands_among_its_neighbours() {
        let before = "一\n二\n三\n四\n五\n六\n七\n八\n九\n";
        let text = diff("content/a.md", before, &before.replace('五', "5"));
        snapbox::assert_data_eq!(
            text,
            snapbox::str![[r#"
--- a/content/a.md
+++ b/content/a.md
@@ -2,7 +2,7 @@
 二
 三
 四
-五
+5
 六
 七
 八

"#]]
        );
    }

    #[test]
    fn nothing_changed_is_nothing_shown() {
        assert_eq!(diff("a.md", "x\n", "x\n"), "");
    }

    #[test]
    fn line_ends_stay_and_controls_are_spelled_out() {
        let text = diff("a\u{1b}.md", "a\r\n", "b\u{202e}\tc\r\n");
        assert!(text.ends_with("-a\r\n+b\\u{202e}\tc\r\n"), "{text:?}");
        assert!(text.starts_with("--- a/a\\u{1b}.md\n"), "{text:?}");
    }
}
