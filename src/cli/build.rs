//! `shirube build`: the whole site, written out in one step.

use std::path::PathBuf;

use crate::diagnostics::Lang;
use crate::freshness::State;
use crate::output::{self, Destination, Marker, Stop};
use crate::pipeline;
use crate::report::Format;
use crate::site::Options;

use super::arguments::Build;
use super::{site, texts};

/// Builds and writes. In the human format findings go to the standard error, so that what was written stands alone;
/// the formats for programs go to the standard output.
pub(super) fn run(arguments: &Build, lang: Lang) -> anyhow::Result<u8> {
    let stop = Stop::on_signals()?;
    let (snapshot, found, options) = site::read(&arguments.site, lang)?;
    let dir = arguments.out.clone().unwrap_or_else(|| arguments.site.root.join(folder(&options)));
    let home = home();
    let destination = Destination {
        dir: &dir,
        site: Some(&arguments.site.root),
        home: home.as_deref(),
        marker: Marker { drafts: options.drafts, ..Marker::new(options.audience.as_str()) },
        stop,
    };
    output::check(&destination)?;
    let build = pipeline::build(&snapshot, &options, found);
    let told = site::told(&build.findings, &snapshot, &arguments.report, (build.release.as_deref(), lang));
    if matches!(arguments.report.format(), Format::Human | Format::Short) {
        anstream::eprint!("{told}");
    } else {
        anstream::print!("{told}");
    }
    if build.findings.stop_build() {
        let stopping = build.findings.iter().filter(|finding| finding.code.stops_build()).count().to_string();
        anstream::eprintln!("{}", texts::fill(lang, "not-built", &[("count", &stopping)]));
        return Ok(1);
    }
    let receipt = output::write(&build.output, &destination)?;
    if let Some(warning) = &receipt.warning {
        anstream::eprintln!("{}", if lang == Lang::Ja { warning.japanese() } else { warning.english() });
    }
    let words = [("pages", build.pages.to_string()), ("dir", dir.display().to_string())];
    let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
    anstream::eprintln!("{}", texts::fill(lang, "built", &words));
    if build.release.is_some() {
        anstream::eprintln!("{}", freshness_line(build.freshness, lang));
    }
    Ok(u8::from(site::reaches(&build.findings, arguments.report.gate())))
}

/// Counts the pages that are not current, in one line. It never changes the exit code: on the day of a release the site goes
/// out with its notices.
fn freshness_line(counts: [usize; 5], lang: Lang) -> String {
    let worse = State::ALL.iter().zip(counts).filter(|(state, count)| **state != State::Current && *count > 0);
    let told =
        worse.map(|(state, count)| texts::fill(lang, &format!("state-{}", state.name()), &[("count", &count.to_string())]));
    let told: Vec<String> = told.collect();
    let key = if told.is_empty() { "freshness-all-current" } else { "freshness-counted" };
    texts::fill(lang, key, &[("states", &told.join(&texts::text(lang, "help-separator")))])
}

/// Each audience has a folder of its own, and drafts another.
fn folder(options: &Options) -> String {
    match options.audience.as_str() {
        _ if options.drafts => "drafts".to_owned(),
        "public" => "public".to_owned(),
        "internal" => "staff".to_owned(),
        name => format!("public-{name}"),
    }
}

/// The home folder is never replaced by a site.
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
pub(super) fn home() -> Option<PathBuf> {
    std::env::var("HOME").or_else(|_| std::env::var("USERPROFILE")).ok().filter(|home| !home.is_empty()).map(PathBuf::from)
}
