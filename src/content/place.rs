//! What a path says about a file: its kind, its language and the name all its translations share.

use crate::config::Config;

/// The kinds of file, as paths tell them apart. The names are those in [`super::keys`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Section,
    Article,
    Faq,
    Release,
    Webinar,
    Track,
    Task,
    Group,
    Rule,
    Playbook,
    Snippet,
}

impl Sort {
    /// Returns the name used in the table of keys.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Article => "article",
            Self::Faq => "faq",
            Self::Release => "release",
            Self::Webinar => "webinar",
            Self::Track => "track",
            Self::Task => "task",
            Self::Group => "group",
            Self::Rule => "rule",
            Self::Playbook => "playbook",
            Self::Snippet => "snippet",
        }
    }
}

/// Says where files of a kind are, in words that need no translation.
pub(super) fn folder_of(kind: &str) -> &'static str {
    match kind {
        "section" => "content/…/index.md",
        "faq" => "content/faq/",
        "release" => "content/releases/",
        "webinar" => "content/webinars/",
        "track" => "guides/…/index.md",
        "task" => "guides/tasks/",
        "group" => "guides/groups/",
        "rule" => "guides/rules/",
        "playbook" => "guides/playbooks/",
        "snippet" => "snippets/",
        _ => "content/",
    }
}

/// What a path says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) sort: Sort,
    /// Without language and ending: `content/billing/export`. Folders outside `content/`, `guides/` and `snippets/` count as
    /// collections: their stem begins with `content/`, too.
    pub(super) stem: String,
    pub(super) language: String,
    /// A part of the name that looks like a language the site doesn't have.
    pub(super) stranger: Option<String>,
}

/// Reads a path.
pub(super) fn place(path: &str, config: &Config) -> Place {
    let whole = path.strip_suffix(".md").or_else(|| path.strip_suffix(".markdown")).unwrap_or(path);
    let (folder, name) = whole.rsplit_once('/').map_or(("", whole), |(folder, name)| (folder, name));
    let tail = name.rsplit_once('.').filter(|(bare, _)| !bare.is_empty());
    let (name, language, stranger) = match tail {
        Some((bare, tail)) if config.languages.iter().any(|known| known == tail) => (bare, tail, None),
        Some((_, tail)) if is_language(tail) => (name, config.language.as_str(), Some(tail.to_owned())),
        _ => (name, config.language.as_str(), None),
    };
    let stem = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let stem = if is_rooted(&stem) { stem } else { format!("content/{stem}") };
    Place { sort: sort(&stem), stem, language: language.to_owned(), stranger }
}

/// Says whether a path begins with one of the site's own folders.
pub(super) fn is_rooted(path: &str) -> bool {
    ["content/", "guides/", "snippets/"].iter().any(|root| path.starts_with(root))
}

fn sort(stem: &str) -> Sort {
    let parts: Vec<&str> = stem.split('/').collect();
    let is_index = parts.last() == Some(&"index");
    match parts.as_slice() {
        ["snippets", ..] => Sort::Snippet,
        ["guides", _] | ["guides", "tasks" | "groups" | "rules" | "playbooks", "index"] => Sort::Section,
        ["guides", "steps", ..] => Sort::Section,
        ["guides", "tasks", ..] => Sort::Task,
        ["guides", "groups", ..] => Sort::Group,
        ["guides", "rules", ..] => Sort::Rule,
        ["guides", "playbooks", ..] => Sort::Playbook,
        ["guides", _, "index"] => Sort::Track,
        _ if is_index => Sort::Section,
        ["content", "faq", _, ..] => Sort::Faq,
        ["content", "releases", _, ..] => Sort::Release,
        ["content", "webinars", _, ..] => Sort::Webinar,
        _ => Sort::Article,
    }
}

/// Says whether a part of a name is the code of a language that help centres are written in. All of ISO 639-1 would take
/// `setup.io.md` and `v1.is.md` for translations.
fn is_language(part: &str) -> bool {
    let (code, region) = part.split_once('-').unwrap_or((part, "xx"));
    let known = "ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms my nb ne nl no pl pt ro ru sk sl sr sv th tl tr uk ur vi zh";
    known.split(' ').any(|known| known == code) && (2..=8).contains(&region.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bilingual() -> Config {
        Config { languages: vec!["ja".into(), "en".into()], ..Config::default() }
    }

    #[test]
    fn every_kind_is_told_by_its_folder() {
        for (path, sort) in [
            ("content/index.md", Sort::Section),
            ("content/billing/index.md", Sort::Section),
            ("content/billing/csv/export.md", Sort::Article),
            ("content/about.md", Sort::Article),
            ("content/faq/csv/mojibake.md", Sort::Faq),
            ("content/faq/index.md", Sort::Section),
            ("content/faq/csv/index.md", Sort::Section),
            ("content/releases/2026.47.md", Sort::Release),
            ("content/webinars/first.md", Sort::Webinar),
            ("guides/small/index.md", Sort::Track),
            ("guides/tasks/add.md", Sort::Task),
            ("guides/groups/security.md", Sort::Group),
            ("guides/rules/closing.md", Sort::Rule),
            ("guides/playbooks/quiet.md", Sort::Playbook),
            ("guides/index.md", Sort::Section),
            ("snippets/a/b.md", Sort::Snippet),
            ("billing/export.md", Sort::Article),
            ("faq/why.md", Sort::Faq),
        ] {
            assert_eq!(place(path, &Config::default()).sort, sort, "{path}");
        }
    }

    #[test]
    fn translations_share_a_stem_and_other_dots_stay_in_the_name() {
        let at = |path| place(path, &bilingual());
        assert_eq!((at("content/a/b.en.md").stem.as_str(), at("content/a/b.en.md").language.as_str()), ("content/a/b", "en"));
        assert_eq!(at("content/a/b.md").stem, "content/a/b");
        assert_eq!(at("content/a/b.ja.md").stem, "content/a/b");
        let release = at("content/releases/2026.47.en.md");
        assert_eq!((release.stem.as_str(), release.language.as_str()), ("content/releases/2026.47", "en"));
        assert_eq!(at("content/a/node.js.md").stem, "content/a/node.js");
        assert_eq!(at("content/a/node.js.md").stranger, None);
        assert_eq!(at("content/a/b.fr.md").stranger.as_deref(), Some("fr"));
        assert_eq!(at("content/a/b.fr.md").language, "ja");
        assert_eq!(at("billing/export.md").stem, "content/billing/export");
    }
}
