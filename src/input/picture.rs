//! Pictures: their size from the first bytes, nothing decoded; and SVG files that carry script.

use super::sort::ending;
use crate::diagnostics::{Code, Diagnostic};

/// Most pixels in width or height: 12,000 × 12,000 take 576 MB once a browser opens them.
const MOST_PIXELS: usize = 12_000;

/// What a look at a file that is copied tells.
pub(super) struct Seen {
    /// Width and height.
    pub(super) pixels: Option<(u32, u32)>,
    pub(super) finding: Option<Diagnostic>,
    /// Whether it may be published.
    pub(super) usable: bool,
}

/// Looks at a file. Only names that end like a picture are looked into.
pub(super) fn look(path: &str, bytes: &[u8]) -> Seen {
    let told = |finding: Diagnostic, usable| Seen { pixels: None, finding: Some(finding), usable };
    match &*ending(path) {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" => {}
        "svg" => {
            return match std::str::from_utf8(bytes).map(carries_script) {
                Ok(false) => Seen { pixels: None, finding: None, usable: true },
                // another encoding would hide the script from us, not from the browser
                Ok(true) | Err(_) => told(Diagnostic::at(Code::UnsafeImage, path).wording("unsafe-image.script"), false),
            };
        }
        _ => return Seen { pixels: None, finding: None, usable: true },
    }
    let Ok(size) = imagesize::blob_size(bytes) else { return told(Diagnostic::at(Code::UnsafeImage, path), true) };
    if size.width.max(size.height) > MOST_PIXELS {
        let finding = Diagnostic::at(Code::ImageDimensions, path).with("size", format!("{} × {} px", size.width, size.height));
        return told(finding.with("limit", format!("{MOST_PIXELS} px")), false);
    }
    let pixels = u32::try_from(size.width).ok().zip(u32::try_from(size.height).ok());
    Seen { pixels, finding: None, usable: true }
}

/// Says whether an SVG may run script where it is opened by itself: elements, handlers, addresses, entities.
fn carries_script(svg: &str) -> bool {
    let plain = unescaped(svg).to_ascii_lowercase();
    let squeezed: String = plain.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let is_word = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    let element = |name: &str| {
        plain.match_indices(name).filter_map(|(at, _)| plain.get(..at)).any(|before| {
            // a namespace may stand before the name: `<svg:script`
            let before = before.strip_suffix(':').map_or(before, |prefix| prefix.trim_end_matches(is_word));
            before.ends_with('<')
        })
    };
    ["script", "iframe", "embed", "object"].iter().any(|name| element(name))
        || ["javascript:", "vbscript:", "data:text/html", "<!entity", "attributename=\"on", "attributename='on"]
            .iter()
            .any(|sign| squeezed.contains(sign))
        || has_handler(&plain)
}

/// Finds an attribute like `onload=`.
fn has_handler(plain: &str) -> bool {
    plain.match_indices("on").any(|(at, _)| {
        let (before, after) = plain.split_at(at);
        let name = after.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        before.ends_with(|c: char| c.is_whitespace() || "\"'/".contains(c))
            && after.len() - name.len() > 3
            && name.trim_start().starts_with('=')
    })
}

/// Resolves numeric character references: `&#106;avascript:` is `javascript:`.
fn unescaped(svg: &str) -> String {
    let mut plain = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some((before, after)) = rest.split_once("&#") {
        plain.push_str(before);
        let length = after.bytes().take(10).take_while(u8::is_ascii_alphanumeric).count();
        let (digits, tail) = after.split_at(length);
        let number = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        };
        if let Some(character) = number.and_then(char::from_u32) {
            plain.push(character);
            rest = tail.strip_prefix(';').unwrap_or(tail);
        } else {
            plain.push_str("&#");
            rest = after;
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0]);
        bytes
    }

    #[test]
    fn a_picture_tells_its_size_and_a_huge_one_is_refused() {
        assert_eq!(look("static/a.png", &png(640, 480)).pixels, Some((640, 480)));
        let huge = look("static/a.PNG", &png(60_000, 60_000));
        assert_eq!((huge.finding.map(|finding| finding.code), huge.usable), (Some(Code::ImageDimensions), false));
        let cut = look("static/a.png", b"\x89PNG");
        assert_eq!((cut.finding.map(|finding| finding.code), cut.usable), (Some(Code::UnsafeImage), true));
        assert!(look("static/a.pdf", b"no picture").finding.is_none());
    }

    #[test]
    fn an_svg_with_script_is_told() {
        for svg in [
            "<svg><script>alert(1)</script></svg>",
            "<svg:svg><svg:SCRIPT/></svg:svg>",
            "<svg onload=alert(1)>",
            "<svg><a href=\"java\nscript:alert(1)\"/></svg>",
            "<svg><a xlink:href='&#106;&#x61;vascript:alert(1)'/></svg>",
            "<svg><set attributeName=\"onload\" to=\"alert(1)\"/></svg>",
            "<!DOCTYPE svg [<!ENTITY x \"&#60;script>\">]><svg>&x;</svg>",
            "<svg><foreignObject><iframe src='x'/></foreignObject></svg>",
        ] {
            assert!(carries_script(svg), "{svg}");
        }
        assert!(!look("static/a.svg", b"\xff\xfe<\0s\0").usable);
    }

    #[test]
    fn an_ordinary_svg_passes() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><title>description on one=1 &#12354;&# &#x;</title>\
            <foreignObject><div>請求書</div></foreignObject><path d=\"M0 0\" font-size=\"1\"/></svg>";
        assert!(!carries_script(svg));
    }
}
