//! `shirube schema`: the JSON Schema of front matter.

use std::io::Write;

use crate::content;

/// Prints the schema.
pub(super) fn run() -> anyhow::Result<u8> {
    let mut out = std::io::stdout().lock();
    // In one piece: an error of the JSON writer would hide that a reader simply closed the pipe.
    out.write_all(serde_json::to_string_pretty(&content::schema())?.as_bytes())?;
    out.write_all(b"\n")?;
    Ok(0)
}
