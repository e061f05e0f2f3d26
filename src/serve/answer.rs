//! Answers from memory.

use std::convert::Infallible;
use std::fmt::Write;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::guard;
use super::{Shown, Stage};

/// Where the reload script and its events are: no site can have a file of that name.
const SCRIPT: &str = "/_shirube/reload.js";
const EVENTS: &str = "/_shirube/events";
/// Loads the page again when the server says that a new tree is whole, or when the server is back.
const RELOAD: &str = "const events = new EventSource('/_shirube/events')\n\
let seen = null\n\
events.onmessage = (event) => { if (seen !== null && seen !== event.data) location.reload(); seen = event.data }\n";

/// Everything goes through one door, so that no route can forget the guard.
pub(super) fn router(stage: Stage) -> Router {
    Router::new().fallback(answer).with_state(stage)
}

async fn answer(State(stage): State<Stage>, request: Request) -> Response {
    if let Some(status) = guard::refuse(request.method(), request.headers(), stage.port) {
        return status.into_response();
    }
    match request.uri().path() {
        SCRIPT => plain(StatusCode::OK, "text/javascript; charset=utf-8", Bytes::from_static(RELOAD.as_bytes())),
        EVENTS => Sse::new(events(&stage)).into_response(),
        path => {
            let response = from_tree(&stage.shown(), path);
            if request.method() == Method::HEAD { response.map(|_| Body::empty()) } else { response }
        }
    }
}

/// Sends the number of the tree now and after each change.
fn events(stage: &Stage) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    WatchStream::new(stage.version.subscribe()).map(|version| Ok(Event::default().data(version.to_string())))
}

fn from_tree(shown: &Shown, path: &str) -> Response {
    let Ok(decoded) = percent_encoding::percent_decode_str(path).decode_utf8() else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let Some(inside) = decoded.strip_prefix(shown.base.as_str()) else {
        let is_start = decoded == "/" || format!("{decoded}/") == shown.base;
        return if is_start { moved(&shown.base) } else { not_found(shown) };
    };
    let file = if inside.is_empty() || inside.ends_with('/') { format!("{inside}index.html") } else { inside.to_owned() };
    if let Some(bytes) = shown.tree.get(&file) {
        return found(&file, bytes, StatusCode::OK);
    }
    if shown.tree.get(&format!("{file}/index.html")).is_some() {
        return moved(&format!("{path}/"));
    }
    not_found(shown)
}

fn moved(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        // Two slashes at the beginning would name another host.
        Ok(location) if !to.starts_with("//") => (StatusCode::FOUND, [(header::LOCATION, location)]).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn not_found(shown: &Shown) -> Response {
    match shown.tree.get("404.html") {
        Some(bytes) => found("404.html", bytes, StatusCode::NOT_FOUND),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Pages get the reload script; everything else is what the build wrote, byte for byte.
fn found(file: &str, bytes: &[u8], status: StatusCode) -> Response {
    let kind = content_type(file);
    if !file.ends_with(".html") {
        return plain(status, kind, Bytes::copy_from_slice(bytes));
    }
    let mut html = String::from_utf8_lossy(bytes).into_owned();
    if let Some(at) = html.find("</head>") {
        let mut script = String::new();
        let _ = write!(script, "<script type=\"module\" src=\"{SCRIPT}\"></script>");
        html.insert_str(at, &script);
    }
    plain(status, kind, Bytes::from(html))
}

fn plain(status: StatusCode, kind: &'static str, bytes: Bytes) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
    ];
    (status, headers, bytes).into_response()
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "mp4" => "video/mp4",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Tree;

    fn shown(base: &str) -> Shown {
        let mut tree = Tree::default();
        for file in ["index.html", "a/index.html", "404.html", "img/x.png"] {
            tree.insert(file, format!("<head></head>{file}").into_bytes()).unwrap();
        }
        Shown { tree, base: base.to_owned() }
    }

    #[test]
    fn only_what_the_build_made_is_served() {
        let shown = shown("/");
        assert_eq!(from_tree(&shown, "/").status(), StatusCode::OK);
        assert_eq!(from_tree(&shown, "/img/x.png").status(), StatusCode::OK);
        for path in [
            "/../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/a/..%2f..%2fetc/passwd",
            "//etc/passwd",
            "/img/x.png%00",
            "/shirube.toml",
        ] {
            assert_eq!(from_tree(&shown, path).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn folder_without_slash_leads_to_itself_with_one() {
        let response = from_tree(&shown("/"), "/a");
        assert_eq!((response.status(), response.headers()[header::LOCATION].as_bytes()), (StatusCode::FOUND, &b"/a/"[..]));
    }

    #[test]
    fn site_below_a_path_is_served_there() {
        let shown = shown("/help/");
        assert_eq!(from_tree(&shown, "/help/a/").status(), StatusCode::OK);
        assert_eq!(from_tree(&shown, "/a/").status(), StatusCode::NOT_FOUND);
        assert_eq!(from_tree(&shown, "/").status(), StatusCode::FOUND);
    }
}
