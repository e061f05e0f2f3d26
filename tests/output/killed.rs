//! Promises 1 and 20: whenever it is killed or stopped, the tree is the old or the new, and the next run needs no cleaning.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use shirube::output::{self, Destination, Marker, Stop};

use crate::trees::{Random, cases, destination, expected, files, names, tree, write};
use crate::writer::{CHANGING, at_every_call, run, writer};

fn killed_at_every_call(old: Option<&str>, also: &[&str]) -> usize {
    let (before, after) = (old.map(expected), expected("new"));
    let renames = !also.is_empty();
    let judge = |_: &Output, home: &Path, case: &str| {
        let public = home.join("public");
        let now = public.exists().then(|| files(&public));
        let moving = renames && now.is_none() && home.join(".public.shirube-ready").exists();
        assert!(now == before || now.as_ref() == Some(&after) || moving, "{case}: neither old nor new: {:?}", names(home));
        if moving {
            // a next run that gets nowhere has finished the swap all the same
            let broken = output::write(&tree("new"), &Destination { marker: Marker::new("x"), ..destination(&public, None) });
            assert!(broken.is_ok() || files(&public) == after, "{case}");
            return;
        }
        write("new", &public);
        assert_eq!(files(&public), after, "{case}");
        assert_eq!(names(home), ["public"], "{case}: left behind");
    };
    CHANGING.iter().map(|call| at_every_call(call, "signal=KILL", also, judge, old)).sum()
}

#[test]
fn killed_at_any_call_of_a_first_build_nothing_or_all_is_there() {
    let runs = killed_at_every_call(None, &[]);
    println!("{runs} kills");
    assert!(runs > 30, "only {runs} kills");
}

#[test]
fn killed_at_any_call_the_tree_is_the_old_or_the_new() {
    let runs = killed_at_every_call(Some("old"), &[]);
    println!("{runs} kills");
    assert!(runs > 60, "only {runs} kills");
}

#[test]
fn killed_between_the_renames_the_next_run_finishes_the_swap() {
    let without_exchange = ["renameat2:error=EINVAL:when=1+"];
    let runs: usize = ["renameat", "fsync", "unlinkat", "mkdirat"]
        .iter()
        .map(|call| {
            let (before, after) = (expected("old"), expected("new"));
            let judge = |_: &Output, home: &Path, case: &str| {
                let public = home.join("public");
                let now = public.exists().then(|| files(&public));
                let moving = now.is_none() && names(home).contains(&".public.shirube-ready".to_owned());
                assert!(moving || now.as_ref() == Some(&before) || now.as_ref() == Some(&after), "{case}: {:?}", names(home));
                // the next run is stopped before it writes: it must have put a whole tree back by then
                let stop = Stop::default();
                stop.request(2);
                let next = Destination { stop, ..destination(&public, None) };
                let _ = output::write(&tree("new"), &next);
                let now = files(&public);
                assert!(now == before || now == after, "{case}: neither old nor new after the next run");
                assert_eq!(names(home), ["public"], "{case}: left behind");
            };
            at_every_call(call, "signal=KILL", &without_exchange, judge, Some("old"))
        })
        .sum();
    println!("{runs} kills");
    assert!(runs > 15, "only {runs} kills");
}

#[test]
fn killed_at_random_a_large_tree_is_the_old_or_the_new() {
    let home = tempfile::tempdir().unwrap();
    let public = home.path().join("public");
    let trees = [expected("big-old"), expected("big-new")];
    write("big-old", &public);
    let whole = micros_of_a_run(&public, "big-new");
    let mut random = Random(7);
    let (mut killed, mut new) = (0, 0);
    for case in 0..cases(20) {
        let name = ["big-old", "big-new"][case % 2];
        let mut child = writer(&[], &public, name).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(random.next() % whole));
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().signal() == Some(9));
        let now = files(&public);
        assert!(trees.contains(&now), "case {case}: neither old nor new");
        new += usize::from(now == trees[case % 2]);
    }
    write("big-new", &public);
    assert_eq!(names(home.path()), ["public"]);
    println!("{killed} killed, {new} of them or of the others with the new tree");
    assert!(killed > 0);
}

/// Times a run that nobody disturbs.
fn micros_of_a_run(dir: &Path, name: &str) -> u64 {
    let began = Instant::now();
    assert!(run(&[], dir, name).status.success());
    u64::try_from(began.elapsed().as_micros()).unwrap().max(1_000)
}

#[test]
fn a_signal_ends_the_writer_with_the_old_tree_and_nothing_left() {
    let home = tempfile::tempdir().unwrap();
    let public = home.path().join("public");
    let trees = [expected("big-old"), expected("big-new")];
    write("big-new", &public);
    let mut current = trees[1].clone();
    let whole = micros_of_a_run(&public, "big-new");
    let mut random = Random(3);
    let mut stopped = 0;
    for case in 0..cases(12) {
        let (signal, code) = [(2, 130), (15, 143)][case / 2 % 2];
        let mut command = writer(&[], &public, ["big-old", "big-new"][case % 2]);
        let mut child = command.env("SHIRUBE_SIGNALS", "1").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(random.next() % whole));
        let pid = rustix::process::Pid::from_child(&child);
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::from_named_raw(signal).unwrap());
        let asked = Instant::now();
        let status = child.wait().unwrap();
        assert!(asked.elapsed() < Duration::from_secs(2), "case {case}: {:?}", asked.elapsed());
        let now = files(&public);
        match status.code() {
            Some(0) => current = trees[case % 2].clone(),
            Some(other) if other == code => stopped += 1,
            // before it listened
            None if status.signal() == Some(signal) => {}
            other => panic!("case {case}: {other:?} {status:?}"),
        }
        assert!(now == current, "case {case}: {status:?}");
        assert_eq!(names(home.path()), ["public"], "case {case}");
    }
    println!("{stopped} stopped");
    assert!(stopped > 0);
}

#[test]
fn two_writers_at_once_take_turns() {
    let home = tempfile::tempdir().unwrap();
    let public = home.path().join("public");
    let trees = [expected("big-old"), expected("big-new")];
    for _ in 0..3 {
        let writers: Vec<_> = ["big-old", "big-new", "big-old"].map(|name| writer(&[], &public, name).spawn().unwrap()).into();
        for mut writer in writers {
            assert!(writer.wait().unwrap().success());
        }
        assert!(trees.contains(&files(&public)));
        assert_eq!(names(home.path()), ["public"]);
    }
}

#[test]
fn the_umask_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let modes = ["000", "022", "077", "777"].map(|umask| {
        let public = home.path().join(umask);
        let command = format!("umask {umask}; exec \"$0\" --exact writer::writer_process --nocapture");
        let this = std::env::current_exe().unwrap();
        let mut shell = Command::new("sh");
        shell.args(["-c", &command]).arg(&this).env("SHIRUBE_WRITER", &public).env("SHIRUBE_TREE", "new");
        assert!(shell.output().unwrap().status.success());
        (fs::metadata(&public).unwrap().permissions().mode() & 0o7777, files(&public))
    });
    assert!(modes.iter().all(|mode| *mode == modes[0]));
    assert_eq!(modes[0].0, 0o755);
    assert!(modes[0].1.values().all(|(mode, bytes)| *mode == if bytes == b"folder" { 0o755 } else { 0o644 }));
}
