//! Days as readers read them.

use jiff::civil::Date;

use super::view::Day;

const WEEKDAYS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Makes the forms of an ISO day, or of a day with a time (`2026-12-03T15:00`). `None` if it is no date.
pub(super) fn day(iso: &str, language: &str) -> Option<Day> {
    let date: Date = iso.get(..10)?.parse().ok()?;
    let time = iso.get(11..16).filter(|_| iso.len() > 10);
    let (year, month, number) = (date.year(), date.month(), date.day());
    let plain = if language == "ja" {
        format!("{year}年{month}月{number}日")
    } else {
        let name = usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("");
        format!("{name} {number}, {year}")
    };
    let mut long = plain.clone();
    if language == "ja" {
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        long.extend(["（", WEEKDAYS.get(weekday).copied().unwrap_or(""), "）"]);
    }
    if let Some(time) = time {
        long.push_str(if language == "ja" { "" } else { ", " });
        long.push_str(time);
    }
    Some(Day { iso: iso.to_owned(), long, plain, short: format!("{:02}.{month}.{number}", year % 100) })
}

/// Makes the forms of a day; where it is in the year of `now` (ISO), the one for parentheses goes without the year.
pub(super) fn near(iso: &str, language: &str, now: &str) -> Option<Day> {
    let mut day = day(iso, language)?;
    if iso.get(..4) == now.get(..4) {
        let short = if language == "ja" {
            day.plain.split_once('年').map(|(_, rest)| rest)
        } else {
            day.plain.rsplit_once(',').map(|(rest, _)| rest)
        };
        day.plain = short.map_or_else(|| day.plain.clone(), str::to_owned);
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_is_written_as_each_language_does() {
        let ja = day("2026-11-18", "ja").unwrap();
        assert_eq!((ja.long.as_str(), ja.short.as_str()), ("2026年11月18日（水）", "26.11.18"));
        assert_eq!(day("2026-12-03T15:00", "en").unwrap().long, "December 3, 2026, 15:00");
        assert!(day("2026-02-30", "ja").is_none());
        assert!(day("あ", "ja").is_none());
    }

    #[test]
    fn day_of_this_year_needs_no_year_in_parentheses() {
        let plain = |iso: &str, language: &str| near(iso, language, "2026-11-21T09:00").unwrap().plain;
        assert_eq!((plain("2026-11-18", "ja"), plain("2025-11-18", "ja")), ("11月18日".into(), "2025年11月18日".into()));
        assert_eq!((plain("2026-11-18", "en"), plain("2025-11-18", "en")), ("November 18".into(), "November 18, 2025".into()));
    }
}
