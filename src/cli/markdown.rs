//! `shirube markdown`: one text on standard input to an HTML fragment.

use std::io::{Read, Write};

use anyhow::Context;

use crate::diagnostics::Lang;
use crate::{markdown, render};

use super::arguments::Markdown;
use super::texts;

/// Reads, converts, prints. Invalid UTF-8 is an error, as everywhere.
pub(super) fn run(arguments: &Markdown, lang: Lang) -> anyhow::Result<u8> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).with_context(|| texts::text(lang, "standard-input"))?;
    let html = if arguments.plain { markdown::plain(&text, arguments.gfm) } else { render::fragment(&text) };
    let mut out = std::io::stdout().lock();
    out.write_all(html.as_bytes())?;
    out.flush()?;
    Ok(0)
}
