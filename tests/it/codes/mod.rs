//! One test a code: the smallest site that has the mistake, with the mark under it.

mod addresses;
mod front_matter;
mod links;
mod markdown;

pub use links::PIXEL;

use shirube::diagnostics::Code;

use crate::site::SiteTest;

/// Codes that need a file on disk rather than a text, tested with the reading of folders.
const OF_READING: [Code; 8] = [
    Code::NotUtf8,
    Code::UnreadableFile,
    Code::FileTooLarge,
    Code::OutsideSite,
    Code::NotPortableName,
    Code::NameCollision,
    Code::ImageDimensions,
    Code::UnsafeImage,
];

#[test]
fn every_code_has_a_test() {
    let tests = [
        include_str!("mod.rs"),
        include_str!("addresses.rs"),
        include_str!("front_matter.rs"),
        include_str!("links.rs"),
        include_str!("markdown.rs"),
        include_str!("../build.rs"),
    ]
    .concat();
    let untested: Vec<_> = Code::ALL.iter().filter(|code| !OF_READING.contains(code)).map(|code| code.name()).collect();
    let untested: Vec<_> = untested
        .into_iter()
        .filter(|name| {
            !tests.contains(&format!(" {name}\n"))
                && !tests.contains(&format!(" {name}\\n"))
                && !tests.contains(&format!("\"{name}\""))
        })
        .collect();
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
