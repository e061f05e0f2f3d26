//! `shirube.toml`: what a site says about itself.
//!
//! The one entry is [`parse`]. Everything has a default; an empty text is a valid configuration.
//! 1. The text becomes a tree of values, every mistake at once (`values::toml`).
//! 2. The tree is held against the keys in `keys`; what is wrong is told and left out.
//! 3. What is left becomes a [`Config`], with defaults for the rest.

mod keys;
mod parse;
mod site;

pub use parse::parse;
pub use site::{Config, Contact, FreshnessConfig, Notice, Owner, StepConfig};

use crate::diagnostics::Lang;

/// Writes the reference of all keys as Markdown.
pub fn reference_markdown(lang: Lang) -> String {
    let title = match lang {
        Lang::Ja => "# `shirube.toml` のキー\n\nすべて省略できます。空のファイルでもサイトになります。\n\n",
        Lang::En => "# Keys of `shirube.toml`\n\nAll are optional; an empty file is a valid site.\n\n",
    };
    format!("{title}{}", crate::values::reference(keys::CONFIG, 2, lang))
}

/// Writes the JSON Schema of `shirube.toml` that editors use.
pub fn schema() -> serde_json::Value {
    let mut schema = crate::values::schema(keys::CONFIG);
    if let serde_json::Value::Object(map) = &mut schema {
        map.shift_insert(0, "$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    }
    schema
}
