//! What else can be wrong with a site, once it stands as a graph. One file a check; `tests/it/codes` holds a small site for every code.
//!
//! The one entry is [`run`].

mod clashing_file;
mod conditions;
mod declared;
mod empty_site;
mod images;
mod people;
mod releases;
mod search_hook;
mod snoozes;
mod steps;
mod unreachable;
mod webinar_files;

use crate::diagnostics::Findings;
use crate::site::Site;

/// Runs every check.
pub fn run(site: &Site, found: &mut Findings) {
    empty_site::check(site, found);
    webinar_files::check(site, found);
    clashing_file::check(site, found);
    conditions::check(site, found);
    declared::check(site, found);
    images::check(site, found);
    people::check(site, found);
    releases::check(site, found);
    search_hook::check(site, found);
    snoozes::check(site, found);
    steps::check(site, found);
    unreachable::check(site, found);
}
