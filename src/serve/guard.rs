//! Who may ask: this computer's own browser, by this server's own address.

use axum::http::{HeaderMap, Method, StatusCode, header};

/// Says why a request is refused; `None` lets it in. `Host` must be there and ours; an `Origin` must be ours, too.
pub(super) fn refuse(method: &Method, headers: &HeaderMap, port: u16) -> Option<StatusCode> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    if hosts.next().is_some() || !host.is_some_and(|host| is_ours(host, port)) {
        return Some(StatusCode::FORBIDDEN);
    }
    for origin in headers.get_all(header::ORIGIN) {
        let is_own =
            origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")).is_some_and(|host| is_ours(host, port));
        if !is_own {
            return Some(StatusCode::FORBIDDEN);
        }
    }
    if method != Method::GET && method != Method::HEAD {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    None
}

fn is_ours(host: &str, port: u16) -> bool {
    let names = ["127.0.0.1", "localhost", "[::1]"];
    host.rsplit_once(':')
        .is_some_and(|(name, number)| names.iter().any(|known| name.eq_ignore_ascii_case(known)) && number == port.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(host: &str, origin: Option<&str>) -> Option<StatusCode> {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        refuse(&Method::GET, &headers, 8400)
    }

    #[test]
    fn only_our_own_names_and_port_are_let_in() {
        for host in ["127.0.0.1:8400", "localhost:8400", "LOCALHOST:8400", "[::1]:8400"] {
            assert_eq!(asked(host, None), None, "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:8400",
            "127.0.0.1",
            "127.0.0.1:80",
            "127.0.0.1.evil.example:8400",
            "0.0.0.0:8400",
            "localhost.:8400",
            "[::]:8400",
            "127.1:8400",
        ] {
            assert_eq!(asked(host, None), Some(StatusCode::FORBIDDEN), "{host}");
        }
    }

    #[test]
    fn foreign_origin_is_refused() {
        assert_eq!(asked("127.0.0.1:8400", Some("http://127.0.0.1:8400")), None);
        for origin in ["http://evil.example", "null", "https://127.0.0.1:8400", "http://127.0.0.1:8401"] {
            assert_eq!(asked("127.0.0.1:8400", Some(origin)), Some(StatusCode::FORBIDDEN), "{origin}");
        }
    }

    #[test]
    fn missing_host_and_other_methods_are_refused() {
        assert_eq!(refuse(&Method::GET, &HeaderMap::new(), 8400), Some(StatusCode::FORBIDDEN));
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "localhost:8400".parse().unwrap());
        assert_eq!(refuse(&Method::POST, &headers, 8400), Some(StatusCode::METHOD_NOT_ALLOWED));
    }
}
