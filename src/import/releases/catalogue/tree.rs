//! JSON (nested, flat, Chrome's and FormatJS's objects), ARB and YAML (Rails' too): trees of keys and texts.

use super::Item;
use crate::diagnostics::Findings;
use crate::source::FileId;
use crate::values::{self, Content, Value};

/// Reads JSON as i18next, vue-i18n, Chrome and FormatJS write it.
pub(super) fn json(file: FileId, text: &str, found: &mut Findings) -> Vec<Item> {
    values::json_any(file, text, found).map(|tree| items(&tree)).unwrap_or_default()
}

/// Reads Flutter's ARB: JSON where keys with `@` tell about the others.
pub(super) fn arb(file: FileId, text: &str, found: &mut Findings) -> Vec<Item> {
    let mut items = json(file, text, found);
    items.retain(|item| !item.key.starts_with('@'));
    items
}

/// Reads YAML as Rails and Symfony write it.
pub(super) fn yaml(file: FileId, text: &str, found: &mut Findings) -> Vec<Item> {
    // a text of several documents begins with the mark of the first
    let body = text.strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r', ' '])).unwrap_or(text);
    items(&values::yaml(file, body, text.len() - body.len(), found))
}

fn items(tree: &Value) -> Vec<Item> {
    let mut items = Vec::new();
    match tree.pairs() {
        // `ja:` above all else is the language, not a part of the keys
        [(name, inner)] if is_language(&name.value) && !inner.pairs().is_empty() => collect("", inner, &mut items),
        _ => collect("", tree, &mut items),
    }
    items
}

fn collect(prefix: &str, value: &Value, items: &mut Vec<Item>) {
    let name = |part: &str| if prefix.is_empty() { part.to_owned() } else { format!("{prefix}.{part}") };
    match &value.content {
        Content::Table(pairs) => match described(value) {
            Some(text) if !prefix.is_empty() => collect(prefix, text, items),
            _ => pairs.iter().for_each(|(key, inner)| collect(&name(&key.value), inner, items)),
        },
        Content::List(list) => list.iter().enumerate().for_each(|(at, inner)| collect(&name(&at.to_string()), inner, items)),
        Content::Scalar(_) => {
            items.extend(value.as_text().map(|text| Item { key: prefix.to_owned(), text: text.to_owned(), span: value.span }))
        }
    }
}

/// A text with what translators should know: `{"message": …, "description": …}`.
fn described(table: &Value) -> Option<&Value> {
    let known = ["message", "defaultMessage", "description", "placeholders", "string", "developer_comment", "id"];
    let text = ["message", "defaultMessage", "string"].into_iter().find_map(|key| table.get(key))?;
    let described = table.pairs().len() > 1 || table.get("defaultMessage").is_some();
    let only = table.pairs().iter().all(|(key, _)| known.contains(&key.value.as_str()));
    (text.as_text().is_some() && described && only).then_some(text)
}

/// Says whether a key is the code of a language that products speak: all of ISO 639-1 would take `app` and `id` for one.
fn is_language(key: &str) -> bool {
    let code = key.split(['-', '_']).next().unwrap_or_default();
    let known = "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu it ja ko lt lv ms nb nl no pl pt ro ru sk sl sr sv th tr uk ur vi zh";
    known.split(' ').any(|known| known == code) && key.len() <= 8
}
