//! Tasks that wait for each other: each knot of them is found once, however many ways lead round in it.
//!
//! [`circles`] takes the graph apart into strongly connected components (R. Tarjan, Depth-first search and linear graph
//! algorithms, 1972, without recursion) and returns one shortest way round for each that has one.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Finds the circles of a graph given by each node's targets. A circle is its nodes in order, the first not repeated.
pub(super) fn circles(targets: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut circles: Vec<Vec<usize>> = components(targets)
        .into_iter()
        .filter_map(|component| {
            let first = component.first().copied()?;
            round(first, &component, targets)
        })
        .collect();
    circles.sort();
    circles
}

/// What the search knows of a node.
#[derive(Clone, Copy)]
struct Seen {
    index: usize,
    lowest: usize,
    is_open: bool,
}

fn components(targets: &[Vec<usize>]) -> Vec<BTreeSet<usize>> {
    let mut seen: Vec<Option<Seen>> = vec![None; targets.len()];
    let (mut open, mut components, mut count) = (Vec::new(), Vec::new(), 0);
    for root in 0..targets.len() {
        // A node and how many of its targets were followed.
        let mut way = vec![(root, 0_usize)];
        while let Some((node, followed)) = way.pop() {
            if followed == 0 {
                if seen[node].is_some() {
                    continue;
                }
                seen[node] = Some(Seen { index: count, lowest: count, is_open: true });
                count += 1;
                open.push(node);
            } else {
                lower(&mut seen, node, targets[node][followed - 1]);
            }
            match targets[node].get(followed) {
                Some(&next) => {
                    way.push((node, followed + 1));
                    if seen[next].is_none() {
                        way.push((next, 0));
                    }
                }
                None => components.extend(closed(&mut seen, &mut open, node)),
            }
        }
    }
    components
}

/// Takes over how far back a target reaches.
fn lower(seen: &mut [Option<Seen>], node: usize, target: usize) {
    if let (Some(own), Some(other)) = (seen[node], seen[target])
        && other.is_open
    {
        let lowest = own.lowest.min(other.lowest).min(other.index);
        seen[node] = Some(Seen { lowest, ..own });
    }
}

/// Ends a node; the first node of a component closes it.
fn closed(seen: &mut [Option<Seen>], open: &mut Vec<usize>, node: usize) -> Option<BTreeSet<usize>> {
    seen[node].filter(|own| own.lowest == own.index)?;
    let mut component = BTreeSet::new();
    while let Some(last) = open.pop() {
        if let Some(own) = &mut seen[last] {
            own.is_open = false;
        }
        component.insert(last);
        if last == node {
            break;
        }
    }
    Some(component)
}

/// Finds a shortest way from a node back to itself inside its component.
fn round(first: usize, component: &BTreeSet<usize>, targets: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut from: BTreeMap<usize, usize> = BTreeMap::new();
    let mut waiting = VecDeque::from([first]);
    while let Some(node) = waiting.pop_front() {
        for &next in targets[node].iter().filter(|next| component.contains(next)) {
            if next == first {
                let mut way = vec![node];
                while let Some(before) = way.last().filter(|last| **last != first).and_then(|last| from.get(last).copied()) {
                    way.push(before);
                }
                way.reverse();
                return Some(way);
            }
            if let Entry::Vacant(vacant) = from.entry(next) {
                vacant.insert(node);
                waiting.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_knot_is_found_once() {
        assert_eq!(circles(&[vec![1], vec![2], vec![0, 1], vec![0]]), [[0, 1, 2]]);
        assert_eq!(circles(&[vec![0], vec![2], vec![1], vec![]]), [vec![0], vec![1, 2]]);
        assert_eq!(circles(&[vec![1, 2], vec![2], vec![]]), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn ring_of_thousands_is_found_in_a_moment() {
        let ring: Vec<Vec<usize>> = (0..100_000).map(|node| vec![(node + 1) % 100_000]).collect();
        assert_eq!(circles(&ring).iter().map(Vec::len).collect::<Vec<_>>(), [100_000]);
    }
}
