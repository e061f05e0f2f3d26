//! Promise 3: what it did not make is never deleted.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use shirube::output::{self, Destination, Marker, OutputError, Refusal, Swap};

use crate::trees::{Files, Random, cases, destination, expected, files, tree, write};

#[test]
fn trees_replace_each_other_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let public = home.path().join("deep/er/public");
    assert_eq!(write("old", &public).swap, Swap::First);
    assert_eq!(files(&public), expected("old"));
    let receipt = write("new", &public);
    assert_eq!((receipt.swap, receipt.files, receipt.warning.is_none()), (Swap::Exchanged, tree("new").len(), true));
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

/// Files that must not be lost.
const SENTINELS: &str = "
    site/shirube.toml site/content/faq/a.md site/guides/tasks/a.md site/static/logo.png site/data/labels.json
    site/snippets/a.md site/themes/own/templates/a.html site/customers/a.toml site/.shirube/cache/a
    site/.git/HEAD documents/report.xls documents/deep/er/photo.jpg work/.git/HEAD work/public/index.html
    submodule/.git mine/index.html mine/.shirube-site fake/.shirube-site linked/a.txt .config/settings
    hidden/.only fakelink/index.html markerdir/.shirube-site/a cut/.shirube-site cut/a.txt
    busy/.public.shirube-new/a.txt";
/// Destinations below the scene.
const HOSTILE: &str = "
    . site site/ site/. site/content/.. site/../site site/content site/content/ site/content/new
    site/content/empty site/content/faq site/CONTENT/x site/static site/static/empty site/static/a/b site/guides
    site/guides/empty site/guides/tasks/x site/data/empty site/data/x site/snippets/x site/themes/own
    site/themes/x site/customers/x site/.shirube site/.shirube/x site/.git site/.git/x site/.git/empty
    site/to-content/x documents documents/deep documents/report.xls documents/report.xls/x work work/public
    work/.git/x submodule mine fake cut hidden link link/ dangling dangling/x loop loop/x pipe file-link
    site/link-out fakelink markerdir with-git pub/../documents nowhere/../documents .config busy/public";
/// Destinations as written.
const HOSTILE_ANYWHERE: [&str; 13] =
    ["/", "//", "/..", "~", "~/public", "~user", "", "/tmp", "/etc", "/proc", "/dev/null", "/dev", "/proc/self"];

struct Scene {
    home: tempfile::TempDir,
}

impl Scene {
    /// A home folder with a site, its sources and things that must not be lost.
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        for path in SENTINELS.split_whitespace() {
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
    let mut hostile: Vec<PathBuf> = HOSTILE.split_whitespace().map(|path| scene.at(path)).collect();
    hostile.extend(HOSTILE_ANYWHERE.map(PathBuf::from));
    hostile.push(scene.at(""));
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
        exec \"$0\" --exact refused::mounted --nocapture";
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

/// Folders with a sentinel in each, empty ones, trees of ours and links.
fn small_scene(home: &Path) {
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
}

#[test]
fn random_sites_and_destinations_lose_no_sentinel() {
    let parts = ["site", "content", "static", "public", "a", "b", ".", "..", ".git", ".shirube", "link", "empty", "ours"];
    let mut random = Random(11);
    let (mut written, mut refused) = (0, 0);
    let sentinels = |home: &Path| files(home).into_iter().filter(|(path, _)| path.ends_with("sentinel")).collect::<Files>();
    let mut home = tempfile::tempdir().unwrap();
    small_scene(home.path());
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
                small_scene(home.path());
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
