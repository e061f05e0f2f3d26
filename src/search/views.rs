//! How often pages are read, from `data/usage.csv`.

use std::collections::HashMap;

use crate::site::{PageId, Site};

/// Views by page, as ranks.
pub struct Views {
    views: HashMap<PageId, u64>,
    /// All counts, rising.
    order: Vec<u64>,
}

impl Views {
    /// Gathers the views of the site's pages.
    pub fn of(site: &Site) -> Self {
        let views = site.views();
        let mut order: Vec<u64> = views.values().copied().collect();
        order.sort_unstable();
        Self { views, order }
    }

    /// Ranks a page from 0 (not counted) to 5 (among the most read fifth).
    pub fn rank(&self, page: PageId) -> u8 {
        let Some(views) = self.views.get(&page) else { return 0 };
        let below = self.order.partition_point(|known| known < views);
        u8::try_from(below * 5 / self.order.len().max(1)).unwrap_or(0) + 1
    }

    /// Returns the most read of some pages, most read first.
    pub fn most_read(&self, pages: impl Iterator<Item = PageId>, most: usize) -> Vec<PageId> {
        let mut read: Vec<(u64, PageId)> = pages.filter_map(|page| Some((*self.views.get(&page)?, page))).collect();
        read.sort_by_key(|(views, page)| (std::cmp::Reverse(*views), *page));
        read.into_iter().take(most).map(|(_, page)| page).collect()
    }
}
