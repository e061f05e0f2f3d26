//! YAML, TOML, JSON and CSV as trees of values that know their place, and what such a tree may hold.
//!
//! 1. [`yaml`], [`toml`], [`json`] and [`csv`] read a text into a [`Value`] (or rows), reporting every syntax error they can
//!    get past; a scalar keeps the text as written, so that `2026.10` is not `2026.1` and `title: no` is a word.
//! 2. [`check`] holds a table against its [`Key`]s: unknown keys, wrong values and missing ones become findings, and what is
//!    wrong is taken out, so that readers after it need no error paths.
//! 3. [`schema`] and [`reference()`] print the same keys as JSON Schema and as a page for writers.

mod check;
mod csv;
mod json;
mod judge;
mod reference;
mod schema;
mod shape;
mod toml;
mod tree;
mod yaml;
mod yaml_mistake;

pub use check::{Context, check};
pub use csv::{Row, csv};
pub use json::{json, json_any};
pub use judge::{
    ADDRESS, BASE_URL, COLOUR, DATE, FOLDER, ID, LANGUAGE, MOMENT, RELEASE, REVIEW, SCRIPT, SEGMENT, SHARE, TIME_ZONE, URL,
    WEBINAR_START, days_of,
};
pub use reference::reference;
pub use schema::schema;
pub use shape::{Judge, Key, Shape, Verdict};
pub use toml::toml;
pub use tree::{Content, Form, Scalar, Syntax, Value};
pub use yaml::yaml;
