//! `shirube serve`: what it answers, whom it refuses, and that it follows each save.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::page::Page;
use crate::site::{SiteTest, TODAY, shirube};

/// How long to wait for what should come within a second.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running preview; it ends with the test.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(site: &SiteTest) -> Self {
        let mut child = shirube()
            .args(["serve", "--port", "0", "--lang", "en", "--as-of", TODAY])
            .current_dir(site.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()).expect("the address is told");
        Self { child, port: port.parse().unwrap() }
    }

    /// Asks in so many words.
    fn ask(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    fn get(&self, path: &str) -> Answer {
        self.with("GET", path, "")
    }

    fn with(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host =
            if headers.to_lowercase().contains("host:") { String::new() } else { format!("Host: 127.0.0.1:{}\r\n", self.port) };
        self.ask(&format!("{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n"))
    }

    /// Listens for the events that reload a page.
    fn events(&self) -> BufReader<TcpStream> {
        let mut stream = self.connect();
        write!(stream, "GET /_shirube/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).unwrap();
        BufReader::new(stream)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// Reads events up to the next one and returns its data.
fn next_event(events: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        assert!(events.read_line(&mut line).unwrap() > 0, "the events ended");
        if let Some(data) = line.strip_prefix("data:") {
            return data.trim().to_owned();
        }
    }
}

/// Waits until something holds.
#[track_caller]
fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(30));
    }
}

fn site() -> SiteTest {
    SiteTest::with_config("")
        .file("content/p.md", "# 題名\n古い文\n")
        .file("static/a.txt", "そのまま")
        .file("secret.md", "カナリア7391")
}

#[test]
fn pages_and_files_are_answered_as_the_build_makes_them() {
    let site = site();
    let server = Server::start(&site);
    let page = server.get("/p/");
    assert_eq!(page.status, 200);
    assert!(page.head.contains("content-type: text/html; charset=utf-8"), "{}", page.head);
    Page::new("/p/", &page.body).one_h1("題名").has_text(".article-body", "古い文");
    assert_eq!(server.get("/a.txt").body, "そのまま");
    assert_eq!((server.get("/none/").status, server.get("/p").status), (404, 302));
    let head = server.with("HEAD", "/p/", "");
    assert_eq!((head.status, &*head.body), (200, ""));
    site.built();
}

#[test]
fn what_is_shown_equals_what_is_built_but_for_the_reload_script() {
    let site = site();
    let server = Server::start(&site);
    let site = site.built();
    for (path, bytes) in site.public().into_iter().filter(|(path, _)| !path.starts_with(".shirube") && !path.starts_with('_')) {
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(&path));
        let shown = server.get(&address).body.replace("<script type=\"module\" src=\"/_shirube/reload.js\"></script>", "");
        assert_eq!(shown, String::from_utf8_lossy(&bytes), "{address}");
    }
}

#[test]
fn foreign_hosts_and_origins_are_refused() {
    let site = site();
    let server = Server::start(&site);
    let port = server.port;
    for headers in [
        "Host: evil.example\r\n".to_owned(),
        format!("Host: evil.example:{port}\r\n"),
        format!("Host: 127.0.0.1.evil.example:{port}\r\n"),
        "Host: 127.0.0.1:1\r\n".to_owned(),
        "Origin: http://evil.example\r\n".to_owned(),
        "Origin: null\r\n".to_owned(),
        format!("Origin: https://127.0.0.1:{port}\r\n"),
        format!("Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"),
    ] {
        for path in ["/p/", "/_shirube/events", "/_shirube/reload.js", "/none"] {
            let answer = server.with("GET", path, &headers);
            assert!(answer.status == 403 || answer.status == 400, "{headers:?} {path}: {}", answer.status);
            assert!(!answer.body.contains("題名"));
        }
    }
    assert_eq!(server.with("GET", "/p/", &format!("Origin: http://localhost:{port}\r\nHost: localhost:{port}\r\n")).status, 200);
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(server.with(method, "/p/", "").status, 405, "{method}");
    }
}

#[test]
fn only_what_the_build_made_is_served() {
    let site = site();
    let server = Server::start(&site);
    for path in [
        "/../secret.md",
        "/secret.md",
        "/%2e%2e/secret.md",
        "/..%2fsecret.md",
        "/p/../../secret.md",
        "//etc/passwd",
        "/etc/passwd",
        "/%2fetc%2fpasswd",
        "/content/p.md",
        "/shirube.toml",
        "/.shirube-site/../secret.md",
        "/p/%00",
        "/\\..\\secret.md",
        "/%c0%ae%c0%ae/secret.md",
    ] {
        let answer = server.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.body.contains("カナリア") && !answer.body.contains("root:"), "{path}");
    }
}

#[test]
fn save_reloads_the_page_with_the_new_text() {
    let site = site();
    let server = Server::start(&site);
    let mut events = server.events();
    let first = next_event(&mut events);
    site.write("content/p.md", "# 題名\n新しい文\n");
    assert_ne!(next_event(&mut events), first);
    Page::new("/p/", &server.get("/p/").body).has_text(".article-body", "新しい文");
    site.write("content/deep/q.md", "# 増えた\n");
    next_event(&mut events);
    assert_eq!(server.get("/deep/q/").status, 200);
    site.remove("content/deep/q.md");
    next_event(&mut events);
    eventually("the page is gone", || server.get("/deep/q/").status == 404);
}

#[test]
fn editors_that_save_by_renaming_are_followed() {
    let site = site();
    let server = Server::start(&site);
    site.write("content/.p.md.swp", "# 題名\n入れ替えた文\n");
    std::fs::rename(site.path("content/.p.md.swp"), site.path("content/p.md")).unwrap();
    eventually("the new text is shown", || server.get("/p/").body.contains("入れ替えた文"));
}

#[test]
fn mistake_that_must_not_be_published_keeps_the_last_good_page() {
    let site = site();
    let server = Server::start(&site);
    let mut events = server.events();
    next_event(&mut events);
    site.write("content/p.md", "---\ntitle: 途中\n");
    std::thread::sleep(Duration::from_millis(500));
    assert!(server.get("/p/").body.contains("古い文"));
    site.write("content/p.md", "---\ntitle: 直した題名\n---\n直した文\n");
    next_event(&mut events);
    Page::new("/p/", &server.get("/p/").body).one_h1("直した題名").has_text(".article-body", "直した文");
}

#[test]
fn nothing_is_written_to_disk() {
    let site = site();
    let before = crate::site::files(&site.path(""));
    let server = Server::start(&site);
    assert_eq!(server.get("/p/").status, 200);
    assert_eq!(crate::site::files(&site.path("")), before);
}

#[test]
fn port_in_use_is_told() {
    let site = site();
    let server = Server::start(&site);
    let port = server.port.to_string();
    let run = crate::site::Run::of(shirube().args(["serve", "--lang", "en", "--port", &port]).current_dir(site.path("")));
    run.expect_code(2).warns(&port);
}
