//! Promises 4, 13, 18 and 19 for `input::read`: the same whatever the order of folders, nothing from outside the site, one
//! address for a Japanese name however it is written, and nothing but UTF-8.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test sets the scene on the real disk")]

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{CWD, FileType};
use shirube::diagnostics::{Code, Lang};
use shirube::input::{self, ReadOptions, Snapshot};
use unicode_normalization::UnicodeNormalization;

const CANARY: &str = "CANARY-5f1d";

struct Scene(tempfile::TempDir);

impl Scene {
    /// A site with one page, and secrets around it and in the parts of it that a build never reads.
    fn new() -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        for secret in
            ["outside/secret.md", "outside/secret.png", "outside/folder/deep.md", "secret.toml", "site-two/content/a.md"]
        {
            scene.put(secret, CANARY);
        }
        for secret in
            [".git/config", ".shirube/cache", "customers/acme.toml", ".env", "public-partner/a.md", "manuals/acme/index.html"]
        {
            scene.put(&format!("site/{secret}"), CANARY);
        }
        scene.put("site/content/a.md", "# A\n\nText.\n");
        scene
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn link(&self, target: &str, path: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        symlink(target, self.at(path)).unwrap();
    }

    fn special(&self, path: &str, kind: FileType, device: u64) -> bool {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        rustix::fs::mknodat(CWD, self.at(path), kind, 0o666.into(), device).is_ok()
    }

    fn read(&self) -> (Snapshot, Vec<String>) {
        read(&self.at("site"))
    }
}

fn read(root: &Path) -> (Snapshot, Vec<String>) {
    let (snapshot, found) = input::read(root, &ReadOptions::default()).unwrap();
    let found = found.sorted(&snapshot.sources);
    let told = found.iter().map(|finding| {
        assert!(
            finding.unfilled().is_empty() && finding.help(Lang::Ja).is_some() && finding.help(Lang::En).is_some(),
            "{finding:?}"
        );
        format!("{} {}", finding.wording, finding.path(&snapshot.sources))
    });
    let told = told.collect();
    (snapshot, told)
}

/// Everything that a build could publish of what was read.
fn read_bytes(snapshot: &Snapshot) -> Vec<u8> {
    let texts = snapshot.sources.iter().flat_map(|(_, source)| source.text.bytes());
    let files = snapshot.assets.iter().flat_map(|asset| asset.bytes.iter().copied());
    texts.chain(files).chain(snapshot.theme.iter().flat_map(|file| file.bytes.iter().copied())).collect()
}

/// A way to get at something: the link (target, place in the site) and what must be told.
const LINKS: [(&str, &str, &str); 26] = [
    ("../../outside/secret.md", "content/b.md", "outside-site content/b.md"),
    ("../../outside/secret.png", "content/b.png", "outside-site content/b.png"),
    ("../../outside/folder", "content/b", "outside-site content/b"),
    ("../../outside", "static/b", "outside-site static/b"),
    ("/etc/passwd", "content/b.md", "outside-site content/b.md"),
    ("/", "content/b", "outside-site content/b"),
    ("/proc/self/environ", "static/b.txt", "outside-site static/b.txt"),
    ("/dev/zero", "content/b.md", "outside-site content/b.md"),
    ("/dev/zero", "static/b.png", "outside-site static/b.png"),
    ("/dev/stdin", "content/b.md", "outside-site content/b.md"),
    ("../../../site-two", "content/c/b", "outside-site content/c/b"),
    ("../site-two/content", "guides", "outside-site guides"),
    ("../outside", "static", "outside-site static"),
    ("../outside", "data", "outside-site data"),
    ("../../outside", "themes/default", "outside-site themes/default"),
    ("../outside", "snippets", "outside-site snippets"),
    ("../../secret.toml", "data/features.toml", "outside-site data/features.toml"),
    ("../secret.toml", "shirube.toml", "outside-site shirube.toml"),
    ("../customers/acme.toml", "data/b.toml", "outside-site data/b.toml"),
    ("../.git/config", "static/b.txt", "outside-site static/b.txt"),
    ("../.env", "static/b.txt", "outside-site static/b.txt"),
    ("../public-partner", "content/b", "outside-site content/b"),
    ("..", "content/b", "outside-site.loop content/b"),
    (".", "content/b", "outside-site.loop content/b"),
    ("b.md", "content/b.md", "outside-site.loop content/b.md"),
    ("nowhere.md", "content/b.md", "unreadable-file.gone content/b.md"),
];

#[test]
fn no_link_leads_out_of_the_site_or_into_what_a_build_never_reads() {
    for (target, path, expected) in LINKS {
        let scene = Scene::new();
        scene.link(target, &format!("site/{path}"));
        let began = Instant::now();
        let (snapshot, told) = scene.read();
        assert!(began.elapsed() < Duration::from_secs(2), "{path} -> {target}");
        assert_eq!(told, [expected], "{path} -> {target}");
        let bytes = read_bytes(&snapshot);
        assert!(!bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()), "{path} -> {target}");
        assert!(bytes.starts_with(b"# A"), "{path} -> {target}: the rest is read all the same");
        assert!(snapshot.unread.contains(path));
    }
}

#[test]
fn links_in_a_maze_and_in_circles_end() {
    let scene = Scene::new();
    scene.link("../b", "site/content/a/to-b");
    scene.link("../a", "site/content/b/to-a");
    for one in ["x", "y", "z", "w", "v"] {
        scene.put(&format!("site/content/{one}/page.md"), "# P\n");
        for two in ["x", "y", "z", "w", "v"].into_iter().filter(|two| *two != one) {
            scene.link(&format!("../{two}"), &format!("site/content/{one}/to-{two}"));
        }
    }
    let began = Instant::now();
    let (snapshot, told) = scene.read();
    assert!(began.elapsed() < Duration::from_secs(5));
    assert!(told.contains(&"outside-site.loop content/a/to-b/to-a".to_owned()));
    assert!(snapshot.sources.find("content/x/to-y/page.md").is_some());
}

#[test]
fn links_inside_the_site_are_followed() {
    let scene = Scene::new();
    scene.put("site/shared/list.png.md", "# shared\n");
    scene.link("../shared", "site/content/s");
    scene.link("a.md", "site/content/again.md");
    scene.link("../content/a.md", "site/snippets/a.md");
    let (snapshot, told) = scene.read();
    assert_eq!(told, Vec::<String>::new());
    let paths: Vec<_> = snapshot.sources.iter().map(|(_, source)| source.path.to_string()).collect();
    assert_eq!(paths, ["content/a.md", "content/again.md", "content/s/list.png.md", "snippets/a.md"]);
}

#[test]
fn pipes_sockets_and_devices_are_named_and_nothing_waits_for_them() {
    let scene = Scene::new();
    assert!(scene.special("site/content/pipe.md", FileType::Fifo, 0));
    assert!(scene.special("site/static/pipe", FileType::Fifo, 0));
    assert!(scene.special("site/content/socket.md", FileType::Socket, 0));
    let mut expected = vec!["content/pipe.md", "content/socket.md", "static/pipe"];
    // makes /dev/zero under a page's name, where the system lets us
    if scene.special("site/content/zero.md", FileType::CharacterDevice, rustix::fs::makedev(1, 5)) {
        expected.insert(2, "content/zero.md");
    }
    fs::create_dir(scene.at("site/content/folder.md")).unwrap();
    let began = Instant::now();
    let (_, told) = scene.read();
    assert!(began.elapsed() < Duration::from_secs(2));
    assert_eq!(told, expected.iter().map(|path| format!("unreadable-file.kind {path}")).collect::<Vec<_>>());
    let scene = Scene::new();
    assert!(scene.special("site/shirube.toml", FileType::Fifo, 0));
    assert_eq!(scene.read().1, ["unreadable-file.kind shirube.toml"]);
}

#[test]
fn an_article_of_two_hundred_megabytes_is_not_read() {
    let scene = Scene::new();
    for (path, megabytes) in [("site/content/huge.md", 200), ("site/static/huge.mp4", 200), ("site/data/labels.json", 17)] {
        scene.put(path, "");
        fs::File::options().write(true).open(scene.at(path)).unwrap().set_len(megabytes << 20).unwrap();
    }
    let began = Instant::now();
    let (found, words): (Vec<_>, Vec<_>) = {
        let (snapshot, found) = input::read(&scene.at("site"), &ReadOptions::default()).unwrap();
        let found = found.sorted(&snapshot.sources);
        found.iter().map(|finding| (finding.code, finding.message(Lang::Ja))).unzip()
    };
    assert!(began.elapsed() < Duration::from_millis(500), "{:?}", began.elapsed());
    assert_eq!(found, [Code::FileTooLarge; 3]);
    assert!(words[0].contains("200 MB") && words[0].contains("16 MB"), "{words:?}");
}

#[test]
fn names_that_other_systems_cannot_hold_are_told_once() {
    let scene = Scene::new();
    for path in
        ["CON.md", "a:b.md", "end./x.md", "end./y.md", "esc\u{1b}[31m.md", "FAQ.md", "faq.md", &format!("{}.md", "あ".repeat(84))]
    {
        scene.put(&format!("site/content/{path}"), "# T\n");
    }
    fs::write(scene.at("site/content").join(std::ffi::OsStr::from_bytes(b"\x83K\x83C\x83h.md")), "# T\n").unwrap();
    let (_, mut told) = scene.read();
    told.sort();
    let expected = [
        "name-collision.with content/faq.md".to_owned(),
        "not-portable-name content/end.".to_owned(),
        "not-portable-name.character content/a:b.md".to_owned(),
        "not-portable-name.character content/esc\u{1b}[31m.md".to_owned(),
        "not-portable-name.encoding content/\u{fffd}K\u{fffd}C\u{fffd}h.md".to_owned(),
        format!("not-portable-name.long content/{}.md", "あ".repeat(84)),
        "not-portable-name.reserved content/CON.md".to_owned(),
    ];
    assert_eq!(told, expected);
}

#[test]
fn three_hundred_japanese_names_are_the_same_composed_and_decomposed() {
    let scenes = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let syllables = ["ガ", "ぎ", "プ", "ペ", "が", "ヴ", "ご", "請", "é", "パ", "각"];
    for number in 0..300_usize {
        let name: String = [number % 11, number / 11 % 11, number / 121].map(|at| syllables[at]).concat();
        for (scene, name) in scenes.iter().zip([name.nfc().collect::<String>(), name.nfd().collect()]) {
            let folder = scene.path().join("content").join(&name);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(format!("{name}.md")), format!("# {number}\n")).unwrap();
        }
    }
    let [composed, decomposed] = scenes.each_ref().map(|scene| {
        let (snapshot, told) = read(scene.path());
        assert_eq!(told, Vec::<String>::new());
        snapshot.sources.iter().map(|(_, source)| (source.path.to_string(), source.text.to_string())).collect::<Vec<_>>()
    });
    assert_eq!(composed.len(), 300);
    assert!(composed == decomposed && composed.is_sorted());
}

#[test]
fn the_order_of_making_and_times_of_change_make_no_difference() {
    let build = |order: &mut dyn Iterator<Item = usize>| {
        let scene = Scene::new();
        for number in order {
            scene.put(&format!("site/content/c{}/p{number}.md", number % 5), format!("# {number}\n"));
            let file =
                fs::File::options().write(true).open(scene.at(&format!("site/content/c{}/p{number}.md", number % 5))).unwrap();
            file.set_modified(std::time::UNIX_EPOCH + Duration::from_secs(number as u64 * 7_919)).unwrap();
        }
        scene.put("site/static/z.txt", "z");
        scene.put("site/static/a.txt", "a");
        read_bytes(&scene.read().0)
    };
    assert_eq!(build(&mut (0..300)), build(&mut (0..300).rev()));
}

#[test]
fn a_file_without_permission_is_told() {
    let scene = Scene::new();
    scene.put("site/content/locked.md", CANARY);
    fs::set_permissions(scene.at("site/content/locked.md"), PermissionsExt::from_mode(0o000)).unwrap();
    if fs::read(scene.at("site/content/locked.md")).is_ok() {
        println!("skipped: the system lets this user read everything");
        return;
    }
    assert_eq!(scene.read().1, ["unreadable-file.permission content/locked.md"]);
}

#[test]
fn a_file_replaced_while_it_is_read_is_whole() {
    let scene = Scene::new();
    let (one, two) = ("あ".repeat(400_000), "い".repeat(500_000));
    scene.put("site/content/b.md", &one);
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // as an editor that writes over the file: cut, then filled
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                for text in [&two, &one] {
                    fs::write(scene.at("site/content/b.md"), text).unwrap();
                    std::thread::sleep(Duration::from_millis(7));
                }
            }
        });
        for _ in 0..40 {
            let (snapshot, told) = scene.read();
            let text = snapshot.sources.find("content/b.md").map(|file| snapshot.sources.get(file).text.len());
            match text {
                Some(length) => assert!([one.len(), two.len()].contains(&length), "{length} {told:?}"),
                None => assert!(!told.is_empty(), "lost without a word"),
            }
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn ten_thousand_files_are_read_quickly() {
    let scene = Scene::new();
    for number in 0..10_000 {
        scene.put(&format!("site/content/c{}/ページ{number}.md", number % 100), "本文です。\n".repeat(200));
    }
    let began = Instant::now();
    let (snapshot, told) = scene.read();
    println!("10,000 files of 3.2 KB in {:?}", began.elapsed());
    assert_eq!((snapshot.sources.iter().count(), told), (10_001, vec![]));
    assert!(began.elapsed() < Duration::from_secs(5));
}
