//! The tree of `shirube.toml` becomes a [`Config`].

use std::collections::BTreeMap;

/// Each language has a start page, a page for lost addresses and a place in every menu; nobody keeps more than this.
const MOST_LANGUAGES: usize = 30;

use super::keys::CONFIG;
use super::site::{Config, Contact, FreshnessConfig, Notice, Owner, StepConfig};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{FileId, Located, Span};
use crate::values::{Context, Syntax, Value, check, toml};

impl Default for Config {
    /// The configuration of an empty file: a Japanese site in Tokyo's time.
    fn default() -> Self {
        build(None, &Value::empty(FileId(0)))
    }
}

/// Reads the configuration; every mistake of the text is found at once, and what is wrong counts as left out.
/// Without a file the findings have no place and `text` should be empty.
pub fn parse(file: Option<FileId>, text: &str, found: &mut Findings) -> Config {
    let id = file.unwrap_or(FileId(0));
    let mut tree = toml(id, text, found);
    let context = Context { syntax: Syntax::Toml, kind: "", place_of: |_| "", missing_at: Some(Span::start_of(id)) };
    check(&mut tree, CONFIG, context, found);
    judge_together(&tree, found);
    build(file, &tree)
}

/// What is wrong only in the light of another key.
fn judge_together(tree: &Value, found: &mut Findings) {
    for key in ["steps", "owners"] {
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for id in tree.get(key).map(Value::items).unwrap_or_default().iter().filter_map(|item| item.text("id")) {
            match seen.get(&id.value) {
                Some(&first) => {
                    let finding = Diagnostic::new(Code::DuplicateKey, id.span).wording("duplicate-key.id");
                    found.push(finding.with("key", id.value).related(first));
                }
                None => drop(seen.insert(id.value, id.span)),
            }
        }
    }
    let language = tree.word("language").unwrap_or_else(|| "ja".to_owned());
    let languages = tree.texts("languages");
    if let Some(first) = languages.get(MOST_LANGUAGES) {
        let finding = Diagnostic::new(Code::TooLarge, first.span).wording("too-large.languages");
        found.push(finding.with("size", languages.len().to_string()).with("limit", MOST_LANGUAGES.to_string()));
    }
    if let (false, Some(list)) =
        (languages.is_empty() || languages.iter().any(|one| one.value == language), tree.get("languages"))
    {
        let all = std::iter::once(language.as_str()).chain(languages.iter().map(|one| one.value.as_str()));
        let fix = Syntax::Toml.write_list(all);
        let finding = Diagnostic::new(Code::WrongValue, list.span).wording("wrong-value.languages");
        found.push(finding.with("key", "languages").with("language", language.as_str()).fix(list.span, fix));
    }
    let reserved = ["public", "internal"];
    for (name, _) in tree.get("audiences").map(Value::pairs).unwrap_or_default() {
        if reserved.contains(&name.value.as_str()) {
            found.push(Diagnostic::new(Code::ReservedName, name.span).with("name", name.value.as_str()));
        }
    }
}

fn build(file: Option<FileId>, tree: &Value) -> Config {
    let nothing = Value::empty(FileId(0));
    let section = |key: &str| tree.get(key).unwrap_or(&nothing);
    let language = tree.word("language").unwrap_or_else(|| "ja".to_owned());
    let yes = |table: &Value, key: &str, otherwise: bool| table.boolean(key).map_or(otherwise, |value| value.value);
    Config {
        file,
        title: tree.word("title").unwrap_or_else(|| default_title(tree.word("language").as_deref()).to_owned()),
        base_url: tree.text("base_url").map(|url| Located::new(url.value.trim_end_matches('/').to_owned(), url.span)),
        languages: languages(tree, &language),
        language,
        timezone: tree.word("timezone").unwrap_or_else(|| "Asia/Tokyo".to_owned()),
        theme: tree.text("theme"),
        contact: contact(tree),
        freshness: freshness(section("freshness")),
        steps: steps(tree),
        owners: owners(section("owners")),
        audiences: audiences(section("audiences")),
        audience_titles: audience_titles(section("audiences")),
        min_cases: section("guides").integer("min_cases").map_or(1, |cases| cases.value),
        git_dates: yes(section("git"), "dates", false),
        highlight: yes(section("highlight"), "enabled", true),
        search: yes(section("search"), "enabled", true),
        search_hook: section("search").text("hook"),
        variables: variables(section("variables")),
        titles: section("titles")
            .pairs()
            .iter()
            .filter_map(|(language, title)| Some((language.value.clone(), title.as_text()?.to_owned())))
            .collect(),
        names: names(section("names")),
        accent: section("theme_options").text("accent"),
        trusted_html: section("trust").texts("html").into_iter().map(without_slash).collect(),
    }
}

fn without_slash(folder: Located<String>) -> Located<String> {
    Located::new(folder.value.trim_end_matches('/').to_owned(), folder.span)
}

/// The site's own language comes first, each once.
fn languages(tree: &Value, language: &str) -> Vec<String> {
    let mut all = vec![language.to_owned()];
    for one in tree.texts("languages") {
        if !all.contains(&one.value) {
            all.push(one.value);
        }
    }
    all
}

fn contact(tree: &Value) -> Contact {
    let Some(value) = tree.get("contact") else { return Contact::default() };
    match value.as_text() {
        Some(url) => Contact { url: Some(url.to_owned()), ..Contact::default() },
        None => Contact { title: value.word("title"), url: value.word("url"), note: value.word("note") },
    }
}

fn freshness(table: &Value) -> FreshnessConfig {
    let notice = match table.word("notice").as_deref() {
        Some("outdated") => Notice::Outdated,
        Some("off") => Notice::Off,
        _ => Notice::Declared,
    };
    FreshnessConfig {
        baseline_release: table.text("baseline_release"),
        budget_per_owner: table.integer("budget_per_owner").map(|budget| budget.value),
        threshold: table.word("threshold").and_then(|share| share.parse().ok()),
        notice,
        external_labels: table.texts("external_labels").into_iter().map(|label| label.value).collect(),
    }
}

fn steps(tree: &Value) -> Vec<StepConfig> {
    let Some(list) = tree.get("steps") else { return default_steps(tree.word("language").as_deref()) };
    let step = |item: &Value| {
        let id = item.text("id")?;
        let title = item.word("title").unwrap_or_else(|| id.value.clone());
        Some(StepConfig { id, title, exit: item.texts("exit").into_iter().map(|line| line.value).collect() })
    };
    list.items().iter().filter_map(step).collect()
}

/// The title of a site that gives none, in Japanese or, for a site in another language, in English.
fn default_title(language: Option<&str>) -> &'static str {
    if language.is_none_or(|language| language.starts_with("ja")) { "ヘルプセンター" } else { "Help centre" }
}

/// The usual steps, in Japanese or, for a site in another language, in English.
fn default_steps(language: Option<&str>) -> Vec<StepConfig> {
    let step = |(id, title): (&str, &str)| StepConfig {
        id: Located::new(id.to_owned(), Span::start_of(FileId(0))),
        title: title.to_owned(),
        exit: Vec::new(),
    };
    let english = [
        ("kickoff", "Kickoff"),
        ("initial-setup", "Initial setup"),
        ("first-round", "First full round"),
        ("alignment", "Alignment"),
    ];
    let japanese = [
        ("kickoff", "キックオフ"),
        ("initial-setup", "初期設定"),
        ("first-round", "ひと回りの運用"),
        ("alignment", "目線合わせ"),
    ];
    let steps = if language.is_none_or(|language| language.starts_with("ja")) { japanese } else { english };
    steps.into_iter().map(step).collect()
}

fn owners(list: &Value) -> Vec<Owner> {
    let owner = |item: &Value| {
        let id = item.text("id")?;
        let name = item.word("name").unwrap_or_else(|| id.value.clone());
        Some(Owner { id, name, mail: item.word("mail") })
    };
    list.items().iter().filter_map(owner).collect()
}

fn audiences(table: &Value) -> Vec<(Located<String>, Vec<String>)> {
    let sees = |name: &Located<String>, value: &Value| {
        let mut all = vec![name.value.clone()];
        all.extend(value.all_texts().into_iter().map(|one| one.value).filter(|one| *one != name.value));
        (name.clone(), all)
    };
    table.pairs().iter().map(|(name, value)| sees(name, value)).collect()
}

fn audience_titles(table: &Value) -> BTreeMap<String, String> {
    table.pairs().iter().filter_map(|(name, value)| Some((name.value.clone(), value.as_text()?.to_owned()))).collect()
}

fn variables(table: &Value) -> Vec<(Located<String>, String)> {
    table.pairs().iter().filter_map(|(name, value)| Some((name.clone(), value.as_text()?.to_owned()))).collect()
}

/// A name for all languages stands under the empty one.
fn names(table: &Value) -> BTreeMap<String, BTreeMap<String, String>> {
    let by_language = |value: &Value| match value.as_text() {
        Some(text) => BTreeMap::from([(String::new(), text.to_owned())]),
        None => value
            .pairs()
            .iter()
            .filter_map(|(language, text)| Some((language.value.clone(), text.as_text()?.to_owned())))
            .collect(),
    };
    table.pairs().iter().map(|(id, value)| (id.value.clone(), by_language(value))).collect()
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
