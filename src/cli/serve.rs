//! `shirube serve`: a preview that follows each save.

use std::time::Instant;

use crate::diagnostics::Lang;
use crate::pipeline;
use crate::report::{self, Format, ReportOptions};
use crate::serve::{self, Made, Watch};

use super::arguments::{Serve, SiteArgs};
use super::{site, texts};

/// Serves until a signal ends it.
pub(super) fn run(arguments: &Serve, lang: Lang) -> anyhow::Result<u8> {
    let make = |place: &SiteArgs| make(place, lang);
    let first = make(&arguments.site)?;
    let listener = serve::bind(arguments.port)
        .map_err(|_| site::Mistaken(texts::fill(lang, "port-taken", &[("port", &arguments.port.to_string())])))?;
    let url = serve::url(&listener, &first.base)?;
    let watch = Watch {
        root: arguments.site.root.clone(),
        remake: Box::new({
            let place = SiteArgs { ..arguments.site.clone() };
            move || self::make(&place, lang)
        }),
    };
    serve::run(listener, first, watch, || anstream::println!("{}", texts::fill(lang, "serving", &[("url", &url)])))?;
    Ok(0)
}

/// Builds into memory and tells what was found.
fn make(place: &SiteArgs, lang: Lang) -> anyhow::Result<Made> {
    let begun = Instant::now();
    let (snapshot, found, options) = site::read(place, lang)?;
    let build = pipeline::build(&snapshot, &options, found);
    let list: Vec<_> = build.findings.iter().collect();
    let told = report::print(
        &list,
        &snapshot.sources,
        &ReportOptions { format: Format::Human, lang, colour: true, ..ReportOptions::default() },
    );
    anstream::eprint!("{told}");
    let time = snapshot.now.strftime("%H:%M:%S").to_string();
    let is_whole = !build.findings.stop_build();
    if is_whole {
        let (pages, ms) = (build.pages.to_string(), begun.elapsed().as_millis().to_string());
        anstream::eprintln!("{}", texts::fill(lang, "rebuilt", &[("time", &time), ("pages", &pages), ("ms", &ms)]));
    } else {
        anstream::eprintln!("{}", texts::fill(lang, "kept", &[("time", &time)]));
    }
    let base = crate::render::base_path(&snapshot.config);
    Ok(Made { tree: is_whole.then_some(build.output), base })
}
