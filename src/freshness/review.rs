//! `review-overdue`: a page says how long a check holds, and it has been longer.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::content::Review;
use crate::diagnostics::{Code, Diagnostic};

use super::{Context, Gathered, State, is_checked, score};

/// How long after its end a check counts as fully overdue, in days.
const FULLY: f64 = 180.0;

pub(super) fn find(context: &Context<'_>, gathered: &mut Gathered) {
    let Ok(today) = context.question.today.parse::<Date>() else { return };
    for (id, page) in context.site.ids().filter(|(_, page)| is_checked(page)) {
        let Some(review) = &page.front.review else { continue };
        let Some(checked) = gathered.pages[id.index()].checked.clone() else { continue };
        let Some(end) = checked.day.get(..10).and_then(|day| day.parse().ok()).and_then(|day| ends(day, review.value)) else {
            continue;
        };
        if today <= end {
            continue;
        }
        gathered.worsen(id, Some(State::Due));
        if context.question.release.is_some() {
            continue; // no release made it so
        }
        let late = f64::from(end.until(today).map_or(0, |span| span.get_days()));
        let place = if review.span.file == page.file { review.span } else { page.place() };
        let finding = Diagnostic::new(Code::ReviewOverdue, place).with("day", checked.day.as_str()).with("end", end.to_string());
        let mut finding = score::about(context, finding, page, &[], 0.0);
        finding.about.score = Some(0.3 + 0.4 * (late / FULLY).min(1.0));
        gathered.add(id, finding, None);
    }
}

/// Returns the last day on which a check holds.
fn ends(day: Date, review: Review) -> Option<Date> {
    match review {
        Review::Days(days) => day.checked_add(i64::from(days).days()).ok(),
        Review::Months(months) => day.checked_add(i64::from(months).months()).ok(),
        Review::Never => None,
    }
}
