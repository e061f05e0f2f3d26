//! What each code means, at length: `ja.toml` and `en.toml`, one table a code.
//!
//! The entries are [`explanation`] (one code, for `--explain`-like places and SARIF) and [`explanation_markdown`], the whole
//! reference page that the help centre shows and a test compares.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use super::{Code, Lang, Level};

/// What a code means; every text is Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// A few words for a heading.
    pub title: String,
    /// What it finds.
    pub finds: String,
    /// Why it matters.
    pub why: String,
    /// What the mistake looks like.
    pub example: String,
    /// What to write instead.
    pub instead: String,
}

type Explanations = BTreeMap<String, Explanation>;

static JA: LazyLock<Explanations> = LazyLock::new(|| read(include_str!("ja.toml")));
static EN: LazyLock<Explanations> = LazyLock::new(|| read(include_str!("en.toml")));
/// Stands in for a table that is not there; a test sees to it that none is missing.
static NOTHING: LazyLock<Explanation> = LazyLock::new(Explanation::default);

fn read(text: &str) -> Explanations {
    toml::from_str(text).unwrap_or_default()
}

/// Explains a code.
pub fn explanation(code: Code, lang: Lang) -> &'static Explanation {
    let explanations = match lang {
        Lang::Ja => &*JA,
        Lang::En => &*EN,
    };
    explanations.get(code.name()).unwrap_or(&NOTHING)
}

/// The fixed words of the reference page.
struct Words {
    title: &'static str,
    description: &'static str,
    opening: &'static str,
    level: &'static str,
    stops: [&'static str; 2],
    parts: [&'static str; 4],
    levels: [&'static str; 3],
}

const WORDS_JA: Words = Words {
    title: "メッセージの一覧",
    description: "shirube が出すメッセージの意味と、代わりに何を書くか",
    opening: "メッセージの角かっこの中の名前（コード）で引けます。公開を止めるものが1つでもあると、公開中のサイトは前のまま残ります。",
    level: "重さ",
    stops: ["公開を止めません", "公開を止めます"],
    parts: ["見つけるもの", "なぜ大切か", "例", "代わりに書くもの"],
    levels: ["エラー", "注意", "参考"],
};

const WORDS_EN: Words = Words {
    title: "Messages",
    description: "What shirube's messages mean and what to write instead",
    opening: "Look up the name in the message's square brackets, its code. While one finding stops the build, the old site stays as it was.",
    level: "Level",
    stops: ["the site is still published", "stops the build"],
    parts: ["What it finds", "Why it matters", "Example", "Write instead"],
    levels: ["error", "warning", "note"],
};

/// Writes the reference of all codes as one Markdown page with front matter; each code is a heading with its name as id.
pub fn explanation_markdown(lang: Lang) -> String {
    let words = match lang {
        Lang::Ja => &WORDS_JA,
        Lang::En => &WORDS_EN,
    };
    let Words { title, description, opening, .. } = words;
    let mut page = format!("---\ntitle: {title}\ndescription: {description}\ntype: reference\n---\n\n{opening}\n");
    for &code in Code::ALL {
        section(&mut page, code, explanation(code, lang), words);
    }
    page
}

fn section(page: &mut String, code: Code, explanation: &Explanation, words: &Words) {
    let level = match code.level() {
        Level::Error => words.levels[0],
        Level::Warning => words.levels[1],
        Level::Note => words.levels[2],
    };
    let Explanation { title, finds, why, example, instead } = explanation;
    let stops = words.stops[usize::from(code.stops_build())];
    let colon = if level.is_ascii() { ": " } else { "：" };
    // writing to a String cannot fail
    let _ = write!(page, "\n## `{0}` {title} {{#{0}}}\n\n", code.name());
    let separator = if level.is_ascii() { "; " } else { "。" };
    let _ = writeln!(page, "{}{colon}{level}{separator}{stops}", words.level);
    for (heading, text) in words.parts.iter().zip([finds, why, example, instead]) {
        let _ = write!(page, "\n**{heading}**\n\n{}\n", text.trim());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_and_nothing_else_is_explained_in_both_languages() {
        for (name, text) in [("ja", include_str!("ja.toml")), ("en", include_str!("en.toml"))] {
            let explanations: Explanations = toml::from_str(text).unwrap_or_else(|error| panic!("{name}.toml: {error}"));
            for code in Code::ALL {
                let found = explanations.get(code.name()).unwrap_or_else(|| panic!("{name}.toml lacks [{}]", code.name()));
                let parts = [&found.title, &found.finds, &found.why, &found.example, &found.instead];
                assert!(parts.iter().all(|part| !part.trim().is_empty()), "{name}.toml: [{}] has an empty part", code.name());
            }
            assert_eq!(explanations.len(), Code::ALL.len(), "{name}.toml explains something that is no code");
        }
    }

    #[test]
    fn explanations_follow_the_order_of_the_codes() {
        for text in [include_str!("ja.toml"), include_str!("en.toml")] {
            let written: Vec<_> = text.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']')).collect();
            assert_eq!(written, Code::ALL.iter().map(|code| code.name()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn reference_page_has_every_code_once_with_level_and_anchor() {
        for lang in [Lang::Ja, Lang::En] {
            let page = explanation_markdown(lang);
            for code in Code::ALL {
                let anchor = format!("{{#{}}}", code.name());
                assert_eq!(page.matches(&anchor).count(), 1, "{anchor}");
            }
            let stopping = Code::ALL.iter().filter(|code| code.stops_build()).count();
            let says = if lang == Lang::Ja { "。公開を止めます" } else { "; stops the build" };
            assert_eq!(page.matches(says).count(), stopping);
        }
        assert!(explanation_markdown(Lang::Ja).starts_with("---\ntitle: メッセージの一覧\n"));
    }
}
