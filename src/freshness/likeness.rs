//! `maybe-affected`: the words of a release and of a page are close.

use super::{Context, Gathered};

pub(super) fn find(context: &Context<'_>, gathered: &mut Gathered) {
    let _ = (context, gathered);
}
