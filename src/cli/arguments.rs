//! Arguments as typed.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::diagnostics::{Lang, Level};
use crate::import::Format as ImportFormat;
use crate::report::Format;

use super::texts;

#[derive(Debug, Parser)]
#[command(name = "shirube", version, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Read by `language` before; here so that it is known everywhere.
    #[arg(long, global = true, value_enum)]
    lang: Option<LangArg>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(Build),
    Check(Check),
    Freshness(Freshness),
    Fix(Fix),
    Verify(Verify),
    Inventory(Inventory),
    Serve(Serve),
    New(New),
    Release(Release),
    Schema,
    Markdown(Markdown),
}

/// Where the site is and which day it is.
#[derive(Debug, Clone, Args)]
pub(super) struct SiteArgs {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(long, value_name = "NAME", default_value = "public")]
    pub audience: String,
    #[arg(long)]
    pub drafts: bool,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    #[arg(long, value_name = "FORMAT", value_parser = Format::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>(), default_value = "human")]
    format: String,
    #[arg(long, value_enum, default_value = "error")]
    fail_on: LevelArg,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub site: SiteArgs,
    #[command(flatten)]
    pub report: ReportArgs,
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub site: SiteArgs,
    #[command(flatten)]
    pub report: ReportArgs,
}

#[derive(Debug, Args)]
pub(super) struct Freshness {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub report: ReportArgs,
    #[arg(long, value_name = "NAME")]
    pub release: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "release")]
    pub since: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    #[arg(long)]
    pub no_budget: bool,
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    #[arg(long, requires = "baseline", conflicts_with_all = ["release", "since", "owner", "changed_since"])]
    pub update_baseline: bool,
    #[arg(long, value_name = "SETTING", value_delimiter = ',', conflicts_with_all = ["no_budget", "baseline", "changed_since"])]
    pub simulate: Vec<String>,
    #[arg(long, conflicts_with_all = ["release", "since"])]
    pub record: bool,
}

#[derive(Debug, Args)]
pub(super) struct Fix {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(value_name = "PAGE")]
    pub pages: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub release: Option<String>,
    #[arg(long, conflicts_with = "release")]
    pub ids: bool,
    #[arg(long)]
    pub write: bool,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(value_name = "PAGE", required_unless_present = "all_fixed")]
    pub pages: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub release: Option<String>,
    #[arg(long, value_name = "ANSWER", value_enum)]
    pub r#as: Vec<Answer>,
    #[arg(long, conflicts_with = "as")]
    pub all_fixed: bool,
    #[arg(long, value_name = "REV", requires = "all_fixed", conflicts_with = "pages", default_value = "HEAD")]
    pub changed_since: String,
}

/// What a person says of a page after looking at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Answer {
    /// It was wrong and is right now.
    Updated,
    /// It was right and still is.
    Right,
    /// What changed is no matter of this page.
    Unrelated,
}

#[derive(Debug, Args)]
pub(super) struct Inventory {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "csv")]
    pub format: TableFormat,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    Csv,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub site: SiteArgs,
    #[arg(long, default_value_t = 8400)]
    pub port: u16,
}

#[derive(Debug, Args)]
pub(super) struct New {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    pub kind: String,
    pub title: String,
    #[arg(long, value_name = "NAME")]
    pub collection: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub id: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    #[arg(long, value_name = "STEP")]
    pub step: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Release {
    #[command(subcommand)]
    pub command: ReleaseCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ReleaseCommand {
    New(ReleaseNew),
    Import(ReleaseImport),
}

#[derive(Debug, Args)]
pub(super) struct ReleaseNew {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(value_name = "RELEASE")]
    pub name: String,
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    #[arg(long, value_name = "STATUS", value_parser = ["planned", "released"], default_value = "planned")]
    pub status: String,
}

#[derive(Debug, Args)]
pub(super) struct ReleaseImport {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "after", conflicts_with = "files")]
    pub before: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "before", conflicts_with = "files")]
    pub after: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", value_parser = ImportFormat::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>(), default_value = "auto")]
    pub format: String,
    #[arg(long, value_name = "RELEASE")]
    pub release: Option<String>,
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    #[arg(long, value_name = "LANG")]
    pub labels_language: Option<String>,
    #[arg(long)]
    pub unreleased: bool,
    #[arg(long)]
    pub write: bool,
}

#[derive(Debug, Args)]
pub(super) struct Markdown {
    #[arg(long)]
    pub plain: bool,
    #[arg(long, requires = "plain")]
    pub gfm: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LangArg {
    Ja,
    En,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LevelArg {
    Error,
    Warning,
    Note,
}

impl ReportArgs {
    pub(super) fn format(&self) -> Format {
        Format::named(&self.format).unwrap_or_default()
    }

    /// The level from which a finding makes the exit code 1.
    pub(super) fn gate(&self) -> Level {
        match self.fail_on {
            LevelArg::Error => Level::Error,
            LevelArg::Warning => Level::Warning,
            LevelArg::Note => Level::Note,
        }
    }
}

/// What is said instead of running: help, the version, or a mistake in the arguments.
pub(super) struct Said {
    text: String,
    is_mistake: bool,
}

impl Said {
    pub(super) fn print(&self) -> ExitCode {
        if self.is_mistake {
            anstream::eprint!("{}", self.text);
            return ExitCode::from(super::COULD_NOT_RUN);
        }
        anstream::print!("{}", self.text);
        ExitCode::SUCCESS
    }
}

/// Parses the arguments; help and mistakes are in the reader's language.
pub(super) fn parse(arguments: &[OsString], lang: Lang) -> Result<Arguments, Said> {
    let command = texts::localise(Arguments::command(), lang);
    let parsed = command.try_get_matches_from(arguments).and_then(|matches| Arguments::from_arg_matches(&matches));
    parsed.map_err(|error| said(&error, lang))
}

fn said(error: &clap::Error, lang: Lang) -> Said {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Said { text: error.render().to_string(), is_mistake: false },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Said { text: error.render().to_string(), is_mistake: true },
        kind => Said { text: mistake(error, kind, lang), is_mistake: true },
    }
}

/// An option given twice conflicts with itself.
fn is_repeated(error: &clap::Error) -> bool {
    let named = |kind| error.get(kind).map(ToString::to_string);
    named(ContextKind::InvalidArg) == named(ContextKind::PriorArg)
}

fn mistake(error: &clap::Error, kind: ErrorKind, lang: Lang) -> String {
    let key = match kind {
        ErrorKind::UnknownArgument => "mistake-unknown-argument",
        ErrorKind::InvalidSubcommand => "mistake-unknown-command",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "mistake-value",
        ErrorKind::MissingRequiredArgument => "mistake-missing",
        ErrorKind::ArgumentConflict if is_repeated(error) => "mistake-twice",
        ErrorKind::ArgumentConflict => "mistake-conflict",
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => "mistake-values",
        ErrorKind::NoEquals => "mistake-equals",
        ErrorKind::InvalidUtf8 => "mistake-utf8",
        ErrorKind::MissingSubcommand => "mistake-no-command",
        _ => return error.render().to_string(),
    };
    let context = |kind: ContextKind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let what = match kind {
        ErrorKind::InvalidSubcommand => context(ContextKind::InvalidSubcommand),
        _ => context(ContextKind::InvalidArg),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(context)
        .find(|near| !near.is_empty());
    let mut text = texts::text(lang, "error-prefix");
    text.push_str(&texts::fill(
        lang,
        key,
        &[("what", &what), ("value", &context(ContextKind::InvalidValue)), ("other", &context(ContextKind::PriorArg))],
    ));
    text.push('\n');
    if let Some(near) = near {
        text.push_str(&texts::fill(lang, "mistake-near", &[("near", &near)]));
        text.push('\n');
    }
    text.push_str(&texts::text(lang, "mistake-help"));
    text.push('\n');
    text
}
