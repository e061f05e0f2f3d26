//! Changing one value or span of a source file, and nothing else in it.
//!
//! The pure part makes the new text: [`splice`] and [`splice_all`] replace spans (a finding's fix), [`set_front_matter_key`]
//! and [`set_front_matter_map`] set one key, [`in_block`] and [`in_brackets`] write one value, [`diff`] shows what would change. The one entry that touches the disk is
//! [`apply`]: each file in one step, and only if it is still what was read.

mod apply;
mod diff;
mod front_matter;
mod scalar;
mod splice;

pub use apply::{ApplyError, FileEdit, Receipt, Refusal, apply};
pub use diff::diff;
pub use front_matter::{EditError, set_front_matter_key, set_front_matter_map};
pub use scalar::{in_block, in_brackets};
pub use splice::{Splice, Spliced, splice, splice_all};

/// A byte order mark, kept as it was found. Spans don't count it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Parts a text as on disk from its byte order mark.
fn without_mark(text: &str) -> (&str, &str) {
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (&text[..text.len() - rest.len()], rest),
        None => ("", text),
    }
}
