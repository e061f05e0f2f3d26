//! Addresses that could run script.

/// Schemes that run something, or show what the site didn't write.
const UNSAFE: &[&str] =
    &["javascript", "vbscript", "livescript", "mocha", "data", "blob", "filesystem", "jar", "view-source", "file"];

/// Pictures may be written as data, but not SVG, which can hold script.
const DATA_PICTURES: &[&str] = &["data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp", "data:image/avif"];

/// Says whether an address could run script: what a browser reads once it has dropped spaces and control characters.
pub fn is_unsafe(address: &str, picture: bool) -> bool {
    let read: String = address
        .chars()
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fffd}')
        })
        .take(64)
        .flat_map(char::to_lowercase)
        .collect();
    let Some((scheme, _)) = read.split_once(':') else { return false };
    if picture && DATA_PICTURES.iter().any(|known| read.starts_with(known)) {
        return false;
    }
    UNSAFE.contains(&scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguised_script_is_seen() {
        for address in [
            "JaVa\nscript:alert(1)",
            " javascript:x",
            "\u{1}javascript:x",
            "Data:text/html,x",
            "vb\tscript:x",
            "data:image/svg+xml,x",
        ] {
            assert!(is_unsafe(address, true), "{address:?}");
        }
    }

    #[test]
    fn ordinary_addresses_are_not() {
        for address in ["https://a.example/javascript:x", "a.md#data", "mailto:a@b.example", "tel:1", "?q=a:b", "myapp://open"] {
            assert!(!is_unsafe(address, false), "{address:?}");
        }
        assert!(is_unsafe("data:image/png;base64,x", false));
        assert!(!is_unsafe("data:image/png;base64,x", true));
    }
}
