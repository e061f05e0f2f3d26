//! Whom a page and a change are for. Where they have nobody in common, the change makes nothing on the page wrong.

use crate::content::{Change, Fields, FrontMatter};

/// Says whether a change can reach a reader of a page: plans, roles and audiences named by both have one in common.
pub(super) fn can_meet(front: &FrontMatter, change: &Change) -> bool {
    overlap(&front.plans, &change.plans) && overlap(&front.roles, &change.roles) && overlap(&front.audience, &change.audience)
}

/// Who names nobody means everybody.
fn overlap(one: &Fields<String>, other: &Fields<String>) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|name| other.iter().any(|known| known.value == name.value))
}
