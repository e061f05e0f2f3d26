//! The command line: one file a command.
//!
//! The one entry is [`run`]: arguments as typed, then as meant, then the command.

mod arguments;
mod build;
mod check;
mod fix;
mod freshness;
mod inventory;
mod language;
mod markdown;
mod new;
mod pages;
mod release;
mod schema;
mod serve;
mod site;
mod texts;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::Command;
use language::language;

/// Exit code when the program could not do what was asked.
const COULD_NOT_RUN: u8 = 2;

/// Runs the program with its arguments, its own name first. The exit code is 0 when all is well, 1 when something was
/// found at or above the gate, 2 when it could not run, 128 + n when signal n stopped it.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = language(&arguments);
    let parsed = match arguments::parse(&arguments, lang) {
        Ok(parsed) => parsed,
        Err(said) => return said.print(),
    };
    let result = match &parsed.command {
        Command::Build(build) => build::run(build, lang),
        Command::Check(check) => check::run(check, lang),
        Command::Freshness(freshness) => freshness::run(freshness, lang),
        Command::Fix(fix) => fix::run(fix, lang),
        Command::Verify(verify) => verify::run(verify, lang),
        Command::Inventory(inventory) => inventory::run(inventory, lang),
        Command::Serve(serve) => serve::run(serve, lang),
        Command::New(new) => new::run(new, lang),
        Command::Release(release) => release::run(release, lang),
        Command::Schema => schema::run(),
        Command::Markdown(markdown) => markdown::run(markdown, lang),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("{}{}", texts::text(lang, "error-prefix"), site::chain(&error, lang));
            ExitCode::from(site::exit_code(&error))
        }
    }
}

/// Whoever reads our output may stop reading; that is no failure of ours.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_it = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(is_it))
}
