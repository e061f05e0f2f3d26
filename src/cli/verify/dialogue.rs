//! The question after a page was shown: one key and Enter.

use std::io::{self, BufRead, Write};

use crate::diagnostics::Lang;
use crate::japanese;

use super::super::arguments::Answer;
use super::super::texts;

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reply {
    /// The page was looked at.
    Answer(Answer),
    /// Not now.
    Later,
    /// Nobody answers any more.
    End,
}

/// Asks until there is an answer. While the page still says something wrong, only "still right" is taken, and only when it is
/// given twice.
pub(super) fn ask(input: &mut impl BufRead, output: &mut impl Write, lang: Lang, errors: usize) -> io::Result<Reply> {
    let count = errors.to_string();
    let mut was_warned = false;
    loop {
        write!(output, "{}", texts::text(lang, "verify-ask"))?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            writeln!(output)?;
            return Ok(Reply::End);
        }
        match read(&line) {
            Some(Reply::Answer(answer)) if errors > 0 && (answer != Answer::Right || !was_warned) => {
                let key = if answer == Answer::Right { "verify-sure" } else { "verify-mend-first" };
                was_warned |= answer == Answer::Right;
                writeln!(output, "{}", texts::fill(lang, key, &[("count", &count)]))?;
            }
            Some(reply) => return Ok(reply),
            None => writeln!(output, "{}", texts::text(lang, "verify-again"))?,
        }
    }
}

/// Numbers can be typed with a Japanese keyboard in any state, full-width ones too.
fn read(line: &str) -> Option<Reply> {
    let key: String = japanese::normalise(line.trim()).to_lowercase();
    match key.as_str() {
        "1" | "u" => Some(Reply::Answer(Answer::Updated)),
        "2" | "r" => Some(Reply::Answer(Answer::Right)),
        "3" | "n" => Some(Reply::Answer(Answer::Unrelated)),
        "4" | "s" => Some(Reply::Later),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(typed: &str, errors: usize) -> (Reply, String) {
        let mut output = Vec::new();
        let reply = ask(&mut typed.as_bytes(), &mut output, Lang::Ja, errors).unwrap();
        (reply, String::from_utf8(output).unwrap())
    }

    #[test]
    fn one_key_answers_in_any_state_of_the_keyboard() {
        for (typed, answer) in [("1\n", Answer::Updated), ("２\n", Answer::Right), (" N \n", Answer::Unrelated)] {
            assert_eq!(reply(typed, 0).0, Reply::Answer(answer), "{typed}");
        }
        assert_eq!(reply("4\r\n", 0).0, Reply::Later);
    }

    #[test]
    fn anything_else_is_asked_again_and_the_end_of_input_ends_it() {
        let (end, said) = reply("はい\n", 0);
        assert_eq!(end, Reply::End);
        assert_eq!(said.matches(&texts::text(Lang::Ja, "verify-ask")).count(), 2);
    }

    #[test]
    fn page_that_is_still_wrong_takes_only_still_right_and_only_twice() {
        assert_eq!(reply("1\n3\n2\n", 2).0, Reply::End);
        assert_eq!(reply("2\n2\n", 2).0, Reply::Answer(Answer::Right));
        assert_eq!(reply("2\n4\n", 2).0, Reply::Later);
        assert!(reply("1\n", 2).1.contains('2'));
    }
}
