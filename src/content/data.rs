//! The tables of `data/`: labels, features, screens, glossary, usage, redirects, queries, snoozes, history; and the facts
//! that stand beside a picture in `<picture>.toml`.

use super::data_keys::{GLOSSARY, NAMED, QUERIES, SNOOZES};
use super::entry::{Field, Fields, ImageFacts};
use super::keys::IMAGE;
use super::read;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::source::{FileId, Located, Source, Sources, Span};
use crate::values::{Content, Context, DATE, Key, Row, Syntax, Value, Verdict, check, csv, json, toml};

/// All tables; empty where there is no file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Data {
    /// One catalogue a language, the site's own first.
    pub labels: Vec<Labels>,
    /// `features.toml`, in the order written.
    pub features: Vec<Feature>,
    /// `screens.toml`, in the order written.
    pub screens: Vec<Screen>,
    /// `glossary.toml`
    pub glossary: Vec<Term>,
    /// `usage.csv`
    pub usage: Vec<Usage>,
    /// `redirects.csv`
    pub redirects: Vec<Redirect>,
    /// `queries.toml`
    pub queries: Vec<Query>,
    /// `snoozes.toml`
    pub snoozes: Vec<Snooze>,
    /// `freshness.csv`
    pub history: Vec<HistoryRow>,
    /// Site-relative path of a picture → what it shows, from the file beside it.
    pub images: Vec<(String, ImageFacts)>,
}

impl Data {
    /// Finds the text of a label's key in a language.
    pub fn label(&self, language: &str, key: &str) -> Option<&str> {
        let catalogue = self.labels.iter().find(|catalogue| catalogue.language == language)?;
        catalogue.get(key).map(|label| label.text.value.as_str())
    }

    /// Goes through the label keys of a language.
    pub fn label_keys(&self, language: &str) -> impl Iterator<Item = &str> {
        let catalogues = self.labels.iter().filter(move |catalogue| catalogue.language == language);
        catalogues.flat_map(|catalogue| catalogue.labels.iter().map(|label| label.key.value.as_str()))
    }

    /// Finds a feature's title.
    pub fn feature_title(&self, id: &str) -> Option<&str> {
        self.features.iter().find(|feature| feature.id.value == id).map(|feature| feature.title.as_str())
    }

    /// Finds a screen's title.
    pub fn screen_title(&self, id: &str) -> Option<&str> {
        self.screens.iter().find(|screen| screen.id.value == id).map(|screen| screen.title.as_str())
    }
}

/// A catalogue of UI labels in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Its language.
    pub language: String,
    /// Its file.
    pub file: FileId,
    /// Sorted by key.
    pub labels: Vec<UiLabel>,
}

impl Labels {
    /// Finds a label by its key.
    pub fn get(&self, key: &str) -> Option<&UiLabel> {
        let at = self.labels.binary_search_by(|label| label.key.value.as_str().cmp(key)).ok()?;
        self.labels.get(at)
    }
}

/// One UI label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UiLabel {
    /// `invoice.list.export`
    pub key: Located<String>,
    /// 「CSVダウンロード」
    pub text: Located<String>,
}

/// A feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// `invoice.export`
    pub id: Located<String>,
    /// What people call it; the id without one.
    pub title: String,
    /// What its keys in the catalogue begin with.
    pub prefixes: Fields<String>,
}

/// A screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    /// `invoices/list`
    pub id: Located<String>,
    /// What people call it; the id without one.
    pub title: String,
    /// What its keys in the catalogue begin with.
    pub prefixes: Fields<String>,
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the keys are documented in `data_keys`")]
pub struct Term {
    pub term: Located<String>,
    pub reading: Field<String>,
    pub synonyms: Fields<String>,
    pub avoid: Fields<String>,
    pub description: Option<String>,
}

/// How often a page is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// Address or file, as written.
    pub page: Located<String>,
    /// Views.
    pub views: u64,
}

/// A redirect.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the file")]
pub struct Redirect {
    pub from: Located<String>,
    pub to: Located<String>,
}

/// A search and the page that should answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What was typed.
    pub query: Located<String>,
    /// Files of pages, any of which answers it.
    pub pages: Fields<String>,
    /// Its language; the site's own without one.
    pub language: Option<String>,
}

/// A finding that is not shown for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the keys are documented in `data_keys`")]
pub struct Snooze {
    pub code: Located<String>,
    pub page: Located<String>,
    pub release: Field<String>,
    pub reason: String,
    /// ISO date.
    pub until: Located<String>,
}

/// The columns of `freshness.csv`.
pub const HISTORY_COLUMNS: &[&str] = &["date", "release", "outdated", "affected", "due", "unknown", "current"];

/// One row of `freshness.csv`: how many pages were in which state on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// ISO date.
    pub date: String,
    /// The newest release of that day.
    pub release: String,
    /// Pages outdated, affected, due, unknown and current.
    pub pages: [u64; 5],
}

/// Reads all tables.
pub(super) fn read(sources: &Sources, config: &Config, found: &mut Findings) -> Data {
    let mut data = Data::default();
    for (file, source) in sources.iter() {
        if let Some(name) = source.path.strip_prefix("data/") {
            table(&mut data, name, (file, source), found);
        } else if let Some(picture) = source.path.strip_suffix(".toml").filter(|path| is_picture(path)) {
            let value = checked(file, toml(file, &source.text, found), IMAGE, found);
            data.images.push((picture.to_owned(), read::image_facts(&value)));
        }
    }
    for labels in data.labels.iter_mut().filter(|labels| labels.language.is_empty()) {
        labels.language.clone_from(&config.language);
    }
    data.labels.sort_by_key(|labels| (labels.language != config.language, labels.language.clone()));
    data
}

fn is_picture(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"].contains(&ending.as_str()))
}

fn table(data: &mut Data, name: &str, (file, source): (FileId, &Source), found: &mut Findings) {
    let text = &*source.text;
    match name {
        "labels.json" => data.labels.push(labels(file, text, "", found)),
        "features.toml" => {
            data.features =
                named(file, text, found).into_iter().map(|(id, title, prefixes)| Feature { id, title, prefixes }).collect()
        }
        "screens.toml" => {
            data.screens =
                named(file, text, found).into_iter().map(|(id, title, prefixes)| Screen { id, title, prefixes }).collect()
        }
        "glossary.toml" => data.glossary = list(file, text, (GLOSSARY, "term"), found).iter().filter_map(term).collect(),
        "snoozes.toml" => data.snoozes = list(file, text, (SNOOZES, "snooze"), found).iter().filter_map(snooze).collect(),
        "queries.toml" => data.queries = list(file, text, (QUERIES, "query"), found).iter().filter_map(query).collect(),
        "usage.csv" => {
            data.usage = csv(file, text, &["page", "views"], found).iter().filter_map(|row| usage(row, found)).collect()
        }
        "redirects.csv" => {
            data.redirects = csv(file, text, &["from", "to"], found).iter().filter_map(|row| redirect(row, found)).collect()
        }
        "freshness.csv" => {
            data.history = csv(file, text, HISTORY_COLUMNS, found).iter().filter_map(|row| history(row, found)).collect()
        }
        _ => {
            if let Some(language) = name.strip_prefix("labels.").and_then(|rest| rest.strip_suffix(".json")) {
                data.labels.push(labels(file, text, language, found));
            }
        }
    }
}

fn context(file: FileId) -> Context<'static> {
    Context { syntax: Syntax::Toml, kind: "", place_of: |_| "", missing_at: Some(Span::start_of(file)) }
}

fn checked(file: FileId, mut value: Value, keys: &[Key], found: &mut Findings) -> Value {
    check(&mut value, keys, context(file), found);
    value
}

fn list(file: FileId, text: &str, (keys, name): (&[Key], &str), found: &mut Findings) -> Vec<Value> {
    let value = checked(file, toml(file, text, found), keys, found);
    value.get(name).map(|list| list.items().to_vec()).unwrap_or_default()
}

/// Reads a catalogue. Objects inside objects are joined with dots, as i18next writes them.
fn labels(file: FileId, text: &str, language: &str, found: &mut Findings) -> Labels {
    let mut labels = Vec::new();
    let tree = json(file, text, found);
    collect_labels("", &tree, &mut labels, found);
    labels.sort_by(|a, b| a.key.value.cmp(&b.key.value));
    Labels { language: language.to_owned(), file, labels }
}

fn collect_labels(prefix: &str, tree: &Value, labels: &mut Vec<UiLabel>, found: &mut Findings) {
    for (key, value) in tree.pairs() {
        let name = if prefix.is_empty() { key.value.clone() } else { format!("{prefix}.{}", key.value) };
        match &value.content {
            Content::Table(_) => collect_labels(&name, value, labels, found),
            Content::Scalar(_) => {
                let text = Located::new(value.as_text().unwrap_or_default().to_owned(), value.span);
                labels.push(UiLabel { key: Located::new(name, key.span), text });
            }
            Content::List(_) => {
                let finding = Diagnostic::new(Code::WrongValue, value.span).wording("wrong-value.text");
                found.push(finding.with("key", key.value.as_str()));
            }
        }
    }
}

/// Reads `id = "title"` and `[id]` tables. An id with dots may lack its quotes.
fn named(file: FileId, text: &str, found: &mut Findings) -> Vec<(Located<String>, String, Fields<String>)> {
    let mut entries = Vec::new();
    flatten("", toml(file, text, found), &mut entries);
    let mut all = Vec::new();
    for (id, mut value) in entries {
        let title = match &value.content {
            Content::Table(_) => {
                value = checked(file, value, NAMED, found);
                value.word("title")
            }
            Content::Scalar(_) => value.as_text().map(str::to_owned),
            Content::List(_) => {
                found.push(
                    Diagnostic::new(Code::WrongValue, value.span).wording("wrong-value.text").with("key", id.value.as_str()),
                );
                None
            }
        };
        all.push((id.clone(), title.unwrap_or(id.value), value.texts("prefixes")));
    }
    all
}

fn flatten(prefix: &str, tree: Value, entries: &mut Vec<(Located<String>, Value)>) {
    let Content::Table(pairs) = tree.content else { return };
    for (key, value) in pairs {
        let name = if prefix.is_empty() { key.value.clone() } else { format!("{prefix}.{}", key.value) };
        let id = Located::new(name, key.span);
        match value.content {
            Content::Table(inner) if is_only_a_prefix(&inner) => {
                flatten(&id.value, Value::new(value.span, Content::Table(inner)), entries)
            }
            Content::Table(inner) => {
                let (nested, own) =
                    inner.into_iter().partition(|(key, value)| !is_known(&key.value) && !value.pairs().is_empty());
                let prefix = id.value.clone();
                entries.push((id, Value::new(value.span, Content::Table(own))));
                flatten(&prefix, Value::new(value.span, Content::Table(nested)), entries);
            }
            content => entries.push((id, Value::new(value.span, content))),
        }
    }
}

fn is_known(key: &str) -> bool {
    NAMED.iter().any(|known| known.name == key)
}

/// Says whether `[invoice.export]` or `invoice.export = "…"` made this table `invoice`: nothing in it is a key or nearly one.
fn is_only_a_prefix(inner: &[(Located<String>, Value)]) -> bool {
    let is_own = |key: &str| is_known(key) || nearest(key, NAMED.iter().map(|known| known.name)).is_some();
    !inner.is_empty() && !inner.iter().any(|(key, _)| is_own(&key.value))
}

fn term(item: &Value) -> Option<Term> {
    Some(Term {
        term: item.text("term")?,
        reading: item.text("reading"),
        synonyms: item.texts("synonyms"),
        avoid: item.texts("avoid"),
        description: item.word("description"),
    })
}

fn snooze(item: &Value) -> Option<Snooze> {
    Some(Snooze {
        code: item.text("code")?,
        page: item.text("page")?,
        release: item.text("release"),
        reason: item.word("reason")?,
        until: item.text("until")?,
    })
}

fn query(item: &Value) -> Option<Query> {
    let pages = item.texts("page");
    Some(Query { query: item.text("query")?, pages: (!pages.is_empty()).then_some(pages)?, language: item.word("lang") })
}

fn usage(row: &Row, found: &mut Findings) -> Option<Usage> {
    let [page, views] = row.cells.as_slice() else { return None };
    Some(Usage { page: filled("page", page, found)?.clone(), views: count("views", views, found)? })
}

fn redirect(row: &Row, found: &mut Findings) -> Option<Redirect> {
    let [from, to] = row.cells.as_slice() else { return None };
    Some(Redirect { from: filled("from", from, found)?.clone(), to: filled("to", to, found)?.clone() })
}

fn history(row: &Row, found: &mut Findings) -> Option<HistoryRow> {
    let [date, release, states @ ..] = row.cells.as_slice() else { return None };
    let mut pages = [0; 5];
    for ((place, cell), name) in pages.iter_mut().zip(states).zip(HISTORY_COLUMNS.iter().skip(2)) {
        *place = count(name, cell, found)?;
    }
    if (DATE.judge)(&date.value) != Verdict::Fine {
        let finding = Diagnostic::new(Code::WrongValue, date.span).wording("wrong-value.date");
        found.push(finding.with("key", "date"));
        return None;
    }
    Some(HistoryRow { date: date.value.clone(), release: release.value.clone(), pages })
}

fn filled<'a>(column: &str, cell: &'a Located<String>, found: &mut Findings) -> Option<&'a Located<String>> {
    if cell.value.is_empty() {
        found.push(Diagnostic::new(Code::WrongValue, cell.span).wording("wrong-value.cell").with("key", column));
        return None;
    }
    Some(cell)
}

fn count(column: &str, cell: &Located<String>, found: &mut Findings) -> Option<u64> {
    let number = cell.value.replace(',', "").parse().ok();
    if number.is_none() {
        found.push(Diagnostic::new(Code::WrongValue, cell.span).wording("wrong-value.number").with("key", column));
    }
    number
}

#[cfg(test)]
#[path = "data_tests.rs"]
mod tests;
