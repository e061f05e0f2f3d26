//! A finding as a value: what is wrong, where, and the exact text to write instead.
//!
//! The one entry is [`Diagnostic::new`] (or [`Diagnostic::at`]). A finding carries no prose, only a [`Code`], which
//! wording of it, and the words to fill in; the prose stands in `ja.toml` and `en.toml`, one place a language, and is
//! joined by [`Diagnostic::message`], [`Diagnostic::label`] and [`Diagnostic::help`]. What each code means at length
//! stands in `explain/`, see [`explanation`].

mod chain;
mod code;
mod explain;
mod nearest;
mod text;
mod visible;

pub use chain::chain;
pub use code::{Code, Level};
pub use explain::{Explanation, explanation, explanation_markdown};
pub use nearest::{Guesses, nearest};
pub use text::Lang;
pub use visible::{is_unsafe_to_show, visible, visible_lines};

use crate::source::{FileId, Sources, Span};

/// The exact text to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to replace; empty to insert.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

/// What a finding is about, beyond its place: filled by freshness.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    /// The release whose change caused it.
    pub release: Option<String>,
    /// Which of the release's changes, from 0.
    pub change: Option<u32>,
    /// The feature concerned.
    pub feature: Option<String>,
    /// Who keeps the page.
    pub owner: Option<String>,
    /// Sureness and importance in [0, 1].
    pub score: Option<f64>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// What kind of mistake.
    pub code: Code,
    /// How bad.
    pub level: Level,
    /// The place in a text, when there is one.
    pub span: Option<Span>,
    /// The file concerned when it has no readable text (a picture, a file in another encoding): site-relative path.
    pub path: Option<String>,
    /// Which wording: a key in `ja.toml` and `en.toml`, by default the code's own name.
    pub wording: &'static str,
    /// Words to fill into the wording's `{name}` places.
    pub words: Vec<(&'static str, String)>,
    /// The exact text to write instead, if known.
    pub fix: Option<Fix>,
    /// Other places that belong to it (the other file of a clash).
    pub related: Vec<Span>,
    /// Release, owner, score.
    pub about: About,
}

impl Diagnostic {
    /// Makes a finding at a place in a text, with the code's usual level and wording.
    pub fn new(code: Code, span: Span) -> Self {
        Self { span: Some(span), ..Self::bare(code) }
    }

    /// Makes a finding about a file as a whole, by its site-relative path.
    pub fn at(code: Code, path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::bare(code) }
    }

    /// Makes a finding about the site as a whole.
    pub fn bare(code: Code) -> Self {
        Self {
            code,
            level: code.level(),
            span: None,
            path: None,
            wording: code.name(),
            words: Vec::new(),
            fix: None,
            related: Vec::new(),
            about: About::default(),
        }
    }

    /// Chooses another wording of the same code: a key of `ja.toml` that starts with the code's name, `broken-link.similar`.
    #[must_use]
    pub fn wording(mut self, key: &'static str) -> Self {
        self.wording = key;
        self
    }

    /// Fills one `{name}` of the wording.
    #[must_use]
    pub fn with(mut self, name: &'static str, word: impl Into<String>) -> Self {
        self.words.push((name, word.into()));
        self
    }

    /// Adds the exact text to write instead of `span`.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }

    /// Adds another place that belongs to the finding.
    #[must_use]
    pub fn related(mut self, span: Span) -> Self {
        self.related.push(span);
        self
    }

    /// Says what is wrong, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        text::fill(lang, self.wording, text::Part::Message, &self.words).unwrap_or_else(|| self.code.name().to_owned())
    }

    /// Says what stands at the place, in a few words, for the line under the carets.
    pub fn label(&self, lang: Lang) -> Option<String> {
        text::fill(lang, self.wording, text::Part::Label, &self.words)
    }

    /// Says what to do.
    pub fn help(&self, lang: Lang) -> Option<String> {
        text::fill(lang, self.wording, text::Part::Help, &self.words)
    }

    /// Names the words that its wording asks for and that it doesn't carry. A message shows `…` in their place, label and
    /// help are left out; a test over real findings should see none.
    pub fn unfilled(&self) -> Vec<&'static str> {
        let asked = [text::Part::Message, text::Part::Label, text::Part::Help]
            .into_iter()
            .flat_map(|part| text::words(Lang::Ja, self.wording, part));
        let mut missing: Vec<_> = asked.filter(|name| !self.words.iter().any(|(known, _)| known == name)).collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }

    /// Returns the site-relative path of the file it is about.
    pub fn path<'a>(&'a self, sources: &'a Sources) -> &'a str {
        match (self.span, &self.path) {
            (Some(span), _) => &sources.get(span.file).path,
            (None, Some(path)) => path,
            (None, None) => "",
        }
    }
}

/// The findings of a run, gathered from every phase.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Diagnostic) {
        self.list.push(finding);
    }

    /// Adds many.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(findings);
    }

    /// Puts them in the order in which people read them: by path, place, level, code and words; equal ones once.
    #[must_use]
    pub fn sorted(mut self, sources: &Sources) -> Self {
        let key = |finding: &Diagnostic| {
            let place = finding.span.map_or((0, 0), |span| (span.start, span.end));
            (finding.path(sources).to_owned(), place, finding.level, finding.code.name(), finding.words.clone())
        };
        self.list.sort_by_cached_key(key);
        self.list.dedup();
        self
    }

    /// Says whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Goes through them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Counts those of a level.
    pub fn count(&self, level: Level) -> usize {
        self.list.iter().filter(|finding| finding.level == level).count()
    }

    /// Says whether one of them keeps the old site in place (marked E in the promises).
    pub fn stop_build(&self) -> bool {
        self.list.iter().any(|finding| finding.code.stops_build())
    }

    /// Returns the files whose findings stop the build.
    pub fn stopping_files(&self) -> impl Iterator<Item = FileId> + '_ {
        self.list.iter().filter(|finding| finding.code.stops_build()).filter_map(|finding| finding.span.map(|span| span.file))
    }
}

impl IntoIterator for Findings {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
