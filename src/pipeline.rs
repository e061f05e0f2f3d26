//! The table of contents: from what was read to a finished tree.
//!
//! The entries are [`build`] and, where no pages are needed, [`check`] and [`examine`].

use crate::checks;
use crate::content;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::freshness::{self, Freshness, Question, State};
use crate::input::Snapshot;
use crate::onboarding::{self, Plan};
use crate::output::Tree;
use crate::render::{self, Known, Theme};
use crate::search;
use crate::site::{self, Options, Site, What};

/// How many times larger than its sources a site may be, and what every site may have besides.
const MOST_TIMES: u64 = 64;
const SPARE_BYTES: u64 = 1_000_000;

/// A finished build.
#[derive(Debug)]
pub struct Build {
    /// The site in memory; empty if something in the sources must not be published.
    pub output: Tree,
    /// Everything that was found, in the order in which people read it.
    pub findings: Findings,
    /// Pages with an address.
    pub pages: usize,
    /// The newest release that is out.
    pub release: Option<String>,
    /// How many pages are in each state, in the order of `State::ALL`.
    pub freshness: [usize; 5],
}

/// A site looked at, without its pages rendered.
#[derive(Debug)]
pub struct Examined {
    /// The graph.
    pub site: Site,
    /// What belongs to which step and task.
    pub plan: Plan,
    /// Everything that was found, not yet in order.
    pub findings: Findings,
}

/// Parses, assembles and checks. `found` is what reading found.
pub fn examine(input: &Snapshot, options: &Options, mut found: Findings) -> Examined {
    let entries = content::parse_all(&input.sources, &input.config, &mut found);
    let site = site::assemble(entries, input, options, &mut found);
    let plan = onboarding::plan(&site);
    checks::run(&site, &mut found);
    Examined { site, plan, findings: found }
}

/// Examines a site and asks its search what `data/queries.toml` expects of it.
pub fn check(input: &Snapshot, options: &Options, found: Findings) -> Examined {
    let mut examined = examine(input, options, found);
    search::examine(&examined.site, &input.sources, || assess(&examined.site, input), &mut examined.findings);
    examined
}

/// Builds the whole site in memory. `found` is what reading found.
pub fn build(input: &Snapshot, options: &Options, found: Findings) -> Build {
    let Examined { site, plan, findings: mut found } = examine(input, options, found);
    let freshness = assess(&site, input);
    let mut output = Tree::default();
    if !found.stop_build() {
        let known = Known { site: &site, sources: &input.sources, freshness: &freshness, plan: &plan };
        output = render::pages(known, &theme(input), &mut found);
        let assets = input.assets.iter().filter(|asset| site.files.contains_key(site::output_path(&asset.path)));
        render::copy_files(assets, &mut output, &mut found);
        let indexes = search::indexes(&site, &freshness);
        search::check(&site, &input.sources, &indexes, &mut found);
        for index in indexes {
            render::add_files(index.files(), &mut output, &mut found);
        }
    }
    if found.stop_build() {
        output = Tree::default();
    }
    found.extend(too_much(&output, input, &site));
    Build {
        output,
        findings: found.sorted(&input.sources),
        pages: site.published().count(),
        release: newest(&site),
        freshness: State::ALL.map(|state| freshness.count(state)),
    }
}

/// Holds the pages against the releases on the day of the build. Only staff are shown what is merely alike.
fn assess(site: &Site, input: &Snapshot) -> Freshness {
    let question = Question { today: site.options.today(), likeness: site.options.is_staff(), ..Question::default() };
    freshness::assess(site, &input.sources, &question)
}

/// A site grows with its sources; where it grows out of all proportion to them, its writers should know why.
fn too_much(output: &Tree, input: &Snapshot, site: &Site) -> Option<Diagnostic> {
    let texts: u64 = input.sources.iter().map(|(_, source)| source.text.len() as u64).sum();
    let assets: u64 = input.assets.iter().map(|asset| asset.bytes.len() as u64).sum();
    let limit = (texts + assets).saturating_mul(MOST_TIMES).saturating_add(SPARE_BYTES);
    let tasks = site.places.iter().filter(|place| matches!(place.what, What::Task(..))).count();
    let megabytes = |bytes: u64| format!("{} MB", bytes.div_ceil(1_000_000));
    (output.bytes() > limit).then(|| {
        Diagnostic::at(Code::LargeOutput, "shirube.toml")
            .with("size", megabytes(output.bytes()))
            .with("limit", megabytes(limit))
            .with("tasks", tasks.to_string())
            .with("languages", site.config.languages.len().to_string())
    })
}

/// Returns the newest release that is out on the day of the build.
pub fn newest(site: &Site) -> Option<String> {
    site.releases.newest(site.options.today()).map(|(name, _)| name.to_owned())
}

fn theme(input: &Snapshot) -> Theme {
    let name = input.config.theme.as_ref().map_or("default", |theme| theme.value.as_str());
    Theme::new(&format!("themes/{name}"), &input.theme)
}
