//! What the command line says, `ja.toml` and `en.toml`: help of every command and option, and its other words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clap::Command;

use crate::diagnostics::Lang;

static JA: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| toml::from_str(include_str!("ja.toml")).unwrap_or_default());
static EN: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| toml::from_str(include_str!("en.toml")).unwrap_or_default());

/// Returns a text; a test holds that both languages have every key that is used.
pub(super) fn text(lang: Lang, key: &str) -> String {
    let texts = if lang == Lang::Ja { &*JA } else { &*EN };
    texts.get(key).cloned().unwrap_or_else(|| key.to_owned())
}

/// Returns a text with its `{name}` places filled.
pub(super) fn fill(lang: Lang, key: &str, words: &[(&str, &str)]) -> String {
    words.iter().fold(text(lang, key), |text, (name, word)| text.replace(&format!("{{{name}}}"), word))
}

/// Puts the help of every command and option in, by its name: `build`, `build.out`.
pub(super) fn localise(command: Command, lang: Lang) -> Command {
    let template = format!("{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", text(lang, "heading-usage"));
    let subcommands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = with_options(command.about(text(lang, "about")), "shirube", lang)
        .help_template(template.clone())
        .subcommand_help_heading(text(lang, "heading-commands"))
        .subcommand_value_name(text(lang, "heading-command"))
        .disable_version_flag(true)
        .arg(
            clap::Arg::new("version")
                .long("version")
                .short('V')
                .action(clap::ArgAction::Version)
                .help(text(lang, "option-version"))
                .help_heading(text(lang, "heading-options")),
        );
    for name in subcommands {
        command = command
            .mut_subcommand(&name, |sub| with_options(sub.about(text(lang, &name)), &name, lang).help_template(template.clone()));
    }
    command
}

fn with_options(command: Command, name: &str, lang: Lang) -> Command {
    let command = command.disable_help_flag(true).mut_args(|argument| {
        let heading = if argument.is_positional() { "heading-arguments" } else { "heading-options" };
        let key = format!("option-{}", argument.get_id());
        let own = format!("{name}.{}", argument.get_id());
        let texts = if lang == Lang::Ja { &*JA } else { &*EN };
        let help = texts.get(&own).or_else(|| texts.get(&key)).cloned().unwrap_or(own);
        argument.help(help).help_heading(text(lang, heading)).hide_possible_values(false)
    });
    command.arg(
        clap::Arg::new("help")
            .long("help")
            .short('h')
            .action(clap::ArgAction::Help)
            .help(text(lang, "option-help"))
            .help_heading(text(lang, "heading-options")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_keys() {
        let keys = |texts: &BTreeMap<String, String>| texts.keys().cloned().collect::<Vec<_>>();
        assert!(!JA.is_empty());
        assert_eq!(keys(&JA), keys(&EN));
    }
}
