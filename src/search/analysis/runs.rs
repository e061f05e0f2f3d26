//! Runs: letters that belong together. Paired scripts run on across spaces (「コンパイラ オプション」 is one run); a word of
//! another script is a run of its own and may be held together by joints (`node.js`, `c++`).

use super::letters::{Letter, Script};

/// Letters that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Whether it is a word of a script that isn't paired.
    pub is_word: bool,
    /// The letters' places in the analysed text, spaces left out.
    pub at: Vec<usize>,
    /// Places in `at` before which a space was left out, in order.
    pub gaps: Vec<usize>,
}

/// Cuts letters into runs.
pub fn runs(letters: &[Letter]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let (run, end) = match letter.script {
            Script::Word => word(letters, at),
            script if script.is_paired() => paired(letters, at),
            _ => {
                at += 1;
                continue;
            }
        };
        runs.push(run);
        at = end;
    }
    runs
}

fn word(letters: &[Letter], start: usize) -> (Run, usize) {
    let is = |at: usize, script: Script| letters.get(at).is_some_and(|letter| letter.script == script);
    let mut end = start;
    while is(end, Script::Word) || (is(end, Script::Joint) && is(end + 1, Script::Word)) {
        end += 1;
    }
    let signs = letters.iter().skip(end).take(2).take_while(|letter| matches!(letter.c, '+' | '#')).count();
    end += signs;
    (Run { is_word: true, at: (start..end).collect(), gaps: Vec::new() }, end)
}

fn paired(letters: &[Letter], start: usize) -> (Run, usize) {
    let mut run = Run { is_word: false, at: Vec::new(), gaps: Vec::new() };
    let mut at = start;
    loop {
        let from = at;
        while letters.get(at).is_some_and(|letter| letter.script.is_paired()) {
            at += 1;
        }
        run.at.extend(from..at);
        let end = at;
        while letters.get(at).is_some_and(|letter| letter.script == Script::Space) {
            at += 1;
        }
        if at == end || !letters.get(at).is_some_and(|letter| letter.script.is_paired()) {
            return (run, end);
        }
        run.gaps.push(run.at.len());
    }
}

#[cfg(test)]
mod tests {
    use super::super::letters::letters;
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let letters = letters(text);
        let word = |run: &Run| run.at.iter().filter_map(|at| letters.get(*at)).map(|letter| letter.c).collect();
        runs(&letters).iter().map(word).collect()
    }

    #[test]
    fn paired_scripts_run_on_across_spaces_and_words_keep_their_joints() {
        assert_eq!(cut("請求書 出力。CSV-2 Node.jsとC++"), ["請求書出力", "csv-2", "node.js", "と", "c++"]);
        assert_eq!(cut("a- b. 'c'"), ["a", "b", "c"]);
    }
}
