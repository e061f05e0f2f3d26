//! Releases in their order: by date, then by name with numbers compared as numbers.

use std::cmp::Ordering;

use crate::content::{Kind, ReleaseStatus};

use super::page::{Page, PageId};

/// All release records of the site's own language, oldest first, whether readers see them or not.
#[derive(Debug, Clone, Default)]
pub struct Releases {
    list: Vec<Known>,
}

#[derive(Debug, Clone)]
struct Known {
    name: String,
    date: String,
    page: PageId,
    status: ReleaseStatus,
}

impl Releases {
    /// Puts the records of one language in order.
    pub(super) fn of(pages: &[Page], language: &str) -> Self {
        let mut list: Vec<Known> = pages
            .iter()
            .enumerate()
            .filter(|(_, page)| page.language == language)
            .filter_map(|(index, page)| known(page, PageId::at(index)))
            .collect();
        list.sort_by(|a, b| release_order((&a.date, &a.name), (&b.date, &b.name)));
        Self { list }
    }

    /// Goes through names, dates (ISO, empty if not given) and pages, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &str, PageId)> {
        self.list.iter().map(|known| (known.name.as_str(), known.date.as_str(), known.page))
    }

    /// Finds a release by its name as written.
    pub fn find(&self, name: &str) -> Option<PageId> {
        self.list.iter().find(|known| known.name == name).map(|known| known.page)
    }

    /// Returns the newest release that is out on a day (ISO).
    pub fn newest(&self, today: &str) -> Option<(&str, PageId)> {
        let is_out = |known: &&Known| known.status == ReleaseStatus::Released && known.date.as_str() <= today;
        self.list.iter().rev().find(is_out).map(|known| (known.name.as_str(), known.page))
    }
}

fn known(page: &Page, id: PageId) -> Option<Known> {
    let Kind::Release(release) = &page.kind else { return None };
    let name = page.release_name()?.to_owned();
    let date = page.front.date.as_ref().map(|date| date.value.get(..10).unwrap_or(&date.value).to_owned()).unwrap_or_default();
    Some(Known { name, date, page: id, status: release.status.as_ref().map(|status| status.value).unwrap_or_default() })
}

/// Orders releases by date, then by name with runs of digits compared as numbers: 2026.9 comes before 2026.10.
pub fn release_order(a: (&str, &str), b: (&str, &str)) -> Ordering {
    a.0.cmp(b.0).then_with(|| by_numbers(a.1, b.1))
}

fn by_numbers(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (parts(a), parts(b));
    loop {
        let order = match (left.next(), right.next()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(one), Some(other)) => one.cmp(&other),
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// A run of digits (as its length and digits without leading zeros) or of other characters. Numbers come first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part<'a> {
    Number(usize, &'a str),
    Text(&'a str),
}

fn parts(name: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        let digits = part.trim_start_matches('0');
        Some(if is_digit { Part::Number(digits.len(), digits) } else { Part::Text(part) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_compare_as_numbers() {
        let mut names = ["2026.10", "2026.9", "2026.9.1", "v2", "2026.09b", "10", "9"];
        names.sort_by(|a, b| release_order(("", a), ("", b)));
        assert_eq!(names, ["9", "10", "2026.9", "2026.9.1", "2026.09b", "2026.10", "v2"]);
    }

    #[test]
    fn date_comes_before_name() {
        assert_eq!(release_order(("2026-01-01", "9"), ("2026-02-01", "1")), Ordering::Less);
    }
}
