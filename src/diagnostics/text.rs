//! The wordings: `ja.toml` and `en.toml`, one table a wording with `message`, `label` and `help`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A language that messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 日本語, the default everywhere.
    #[default]
    Ja,
    /// English.
    En,
}

/// Which part of a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Message,
    Label,
    Help,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    message: String,
    label: Option<String>,
    help: Option<String>,
}

type Wordings = BTreeMap<String, Wording>;

static JA: LazyLock<Wordings> = LazyLock::new(|| read(include_str!("ja.toml")));
static EN: LazyLock<Wordings> = LazyLock::new(|| read(include_str!("en.toml")));

/// The files are part of the program and a test reads them whole; a broken one leaves the codes' names.
fn read(text: &str) -> Wordings {
    toml::from_str(text).unwrap_or_default()
}

impl Part {
    fn of(self, wording: &Wording) -> Option<&str> {
        match self {
            Self::Message => Some(&wording.message),
            Self::Label => wording.label.as_deref(),
            Self::Help => wording.help.as_deref(),
        }
    }
}

/// Fills `{name}` places of one part of a wording; `{{` and `}}` are braces. `None` if the wording or the part does not
/// exist, or if a word of an optional part is missing.
pub(super) fn fill(lang: Lang, key: &str, part: Part, words: &[(&'static str, String)]) -> Option<String> {
    let template = template(lang, key, part)?;
    let mut filled = String::with_capacity(template.len() + 32);
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Word(name) => match words.iter().find(|(known, _)| *known == name) {
                Some((_, word)) => filled.push_str(word),
                None if part == Part::Message => filled.push('…'),
                None => return None,
            },
        }
    }
    Some(filled)
}

/// Names the words that one part of a wording asks for, in order.
pub(super) fn words(lang: Lang, key: &str, part: Part) -> Vec<&'static str> {
    let named = |piece| match piece {
        Piece::Word(name) => Some(name),
        Piece::Text(_) => None,
    };
    template(lang, key, part).map(|template| pieces(template).into_iter().filter_map(named).collect()).unwrap_or_default()
}

fn template(lang: Lang, key: &str, part: Part) -> Option<&'static str> {
    let wordings = match lang {
        Lang::Ja => &*JA,
        Lang::En => &*EN,
    };
    let mut key = key;
    let wording = loop {
        match (wordings.get(key), key.rsplit_once('.')) {
            (Some(wording), _) => break wording,
            // a case without a wording of its own says what its code says
            (None, Some((shorter, _))) => key = shorter,
            (None, None) => return None,
        }
    };
    part.of(wording)
}

/// A wording's text, cut at its words.
enum Piece<'a> {
    Text(&'a str),
    Word(&'a str),
}

fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (text, brace) = rest.split_at(at);
        pieces.push(Piece::Text(text));
        let word = brace.strip_prefix('{').and_then(|inner| inner.split_once('}'));
        rest = match (brace.get(..2), word) {
            (Some("{{" | "}}"), _) => {
                pieces.push(Piece::Text(&brace[..1]));
                &brace[2..]
            }
            (_, Some((name, after))) => {
                pieces.push(Piece::Word(name));
                after
            }
            _ => {
                pieces.push(Piece::Text(&brace[..1]));
                &brace[1..]
            }
        };
    }
    pieces.push(Piece::Text(rest));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn every_code_is_worded_in_both_languages() {
        for (name, text) in [("ja", include_str!("ja.toml")), ("en", include_str!("en.toml"))] {
            let wordings: Wordings = toml::from_str(text).unwrap_or_else(|error| panic!("{name}.toml: {error}"));
            for code in Code::ALL {
                assert!(wordings.contains_key(code.name()), "{name}.toml lacks [{}]", code.name());
            }
            for key in wordings.keys() {
                let code = key.split('.').next().unwrap_or_default();
                assert!(Code::ALL.iter().any(|known| known.name() == code), "{name}.toml: [{key}] is no code");
            }
        }
        let keys = |wordings: &Wordings| wordings.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&JA), keys(&EN));
    }

    #[test]
    fn both_languages_ask_for_the_same_words_in_the_same_parts() {
        for key in JA.keys() {
            for part in [Part::Message, Part::Label, Part::Help] {
                let asked = |lang| words(lang, key, part).into_iter().collect::<std::collections::BTreeSet<_>>();
                assert_eq!(asked(Lang::Ja), asked(Lang::En), "[{key}] {part:?}");
                let there = |lang| template(lang, key, part).is_some();
                assert_eq!(there(Lang::Ja), there(Lang::En), "[{key}] {part:?}");
            }
        }
    }

    #[test]
    fn no_wording_uses_words_of_programmers() {
        for (key, wording) in JA.iter().chain(EN.iter()) {
            let text = [Some(&wording.message), wording.label.as_ref(), wording.help.as_ref()];
            for bad in ["parse", "deserial", "パース", "構文", "不正", "無効", "invalid"] {
                assert!(!text.iter().flatten().any(|text| text.contains(bad)), "[{key}] says {bad}");
            }
        }
    }

    #[test]
    fn japanese_texts_end_without_a_full_stop() {
        for (key, wording) in JA.iter() {
            assert!(!wording.message.ends_with('。'), "[{key}] message");
            for text in [&wording.label, &wording.help].into_iter().flatten() {
                assert!(!text.ends_with('。'), "[{key}] label or help");
            }
        }
    }

    #[test]
    fn help_with_a_missing_word_is_left_out_and_a_message_keeps_its_place() {
        let key = "unknown-key.similar";
        let near = [("near", "title".to_owned())];
        assert_eq!(fill(Lang::En, key, Part::Help, &near).as_deref(), Some("write “title”"));
        assert_eq!(fill(Lang::En, key, Part::Help, &[]), None);
        assert_eq!(fill(Lang::En, key, Part::Message, &[]).as_deref(), Some("there is no key “…”"));
        assert_eq!(fill(Lang::Ja, "no-such", Part::Message, &[]), None);
    }

    #[test]
    fn case_without_a_wording_says_what_its_code_says() {
        let own = fill(Lang::Ja, "empty-site", Part::Message, &[]);
        assert!(own.is_some());
        assert_eq!(fill(Lang::Ja, "empty-site.no.such", Part::Message, &[]), own);
    }

    #[test]
    fn double_braces_are_braces() {
        let words = [("anchor", "招待".to_owned())];
        let help = fill(Lang::En, "missing-anchor", Part::Help, &words).unwrap();
        assert!(help.contains("with {#招待} after"), "{help}");
    }
}
