//! Where a text's tables are, for the few texts where emphasis beside a `|` depends on it.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// Finds the tables' ranges, in order.
pub(super) fn ranges(text: &str) -> Vec<Range<usize>> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
        .into_offset_iter()
        .filter_map(|(event, range)| matches!(event, Event::Start(Tag::Table(_))).then_some(range))
        .collect()
}
