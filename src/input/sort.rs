//! What a file is for, by its path; and what is passed over in silence.

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page of `content/` or `guides/`: nothing in it is worth a word.
    Page,
    /// Any other text: a snippet, a data table, facts about a picture, the configuration.
    Text,
    /// Of the site's own theme.
    Theme,
    /// Copied as it is.
    Asset,
}

/// A part of the site's folder and how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// `content/` and `guides/`.
    Pages,
    /// `snippets/`.
    Snippets,
    /// `data/`.
    Data,
    /// `static/`.
    Static,
    /// `themes/<name>/`.
    Theme,
    /// A folder of plain Markdown without `content/`: pages and pictures, nothing else that may lie about.
    Plain,
    /// One text that is named as such.
    Single,
}

/// Folders at the top of a site that a build never reads: what builds write, and what belongs to one customer.
const CLOSED: [&str; 8] = ["public", "staff", "drafts", "manuals", "customers", "node_modules", "target", "themes"];
/// Folders that a plain folder of Markdown reads in their own way.
const OWN_WAY: [&str; 3] = ["data", "snippets", "static"];
/// Dotted names that hosts read, and that `static/` therefore copies.
const PUBLISHED_DOTS: [&str; 3] = [".well-known", ".nojekyll", ".htaccess"];
const PICTURES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico"];

/// Says what a file is for; `None` if for nothing. `path` is site-relative.
pub(super) fn kind(part: Part, path: &str) -> Option<Kind> {
    let ending = ending(path);
    let is_markdown = ["md", "markdown"].contains(&&*ending);
    match part {
        Part::Pages | Part::Plain if is_markdown => Some(Kind::Page),
        Part::Snippets if is_markdown => Some(Kind::Text),
        // facts about a picture: list.png.toml
        Part::Pages | Part::Static if ending == "toml" && is_picture(path.trim_end_matches(".toml")) => Some(Kind::Text),
        Part::Pages | Part::Snippets | Part::Static => Some(Kind::Asset),
        Part::Plain => (PICTURES.contains(&&*ending) || ending == "pdf").then_some(Kind::Asset),
        Part::Data => ["json", "toml", "csv", "yaml", "yml"].contains(&&*ending).then_some(Kind::Text),
        Part::Theme => Some(Kind::Theme),
        Part::Single => Some(Kind::Text),
    }
}

fn is_picture(path: &str) -> bool {
    PICTURES.contains(&&*self::ending(path))
}

/// Returns the ending of a name in small letters, without the dot.
pub(super) fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Says whether a theme's file is a text.
pub(super) fn is_theme_text(path: &str) -> bool {
    ["html", "css", "js", "mjs", "json", "toml", "xml", "txt", "svg", "md"].contains(&&*ending(path))
}

/// Says whether a name is passed over in silence: dotted names, what systems and editors leave, packages.
pub(super) fn is_ignored(part: Part, name: &str) -> bool {
    if part == Part::Static && PUBLISHED_DOTS.contains(&name) {
        return false;
    }
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || ["node_modules", "Icon\r", "__MACOSX"].contains(&name)
        || ["thumbs.db", "desktop.ini"].contains(&&*name.to_ascii_lowercase())
}

/// Says whether a folder at the top of the site is never read by a build.
pub(super) fn is_closed(top: &str) -> bool {
    top.starts_with('.') || top.starts_with("public-") || CLOSED.iter().any(|closed| closed.eq_ignore_ascii_case(top))
}

/// Says whether a plain folder of Markdown passes over a name at its top.
pub(super) fn is_not_plain(top: &str) -> bool {
    is_closed(top) || OWN_WAY.contains(&top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_systems_and_editors_leave_is_passed_over_and_what_hosts_read_is_not() {
        for name in [".DS_Store", "Thumbs.db", "._a.png", "~$report.docx", "a.md~", ".a.md.swp", ".env", "desktop.ini"] {
            assert!(is_ignored(Part::Static, name), "{name}");
        }
        assert!(!is_ignored(Part::Static, ".well-known"));
        assert!(is_ignored(Part::Pages, ".well-known"));
    }

    #[test]
    fn a_file_is_sorted_by_where_it_stands_and_how_it_ends() {
        assert_eq!(kind(Part::Pages, "content/a.MD"), Some(Kind::Page));
        assert_eq!(kind(Part::Pages, "content/list.png.toml"), Some(Kind::Text));
        assert_eq!(kind(Part::Pages, "content/list.png"), Some(Kind::Asset));
        assert_eq!(kind(Part::Static, "static/a.md"), Some(Kind::Asset));
        assert_eq!(kind(Part::Data, "data/notes.docx"), None);
        assert_eq!(kind(Part::Plain, "secret.key"), None);
    }
}
