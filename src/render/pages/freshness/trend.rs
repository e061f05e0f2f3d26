//! How it went so far: the rows of `data/freshness.csv` as a chart, drawn when the site is built, and as a table.

use std::fmt::Write;

use crate::content::HistoryRow;
use crate::render::view::{Trend, TrendMark, TrendRow, TrendTick};
use crate::render::{Making, dates};

use super::super::guide::count;

/// Rows that the chart shows, the newest.
const MOST_ROWS: usize = 26;
/// The chart's measures, in the units of its view box.
const LEFT: f64 = 48.0;
const RIGHT: f64 = 686.0;
const TOP: f64 = 16.0;
const MIDDLE: f64 = 148.0;
const BOTTOM: f64 = 218.0;
/// Room for the highest column.
const COLUMN: f64 = 48.0;
/// Columns that have room for what stands below them.
const MOST_LABELS: usize = 13;

/// Makes the chart; fewer than two rows show no course.
pub(super) fn trend(making: &Making) -> Option<Trend> {
    let mut history: Vec<&HistoryRow> = making.site.data.history.iter().collect();
    history.sort_by(|one, other| one.date.cmp(&other.date));
    let rows = history.get(history.len().saturating_sub(MOST_ROWS)..)?;
    let (first, last) = (rows.first()?, rows.last()?);
    if rows.len() < 2 {
        return None;
    }
    let least = rows.iter().map(|row| share(row)).fold(100.0, f64::min);
    let base = ((least / 10.0).floor() * 10.0).clamp(0.0, 90.0);
    let height = |percent: f64| MIDDLE - (percent - base) / (100.0 - base) * (MIDDLE - TOP);
    let step = (RIGHT - LEFT) / (rows.len() - 1) as f64;
    let mut points = String::new();
    for (row, number) in rows.iter().zip(0u32..) {
        let _ = write!(points, "{:.1},{:.1} ", LEFT + step * f64::from(number), height(share(row)));
    }
    let ticks = [base, f64::midpoint(base, 100.0), 100.0];
    Some(Trend {
        ticks: ticks
            .iter()
            .map(|percent| TrendTick { y: format!("{:.1}", height(*percent)), percent: whole(*percent) })
            .collect(),
        points: points.trim_end().to_owned(),
        marks: marks(rows, step),
        end_x: format!("{RIGHT:.1}"),
        end_y: format!("{:.1}", height(share(last))),
        first: whole(share(first)),
        last: whole(share(last)),
        rows: rows.iter().rev().map(|row| numbers(making, row)).collect(),
    })
}

/// The columns: pages that say something false or were touched.
fn marks(rows: &[&HistoryRow], step: f64) -> Vec<TrendMark> {
    let most = rows.iter().map(|row| wrong(row)).max().unwrap_or(0).max(1);
    let every = rows.len().div_ceil(MOST_LABELS).max(1);
    let width = 16.0;
    let mark = |(at, row): (usize, &&HistoryRow)| {
        let middle = LEFT + step * at as f64;
        let height = wrong(row) as f64 / most as f64 * COLUMN;
        TrendMark {
            x: format!("{:.1}", middle - width / 2.0),
            middle: format!("{middle:.1}"),
            y: format!("{:.1}", BOTTOM - height),
            height: format!("{height:.1}"),
            label: if (rows.len() - 1 - at).is_multiple_of(every) { short(&row.date) } else { String::new() },
        }
    };
    rows.iter().enumerate().map(mark).collect()
}

fn numbers(making: &Making, row: &HistoryRow) -> TrendRow {
    TrendRow {
        day: dates::day(&row.date, &making.site.config.language),
        release: row.release.clone(),
        pages: row.pages.to_vec(),
        percent: whole(share(row)),
    }
}

/// Share of current pages, in percent.
fn share(row: &HistoryRow) -> f64 {
    let total: u64 = row.pages.iter().fold(0, |sum, pages| sum.saturating_add(*pages));
    row.pages[4] as f64 / total.max(1) as f64 * 100.0
}

fn wrong(row: &HistoryRow) -> u64 {
    row.pages[0].saturating_add(row.pages[1])
}

fn whole(percent: f64) -> u32 {
    count(percent.round() as usize)
}

/// `2026-11-08` as 11/8.
fn short(date: &str) -> String {
    let mut parts = date.split('-').skip(1).map(|part| part.trim_start_matches('0'));
    format!("{}/{}", parts.next().unwrap_or(""), parts.next().unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_short_below_the_columns() {
        assert_eq!(short("2026-11-08"), "11/8");
    }

    #[test]
    fn columns_stand_on_the_ground() {
        let row =
            |outdated: u64| HistoryRow { date: "2026-11-08".to_owned(), release: String::new(), pages: [outdated, 0, 0, 0, 10] };
        let (one, two) = (row(4), row(2));
        let marks = marks(&[&one, &two], 638.0);
        assert_eq!((marks[0].height.as_str(), marks[0].y.as_str()), ("48.0", "170.0"));
        assert_eq!(marks[1].height, "24.0");
    }
}
