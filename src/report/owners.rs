//! Findings gathered under the people whose work they are.

use super::ReportOptions;
use super::item::Item;
use crate::diagnostics::{Lang, visible};

/// Gathers findings by owner, in the owners' own order, people whom the settings do not name next and nobody's last; each
/// group has its heading. Without owners all are one group without a heading.
pub(super) fn gathered<'i, 'a>(items: &'i [Item<'a>], options: &ReportOptions<'_>) -> Vec<(String, Vec<&'i Item<'a>>)> {
    let owners = options.queue.map(|queue| queue.owners).unwrap_or_default();
    if owners.is_empty() {
        return vec![(String::new(), items.iter().collect())];
    }
    let place = |owner: Option<&str>| match owner {
        Some(id) => owners.iter().position(|(known, _)| *known == id).unwrap_or(owners.len()),
        None => owners.len() + 1,
    };
    let mut groups: Vec<(Option<&str>, Vec<&Item<'a>>)> = Vec::new();
    for item in items {
        let owner = item.finding.about.owner.as_deref();
        match groups.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, group)) => group.push(item),
            None => groups.push((owner, vec![item])),
        }
    }
    groups.sort_by_key(|(owner, _)| (place(*owner), *owner));
    groups.into_iter().map(|(owner, group)| (heading(owner, group.len(), options), group)).collect()
}

/// Returns what people call an owner.
pub(super) fn name<'a>(id: &'a str, options: &ReportOptions<'a>) -> &'a str {
    let owners = options.queue.map(|queue| queue.owners).unwrap_or_default();
    owners.iter().find(|(known, _)| *known == id).map_or(id, |(_, name)| name)
}

fn heading(owner: Option<&str>, count: usize, options: &ReportOptions<'_>) -> String {
    let name = owner.map(|id| visible(name(id, options)).into_owned());
    match (options.lang, name) {
        (Lang::Ja, Some(name)) => format!("■ {name}（{count}件）\n\n"),
        (Lang::Ja, None) => format!("■ 担当者なし（{count}件）\n\n"),
        (Lang::En, Some(name)) => format!("■ {name} ({count})\n\n"),
        (Lang::En, None) => format!("■ nobody's ({count})\n\n"),
    }
}
