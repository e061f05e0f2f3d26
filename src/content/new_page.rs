//! The text of a new page of each kind, for `shirube new`.

use crate::diagnostics::Lang;
use crate::source::Sources;
use crate::values::Syntax;

/// What is known of a page that is about to be written. What is empty is left out of its front matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewPage {
    /// Its title.
    pub title: String,
    /// Its permanent id, `[a-z0-9-]`; also the file's name. A release's name, for a release.
    pub id: String,
    /// The folder for an article, FAQ entry or snippet, site-relative: `content/billing`. The kind's own without one.
    pub folder: Option<String>,
    /// Who keeps it.
    pub owner: Option<String>,
    /// The onboarding step.
    pub step: Option<String>,
    /// The latest release.
    pub verified: Option<String>,
    /// Today's ISO date.
    pub today: String,
    /// A release's status; planned without one.
    pub status: Option<String>,
    /// In which language.
    pub lang: Lang,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Site-relative path.
    pub path: String,
    /// Its text.
    pub text: String,
}

macro_rules! templates {
    ($($kind:literal $folder:literal;)*) => {
        /// The kinds that [`new_page`] knows.
        pub const NEW_KINDS: &[&str] = &[$($kind,)*];

        /// The template of a kind and the folder it goes to.
        fn template(kind: &str, lang: Lang) -> Option<(&'static str, &'static str)> {
            match (kind, lang) {
                $(
                    ($kind, Lang::Ja) => Some((include_str!(concat!("templates/ja/", $kind, ".md")), $folder)),
                    ($kind, Lang::En) => Some((include_str!(concat!("templates/en/", $kind, ".md")), $folder)),
                )*
                _ => None,
            }
        }
    };
}

templates! {
    "howto" "content";
    "article" "content";
    "concept" "content";
    "reference" "content";
    "error" "content";
    "scenario" "content";
    "case" "content";
    "term" "content";
    "faq" "content/faq";
    "release" "content/releases";
    "webinar" "content/webinars";
    "track" "guides";
    "task" "guides/tasks";
    "group" "guides/groups";
    "rule" "guides/rules";
    "playbook" "guides/playbooks";
    "collection" "content";
    "snippet" "snippets";
}

/// Writes a new page: a draft with the sections that good help of its kind has. `None` for a kind nobody knows.
pub fn new_page(kind: &str, options: &NewPage) -> Option<NewFile> {
    let (template, folder) = template(kind, options.lang)?;
    let name = file_name(&options.id);
    let folder = options.folder.as_deref().filter(|_| !folder.starts_with("guides") && kind != "release").unwrap_or(folder);
    let folder = folder.trim_end_matches('/');
    let path = match kind {
        "track" | "collection" => format!("{folder}/{name}/index.md"),
        _ => format!("{folder}/{name}.md"),
    };
    Some(NewFile { path, text: fill(template, options) })
}

/// Says where the record of a release goes: beside the site's other pages, and in a folder of plain Markdown in `releases/`,
/// since a folder `content/` would make the rest no pages any more.
pub fn release_path(sources: &Sources, name: &str) -> String {
    let is_page = |path: &str| path.ends_with(".md") || path.ends_with(".markdown");
    let pages = || sources.iter().filter(|(_, source)| is_page(&source.path));
    let is_plain = pages().next().is_some() && !pages().any(|(_, source)| super::place::is_rooted(&source.path));
    format!("{}releases/{}.md", if is_plain { "" } else { "content/" }, file_name(name))
}

/// Makes the permanent id of a release's record: `release-2026-47`. `None` where its name has no letter for one.
pub fn release_id(name: &str) -> Option<String> {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| format!("release-{}", parts.join("-")))
}

/// A release's name may hold what a file's can't.
fn file_name(id: &str) -> String {
    let name: String = id.trim().chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c }).collect();
    let name = name.trim_matches('.').to_owned();
    if name.is_empty() { "new".to_owned() } else { name }
}

/// Fills `{{name}}` places; a line that asks for what isn't known is left out.
fn fill(template: &str, options: &NewPage) -> String {
    let slug = release_id(&options.id);
    let known = [
        ("{{slug}}", slug.as_deref()),
        ("{{status}}", Some(options.status.as_deref().unwrap_or("planned"))),
        ("{{id}}", Some(options.id.as_str())),
        ("{{title}}", Some(options.title.as_str())),
        ("{{owner}}", options.owner.as_deref()),
        ("{{step}}", options.step.as_deref()),
        ("{{verified}}", options.verified.as_deref()),
        ("{{today}}", Some(options.today.as_str())),
    ];
    let mut text = String::with_capacity(template.len() + 64);
    for line in template.split_inclusive('\n') {
        match known.iter().find(|(place, _)| line.contains(place)) {
            None => text.push_str(line),
            // The date stands inside other text, and its shape needs no quotes.
            Some(("{{today}}", Some(today))) => text.push_str(&line.replace("{{today}}", today)),
            Some((place, Some(value))) if !value.is_empty() => {
                text.push_str(&line.replace(place, &Syntax::Yaml.write_text(value)))
            }
            Some(_) => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::diagnostics::Findings;

    fn options(lang: Lang) -> NewPage {
        NewPage {
            title: "CSV: 「請求書」を出力する #1".to_owned(),
            id: "export-csv".to_owned(),
            owner: Some("sakaki".to_owned()),
            step: Some("initial-setup".to_owned()),
            verified: Some("2026.10".to_owned()),
            today: "2026-11-21".to_owned(),
            status: None,
            lang,
            folder: None,
        }
    }

    #[test]
    fn every_template_is_a_page_without_a_finding() {
        for lang in [Lang::Ja, Lang::En] {
            for kind in NEW_KINDS {
                let file = new_page(kind, &options(lang)).unwrap();
                let mut sources = Sources::default();
                let id = sources.add(&file.path, file.text.as_str());
                let mut found = Findings::default();
                let entry = super::super::parse(id, sources.get(id), &Config::default(), &mut found);
                assert_eq!(
                    found.iter().collect::<Vec<_>>(),
                    Vec::<&crate::diagnostics::Diagnostic>::new(),
                    "{kind}: {}",
                    file.text
                );
                assert!(!file.text.contains("{{"), "{kind}");
                if *kind != "snippet" {
                    assert_eq!(entry.front.title.map(|title| title.value), Some(options(lang).title), "{kind}");
                }
            }
        }
    }

    #[test]
    fn every_template_lands_where_its_kind_lives() {
        let kinds = [
            ("faq", "content/faq/export-csv.md"),
            ("track", "guides/export-csv/index.md"),
            ("collection", "content/export-csv/index.md"),
        ];
        for (kind, path) in kinds {
            assert_eq!(new_page(kind, &options(Lang::Ja)).unwrap().path, path);
        }
        let release = NewPage { id: "2026.10/beta".to_owned(), ..options(Lang::Ja) };
        assert_eq!(new_page("release", &release).unwrap().path, "content/releases/2026.10-beta.md");
        let billing = NewPage { folder: Some("content/billing/".to_owned()), ..options(Lang::Ja) };
        assert_eq!(new_page("howto", &billing).unwrap().path, "content/billing/export-csv.md");
        assert_eq!(new_page("poem", &options(Lang::Ja)), None);
    }

    #[test]
    fn unknown_facts_leave_no_empty_line() {
        let bare = NewPage { owner: None, step: None, verified: None, ..options(Lang::Ja) };
        let text = new_page("howto", &bare).unwrap().text;
        assert!(!text.contains("owner") && !text.contains("step:") && !text.contains("verified"), "{text}");
        assert!(text.contains("id: export-csv\n"));
    }
}
