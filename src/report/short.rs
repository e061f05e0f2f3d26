//! One line a finding, as editors and `grep` read it: `path:line:column: level[code]: message`.

use super::item::Item;
use super::{Formatter, Run};

pub(super) struct Short;

impl Formatter for Short {
    fn format(&self, items: &[Item<'_>], _: Run<'_>) -> String {
        items.iter().map(one_line).collect()
    }
}

fn one_line(item: &Item<'_>) -> String {
    let place = match (item.path.is_empty(), item.start()) {
        (true, _) => String::new(),
        (false, None) => format!("{}: ", item.shown_path()),
        (false, Some(start)) => format!("{}:{}:{}: ", item.shown_path(), start.line, start.column),
    };
    format!("{place}{}[{}]: {}\n", item.finding.level.name(), item.finding.code.name(), item.message)
}
