//! SARIF 2.1.0 (OASIS), as code scanning reads it: rules with their explanation, results with places, fixes and fingerprints.
//!
//! Columns are Unicode characters (`columnKind: unicodeCodePoints`, §3.14.27); addresses are relative to `%SRCROOT%`, the site's folder.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::fingerprint::fingerprints;
use super::item::Item;
use super::json::{json_text, rounded};
use super::{Formatter, Run};
use crate::diagnostics::{Code, Lang, Level, explanation};
use crate::source::{Position, Span};

pub(super) struct Sarif;

/// What a path segment may hold unescaped (RFC 3986), and the slash between segments.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl Formatter for Sarif {
    fn format(&self, items: &[Item<'_>], run: Run<'_>) -> String {
        let codes: BTreeSet<Code> = items.iter().map(|item| item.finding.code).collect();
        let codes: Vec<Code> = codes.into_iter().collect();
        let findings: Vec<_> = items.iter().map(|item| item.finding).collect();
        let prints = fingerprints(&findings, run.sources);
        let results = items.iter().zip(prints).map(|(item, print)| result(item, &print, &codes, run));
        json_text(&json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "shirube",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": codes.iter().map(|code| rule(*code, run.options.lang)).collect::<Vec<_>>(),
                }},
                "columnKind": "unicodeCodePoints",
                "language": language(run.options.lang),
                "properties": {"site": run.options.site, "asOf": run.options.as_of, "release": run.options.release,
                    "overBudget": run.options.over_budget},
                "results": results.collect::<Vec<_>>(),
            }],
        }))
    }
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

fn rule(code: Code, lang: Lang) -> Value {
    let text = explanation(code, lang);
    let markdown = [&text.finds, &text.why, &text.example, &text.instead].map(|part| part.trim()).join("\n\n");
    json!({
        "id": code.name(),
        "shortDescription": {"text": text.title},
        "fullDescription": {"text": text.finds},
        "help": {"text": markdown, "markdown": markdown},
        "defaultConfiguration": {"level": level(code.level())},
    })
}

fn result(item: &Item<'_>, print: &str, codes: &[Code], run: Run<'_>) -> Value {
    let finding = item.finding;
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), json!(finding.code.name()));
    result.insert("ruleIndex".to_owned(), json!(codes.iter().position(|code| *code == finding.code)));
    result.insert("level".to_owned(), json!(level(finding.level)));
    result.insert("message".to_owned(), json!({"text": item.message_and_help(run.options.lang)}));
    if !item.path.is_empty() {
        result.insert("locations".to_owned(), json!([location(item.path, item.place)]));
    }
    let related = finding.related.iter().enumerate().map(|(id, span)| {
        let mut related = location(&run.sources.get(span.file).path, Some(run.places.both(*span)));
        related["id"] = json!(id);
        related
    });
    let related: Vec<_> = related.collect();
    if !related.is_empty() {
        result.insert("relatedLocations".to_owned(), json!(related));
    }
    result.insert("partialFingerprints".to_owned(), json!({"primaryLocationLineHash": print}));
    if let Some(fix) = &finding.fix {
        result.insert("fixes".to_owned(), json!([fixed(fix.span, &fix.replacement, item, run)]));
    }
    let about = properties(item);
    if !about.is_empty() {
        result.insert("properties".to_owned(), Value::Object(about));
    }
    Value::Object(result)
}

fn artifact(path: &str) -> Value {
    json!({"uri": utf8_percent_encode(path, PATH).to_string(), "uriBaseId": "%SRCROOT%"})
}

fn location(path: &str, place: Option<(Position, Position)>) -> Value {
    let mut physical = json!({"artifactLocation": artifact(path)});
    if let Some(place) = place {
        physical["region"] = region(place);
    }
    json!({"physicalLocation": physical})
}

fn region((start, end): (Position, Position)) -> Value {
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

fn fixed(span: Span, replacement: &str, item: &Item<'_>, run: Run<'_>) -> Value {
    json!({
        "description": {"text": item.help.as_ref().unwrap_or(&item.message)},
        "artifactChanges": [{
            "artifactLocation": artifact(&run.sources.get(span.file).path),
            "replacements": [{"deletedRegion": region(run.places.both(span)), "insertedContent": {"text": replacement}}],
        }],
    })
}

fn properties(item: &Item<'_>) -> Map<String, Value> {
    let about = &item.finding.about;
    let known = [
        ("release", about.release.as_ref().map(|release| json!(release))),
        ("change", about.change.map(|change| json!(change))),
        ("feature", about.feature.as_ref().map(|feature| json!(feature))),
        ("owner", about.owner.as_ref().map(|owner| json!(owner))),
        ("score", about.score.map(|score| json!(rounded(score)))),
    ];
    known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
