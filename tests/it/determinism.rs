//! Promise 4: the same sources are the same bytes, whatever the machine.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::site::{Run, TODAY, files, shirube};
use crate::synthetic::{self, Random};

/// What a machine may be like.
struct Machine {
    threads: &'static str,
    zone: &'static str,
    locale: &'static str,
    umask: &'static str,
    /// Whether the program is started in the site's folder or is told where it is.
    inside: bool,
}

const MACHINES: [Machine; 6] = [
    Machine { threads: "1", zone: "UTC", locale: "C", umask: "022", inside: true },
    Machine { threads: "8", zone: "America/Los_Angeles", locale: "en_US.UTF-8", umask: "077", inside: false },
    Machine { threads: "2", zone: "Asia/Tokyo", locale: "ja_JP.UTF-8", umask: "000", inside: true },
    Machine { threads: "8", zone: "Pacific/Kiritimati", locale: "tr_TR.UTF-8", umask: "027", inside: false },
    Machine { threads: "1", zone: "Pacific/Pago_Pago", locale: "", umask: "022", inside: true },
    Machine { threads: "2", zone: "Not/AZone", locale: "xx", umask: "022", inside: false },
];

/// Builds a site on a machine and returns every file it wrote.
fn built(site: &Path, machine: &Machine) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let place = out.path().join("public");
    let program = shirube();
    let mut shell = std::process::Command::new("sh");
    shell.arg("-c").arg(format!("umask {}; exec \"$@\"", machine.umask)).arg("sh").arg(program.get_program());
    shell.args(["build", "--as-of", TODAY, "--format", "short", "--out"]).arg(&place);
    if machine.inside {
        shell.current_dir(site);
    } else {
        shell.current_dir(out.path()).arg("--root").arg(site);
    }
    shell.env("RAYON_NUM_THREADS", machine.threads).env("TZ", machine.zone).env("LC_ALL", machine.locale);
    let run = Run::of(&mut shell);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    let files = files(&place);
    assert!(files.len() > 10, "{}{}", run.stdout, run.stderr);
    files
}

/// Writes the same files again in another order, at other times.
fn shuffled(files: &[(String, Vec<u8>)], random: &mut Random) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut files = files.to_vec();
    random.shuffle(&mut files);
    synthetic::write(folder.path(), &files);
    for (path, _) in &files {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(random.below(2_000_000_000) as u64);
        std::fs::File::options().write(true).open(folder.path().join(path)).unwrap().set_modified(time).unwrap();
    }
    folder
}

#[track_caller]
fn assert_same(first: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, what: &str) {
    let differing: Vec<_> = first.keys().chain(other.keys()).filter(|path| first.get(*path) != other.get(*path)).collect();
    assert!(differing.is_empty(), "{what}: {differing:#?}");
}

fn hold(sources: &[(String, Vec<u8>)], machines: &[Machine]) {
    let mut random = Random(4);
    let first = built(shuffled(sources, &mut random).path(), &machines[0]);
    for machine in &machines[1..] {
        let other = built(shuffled(sources, &mut random).path(), machine);
        assert_same(&first, &other, &format!("{} threads, {}, {}", machine.threads, machine.zone, machine.locale));
    }
}

#[test]
fn site_is_the_same_bytes_on_every_machine() {
    hold(&synthetic::files(300), &MACHINES);
}

#[test]
fn thousand_real_pages_are_the_same_bytes_on_every_machine() {
    let Some(folder) = synthetic::unpacked("help-ja-1k") else { return };
    let root = Path::new("help-ja-1k");
    let entries = walkdir::WalkDir::new(folder.path().join(root)).into_iter().filter_map(Result::ok);
    let sources: Vec<_> = entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder.path().join(root)).unwrap().to_string_lossy().into_owned();
            (format!("content/{path}"), std::fs::read(entry.path()).unwrap())
        })
        .collect();
    hold(&sources, &MACHINES[..2]);
}

#[test]
fn second_build_equals_the_first() {
    let folder = tempfile::tempdir().unwrap();
    synthetic::write(folder.path(), &synthetic::files(30));
    let first = built(folder.path(), &MACHINES[0]);
    assert_same(&first, &built(folder.path(), &MACHINES[0]), "built again");
}

#[test]
fn clock_is_not_read_where_the_day_is_given() {
    let folder = tempfile::tempdir().unwrap();
    synthetic::write(folder.path(), &synthetic::files(30));
    let texts = built(folder.path(), &MACHINES[0]);
    let now: u64 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let holds_now = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(&now.to_string()[..7]);
    assert_eq!(
        texts.iter().filter(|(_, bytes)| holds_now(bytes)).map(|(path, _)| path).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}
