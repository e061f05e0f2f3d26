//! `--record`: today's counts as a row of `data/freshness.csv`. A second run on a day replaces the row of that day and release.

use std::path::Path;

use crate::content::HISTORY_COLUMNS;
use crate::diagnostics::Lang;
use crate::edit::{self, FileEdit};
use crate::freshness::{Freshness, State};
use crate::input::Snapshot;
use crate::pipeline;
use crate::site::Site;

use super::super::site::Mistaken;
use super::super::{pages, texts};

const PATH: &str = "data/freshness.csv";

/// Writes the row in one step; the file is made where there is none.
pub(super) fn record(root: &Path, snapshot: &Snapshot, (site, freshness): (&Site, &Freshness), lang: Lang) -> anyhow::Result<()> {
    let today = snapshot.today().to_string();
    let last = site.data.history.iter().map(|row| row.date.as_str()).max().unwrap_or_default();
    if today.as_str() < last {
        return Err(Mistaken(texts::fill(lang, "record-past", &[("path", PATH), ("day", &today), ("last", last)])).into());
    }
    let mut cells = vec![snapshot.today().to_string(), pipeline::newest(site).unwrap_or_default()];
    cells.extend(State::ALL.iter().map(|state| freshness.count(*state).to_string()));
    let file = snapshot.sources.find(PATH);
    let edit = match file {
        None => FileEdit { path: PATH.to_owned(), expected: None, new: with_row("", &cells).unwrap_or_default().into_bytes() },
        Some(file) => {
            let refused = |key: &str| Mistaken(texts::fill(lang, key, &[("path", PATH)]));
            let disk = pages::on_disk(root, snapshot.sources.get(file)).ok_or_else(|| refused("record-changed"))?;
            let new = with_row(&snapshot.sources.get(file).text, &cells).ok_or_else(|| refused("record-columns"))?;
            FileEdit { path: disk.path, expected: Some(disk.bytes), new: format!("{}{new}", disk.mark).into_bytes() }
        }
    };
    edit::apply(root, &[edit])?;
    Ok(())
}

/// Puts a row into a table, in place of one of the same day and release, else at its end. `None`: it has other columns.
fn with_row(text: &str, cells: &[String]) -> Option<String> {
    let end = if text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let row = line(cells.iter().map(String::as_str), end);
    if text.trim().is_empty() {
        return Some(line(HISTORY_COLUMNS.iter().copied(), end) + &row);
    }
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    if !reader.headers().ok()?.iter().map(str::trim).eq(HISTORY_COLUMNS.iter().copied()) {
        return None;
    }
    let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().ok()?;
    let start = |record: &csv::StringRecord| record.position().and_then(|at| usize::try_from(at.byte()).ok());
    let is_same = |record: &csv::StringRecord| record.iter().take(2).eq(cells.iter().take(2).map(String::as_str));
    let Some(at) = records.iter().position(is_same) else {
        let gap = if text.ends_with('\n') { "" } else { end };
        return Some(format!("{text}{gap}{row}"));
    };
    let from = records.get(at).and_then(start)?;
    // where a row begins may stand before blank lines: they stay
    let from = from + text.get(from..)?.len() - text.get(from..)?.trim_start_matches(['\r', '\n']).len();
    let to = records.get(at + 1).and_then(start).unwrap_or(text.len());
    // the reader takes a row to begin between CR and LF
    let is_cut = text.get(..to)?.ends_with('\r');
    let rest = text.get(to..)?;
    let rest = if is_cut { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
    Some(format!("{}{row}{rest}", text.get(..from)?))
}

fn line<'a>(cells: impl Iterator<Item = &'a str>, end: &str) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // writing to memory cannot fail
    let _ = writer.write_record(cells);
    let line = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&line).trim_end_matches('\n').to_owned() + end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(day: &str, release: &str, outdated: u64) -> Vec<String> {
        [day, release].map(str::to_owned).into_iter().chain([outdated, 1, 0, 0, 9].map(|count| count.to_string())).collect()
    }

    #[test]
    fn first_row_brings_the_header_and_later_ones_go_to_the_end() {
        let first = with_row("", &row("2026-11-21", "2026.47", 3)).unwrap();
        assert_eq!(first, "date,release,outdated,affected,due,unknown,current\n2026-11-21,2026.47,3,1,0,0,9\n");
        let second = with_row(&first, &row("2026-11-28", "2026.48", 1)).unwrap();
        assert_eq!(second, format!("{first}2026-11-28,2026.48,1,1,0,0,9\n"));
    }

    #[test]
    fn same_day_and_release_replaces_its_row_and_nothing_else() {
        let table = "date,release,outdated,affected,due,unknown,current\r\n2026-11-14,2026.46,9,0,0,0,0\r\n2026-11-21,2026.47,3,1,0,0,9\r\n2026-11-21,2026.48,0,0,0,0,0";
        let new = with_row(table, &row("2026-11-21", "2026.47", 2)).unwrap();
        assert_eq!(new, table.replace("2026.47,3", "2026.47,2"));
        assert_eq!(with_row(&new, &row("2026-11-21", "2026.47", 2)).unwrap(), new);
        assert!(with_row(table, &row("2026-11-22", "a,b", 2)).unwrap().ends_with("\r\n2026-11-22,\"a,b\",2,1,0,0,9\r\n"));
    }

    #[test]
    fn table_with_other_columns_is_left_alone() {
        assert_eq!(with_row("day,release\n", &row("2026-11-21", "2026.47", 3)), None);
    }
}
