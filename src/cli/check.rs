//! `shirube check`: every mistake in the sources, with the way to mend it.

use crate::diagnostics::Lang;
use crate::pipeline;
use crate::report::Format;

use super::arguments::Check;
use super::{site, texts};

/// Checks and prints; writes nothing.
pub(super) fn run(arguments: &Check, lang: Lang) -> anyhow::Result<u8> {
    let (snapshot, found, options) = site::read(&arguments.site, lang)?;
    let examined = pipeline::check(&snapshot, &options, found);
    let pages = examined.site.published().count();
    let release = pipeline::newest(&examined.site);
    let findings = examined.findings.sorted(&snapshot.sources);
    let is_clean = findings.is_empty() && arguments.report.format() == Format::Human;
    if is_clean {
        anstream::println!("{}", texts::fill(lang, "clean", &[("pages", &pages.to_string())]));
        return Ok(0);
    }
    anstream::print!("{}", site::told(&findings, &snapshot, &arguments.report, (release.as_deref(), lang)));
    Ok(u8::from(site::reaches(&findings, arguments.report.gate())))
}
