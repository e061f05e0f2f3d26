//! The writer as a process of its own, and `strace` around it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use shirube::output::{self, Destination, Stop};

use crate::trees::{destination, tree, write};

/// Calls of each kind that the writer makes for nothing before it begins, so that the Nth call is never one of the test
/// runner's own threads (strace counts for each thread).
pub(crate) const WARM_UP: usize = 300;
pub(crate) const CHANGING: [&str; 10] =
    ["openat", "mkdirat", "write", "fchmod", "fchmodat", "syncfs", "fsync", "renameat", "renameat2", "unlinkat"];
pub(crate) const LOOKING: [&str; 7] = ["statx", "newfstatat", "fstat", "read", "readlink", "getdents64", "flock"];
/// The kinds that the runner itself makes, too.
pub(crate) const WARMED_UP: [&str; 7] = ["openat", "write", "statx", "newfstatat", "fstat", "read", "readlink"];

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

pub(crate) fn warm_up() {
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

pub(crate) fn writer(strace: &[String], dir: &Path, name: &str) -> Command {
    let this = std::env::current_exe().unwrap();
    let mut command = if strace.is_empty() { Command::new(&this) } else { Command::new("strace") };
    if !strace.is_empty() {
        command.args(["-f", "-qq", "-e", "signal=none"]).args(strace).arg(&this);
    }
    command.args(["--exact", "writer::writer_process", "--nocapture", "--test-threads=1"]);
    command.env("SHIRUBE_WRITER", dir).env("SHIRUBE_TREE", name).stdin(Stdio::null());
    command
}

pub(crate) fn run(strace: &[String], dir: &Path, name: &str) -> Output {
    let output = writer(strace, dir, name).output();
    output.expect("this test needs the program `strace`: install it (apt-get install strace) and run again")
}

pub(crate) fn message(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.lines().find_map(|line| line.strip_prefix("MESSAGE ")).unwrap_or_default().to_owned()
}

/// Runs the writer for the 1st, 2nd, … call of a kind until a run is not disturbed any more. Returns the disturbed runs.
pub(crate) fn at_every_call(
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
