//! What the command line says, `ja.toml` and `en.toml`: help of every command and option, and its other words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clap::{Arg, ArgAction, Command};

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

/// Writes a day (ISO) as people do: `12月2日`.
pub(super) fn day(lang: Lang, iso: &str) -> String {
    match (lang, iso.parse::<jiff::civil::Date>()) {
        (Lang::Ja, Ok(day)) => format!("{}月{}日", day.month(), day.day()),
        _ => iso.to_owned(),
    }
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
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(text(lang, "option-version"))
                .help_heading(text(lang, "heading-options")),
        );
    for name in subcommands {
        command = command.mut_subcommand(&name, |sub| localised(sub, &name, &template, lang));
    }
    command
}

/// A command, or one within another: the help of `shirube release new` is `release-new`.
fn localised(command: Command, name: &str, template: &str, lang: Lang) -> Command {
    let inner: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = with_options(command.about(text(lang, name)), name, lang).help_template(template.to_owned());
    for sub in inner {
        let name = format!("{name}-{sub}");
        command = command
            .subcommand_help_heading(text(lang, "heading-commands"))
            .disable_help_subcommand(true)
            .mut_subcommand(&sub, |sub| localised(sub, &name, template, lang));
    }
    command
}

fn with_options(command: Command, name: &str, lang: Lang) -> Command {
    let command = command.disable_help_flag(true).mut_args(|argument| described(argument, name, lang));
    let usage = usage(&command, name, lang);
    command.override_usage(usage).arg(
        Arg::new("help")
            .long("help")
            .short('h')
            .action(ArgAction::Help)
            .help(text(lang, "option-help"))
            .help_heading(text(lang, "heading-options")),
    )
}

/// The help of one argument, with its possible and default values in the reader's language.
fn described(argument: Arg, name: &str, lang: Lang) -> Arg {
    let own = format!("{name}.{}", argument.get_id());
    let shared = format!("option-{}", argument.get_id());
    let texts = if lang == Lang::Ja { &*JA } else { &*EN };
    let mut help = texts.get(&own).or_else(|| texts.get(&shared)).cloned().unwrap_or(own);
    if argument.get_action().takes_values() {
        let values = argument.get_possible_values();
        let values: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
        if !values.is_empty() {
            help.push_str(&fill(lang, "help-values", &[("values", &values.join(&text(lang, "help-separator")))]));
        }
        let default = argument.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
        if let Some(default) = default {
            help.push_str(&fill(lang, "help-default", &[("default", &default)]));
        }
    }
    let heading = if argument.is_positional() { "heading-arguments" } else { "heading-options" };
    let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let value = value.unwrap_or_else(|| argument.get_id().as_str().to_uppercase());
    let named = if argument.get_action().takes_values() {
        let value = texts.get(&format!("value-{value}")).cloned().unwrap_or(value);
        argument.value_name(value).hide_possible_values(true).hide_default_value(true)
    } else {
        argument
    };
    named.help(help).help_heading(text(lang, heading))
}

fn usage(command: &Command, name: &str, lang: Lang) -> String {
    if name == "shirube" {
        return format!("shirube <{}>", text(lang, "heading-command"));
    }
    let words = name.replace('-', " ");
    if command.has_subcommands() {
        return format!("shirube {words} <{}>", text(lang, "heading-command"));
    }
    let mut usage = format!("shirube {words} [{}]", text(lang, "heading-options"));
    for argument in command.get_positionals() {
        let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
        let many = if matches!(argument.get_action(), ArgAction::Append) { "…" } else { "" };
        usage.push_str(&if argument.is_required_set() { format!(" <{value}>{many}") } else { format!(" [{value}]{many}") });
    }
    usage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_option_has_its_help_in_both_languages() {
        use clap::CommandFactory;
        for lang in [Lang::Ja, Lang::En] {
            let command = localise(super::super::arguments::Arguments::command(), lang);
            command.clone().debug_assert();
            for sub in command.get_subcommands().flat_map(|sub| std::iter::once(sub).chain(sub.get_subcommands())) {
                let helps = sub.get_arguments().filter_map(|argument| argument.get_help().map(ToString::to_string));
                for help in helps.chain(sub.get_about().map(ToString::to_string)) {
                    assert!(help.contains(' ') || !help.is_ascii(), "{}: no help text for {help}", sub.get_name());
                }
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        let keys = |texts: &BTreeMap<String, String>| texts.keys().cloned().collect::<Vec<_>>();
        assert!(!JA.is_empty());
        assert_eq!(keys(&JA), keys(&EN));
    }
}
