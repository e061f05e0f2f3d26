//! `shirube schema`: the JSON Schema of front matter.

use std::io::Write;

use crate::content;

/// Prints the schema.
pub(super) fn run() -> anyhow::Result<u8> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &content::schema())?;
    out.write_all(b"\n")?;
    Ok(0)
}
