//! Promise 1: killed at any moment, a build leaves the old tree or the new one, and the next build needs no cleaning.
//!
//! `strace` kills the program at its Nth call of each kind that changes the disk. `SHIRUBE_CASES` raises the number of
//! random moments and kills at every call instead of at ever fewer.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::site::{Run, SiteTest, TODAY, files, shirube};
use crate::synthetic::{self, Random, cases};

/// Calls by which a tree is made, filled, exchanged and taken away.
const CHANGING: [&str; 14] = [
    "openat",
    "mkdir",
    "mkdirat",
    "write",
    "pwrite64",
    "fchmod",
    "fchmodat",
    "syncfs",
    "fsync",
    "rename",
    "renameat2",
    "linkat",
    "unlinkat",
    "flock",
];

type Tree = BTreeMap<String, Vec<u8>>;

/// A site with an old tree in `public/` and sources that make a new one.
struct Scene {
    site: SiteTest,
    old: Tree,
    new: Tree,
}

impl Scene {
    fn of(pages: usize) -> Self {
        let site = SiteTest::new();
        let mut sources = synthetic::files(pages);
        synthetic::write(&site.path(""), &sources);
        site.run(["build", "--as-of", TODAY]).expect_code(0);
        let old = site.public();
        sources.retain(|(path, _)| path.ends_with(".md"));
        for (_, bytes) in &mut sources {
            bytes.extend("\n新しい一文です。\n".bytes());
        }
        synthetic::write(&site.path(""), &sources);
        site.write("content/c0/fresh.md", "# 増えた頁\n");
        site.run(["build", "--as-of", TODAY, "--out", "new"]).expect_code(0);
        let new = files(&site.path("new"));
        assert!(old != new);
        Self { site, old, new }
    }

    fn build(&self) -> Command {
        let mut command = shirube();
        command.args(["build", "--as-of", TODAY]).current_dir(self.site.path("")).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Holds that the tree is the old or the new one and that what lies beside it does not disturb the next build; then puts
    /// the old tree back. Says whether it was the new one.
    #[track_caller]
    fn hold(&self, moment: &str) -> bool {
        let shown = self.site.public();
        let is_new = shown == self.new;
        assert!(is_new || shown == self.old, "{moment}: {}", difference(&shown, &self.old, &self.new));
        let run = Run::of(self.build().stderr(Stdio::piped()).stdout(Stdio::piped()));
        run.expect_code(0);
        assert!(self.site.public() == self.new, "{moment}: the next build is not the new tree");
        let left: Vec<_> = std::fs::read_dir(self.site.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        let strange =
            left.iter().filter(|name| !name.to_string_lossy().starts_with(".shirube") && name.to_string_lossy().starts_with('.'));
        assert_eq!(strange.count(), 0, "{moment}: the next build leaves {left:?}");
        self.restore();
        is_new
    }

    /// Waits until the folder of the new tree stands beside the old one, or the build has ended.
    fn until_it_writes(&self, child: &mut Child) {
        let is_writing = || {
            let names = std::fs::read_dir(self.site.path("")).unwrap().map(|entry| entry.unwrap().file_name());
            names.into_iter().any(|name| name.to_string_lossy().starts_with(".public"))
        };
        while !is_writing() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    fn restore(&self) {
        std::fs::remove_dir_all(self.site.path("public")).unwrap();
        let old: Vec<_> = self.old.iter().map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        synthetic::write(&self.site.path("public"), &old);
    }
}

fn difference(shown: &Tree, old: &Tree, new: &Tree) -> String {
    let count = |tree: &Tree| tree.iter().filter(|(path, bytes)| shown.get(*path) == Some(bytes)).count();
    format!(
        "{} files, {} as in the old tree of {}, {} as in the new of {}",
        shown.len(),
        count(old),
        old.len(),
        count(new),
        new.len()
    )
}

/// Kills a build at its Nth call of a kind (of one thread). Says whether it came that far.
fn killed_at(scene: &Scene, call: &str, nth: usize) -> bool {
    let build = scene.build();
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-qq", "-o", "/dev/null", "-e"])
        .arg(format!("trace={call}"))
        .arg("-e")
        .arg(format!("inject={call}:signal=KILL:when={nth}"));
    strace.arg(build.get_program()).args(build.get_args()).current_dir(scene.site.path(""));
    // one thread, so that the Nth call is the same one every time
    strace.env("RAYON_NUM_THREADS", "1").stdout(Stdio::null()).stderr(Stdio::null());
    let status =
        strace.status().expect("this test needs the program `strace`: install it (apt-get install strace) and run again");
    status.signal() == Some(9) || status.code() == Some(137)
}

/// Walks a sample of the calls, or every one where `SHIRUBE_CASES` is set (to anything).
#[test]
fn killed_at_calls_that_change_the_disk_it_leaves_the_old_tree_or_the_new() {
    let scene = Scene::of(2);
    let (mut killed, mut new) = (0, 0);
    // some builds end whole by the time of the last calls; every kind is walked until a build ends by itself
    for call in CHANGING {
        let mut nth = 1;
        while killed_at(&scene, call, nth) {
            killed += 1;
            new += usize::from(scene.hold(&format!("{call} {nth}")));
            nth += step(nth);
        }
        scene.restore();
    }
    eprintln!("killed at {killed} calls, {new} of them behind the exchange");
    assert!(killed > 50, "killed at only {killed} calls");
    assert!(new > 0 && new < killed, "both trees were seen: {new} of {killed}");
}

/// Every call where `SHIRUBE_CASES` is set; else the first four and then fewer and fewer, since most are writes of pages.
fn step(nth: usize) -> usize {
    if std::env::var_os("SHIRUBE_CASES").is_some() { 1 } else { 1 + nth / 4 }
}

#[test]
fn killed_at_any_moment_it_leaves_the_old_tree_or_the_new() {
    let many = cases(12);
    let scene = Scene::of(if many > 12 { 1_000 } else { 300 });
    let begun = Instant::now();
    assert!(scene.build().status().unwrap().success());
    let whole = begun.elapsed();
    scene.restore();
    let mut random = Random(1);
    let (mut killed, mut new) = (0, 0);
    for case in 0..many {
        let part = random.below(1_000) as f64 / 1_000.0;
        let mut child = scene.build().spawn().unwrap();
        // every other one in the last part of the build, while it writes
        let wait = if case % 2 == 0 { whole.mul_f64(part) } else { whole.mul_f64(part * 0.1) };
        if case % 2 == 1 {
            scene.until_it_writes(&mut child);
        }
        std::thread::sleep(wait);
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().signal() == Some(9));
        new += usize::from(scene.hold(&format!("case {case}, after {wait:?}")));
    }
    eprintln!("killed {killed} of {many} builds of {whole:?}, {new} behind the exchange");
    assert!(killed * 2 > many, "killed only {killed} of {many}");
}

#[test]
fn stopped_by_a_signal_it_leaves_no_leftovers() {
    let scene = Scene::of(100);
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let child = scene.build().spawn().unwrap();
        std::thread::sleep(Duration::from_millis(30));
        let begun = Instant::now();
        Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
        let code_left = { child }.wait().unwrap().code();
        assert!(begun.elapsed() < Duration::from_secs(2), "{signal}: {:?}", begun.elapsed());
        assert!(code_left == Some(code) || code_left == Some(0), "{signal}: {code_left:?}");
        let names =
            std::fs::read_dir(scene.site.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let left: Vec<_> = names.filter(|name| name.starts_with('.') && Path::new(name) != Path::new(".shirube")).collect();
        assert_eq!(left, Vec::<String>::new(), "{signal}");
        scene.hold(signal);
    }
}
