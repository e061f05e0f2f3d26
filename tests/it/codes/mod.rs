//! One test a code: the smallest site that has the mistake, with the mark under it.

mod addresses;
mod front_matter;
mod links;
mod markdown;
mod reading;
mod search;

pub use links::PIXEL;

use shirube::diagnostics::Code;

use crate::site::SiteTest;

#[test]
fn every_code_has_a_test() {
    let scenarios = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites/freshness")).unwrap();
    let expected = scenarios.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect::<String>();
    let tests = [
        expected.as_str(),
        include_str!("mod.rs"),
        include_str!("addresses.rs"),
        include_str!("front_matter.rs"),
        include_str!("links.rs"),
        include_str!("markdown.rs"),
        include_str!("reading.rs"),
        include_str!("search.rs"),
        include_str!("../build.rs"),
        include_str!("../freshness.rs"),
        include_str!("../heaps.rs"),
    ]
    .concat();
    let is_marked = |name: &str| {
        [format!(" {name}\n"), format!(" {name}\\n"), format!("\"{name}\""), format!("expect: {name} ")]
            .iter()
            .any(|mark| tests.contains(mark))
    };
    let untested: Vec<_> = Code::ALL.iter().map(|code| code.name()).filter(|name| !is_marked(name)).collect();
    assert_eq!(untested, Vec::<&str>::new());
}

#[test]
fn empty_folder_is_no_site() {
    let site = SiteTest::new();
    let run = site.check();
    let codes: Vec<_> = run.expect_code(1).findings().into_iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["empty-site"]);
    site.build().expect_code(1);
    assert!(!site.path("public").exists());
}
