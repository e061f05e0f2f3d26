//! One JSON object, the format of `check` and `freshness` that scripts read (see "Freshness" in the contract).
//!
//! Every key is always there; what is not known is `null`. Only `freshness` adds `snoozed` and `known`. Lines and columns count from 1, columns in Unicode characters.

use serde_json::{Value, json};

use super::item::Item;
use super::{Formatter, Run, count};
use crate::diagnostics::is_unsafe_to_show;

pub(super) struct Json;

impl Formatter for Json {
    fn format(&self, items: &[Item<'_>], run: Run<'_>) -> String {
        let [error, warning, note] = count::by_level(items).map(|(_, count)| count);
        let options = run.options;
        let mut report = json!({
            "version": 1,
            "site": options.site,
            "as_of": options.as_of,
            "release": options.release,
            "findings": items.iter().map(finding).collect::<Vec<_>>(),
            "over_budget": options.over_budget,
            "summary": {"error": error, "warning": warning, "note": note},
        });
        if let Some(queue) = options.queue {
            report["snoozed"] = json!(queue.snoozed);
            report["known"] = json!(queue.known);
        }
        json_text(&report)
    }
}

fn finding(item: &Item<'_>) -> Value {
    let about = &item.finding.about;
    json!({
        "code": item.finding.code.name(),
        "level": item.finding.level.name(),
        "path": (!item.path.is_empty()).then_some(item.path),
        "line": item.place.map(|(start, _)| start.line),
        "column": item.place.map(|(start, _)| start.column),
        "end_line": item.place.map(|(_, end)| end.line),
        "end_column": item.place.map(|(_, end)| end.column),
        "release": about.release,
        "change": about.change,
        "feature": about.feature,
        "owner": about.owner,
        "score": about.score.map(rounded),
        "message": item.message,
        "help": item.help,
    })
}

/// Four decimals are more than anyone can tell apart, and the same on every machine.
pub(super) fn rounded(score: f64) -> f64 {
    (score.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0
}

/// Writes a value over several lines; characters that act on a display stand as `\u` escapes, which mean the same in JSON.
pub fn json_text(value: &Value) -> String {
    let plain = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut text = String::with_capacity(plain.len() + 1);
    for character in plain.chars() {
        // outside strings, where no escape may stand, JSON has no such character but the line end
        if character != '\n' && is_unsafe_to_show(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(character);
        }
    }
    text.push('\n');
    text
}
