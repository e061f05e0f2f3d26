//! `shirube inventory`: every page of the site as a table, for spreadsheet programs and scripts.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::content::{ArticleType, Fields, Kind, Status};
use crate::diagnostics::Lang;
use crate::freshness::{self, Freshness, Question};
use crate::input::Snapshot;
use crate::pipeline;
use crate::report;
use crate::site::{Page, PageId, Site};

use super::arguments::{Inventory, SiteArgs, TableFormat};
use super::site;

/// The columns, in JSON and CSV alike.
const COLUMNS: [&str; 22] = [
    "path",
    "address",
    "id",
    "title",
    "kind",
    "type",
    "language",
    "step",
    "owner",
    "owner_name",
    "release",
    "since",
    "state",
    "checked",
    "features",
    "screens",
    "plans",
    "roles",
    "audience",
    "status",
    "tags",
    "views",
];

/// Prints the table; writes nothing.
pub(super) fn run(arguments: &Inventory, lang: Lang) -> anyhow::Result<u8> {
    let place =
        SiteArgs { root: arguments.root.clone(), as_of: arguments.as_of.clone(), audience: "internal".to_owned(), drafts: true };
    let (snapshot, found, options) = site::read(&place, lang)?;
    let site = pipeline::examine(&snapshot, &options, found).site;
    let today = snapshot.today().to_string();
    let freshness = freshness::assess(&site, &snapshot.sources, &Question { today: &today, ..Question::default() });
    let views = views(&site);
    let mut pages: Vec<(PageId, &Page)> = site.ids().collect();
    pages.sort_by(|(_, one), (_, other)| one.path.cmp(&other.path));
    let rows = pages.into_iter().map(|(id, page)| row(&site, &freshness, (id, page), views.get(&id).copied()));
    anstream::print!("{}", written(arguments.format, &snapshot, &today, rows));
    Ok(0)
}

fn written(format: TableFormat, snapshot: &Snapshot, today: &str, rows: impl Iterator<Item = [Value; 22]>) -> String {
    match format {
        TableFormat::Csv => report::table(COLUMNS, rows.map(|row| row.map(|value| cell(&value)))),
        TableFormat::Json => {
            let object = |row: [Value; 22]| Value::Object(COLUMNS.map(str::to_owned).into_iter().zip(row).collect());
            let pages: Vec<Value> = rows.map(object).collect();
            report::json_text(&json!({"version": 1, "site": snapshot.config.title, "as_of": today, "pages": pages}))
        }
    }
}

/// Several values share a cell, as spreadsheet programs filter them: `admin; member`.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

fn row(site: &Site, freshness: &Freshness, (id, page): (PageId, &Page), views: Option<u64>) -> [Value; 22] {
    let front = &page.front;
    let known = freshness.page(id);
    let word = |word: &Option<crate::source::Located<String>>| json!(word.as_ref().map(|word| word.value.as_str()));
    let list = |list: &Fields<String>| json!(list.iter().map(|word| word.value.as_str()).collect::<Vec<_>>());
    let checked = known.checked.as_ref();
    let release = checked.and_then(|checked| checked.release).map(|record| name_of(site, record));
    // a name that no record has is shown as written, so that it is seen
    let release = release.or_else(|| front.verified.as_ref().map(|verified| verified.value.clone()));
    let owner = site.owner(page).map(|owner| site.config.owner_name(owner, &site.config.language));
    [
        json!(page.path),
        json!(page.address),
        word(&front.id),
        json!(page.title),
        json!(kind(&page.kind)),
        json!(type_of(&page.kind)),
        json!(page.language),
        word(&front.step),
        word(&front.owner),
        json!(owner),
        json!(release),
        word(&front.since),
        json!(known.state.map(freshness::State::name)),
        json!(checked.map(|checked| checked.day.as_str()).filter(|day| !day.is_empty())),
        list(&front.features),
        list(&front.screens),
        list(&front.plans),
        list(&front.roles),
        list(&front.audience),
        json!(status(page)),
        list(&front.tags),
        json!(views),
    ]
}

fn name_of(site: &Site, record: PageId) -> String {
    let known = site.releases.iter().find(|(.., id)| *id == record);
    known.map_or_else(|| site.page(record).name().to_owned(), |(name, ..)| name.to_owned())
}

fn views(site: &Site) -> BTreeMap<PageId, u64> {
    let mut views: BTreeMap<PageId, u64> = BTreeMap::new();
    for row in &site.data.usage {
        if let Some(id) = site.at(&row.page.value).or_else(|| site.find(&row.page.value)) {
            *views.entry(id).or_default() += row.views;
        }
    }
    views
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Section => "section",
        Kind::Article(_) => "article",
        Kind::Faq => "faq",
        Kind::Release(_) => "release",
        Kind::Webinar(_) => "webinar",
        Kind::Track(_) => "track",
        Kind::Task(_) => "task",
        Kind::Group(_) => "group",
        Kind::Rule(_) => "rule",
        Kind::Playbook => "playbook",
        Kind::Snippet => "snippet",
    }
}

fn type_of(kind: &Kind) -> Option<&'static str> {
    let Kind::Article(article) = kind else { return None };
    Some(match article {
        ArticleType::Article => "article",
        ArticleType::Howto => "howto",
        ArticleType::Concept => "concept",
        ArticleType::Reference => "reference",
        ArticleType::Error => "error",
        ArticleType::Scenario => "scenario",
        ArticleType::Case => "case",
        ArticleType::Term => "term",
    })
}

fn status(page: &Page) -> &'static str {
    if page.front.draft.as_ref().is_some_and(|draft| draft.value) {
        return "draft";
    }
    match page.front.status.as_ref().map(|status| status.value).unwrap_or_default() {
        Status::Draft => "draft",
        Status::Pilot => "pilot",
        Status::Published => "published",
    }
}
