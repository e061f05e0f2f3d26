#![expect(clippy::disallowed_methods, reason = "the tests look at the disk")]

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

use super::*;

fn change(path: &str, expected: &str, new: &str) -> FileEdit {
    FileEdit { path: path.to_owned(), expected: Some(expected.into()), new: new.into() }
}

fn create(path: &str, new: &str) -> FileEdit {
    FileEdit { path: path.to_owned(), expected: None, new: new.into() }
}

fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn refusals(root: &Path, edits: &[FileEdit]) -> Vec<String> {
    let error = apply(root, edits).unwrap_err();
    let error = error.downcast_ref::<ApplyError>().unwrap();
    error.refused.iter().map(|(path, refusal)| format!("{path}: {refusal:?}")).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn files_are_written_with_their_permissions_and_no_leftovers() {
    let site = site(&[("content/a.md", "old"), ("content/b.md", "same")]);
    let path = site.path().join("content/a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let edits = [change("content/a.md", "old", "new"), change("content/b.md", "same", "same"), create("content/new/c.md", "c")];
    let receipt = apply(site.path(), &edits).unwrap();
    assert_eq!(receipt.written, ["content/a.md", "content/new/c.md"]);
    assert_eq!(receipt.unchanged, ["content/b.md"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    assert_eq!(path.metadata().unwrap().mode() & 0o777, 0o640);
    assert_eq!(names(&site.path().join("content")), ["a.md", "b.md", "new"]);
    assert_eq!(names(&site.path().join("content/new")), ["c.md"]);
}

#[test]
fn one_file_changed_meanwhile_stops_all_and_every_mistake_is_named() {
    let site = site(&[("a.md", "old"), ("b.md", "saved by someone else"), ("c.md", "old")]);
    let edits = [change("a.md", "old", "new"), change("b.md", "old", "new"), change("gone.md", "x", "y"), create("c.md", "new")];
    assert_eq!(refusals(site.path(), &edits), ["b.md: Changed", "gone.md: Missing", "c.md: Exists"]);
    assert_eq!(fs::read_to_string(site.path().join("a.md")).unwrap(), "old");
    assert_eq!(names(site.path()), ["a.md", "b.md", "c.md"]);
}

#[test]
fn nothing_outside_the_folder_is_written() {
    let outside = site(&[("secret.md", "old")]);
    let site = site(&[("a.md", "old")]);
    symlink(outside.path(), site.path().join("out")).unwrap();
    symlink(outside.path().join("secret.md"), site.path().join("link.md")).unwrap();
    symlink(outside.path().join("absent.md"), site.path().join("broken.md")).unwrap();
    let absolute = outside.path().join("secret.md");
    let edits = [
        change("out/secret.md", "old", "new"),
        change("link.md", "old", "new"),
        change("../x.md", "old", "new"),
        change(absolute.to_str().unwrap(), "old", "new"),
        create("out/new.md", "new"),
        create("broken.md", "new"),
    ];
    let refused = refusals(site.path(), &edits);
    assert_eq!(refused.iter().filter(|line| line.ends_with("OutsideSite")).count(), 5, "{refused:?}");
    assert_eq!(names(outside.path()), ["secret.md"]);
    assert_eq!(fs::read_to_string(absolute).unwrap(), "old");
}

#[test]
fn link_inside_the_folder_stays_a_link() {
    let site = site(&[("real/a.md", "old")]);
    symlink("real/a.md", site.path().join("link.md")).unwrap();
    apply(site.path(), &[change("link.md", "old", "new")]).unwrap();
    assert!(site.path().join("link.md").is_symlink());
    assert_eq!(fs::read_to_string(site.path().join("real/a.md")).unwrap(), "new");
}

#[test]
fn pipe_folder_read_only_file_and_second_mention_are_refused() {
    let site = site(&[("a.md", "old"), ("folder/x.md", ""), ("fixed.md", "old")]);
    let pipe = site.path().join("pipe.md");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    fs::set_permissions(site.path().join("fixed.md"), fs::Permissions::from_mode(0o444)).unwrap();
    let edits = [
        change("pipe.md", "", "new"),
        change("folder", "", "new"),
        change("fixed.md", "old", "new"),
        change("a.md", "old", "one"),
        change("a.md", "old", "two"),
        create("a.md/b.md", "new"),
    ];
    let refused = refusals(site.path(), &edits);
    assert_eq!(refused[..4], ["pipe.md: NotAFile", "folder: NotAFile", "fixed.md: ReadOnly", "a.md: Twice"]);
    assert!(refused[4].starts_with("a.md/b.md: "), "{refused:?}");
}

#[test]
fn name_of_255_bytes_can_be_changed() {
    let name = format!("{}.md", "あ".repeat(84));
    let site = site(&[(&name, "old")]);
    apply(site.path(), &[change(&name, "old", "new")]).unwrap();
    assert_eq!(fs::read_to_string(site.path().join(&name)).unwrap(), "new");
}

#[test]
fn file_saved_between_the_look_and_the_rename_is_kept() {
    let site = site(&[("a.md", "old"), ("beside", "new")]);
    let edits = [change("a.md", "old", "new"), create("b.md", "new")];
    let [saved, created] = edits.each_ref().map(|edit| check(site.path(), edit).unwrap());
    fs::write(site.path().join("a.md"), "saved by an editor").unwrap();
    fs::write(site.path().join("b.md"), "made by an editor").unwrap();
    let beside = site.path().join("beside");
    assert!(matches!(put(&beside, &saved, &edits[0]), Err(Refusal::Changed)));
    assert!(matches!(put(&beside, &created, &edits[1]), Err(Refusal::Exists)));
    assert_eq!(fs::read_to_string(site.path().join("a.md")).unwrap(), "saved by an editor");
    assert_eq!(fs::read_to_string(site.path().join("b.md")).unwrap(), "made by an editor");
}
