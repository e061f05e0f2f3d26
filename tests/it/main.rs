//! The program as its users meet it: one module a command or promise, over sites made for each test.
//!
//! A test makes a folder with [`site::SiteTest`], runs the program in it, and looks at the exit code, the findings and the
//! pages. `SHIRUBE_CASES` raises the number of random cases, `SHIRUBE_DATA` names a folder with larger sites.

#![expect(clippy::disallowed_methods, reason = "a test sets the scene on the real disk and runs the program")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod fixture;
mod page;
mod site;

mod addresses;
mod audiences;
mod build;
mod check;
mod codes;
mod dashboard;
mod determinism;
mod dialect;
mod fix;
mod freshness;
mod freshness_formats;
mod freshness_pages;
mod gates;
mod guides;
mod heaps;
mod inventory;
mod kill;
mod languages;
mod new;
mod readers;
mod release;
mod search;
mod serve;
mod synthetic;
mod valid;
mod verify;
mod whole_sites;
