//! `--baseline FILE`: what was there when the file was written is counted and left out, so that a gate fails only for what is new.
//!
//! One line a finding, sorted: fingerprint, code, path. A fingerprint does not depend on the line's number. The file is made
//! once and from then on only shrinks: what was mended goes out of it, and what is new is never hidden in it.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Diagnostic, Lang, visible};
use crate::edit::{self, FileEdit};
use crate::freshness::Finding;
use crate::report;
use crate::source::Sources;

use super::super::arguments::Freshness;
use super::super::site::Mistaken;
use super::super::texts;

/// The fingerprints of a file, and whether to write it anew.
pub(super) struct Baseline {
    path: PathBuf,
    /// What the file holds now; `None` if there is none yet.
    text: Option<String>,
    known: BTreeSet<String>,
    update: bool,
    head: String,
}

impl Baseline {
    /// Reads the file that the arguments name.
    #[expect(clippy::disallowed_methods, reason = "the command line is an edge: the file may lie anywhere")]
    pub fn kept(arguments: &Freshness, lang: Lang) -> anyhow::Result<Option<Self>> {
        let Some(path) = &arguments.baseline else { return Ok(None) };
        let update = arguments.update_baseline;
        let words = |why: &str| [("path", path.display().to_string()), ("why", why.to_owned())];
        let mistaken = |key: &str, why: &str| {
            let words = words(why);
            Mistaken(texts::fill(lang, key, &words.each_ref().map(|(name, word)| (*name, word.as_str()))))
        };
        let text = match std::fs::read_to_string(path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound && update => None,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(mistaken("no-baseline", "").into()),
            Err(error) => return Err(mistaken("bad-baseline", &error.to_string()).into()),
        };
        let known = text.as_deref().unwrap_or_default().lines().map(str::trim);
        let known =
            known.filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(|line| line.split_whitespace().next());
        let known: BTreeSet<String> = known.map(str::to_owned).collect();
        if let Some(odd) = known.iter().find(|print| !is_fingerprint(print)) {
            return Err(mistaken("bad-baseline", &visible(odd)).into());
        }
        Ok(Some(Self { path: path.clone(), text, known, update, head: texts::text(lang, "baseline-head") }))
    }

    /// Takes the known findings out of both lists and returns their number; writes the file where that was asked for.
    pub fn take_out(
        self,
        findings: &mut Vec<Finding>,
        hinders: &mut Vec<Diagnostic>,
        sources: &Sources,
    ) -> anyhow::Result<usize> {
        let all: Vec<&Diagnostic> = hinders.iter().chain(findings.iter().map(|finding| &finding.diagnostic)).collect();
        let prints = report::fingerprints(&all, sources);
        let is_new = self.text.is_none();
        let keeps = |print: &String| is_new || self.known.contains(print);
        if self.update {
            let kept = prints.iter().zip(&all).filter(|(print, _)| keeps(print));
            let lines = kept.map(|(print, finding)| line(print, finding, sources));
            self.write(lines.collect())?;
        }
        // a list just made has everything in it
        let is_known = |print: &String| if self.update { keeps(print) } else { self.known.contains(print) };
        let known: Vec<bool> = prints.iter().map(is_known).collect();
        let count = known.iter().filter(|known| **known).count();
        let mut of_each = known.into_iter();
        hinders.retain(|_| !of_each.next().unwrap_or(false));
        findings.retain(|_| !of_each.next().unwrap_or(false));
        Ok(count)
    }

    fn write(&self, lines: BTreeSet<(String, String)>) -> anyhow::Result<()> {
        let lines: String = lines.into_iter().map(|(_, line)| line).collect();
        let new = format!("{}\n{lines}", self.head);
        if self.text.as_ref() == Some(&new) {
            return Ok(());
        }
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let expected = self.text.as_ref().map(|text| text.clone().into_bytes());
        edit::apply(folder, &[FileEdit { path: name, expected, new: new.into_bytes() }])?;
        Ok(())
    }
}

/// A line and what it is sorted by: path, then code, then fingerprint.
fn line(print: &str, finding: &Diagnostic, sources: &Sources) -> (String, String) {
    let (code, path) = (finding.code.name(), visible(finding.path(sources)).into_owned());
    (format!("{path}\0{code}\0{print}"), format!("{print}  {code}  {path}\n"))
}

/// `9f86d081884c7d65:1`
fn is_fingerprint(word: &str) -> bool {
    let parts = word.split_once(':');
    parts.is_some_and(|(hash, number)| {
        hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) && number.parse::<u32>().is_ok()
    })
}
