//! The table of keys, printed: as JSON Schema for editors and as a page for writers.

use serde_json::{Value as Json, json};

use super::keys::{KEYS, KINDS};
use super::place::folder_of;
use crate::diagnostics::Lang;

/// Writes the JSON Schema (2020-12) of front matter that editors use: one for all kinds.
pub fn schema() -> Json {
    let mut schema = crate::values::schema(KEYS);
    if let Json::Object(map) = &mut schema {
        map.shift_insert(0, "$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        map.shift_insert(1, "title".to_owned(), json!("shirube front matter"));
    }
    schema
}

/// Writes the reference of front matter: the keys of all kinds, then those of each kind.
pub fn reference_markdown(lang: Lang) -> String {
    // A key that most kinds share belongs to the first table; the others say where they belong by standing there.
    let is_shared = |kinds: &[&str]| kinds.is_empty() || kinds.len() >= KINDS.len() - 1;
    let (title, shared) = match lang {
        Lang::Ja => {
            ("# 原稿の先頭に書くキー\n\nすべて省略できます（必須と書いたものを除きます）。\n", "\n## すべてのページ {#all}\n\n")
        }
        Lang::En => ("# Front matter\n\nAll keys are optional unless marked.\n", "\n## All pages {#all}\n\n"),
    };
    let mut text = format!("{title}{shared}");
    text.push_str(&crate::values::reference(KEYS.iter().filter(|key| is_shared(key.kinds)), 3, lang));
    for &kind in KINDS {
        let own: Vec<_> = KEYS.iter().filter(|key| !is_shared(key.kinds) && key.kinds.contains(&kind)).collect();
        if !own.is_empty() {
            let heading = format!("\n## {}（`{}`） {{#{kind}}}\n\n", kind_title(kind, lang), folder_of(kind));
            let heading = if lang == Lang::En { heading.replace('（', " (").replace('）', ")") } else { heading };
            text.push_str(&heading);
            text.push_str(&crate::values::reference(own, 3, lang));
        }
    }
    text
}

fn kind_title(kind: &str, lang: Lang) -> &'static str {
    let (ja, en) = match kind {
        "section" => ("コレクション", "Collections"),
        "article" => ("記事", "Articles"),
        "faq" => ("よくある質問", "FAQ entries"),
        "release" => ("リリース記録", "Release records"),
        "webinar" => ("ウェビナー", "Webinars"),
        "track" => ("トラック", "Tracks"),
        "task" => ("タスク", "Tasks"),
        "group" => ("タスクのまとまり", "Task groups"),
        "rule" => ("運用ルール", "Rules"),
        "playbook" => ("社内の手引き", "Playbooks"),
        _ => ("部品", "Snippets"),
    };
    if lang == Lang::Ja { ja } else { en }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_and_reference_hold_every_key() {
        let schema = schema();
        let (ja, en) = (reference_markdown(Lang::Ja), reference_markdown(Lang::En));
        for key in KEYS {
            assert!(schema.pointer(&format!("/properties/{}", key.name)).is_some(), "{}", key.name);
            for text in [&ja, &en] {
                assert!(text.contains(&format!("| `{}`", key.name)), "{}", key.name);
            }
        }
        assert_eq!(schema["properties"]["status"]["anyOf"].as_array().map(Vec::len), Some(2));
        assert_eq!(schema["properties"]["changes"]["anyOf"][0]["items"]["required"], json!(["kind"]));
    }

    #[test]
    fn every_key_is_told_in_both_languages_and_belongs_to_known_kinds() {
        for key in KEYS {
            assert!(key.ja.ends_with(['。', 't', 'v', '7', '0']) && key.en.ends_with('.'), "{}", key.name);
            assert!(key.kinds.iter().all(|kind| KINDS.contains(kind)), "{}", key.name);
            for synonym in key.synonyms {
                let clash =
                    KEYS.iter().any(|other| other.name == *synonym && key.kinds.iter().any(|kind| other.belongs_to(kind)));
                assert!(!clash, "{synonym} is a key of the same kind as {}", key.name);
            }
        }
    }
}
