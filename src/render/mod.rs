//! Pages: the site graph through the theme's templates into a tree of files.
//!
//! The one entry is [`pages`]. Its steps: list the pages to make, make a view of each (`pages/`) with what readers may be told
//! of releases (`told`, `hints`), render it by its template, and add what machines read (`machine`), the theme's assets and the site's files.

mod assets;
mod body;
mod dates;
mod engine;
mod frame;
mod highlight;
mod hints;
mod machine;
mod pages;
mod theme;
mod told;
mod view;

pub use theme::Theme;

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::freshness::Freshness;
use crate::input::Asset;
use crate::onboarding::Plan;
use crate::output::Tree;
use crate::site::{self, Site};
use crate::source::Sources;

use engine::Engine;
use frame::Frames;
use highlight::Highlighter;
use told::Concerned;

/// What is known of a site before its pages are made.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The graph.
    pub site: &'a Site,
    /// The texts it was made of, for the places that staff are shown.
    pub sources: &'a Sources,
    /// What the releases made of each page.
    pub freshness: &'a Freshness,
    /// What belongs to which step and task.
    pub plan: &'a Plan,
}

/// What every page is made from.
struct Making<'a> {
    site: &'a Site,
    sources: &'a Sources,
    freshness: &'a Freshness,
    concerned: Concerned,
    plan: &'a Plan,
    frames: Frames<'a>,
    engine: &'a Engine,
    highlighter: Highlighter,
}

/// Renders every page of the site, with the machines' files and the theme's assets.
pub fn pages(known: Known<'_>, theme: &Theme, found: &mut Findings) -> Tree {
    let Known { site, sources, freshness, plan } = known;
    found.extend(theme.problems());
    let bundle = assets::bundle(theme, site);
    let engine = match Engine::new(theme) {
        Ok(engine) => engine,
        Err(finding) => {
            found.push(*finding);
            return Tree::default();
        }
    };
    let frames = Frames::new(site, theme, &bundle);
    let making = Making {
        site,
        sources,
        freshness,
        concerned: Concerned::of(site, freshness),
        plan,
        frames,
        engine: &engine,
        highlighter: Highlighter::new(site.config.highlight),
    };
    let made: Vec<(String, Result<String, Box<Diagnostic>>)> =
        pages::jobs(&making).into_par_iter().map(|job| (job.file(&making), job.render(&making))).collect();
    let mut output = Output { tree: Tree::default(), found };
    for (path, html) in made {
        match html {
            Ok(html) => output.put(&path, html.into_bytes()),
            Err(finding) => output.found.push(*finding),
        }
    }
    machine::write(&making, &mut output);
    bundle.write(&mut output);
    output.tree
}

/// Copies the files of `static/` and those beside pages.
pub fn copy_files<'a>(assets: impl IntoIterator<Item = &'a Asset>, tree: &mut Tree, found: &mut Findings) {
    let mut output = Output { tree: std::mem::take(tree), found };
    for asset in assets {
        output.put(site::output_path(&asset.path), Arc::clone(&asset.bytes));
    }
    *tree = output.tree;
}

/// Adds files that other modules made.
pub fn add_files(files: impl IntoIterator<Item = (String, Vec<u8>)>, tree: &mut Tree, found: &mut Findings) {
    let mut output = Output { tree: std::mem::take(tree), found };
    for (path, bytes) in files {
        output.put(&path, bytes);
    }
    *tree = output.tree;
}

/// Renders one text by itself, as `shirube markdown` does: links lead where they are written.
pub fn fragment(text: &str) -> String {
    body::fragment(text)
}

/// Returns the path of the site on its host, with slashes at both ends.
pub fn base_path(config: &Config) -> String {
    frame::origin_and_base(config).1
}

/// The tree being made, and where its clashes are told.
struct Output<'a> {
    tree: Tree,
    found: &'a mut Findings,
}

impl Output<'_> {
    /// Adds a file; two different files at one path, or a name no disk can hold, are findings.
    fn put(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) {
        if let Err(error) = self.tree.insert(path, bytes) {
            let finding = Diagnostic::at(Code::DuplicateAddress, error.path()).wording("duplicate-address.output");
            self.found.push(finding.with("url", error.path()).with("found", error.to_string()));
        }
    }
}
