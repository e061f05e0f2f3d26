//! Promises 1 to 3 and 20 for `output::write`: killed or failing at any system call it leaves the old tree or the new one,
//! and it never deletes what it did not make.
//!
//! The writer is a process of its own: this program again, with `SHIRUBE_WRITER` set. `strace` kills it, or fails it, at
//! its Nth call of every kind. `SHIRUBE_CASES` raises the number of random cases.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test sets the scene on the real disk"
)]
#![expect(clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use shirube::output::{self, Destination, Marker, OutputError, Refusal, Stop, Swap, Tree};

/// Calls of each kind that the writer makes for nothing before it begins, so that the Nth call is never one of the test
/// runner's own threads (strace counts for each thread).
const WARM_UP: usize = 64;
const CHANGING: [&str; 10] =
    ["openat", "mkdirat", "write", "fchmod", "fchmodat", "syncfs", "fsync", "renameat", "renameat2", "unlinkat"];
const LOOKING: [&str; 7] = ["statx", "newfstatat", "fstat", "read", "readlink", "getdents64", "flock"];
/// The kinds that the runner itself makes, too.
const WARMED_UP: [&str; 7] = ["openat", "write", "statx", "newfstatat", "fstat", "read", "readlink"];

type Files = BTreeMap<String, (u32, Vec<u8>)>;

fn cases(few: usize) -> usize {
    std::env::var("SHIRUBE_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

/// Trees by name: `old` and `new` are small; `big-old` and `big-new` are written by several threads (from 256 files on) and
/// have 1,000 pages where many cases are asked for.
fn tree(name: &str) -> Tree {
    let mut tree = Tree::default();
    let mut add = |path: &str, text: String| tree.insert(path, text.into_bytes()).unwrap();
    add("index.html", format!("<h1>{name}</h1>"));
    match name {
        "old" => {
            add("gone/deep/index.html", name.repeat(10));
            add("setup/index.html", name.repeat(5_000));
        }
        "new" => {
            add("setup/index.html", name.repeat(7_000));
            add("請求/請求書を出力する/index.html", name.repeat(10));
            add("assets/empty.css", String::new());
        }
        _ => (0..big()).for_each(|page| add(&format!("c{}/p{page}/index.html", page % 7), format!("{name} {page} ").repeat(500))),
    }
    tree
}

fn big() -> usize {
    if std::env::var("SHIRUBE_CASES").is_ok() { 1_000 } else { 300 }
}

fn destination<'a>(dir: &'a Path, site: Option<&'a Path>) -> Destination<'a> {
    Destination { dir, site, home: None, marker: Marker::new("public"), stop: Stop::default() }
}

fn write(name: &str, dir: &Path) -> output::Receipt {
    output::write(&tree(name), &destination(dir, None)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every file below a folder, links as their targets.
fn files(dir: &Path) -> Files {
    let mut found = Files::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(dir).unwrap().to_string_lossy().into_owned();
        let mode = fs::symlink_metadata(entry.path()).unwrap().permissions().mode() & 0o7777;
        let bytes = match entry.file_type() {
            kind if kind.is_dir() => b"folder".to_vec(),
            kind if kind.is_symlink() => fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes(),
            kind if kind.is_file() => fs::read(entry.path()).unwrap(),
            _ => b"special".to_vec(),
        };
        found.insert(path, (mode, bytes));
    }
    found
}

/// What a tree looks like on disk, written in a folder of its own.
fn expected(name: &str) -> Files {
    let dir = tempfile::tempdir().unwrap();
    write(name, &dir.path().join("public"));
    files(&dir.path().join("public"))
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

// ---- the writer as a process

#[test]
fn writer_process() {
    let (Ok(dir), Ok(name)) = (std::env::var("SHIRUBE_WRITER"), std::env::var("SHIRUBE_TREE")) else { return };
    let code = std::thread::spawn(move || {
        let stop = if std::env::var("SHIRUBE_SIGNALS").is_ok() { Stop::on_signals().unwrap() } else { Stop::default() };
        let tree = tree(&name);
        warm_up();
        let destination = Destination { stop, ..destination(Path::new(&dir), None) };
        output::write(&tree, &destination).map_or_else(
            |error| (error.exit_code(), error.japanese()),
            |receipt| (0, receipt.warning.map_or_else(String::new, |warning| warning.english())),
        )
    });
    let (code, message) = code.join().unwrap_or((99, "panicked".to_owned()));
    eprintln!("MESSAGE {message}");
    std::process::exit(i32::from(code));
}

fn warm_up() {
    use rustix::fs::{AtFlags, CWD, Mode, OFlags, StatxFlags};
    let mut byte = [0];
    for _ in 0..WARM_UP {
        let null = rustix::fs::openat(CWD, c"/dev/null", OFlags::RDWR, Mode::empty()).unwrap();
        let _ = rustix::io::write(&null, &byte);
        let _ = rustix::io::read(&null, &mut byte);
        let _ = rustix::fs::fstat(&null);
        let _ = rustix::fs::statat(CWD, c"/dev/null", AtFlags::empty());
        let _ = rustix::fs::statx(CWD, c"/dev/null", AtFlags::empty(), StatxFlags::empty());
        let _ = fs::read_link("/dev/null");
    }
}

fn writer(strace: &[String], dir: &Path, name: &str) -> Command {
    let this = std::env::current_exe().unwrap();
    let mut command = if strace.is_empty() { Command::new(&this) } else { Command::new("strace") };
    if !strace.is_empty() {
        command.args(["-f", "-qq", "-e", "signal=none"]).args(strace).arg(&this);
    }
    command.args(["--exact", "writer_process", "--nocapture", "--test-threads=1"]);
    command.env("SHIRUBE_WRITER", dir).env("SHIRUBE_TREE", name).stdin(Stdio::null());
    command
}

fn run(strace: &[String], dir: &Path, name: &str) -> Output {
    let output = writer(strace, dir, name).output();
    output.expect("this test needs the program `strace`: install it (apt-get install strace) and run again")
}

fn message(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.lines().find_map(|line| line.strip_prefix("MESSAGE ")).unwrap_or_default().to_owned()
}

/// Runs the writer for the 1st, 2nd, … call of a kind until a run is not disturbed any more. Returns the disturbed runs.
fn at_every_call(
    call: &str,
    fault: &str,
    also: &[&str],
    mut judge: impl FnMut(&Output, &Path, &str),
    old: Option<&str>,
) -> usize {
    for nth in 1.. {
        let home = tempfile::tempdir().unwrap();
        let public = home.path().join("public");
        if let Some(old) = old {
            write(old, &public);
        }
        let at = if WARMED_UP.contains(&call) { WARM_UP + nth } else { nth };
        let traced: Vec<_> = std::iter::once(call).chain(also.iter().filter_map(|also| also.split(':').next())).collect();
        let mut strace = vec!["-e".to_owned(), format!("trace={}", traced.join(","))];
        strace.extend(["-e".to_owned(), format!("inject={call}:{fault}:when={at}")]);
        strace.extend(also.iter().flat_map(|also| ["-e".to_owned(), format!("inject={also}")]));
        let trace = home.path().with_extension("trace");
        strace.extend(["-o".to_owned(), trace.to_string_lossy().into_owned()]);
        let output = run(&strace, &public, "new");
        let disturbed = if fault.starts_with("signal") {
            !output.status.success()
        } else {
            fs::read_to_string(&trace).unwrap().contains("(INJECTED)")
        };
        fs::remove_file(&trace).unwrap();
        judge(&output, home.path(), &format!("{call} {nth} {fault} {}", message(&output)));
        if !disturbed {
            return nth - 1;
        }
    }
    0
}

// ---- killed

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
    assert!(runs > 40, "only {runs} kills");
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
    let began = Instant::now();
    run_plain(&public, "big-new");
    let whole = began.elapsed().as_micros().max(1_000);
    let mut random = Random(7);
    let (mut killed, mut new) = (0, 0);
    for case in 0..cases(20) {
        let name = ["big-old", "big-new"][case % 2];
        let mut child = writer(&[], &public, name).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(u64::try_from(u128::from(random.next()) % whole).unwrap()));
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

fn run_plain(dir: &Path, name: &str) {
    assert!(run(&[], dir, name).status.success());
}

// ---- failing

#[test]
fn an_error_at_any_call_leaves_the_old_tree_and_says_where_and_why() {
    let (before, after) = (expected("old"), expected("new"));
    let (mut runs, mut refused) = (0, 0);
    let errors = ["ENOSPC", "EIO", "EACCES", "EMFILE", "EROFS"];
    // all of them at every call where many cases are asked for, else in turns
    let all = std::env::var("SHIRUBE_CASES").is_ok();
    for (turn, call) in CHANGING.iter().chain(&LOOKING).enumerate() {
        for error in if all { &errors[..] } else { &errors[turn % 5..=turn % 5] } {
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
        let script = "mount -t tmpfs -o \"$1\" tmpfs \"$2\" && exec \"$3\" --exact small_disk --nocapture";
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

// ---- signals and company

#[test]
fn a_signal_ends_the_writer_with_the_old_tree_and_nothing_left() {
    let home = tempfile::tempdir().unwrap();
    let public = home.path().join("public");
    let trees = [expected("big-old"), expected("big-new")];
    write("big-new", &public);
    let mut current = trees[1].clone();
    let mut random = Random(3);
    let mut stopped = 0;
    for case in 0..cases(12) {
        let (signal, code) = [(2, 130), (15, 143)][case / 2 % 2];
        let mut command = writer(&[], &public, ["big-old", "big-new"][case % 2]);
        let mut child = command.env("SHIRUBE_SIGNALS", "1").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(20_000 + random.next() % 150_000));
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
        let command = format!("umask {umask}; exec \"$0\" --exact writer_process --nocapture");
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

// ---- what it did not make

#[test]
fn trees_replace_each_other_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let public = home.path().join("deep/er/public");
    assert_eq!(write("old", &public).swap, Swap::First);
    assert_eq!(files(&public), expected("old"));
    let receipt = write("new", &public);
    assert_eq!((receipt.swap, receipt.files, receipt.warning.is_none()), (Swap::Exchanged, 4, true));
    assert_eq!(files(&public), expected("new"));
    assert!(expected("new").contains_key(".shirube-site"));
    fs::create_dir(home.path().join("empty")).unwrap();
    assert_eq!(write("new", &home.path().join("empty")).swap, Swap::First);
}

#[test]
fn another_audience_or_drafts_are_not_replaced() {
    let home = tempfile::tempdir().unwrap();
    let public = home.path().join("public");
    write("old", &public);
    let why = |marker| match output::write(&tree("new"), &Destination { marker, ..destination(&public, None) }) {
        Err(OutputError::Refused { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    let expected_refusal = Refusal::OtherAudience { found: "public".into(), wanted: "internal".into() };
    assert_eq!(why(Marker::new("internal")), expected_refusal);
    assert_eq!(why(Marker { drafts: true, ..Marker::new("public") }), Refusal::OtherDrafts { found: false });
    assert_eq!(files(&public), expected("old"));
}

struct Scene {
    home: tempfile::TempDir,
}

impl Scene {
    /// A home folder with a site, its sources and things that must not be lost.
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        for path in [
            "site/shirube.toml",
            "site/content/faq/a.md",
            "site/guides/tasks/a.md",
            "site/static/logo.png",
            "site/data/labels.json",
            "site/snippets/a.md",
            "site/themes/own/templates/a.html",
            "site/customers/a.toml",
            "site/.shirube/cache/a",
            "site/.git/HEAD",
            "documents/report.xls",
            "documents/deep/er/photo.jpg",
            "work/.git/HEAD",
            "work/public/index.html",
            "submodule/.git",
            "mine/index.html",
            "mine/.shirube-site",
            "fake/.shirube-site",
            "linked/a.txt",
            ".config/settings",
            "hidden/.only",
            "fakelink/index.html",
            "markerdir/.shirube-site/a",
            "cut/.shirube-site",
            "cut/a.txt",
            "busy/.public.shirube-new/a.txt",
        ] {
            fs::create_dir_all(at(path).parent().unwrap()).unwrap();
            fs::write(at(path), format!("sentinel {path}")).unwrap();
        }
        fs::write(at("cut/.shirube-site"), "").unwrap();
        fs::write(at("fake/.shirube-site"), "{\"audience\":\"public\"}").unwrap();
        fs::write(at("fake/work.doc"), "mine").unwrap();
        for (link, target) in [
            ("link", "linked"),
            ("site/link-out", "../documents"),
            ("dangling", "nowhere"),
            ("loop", "loop"),
            ("fakelink/.shirube-site", "../pub/.shirube-site"),
            ("site/to-content", "content"),
            ("file-link", "documents/report.xls"),
        ] {
            symlink(target, at(link)).unwrap();
        }
        for empty in ["site/content/empty", "site/static/empty", "site/guides/empty", "site/.git/empty", "site/data/empty"] {
            fs::create_dir(at(empty)).unwrap();
        }
        write("old", &at("pub"));
        write("old", &at("with-git"));
        fs::create_dir_all(at("with-git/deep/.git")).unwrap();
        fs::write(at("with-git/deep/.git/HEAD"), "sentinel").unwrap();
        rustix::fs::mknodat(rustix::fs::CWD, at("pipe"), rustix::fs::FileType::Fifo, 0o644.into(), 0).unwrap();
        Self { home }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }
}

#[test]
fn hostile_destinations_are_refused_and_nothing_is_touched() {
    let scene = Scene::new();
    let (site, home) = (scene.at("site"), scene.home.path().to_path_buf());
    let before = files(&home);
    let mut hostile: Vec<PathBuf> = [
        "",
        ".",
        "site",
        "site/",
        "site/.",
        "site/content/..",
        "site/../site",
        "site/content",
        "site/content/",
        "site/content/new",
        "site/content/empty",
        "site/content/faq",
        "site/CONTENT/x",
        "site/static",
        "site/static/empty",
        "site/static/a/b",
        "site/guides",
        "site/guides/empty",
        "site/guides/tasks/x",
        "site/data/empty",
        "site/data/x",
        "site/snippets/x",
        "site/themes/own",
        "site/themes/x",
        "site/customers/x",
        "site/.shirube",
        "site/.shirube/x",
        "site/.git",
        "site/.git/x",
        "site/.git/empty",
        "site/to-content/x",
        "documents",
        "documents/deep",
        "documents/report.xls",
        "documents/report.xls/x",
        "work",
        "work/public",
        "work/.git/x",
        "submodule",
        "mine",
        "fake",
        "cut",
        "hidden",
        "link",
        "link/",
        "dangling",
        "dangling/x",
        "loop",
        "loop/x",
        "pipe",
        "file-link",
        "site/link-out",
        "fakelink",
        "markerdir",
        "with-git",
        "pub/../documents",
        "nowhere/../documents",
        ".config",
        "busy/public",
    ]
    .iter()
    .map(|path| scene.at(path))
    .collect();
    hostile.extend(
        ["/", "//", "/..", "~", "~/public", "~user", "", "/tmp", "/etc", "/proc", "/dev/null", "/dev", "/proc/self"]
            .map(PathBuf::from),
    );
    for dir in &hostile {
        let destination = Destination { home: Some(&home), ..destination(dir, Some(&site)) };
        let refused = output::write(&tree("new"), &destination);
        assert!(refused.as_ref().is_err_and(|error| error.exit_code() == 2), "{}: {refused:?}", dir.display());
        let error = refused.unwrap_err();
        assert!(!error.english().is_empty() && error.japanese().contains('。'), "{}", dir.display());
        assert!(files(&home) == before, "{} was touched", dir.display());
    }
    println!("{} hostile destinations", hostile.len());
    let good = scene.at("site/public");
    output::write(&tree("new"), &Destination { home: Some(&home), ..destination(&good, Some(&site)) }).unwrap();
    assert_eq!(files(&good), expected("new"));
}

#[test]
fn a_mount_point_is_refused_and_one_inside_too() {
    let home = tempfile::tempdir().unwrap();
    let this = std::env::current_exe().unwrap();
    let script = "mkdir -p \"$1/other/kept\" \"$1/public/sub\" && echo '{\"format\":1,\"audience\":\"public\",\"drafts\":false}' \
        > \"$1/other/.shirube-site\" && cp \"$1/other/.shirube-site\" \"$1/public/\" && mkdir \"$1/mounted\" && \
        mount --bind \"$1/other\" \"$1/mounted\" && mount --bind \"$1/other/kept\" \"$1/public/sub\" && \
        exec \"$0\" --exact mounted --nocapture";
    let mut unshare = Command::new("unshare");
    unshare.args(["-m", "sh", "-c", script]).arg(&this).arg(home.path()).env("SHIRUBE_MOUNTED", home.path());
    let output = unshare.output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    if text.contains("Operation not permitted") || text.contains("must be superuser") {
        println!("skipped: mounting is not allowed here");
        return;
    }
    assert!(output.status.success() && text.contains("REFUSED TWICE"), "{text}");
}

#[test]
fn mounted() {
    let Ok(dir) = std::env::var("SHIRUBE_MOUNTED") else { return };
    for name in ["mounted", "public"] {
        let refused = output::write(&tree("new"), &destination(&Path::new(&dir).join(name), None));
        assert!(matches!(refused, Err(OutputError::Refused { why: Refusal::Mount(_), .. })), "{name}: {refused:?}");
    }
    println!("REFUSED TWICE");
}

/// A small generator of its own: the same cases on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.next()).unwrap() % from.len()]
    }
}

#[test]
fn random_sites_and_destinations_lose_no_sentinel() {
    let parts = ["site", "content", "static", "public", "a", "b", ".", "..", ".git", ".shirube", "link", "empty", "ours"];
    let mut random = Random(11);
    let (mut written, mut refused) = (0, 0);
    let scene = |home: &Path| {
        for dir in ["site/content", "site/static", "site/public", "a/b", "b", "a/.git", "site/a", "a/site"] {
            fs::create_dir_all(home.join(dir)).unwrap();
            fs::write(home.join(dir).join("sentinel"), dir).unwrap();
        }
        for empty in ["empty", "a/empty", "site/empty", "site/content/empty"] {
            fs::create_dir(home.join(empty)).unwrap();
        }
        write("old", &home.join("ours"));
        write("old", &home.join("site/ours"));
        symlink("../a", home.join("site/link")).unwrap();
        symlink("a", home.join("link")).unwrap();
    };
    let sentinels = |home: &Path| files(home).into_iter().filter(|(path, _)| path.ends_with("sentinel")).collect::<Files>();
    let mut home = tempfile::tempdir().unwrap();
    scene(home.path());
    let before = sentinels(home.path());
    for case in 0..cases(200) {
        let path = |random: &mut Random| {
            let length = random.next() % 4 + 1;
            (0..length).map(|_| random.pick(&parts)).fold(home.path().to_path_buf(), |path, part| path.join(part))
        };
        let (site, dir) = (path(&mut random), path(&mut random));
        // `..` may lead above the scene; what is there is not this test's
        if [&site, &dir].into_iter().any(|path| !lexical(path).starts_with(home.path())) {
            continue;
        }
        let site = site.is_dir().then_some(site);
        let outcome = output::write(&tree("new"), &Destination { home: Some(home.path()), ..destination(&dir, site.as_deref()) });
        assert_eq!(sentinels(home.path()), before, "case {case}: {} for {site:?}: {outcome:?}", dir.display());
        match outcome {
            Ok(_) => {
                written += 1;
                home = tempfile::tempdir().unwrap();
                scene(home.path());
            }
            Err(_) => refused += 1,
        }
    }
    println!("{written} written, {refused} refused");
    assert!(written > 5 && refused > 5);
}

fn lexical(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        if part.as_os_str() == ".." {
            plain.pop();
        } else {
            plain.push(part);
        }
    }
    plain
}
