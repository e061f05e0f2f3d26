//! Pages: the site graph through the theme's templates into a tree of files.
//!
//! The one entry is [`pages`]. Its steps: list the pages to make, make a view of each (`pages/`), render it by its
//! template, and add what machines read (`machine`), the theme's assets and the site's files.

mod assets;
mod body;
mod dates;
mod engine;
mod frame;
mod highlight;
mod machine;
mod pages;
mod theme;
mod view;

pub use theme::{Theme, ThemeFile};

use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Findings};
use crate::onboarding::Plan;
use crate::output::Tree;
use crate::site::Site;

use engine::Engine;
use frame::Frames;
use highlight::Highlighter;

/// What every page is made from.
struct Making<'a> {
    site: &'a Site,
    plan: &'a Plan,
    frames: Frames<'a>,
    engine: &'a Engine,
    highlighter: Highlighter,
}

/// Renders every page of the site, with the machines' files and the theme's assets.
pub fn pages(site: &Site, plan: &Plan, theme: &Theme, found: &mut Findings) -> Tree {
    let mut tree = Tree::default();
    let bundle = assets::bundle(theme, site);
    let engine = match Engine::new(theme) {
        Ok(engine) => engine,
        Err(finding) => {
            found.push(*finding);
            return tree;
        }
    };
    let frames = Frames::new(site, theme, &bundle);
    let making = Making { site, plan, frames, engine: &engine, highlighter: Highlighter::new(site.config.highlight) };
    let jobs = pages::jobs(&making);
    let made: Vec<(String, Result<String, Box<Diagnostic>>)> =
        jobs.into_par_iter().map(|job| (job.file(&making), job.render(&making))).collect();
    for (path, html) in made {
        match html {
            Ok(html) => tree.insert(&path, html.into_bytes()),
            Err(finding) => found.push(*finding),
        }
    }
    machine::write(&making, &mut tree);
    bundle.write(&mut tree);
    tree
}
