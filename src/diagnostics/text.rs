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
pub(super) struct Wording {
    message: String,
    label: Option<String>,
    help: Option<String>,
}

pub(super) type Wordings = BTreeMap<String, Wording>;

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

/// Fills `{name}` places of one part of a wording. `None` if the wording or the part does not exist, or if a
/// word of an optional part is missing.
pub(super) fn fill(lang: Lang, key: &str, part: Part, words: &[(&'static str, String)]) -> Option<String> {
    let wordings = match lang {
        Lang::Ja => &*JA,
        Lang::En => &*EN,
    };
    let template = part.of(wordings.get(key)?)?;
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        let close = rest[open..].find('}').map(|at| open + at)?;
        let name = &rest[open + 1..close];
        match words.iter().find(|(known, _)| *known == name) {
            Some((_, word)) => filled.push_str(word),
            None if part == Part::Message => filled.push('…'),
            None => return None,
        }
        rest = &rest[close + 1..];
    }
    filled.push_str(rest);
    Some(filled)
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
    fn help_with_a_missing_word_is_left_out() {
        assert_eq!(fill(Lang::Ja, "no-such", Part::Message, &[]), None);
    }
}
