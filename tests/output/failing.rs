//! Promise 2: a write that fails leaves the old tree, and says where and why.

use std::path::Path;
use std::process::{Command, Output};

use shirube::output;

use crate::trees::{big, destination, expected, files, many, names, tree, write};
use crate::writer::{CHANGING, LOOKING, WARM_UP, at_every_call, run};

#[test]
fn an_error_at_any_call_leaves_the_old_tree_and_says_where_and_why() {
    let (before, after) = (expected("old"), expected("new"));
    let (mut runs, mut refused) = (0, 0);
    let errors = ["ENOSPC", "EIO", "EACCES", "EMFILE", "EROFS"];
    // all of them at every call where many cases are asked for, else in turns
    for (turn, call) in CHANGING.iter().chain(&LOOKING).enumerate() {
        for error in if many() { &errors[..] } else { &errors[turn % 5..=turn % 5] } {
            let judge = |output: &Output, home: &Path, case: &str| {
                let now = files(&home.join("public"));
                match output.status.code() {
                    Some(0) => assert_eq!(now, after, "{case}: success without the new tree"),
                    Some(2) => {
                        refused += 1;
                        assert_eq!(now, before, "{case}: failure without the old tree");
                        assert_eq!(names(home), ["public"], "{case}: left behind");
                        assert!(case.contains('「') && case.contains(&*home.to_string_lossy()), "{case}: names no path");
                    }
                    other => panic!("{case}: {other:?} {}", String::from_utf8_lossy(&output.stderr)),
                }
                write("new", &home.join("public"));
                assert_eq!(names(home), ["public"], "{case}: left behind by the next run");
            };
            runs += at_every_call(call, &format!("error={error}"), &[], judge, Some("old"));
        }
    }
    println!("{runs} faults, {refused} exits with 2");
    assert!(refused > 60, "only {refused} of {runs} faults were noticed");
}

#[test]
fn a_disk_that_is_full_from_some_moment_on_leaves_the_old_tree() {
    let (before, after) = (expected("old"), expected("new"));
    for call in ["write", "mkdirat"] {
        for nth in 1..12 {
            let home = tempfile::tempdir().unwrap();
            let public = home.path().join("public");
            write("old", &public);
            let at = if call == "write" { WARM_UP + nth } else { nth };
            let strace =
                ["-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &format!("inject={call}:error=ENOSPC:when={at}+")];
            let output = run(&strace.map(str::to_owned), &public, "new");
            let now = files(&public);
            assert!(if output.status.success() { now == after } else { now == before }, "{call} {nth}");
            assert_eq!(names(home.path()), ["public"]);
        }
    }
}

/// A small disk: the child mounts it in a namespace of its own, writes the old tree, then tries the new one.
#[test]
fn a_disk_of_any_size_holds_the_old_tree_or_the_new() {
    let home = tempfile::tempdir().unwrap();
    let this = std::env::current_exe().unwrap();
    let (mut full, mut fitted) = (0, 0);
    for options in (1..=25)
        .map(|step| format!("size={}k", step * big() / 2))
        .chain((1..=10).map(|step| format!("nr_inodes={}", 30 + step * big() / 4)))
    {
        let script = "mount -t tmpfs -o \"$1\" tmpfs \"$2\" && exec \"$3\" --exact failing::small_disk --nocapture";
        let output = Command::new("unshare")
            .args(["-m", "sh", "-c", script, "sh", &options])
            .args([home.path(), &this])
            .env("SHIRUBE_SMALL_DISK", home.path())
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        if text.contains("Operation not permitted") || text.contains("must be superuser") {
            println!("skipped: mounting is not allowed here");
            return;
        }
        assert!(output.status.success(), "{options}: {text}");
        full += usize::from(text.contains("FULL"));
        fitted += usize::from(text.contains("FITTED"));
    }
    println!("{full} full, {fitted} fitted");
    assert!(full > 5 && fitted > 5, "{full} full, {fitted} fitted");
}

#[test]
fn small_disk() {
    let Ok(dir) = std::env::var("SHIRUBE_SMALL_DISK") else { return };
    let public = Path::new(&dir).join("public");
    write("old", &public);
    let before = files(&public);
    match output::write(&tree("big-new"), &destination(&public, None)) {
        Ok(receipt) => {
            assert_eq!(receipt.files, big() + 1);
            assert_eq!(files(&public).values().filter(|(_, bytes)| bytes != b"folder").count(), big() + 2);
            println!("FITTED");
        }
        Err(error) => {
            assert!(error.japanese().contains("ディスクの空きがありません"), "{error}");
            assert_eq!(files(&public), before);
            println!("FULL");
        }
    }
    assert_eq!(names(Path::new(&dir)), ["public"]);
}
