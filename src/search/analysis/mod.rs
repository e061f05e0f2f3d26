//! How a text becomes terms: defined once, run here for the index and in the browser for what is asked
//! (`themes/default/scripts/search/analysis.js`). Vectors in `tests/shared/` hold the two together.
//!
//! The entry is [`Analysis::of`]. Its steps: bring the text to one spelling letter by letter (`letters`), cut it into runs of
//! Chinese, Japanese and Korean letters and words of other scripts (`runs`), and emit the terms of each run (`terms`).

mod letters;
mod reading;
mod runs;
mod stem;
mod terms;

pub use letters::{Letter, Script, letters};
pub use reading::{reading_key, reading_runs, sounds};
pub use runs::{Run, runs};
pub use stem::stem;
pub use terms::{Family, Term, katakana_runs, term_list, terms};

/// A text analysed once: its letters and where its runs are.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The letters in one spelling.
    pub letters: Vec<Letter>,
    /// Its runs in order.
    pub runs: Vec<Run>,
}

impl Analysis {
    /// Analyses a text.
    pub fn of(text: &str) -> Self {
        let letters = letters(text);
        let runs = runs(&letters);
        Self { letters, runs }
    }

    /// Goes through the letters of a run.
    pub fn letters_of<'a>(&'a self, run: &'a Run) -> impl Iterator<Item = &'a Letter> {
        run.at.iter().filter_map(|at| self.letters.get(*at))
    }

    /// Returns all letters without spaces and marks: what two texts have in common if they are one phrase.
    pub fn phrase(&self) -> String {
        self.runs.iter().flat_map(|run| self.letters_of(run)).map(|letter| letter.c).collect()
    }
}
