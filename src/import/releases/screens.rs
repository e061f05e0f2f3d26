//! Which screen and which feature a catalogue's key belongs to.

use crate::content::Data;

/// What stands between the parts of a key.
const SEPARATORS: [char; 4] = ['.', '|', '/', ':'];

/// Prefixes of keys and what they stand for, from `screens.toml` and `features.toml`.
#[derive(Debug, Clone, Default)]
pub(super) struct Screens {
    screens: Vec<(String, String)>,
    features: Vec<(String, String)>,
}

impl Screens {
    /// Gathers the prefixes of a site.
    pub(super) fn of(data: &Data) -> Self {
        let screens = data.screens.iter().map(|screen| (&screen.id, &screen.prefixes));
        let features = data.features.iter().map(|feature| (&feature.id, &feature.prefixes));
        let pairs = |(id, prefixes): (&crate::source::Located<String>, &crate::content::Fields<String>)| {
            prefixes.iter().map(|prefix| (prefix.value.clone(), id.value.clone())).collect::<Vec<_>>()
        };
        Self { screens: screens.flat_map(pairs).collect(), features: features.flat_map(pairs).collect() }
    }

    /// Names the screen of a key: by the longest prefix, else the key less its last part. A key of one part has none, and
    /// neither has a sentence: gettext's keys are texts.
    pub(super) fn screen(&self, key: &str) -> Option<String> {
        longest(&self.screens, key).or_else(|| {
            let starts = |c: char| !c.is_whitespace() && !SEPARATORS.contains(&c);
            let parts = |(at, _): &(usize, &str)| key.get(at + 1..).is_some_and(|rest| rest.starts_with(starts));
            let (at, _) = key.rmatch_indices(SEPARATORS).find(parts)?;
            let screen = key.get(..at).filter(|screen| !screen.is_empty() && !screen.contains(char::is_whitespace))?;
            Some(screen.to_owned())
        })
    }

    /// Names the feature of a key, where `features.toml` says so.
    pub(super) fn feature(&self, key: &str) -> Option<String> {
        longest(&self.features, key)
    }
}

/// A prefix ends where a part of the key ends: `invoice` begins `invoice.list` and `invoiceList`, not `invoices.list`.
fn longest(prefixes: &[(String, String)], key: &str) -> Option<String> {
    let begins = |prefix: &str| {
        let rest = key.strip_prefix(prefix)?;
        let ends = prefix.ends_with(['.', '/', '|', ':', '_', '-']);
        (ends || !rest.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())).then_some(prefix.len())
    };
    let fitting = prefixes.iter().filter(|(prefix, _)| !prefix.is_empty() && begins(prefix).is_some());
    fitting.max_by_key(|(prefix, _)| prefix.len()).map(|(_, id)| id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screens() -> Screens {
        let pair = |prefix: &str, id: &str| (prefix.to_owned(), id.to_owned());
        Screens {
            screens: vec![pair("invoice", "invoices"), pair("invoice.list", "invoices/list"), pair("nav_", "home")],
            features: vec![pair("invoice.list.export", "invoice.export")],
        }
    }

    #[test]
    fn longest_prefix_that_ends_with_a_part_names_the_screen() {
        let screen = |key: &str| screens().screen(key);
        assert_eq!(screen("invoice.list.export").as_deref(), Some("invoices/list"));
        assert_eq!(screen("invoice.edit.save").as_deref(), Some("invoices"));
        assert_eq!(screen("invoiceTitle").as_deref(), Some("invoices"));
        assert_eq!(screen("nav_home").as_deref(), Some("home"));
        assert_eq!(screens().feature("invoice.list.export").as_deref(), Some("invoice.export"));
    }

    #[test]
    fn without_a_prefix_the_key_less_its_last_part_does() {
        assert_eq!(screens().screen("invoices.list.export").as_deref(), Some("invoices.list"));
        assert_eq!(screens().screen("menu|Save all.").as_deref(), Some("menu"));
        assert_eq!(screens().screen("settings.Site URL").as_deref(), Some("settings"));
        for key in ["save", "Please log in. Thanks", "Done. Thanks", ".x", "Loading..."] {
            assert_eq!(screens().screen(key), None, "{key}");
        }
    }
}
