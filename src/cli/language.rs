//! Which language the program speaks: `--lang`, else the locale, else Japanese.

use std::ffi::OsString;

use crate::diagnostics::Lang;

/// Finds the language before the arguments are parsed, since mistakes in them are reported in it, too.
pub(super) fn language(arguments: &[OsString]) -> Lang {
    asked(arguments).unwrap_or_else(locale)
}

fn asked(arguments: &[OsString]) -> Option<Lang> {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        match argument {
            "--" => return None,
            "--lang" => return arguments.next().and_then(named),
            other => {
                if let Some(value) = other.strip_prefix("--lang=") {
                    return named(value);
                }
            }
        }
    }
    None
}

fn named(value: &str) -> Option<Lang> {
    match value {
        "ja" => Some(Lang::Ja),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// `LC_ALL`, `LC_MESSAGES`, `LANG`, the first that is set; English only where it says so.
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
fn locale() -> Lang {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if set.is_some_and(|locale| locale.starts_with("en")) { Lang::En } else { Lang::Ja }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_is_known_before_the_rest_is_parsed() {
        let arguments = |list: &[&str]| list.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(asked(&arguments(&["shirube", "bulid", "--lang", "en"])), Some(Lang::En));
        assert_eq!(asked(&arguments(&["shirube", "--lang=ja", "build"])), Some(Lang::Ja));
        assert_eq!(asked(&arguments(&["shirube", "markdown", "--", "--lang=en"])), None);
    }
}
