//! The tree: scalars, lists and tables, each with its place.

use crate::source::{FileId, Located, Span};

/// A value and its place. Trees are at most 64 deep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Where it is written, quotes and brackets included.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    List(Vec<Value>),
    /// Keys and values in the order written; no key twice.
    Table(Vec<(Located<String>, Value)>),
}

/// A single value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text as written, quotes and escapes resolved.
    pub text: String,
    /// How it was written.
    pub form: Form,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Nothing after the colon, `~` or `null`: the same as no key at all.
    Blank,
    /// YAML without quotes: may be a text as well as a number.
    Plain,
    /// In quotes, or a block of lines: always a text.
    Quoted,
    /// A TOML or JSON number, boolean or date: never a text.
    Bare,
}

/// In which language a text is written; decides how a fix is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Front matter.
    Yaml,
    /// Configuration and data tables.
    Toml,
}

impl Syntax {
    /// Writes a text as this language needs it, with quotes only where they are needed.
    pub fn write_text(self, text: &str) -> String {
        match self {
            Self::Yaml if is_safe_in_yaml(text) => text.to_owned(),
            _ => quote(text),
        }
    }

    /// Writes a list of texts: `[a, b]`.
    pub fn write_list<'a>(self, texts: impl Iterator<Item = &'a str>) -> String {
        let parts = texts.map(|text| match self {
            // A comma ends an item inside brackets, so these need quotes although they wouldn't alone.
            Self::Yaml if text.contains([',', '[', ']', '{', '}']) => quote(text),
            _ => self.write_text(text),
        });
        format!("[{}]", parts.collect::<Vec<_>>().join(", "))
    }
}

/// Quotes a text so that YAML, TOML and JSON all read it back.
fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

fn is_safe_in_yaml(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let starts_well = !first.is_whitespace() && !"-?:,[]{}#&*!|>'\"%@`".contains(first);
    let ends_well = !text.ends_with(|last: char| last.is_whitespace() || last == ':');
    let is_null = matches!(text, "~" | "null" | "Null" | "NULL");
    starts_well && ends_well && !is_null && !text.contains(": ") && !text.contains(" #") && !text.contains(char::is_control)
}

impl Value {
    /// Makes a value.
    pub fn new(span: Span, content: Content) -> Self {
        Self { span, content }
    }

    /// Makes an empty table at the start of a file.
    pub fn empty(file: FileId) -> Self {
        Self { span: Span::start_of(file), content: Content::Table(Vec::new()) }
    }

    /// Says whether nothing is there: `tags:`.
    pub fn is_blank(&self) -> bool {
        matches!(&self.content, Content::Scalar(scalar) if scalar.form == Form::Blank)
    }

    /// Returns the value of a key, if this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.pairs().iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }

    /// Returns the place of a key, if this is a table that has it.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.pairs().iter().find(|(name, _)| name.value == key).map(|(name, _)| name.span)
    }

    /// Returns keys and values; nothing if this is no table.
    pub fn pairs(&self) -> &[(Located<String>, Value)] {
        match &self.content {
            Content::Table(pairs) => pairs,
            _ => &[],
        }
    }

    /// Returns the items; nothing if this is no list.
    pub fn items(&self) -> &[Value] {
        match &self.content {
            Content::List(items) => items,
            _ => &[],
        }
    }

    /// Returns the text of a scalar that is there.
    pub fn as_text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(scalar) if scalar.form != Form::Blank => Some(&scalar.text),
            _ => None,
        }
    }

    /// Returns the text of a key, with its place.
    pub fn text(&self, key: &str) -> Option<Located<String>> {
        let value = self.get(key)?;
        value.as_text().map(|text| Located::new(text.to_owned(), value.span))
    }

    /// Returns the text of a key alone.
    pub fn word(&self, key: &str) -> Option<String> {
        self.get(key)?.as_text().map(str::to_owned)
    }

    /// Returns the texts of a key that holds a list.
    pub fn texts(&self, key: &str) -> Vec<Located<String>> {
        self.get(key).map(Value::all_texts).unwrap_or_default()
    }

    /// Returns the texts of a list.
    pub fn all_texts(&self) -> Vec<Located<String>> {
        self.items().iter().filter_map(|item| Some(Located::new(item.as_text()?.to_owned(), item.span))).collect()
    }

    /// Returns the value of a key through `read`, with its place.
    pub fn read<T>(&self, key: &str, read: impl Fn(&str) -> Option<T>) -> Option<Located<T>> {
        let value = self.get(key)?;
        read(value.as_text()?).map(|read| Located::new(read, value.span))
    }

    /// Returns the whole number of a key.
    pub fn integer(&self, key: &str) -> Option<Located<i64>> {
        self.read(key, integer)
    }

    /// Returns the yes or no of a key.
    pub fn boolean(&self, key: &str) -> Option<Located<bool>> {
        self.read(key, |text| text.parse().ok())
    }
}

/// Reads a whole number; `1_000` is one too, since TOML and YAML 1.1 write it so.
pub(super) fn integer(text: &str) -> Option<i64> {
    text.replace('_', "").parse().ok()
}

/// Makes a span inside `text` that starts and ends between characters, whatever a parser says.
pub(super) fn span_in(file: FileId, text: &str, offset: usize, range: std::ops::Range<usize>) -> Span {
    let settle = |at: usize| {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = settle(range.start);
    Span::new(file, offset + start..offset + settle(range.end).max(start))
}
