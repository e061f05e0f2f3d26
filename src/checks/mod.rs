//! What else can be wrong with a site, once it stands as a graph. One file a check, its tests at the foot.
//!
//! The one entry is [`run`].

mod addresses;
mod clashing_file;
mod empty_site;
mod images;
mod names;
mod releases;
mod steps;
mod unreachable;

use crate::diagnostics::Findings;
use crate::site::Site;

/// Runs every check.
pub fn run(site: &Site, found: &mut Findings) {
    empty_site::check(site, found);
    addresses::check(site, found);
    clashing_file::check(site, found);
    images::check(site, found);
    names::check(site, found);
    releases::check(site, found);
    steps::check(site, found);
    unreachable::check(site, found);
}
