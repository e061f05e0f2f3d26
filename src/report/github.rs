//! GitHub workflow commands: each finding becomes an annotation at its line.
//!
//! Escaping follows the Actions toolkit (`packages/core/src/command.ts`): `%`, CR and LF in data; also `:` and `,` in properties.

use super::item::Item;
use super::{Formatter, Run};
use crate::diagnostics::{Lang, Level};

pub(super) struct Github;

impl Formatter for Github {
    fn format(&self, items: &[Item<'_>], run: Run<'_>) -> String {
        items.iter().map(|item| command(item, run.options.lang)).collect()
    }
}

fn command(item: &Item<'_>, lang: Lang) -> String {
    let name = match item.finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut properties = Vec::new();
    if !item.path.is_empty() {
        properties.push(format!("file={}", property(&item.shown_path())));
    }
    if let Some((start, end)) = item.place {
        properties.push(format!("line={},endLine={}", start.line, end.line));
        // columns are refused where the annotation covers several lines
        if start.line == end.line {
            properties.push(format!("col={},endColumn={}", start.column, end.column));
        }
    }
    properties.push(format!("title={}", property(item.finding.code.name())));
    format!("::{name} {}::{}\n", properties.join(","), data(&item.message_and_help(lang)))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_the_command_or_a_property() {
        assert_eq!(data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(property("a:b,c%.md"), "a%3Ab%2Cc%25.md");
    }
}
