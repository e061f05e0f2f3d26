//! Whole sites under `tests/sites/NAME/{source,expected}`, compared file by file. `SNAPSHOTS=overwrite` writes what is
//! expected anew; look at the difference before committing it.
//!
//! Styles, scripts and icons are left out, and the hashes in their names stand as `HASH`: they change with every stroke of the
//! theme, and a page does not.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use snapbox::Assert;

use crate::site::{Run, TODAY, files, shirube};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name)
}

/// Builds a site and returns what of it is compared.
fn built(source: &Path) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let place = out.path().join("public");
    let mut build = shirube();
    build.args(["build", "--as-of", TODAY, "--fail-on", "note", "--out"]).arg(&place).arg("--root").arg(source);
    Run::of(&mut build).expect_code(0);
    // what the search's files hold is compared by what they answer (tests/search)
    let is_index = |path: &str| path.starts_with("search/") && !path.ends_with(".html");
    let kept = files(&place).into_iter().filter(|(path, _)| !path.starts_with("assets/") && !is_index(path));
    kept.map(|(path, bytes)| (path, without_hashes(bytes))).collect()
}

/// Puts `HASH` for ten hexadecimal digits behind `/assets/` or a name in it.
fn without_hashes(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(bytes.clone()) else { return bytes };
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("/assets/") {
        let (before, after) = rest.split_at(at + "/assets/".len());
        out.push_str(before);
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || ".-_/".contains(c))).unwrap_or(after.len());
        let (name, behind) = after.split_at(end);
        let is_hash = |part: &&str| part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        let hash = name.split(['.', '/']).find(is_hash).unwrap_or("no hash");
        out.push_str(&name.replacen(hash, "HASH", 1));
        rest = behind;
    }
    out.push_str(rest);
    out.into_bytes()
}

fn hold(name: &str) {
    let (source, expected) = (folder(name).join("source"), folder(name).join("expected"));
    let built = built(&source);
    let is_overwriting = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    if is_overwriting && expected.exists() {
        std::fs::remove_dir_all(&expected).unwrap();
    }
    let shown = tempfile::tempdir().unwrap();
    for (path, bytes) in &built {
        let path = shown.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    std::fs::create_dir_all(&expected).unwrap();
    Assert::new().action_env("SNAPSHOTS").subset_matches(&expected, shown.path());
    let paths = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    if is_overwriting {
        crate::synthetic::write(&expected, &built.into_iter().collect::<Vec<_>>());
    } else {
        assert_eq!(paths(&built), paths(&files(&expected)), "{name}: left: built, right: expected");
    }
}

#[test]
fn site_with_every_container() {
    hold("every-container");
}

#[test]
fn site_in_two_languages_below_a_path() {
    hold("two-languages");
}

#[test]
fn site_with_two_tracks() {
    hold("onboarding");
}
