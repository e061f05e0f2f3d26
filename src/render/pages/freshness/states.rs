//! The five states as parts of a bar.

use crate::freshness::State;
use crate::render::view::Share;

use super::super::guide::count;

/// Between two parts, in thousandths of the bar.
const GAP: f64 = 4.0;
/// The least width of a part that has any page.
const LEAST: f64 = 8.0;
/// Best first, as the bar runs.
const ORDER: [State; 5] = [State::Current, State::Unknown, State::Due, State::Affected, State::Outdated];

/// Returns the class of a state in the theme.
pub(super) fn class(state: State) -> &'static str {
    match state {
        State::Current => "ok",
        State::Unknown => "unk",
        State::Due => "due",
        State::Affected => "hit",
        State::Outdated => "old",
    }
}

/// Counts states and lays them out on a bar that is `length` long.
pub(super) fn shares(states: impl Iterator<Item = State>, length: f64) -> Vec<Share> {
    let mut counts = [0usize; 5];
    for state in states {
        if let Some(count) = ORDER.iter().position(|known| *known == state).and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    let total: usize = counts.iter().sum();
    let parts = counts.iter().filter(|count| **count > 0).count();
    let (gap, least) = (GAP * length / 1000.0, LEAST * length / 1000.0);
    let free = length - (gap + least) * parts as f64 + gap;
    let mut x = 0.0;
    let share = |(state, pages): (State, usize)| {
        let part = pages as f64 / total.max(1) as f64;
        let width = if pages == 0 { 0.0 } else { least + free * part };
        let share = Share {
            state: state.name().to_owned(),
            class: class(state).to_owned(),
            pages: count(pages),
            percent: count((part * 100.0).round() as usize),
            x: format!("{x:.1}"),
            width: format!("{width:.1}"),
        };
        x += if pages == 0 { 0.0 } else { width + gap };
        share
    };
    ORDER.into_iter().zip(counts).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bar_is_filled_and_even_one_page_is_seen() {
        let states = [State::Current; 300].into_iter().chain([State::Outdated]);
        let shares = shares(states, 1000.0);
        let number = |text: &str| text.parse::<f64>().unwrap();
        let last = shares.last().unwrap();
        assert!((number(&last.x) + number(&last.width) - 1000.0).abs() < 0.2, "{last:?}");
        assert!(number(&last.width) >= 8.0, "{last:?}");
        assert_eq!((shares[0].pages, shares[0].percent, shares[1].width.as_str()), (300, 100, "0.0"));
    }

    #[test]
    fn site_without_pages_has_an_empty_bar() {
        assert!(shares(std::iter::empty(), 1000.0).iter().all(|share| share.width == "0.0" && share.percent == 0));
    }
}
