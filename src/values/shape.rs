//! What a table may hold: keys, each with its shape and one sentence in each language.

/// One key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// What its value may be.
    pub shape: Shape,
    /// To which kinds of file it belongs, by names that the owner of the table chooses; empty for all.
    pub kinds: &'static [&'static str],
    /// Whether it must be there.
    pub required: bool,
    /// What it means, in Japanese.
    pub ja: &'static str,
    /// What it means, in English.
    pub en: &'static str,
    /// Words people write instead of it.
    pub synonyms: &'static [&'static str],
}

impl Key {
    /// Makes an optional key of every kind.
    pub const fn new(name: &'static str, shape: Shape, ja: &'static str, en: &'static str) -> Self {
        Self { name, shape, kinds: &[], required: false, ja, en, synonyms: &[] }
    }

    /// Says to which kinds it belongs.
    pub const fn of(mut self, kinds: &'static [&'static str]) -> Self {
        self.kinds = kinds;
        self
    }

    /// Makes it one that must be there.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Names words people write instead.
    pub const fn also(mut self, synonyms: &'static [&'static str]) -> Self {
        self.synonyms = synonyms;
        self
    }

    /// Says whether it belongs to a kind.
    pub fn belongs_to(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Any text.
    Text,
    /// A text with a rule.
    Judged(&'static Judge),
    /// A whole number from the first to the second.
    Integer(i64, i64),
    /// `true` or `false`.
    Boolean,
    /// One of some words.
    Choice(&'static [&'static str]),
    /// A list, or one item alone. A comma in a lone text is taken for a list without its brackets.
    List(&'static Shape),
    /// Texts that may hold commas, or one alone.
    Sentences,
    /// A table of known keys.
    Table(&'static [Key]),
    /// A table of any keys.
    Map(&'static Shape),
    /// Two shapes: the first where a scalar is written, the second otherwise.
    Either(&'static Shape, &'static Shape),
}

/// A rule for a text.
#[derive(Debug)]
pub struct Judge {
    /// The wording of a finding.
    pub wording: &'static str,
    /// A value to imitate.
    pub example: &'static str,
    /// The rule as a regular expression for the JSON Schema.
    pub pattern: Option<&'static str>,
    /// The rule in a few words for the reference, in Japanese and English.
    pub words: (&'static str, &'static str),
    /// Whether numbers and dates of TOML are meant as text, too.
    pub bare: bool,
    /// The rule.
    pub judge: fn(&str) -> Verdict,
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Right.
    Fine,
    /// Wrong, with what to write instead where it can be known.
    Wrong(Option<String>),
}
