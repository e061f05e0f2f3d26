//! The table of contents: from what was read to a finished tree.
//!
//! The entries are [`build`] and, where no pages are needed, [`examine`].

use crate::checks;
use crate::content;
use crate::diagnostics::Findings;
use crate::input::Snapshot;
use crate::onboarding::{self, Plan};
use crate::output::Tree;
use crate::render::{self, Theme};
use crate::site::{self, Options, Site};

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

/// Builds the whole site in memory. `found` is what reading found.
pub fn build(input: &Snapshot, options: &Options, found: Findings) -> Build {
    let Examined { site, plan, findings: mut found } = examine(input, options, found);
    let mut output = Tree::default();
    if !found.stop_build() {
        output = render::pages(&site, &plan, &theme(input), &mut found);
        let assets = input.assets.iter().filter(|asset| site.files.contains_key(site::output_path(&asset.path)));
        render::copy_files(assets, &mut output, &mut found);
    }
    if found.stop_build() {
        output = Tree::default();
    }
    Build { output, findings: found.sorted(&input.sources), pages: site.published().count(), release: newest(&site) }
}

/// Returns the newest release that is out on the day of the build.
pub fn newest(site: &Site) -> Option<String> {
    let today = site.options.now.get(..10).unwrap_or(&site.options.now);
    site.releases.newest(today).map(|(name, _)| name.to_owned())
}

fn theme(input: &Snapshot) -> Theme {
    let name = input.config.theme.as_ref().map_or("default", |theme| theme.value.as_str());
    Theme::new(&format!("themes/{name}"), &input.theme)
}
