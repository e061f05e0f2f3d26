//! Which replacements leave no choice, so that nobody needs to think before they are made.
//!
//! Exact are: a renamed label; a link or a picture whose file moved or whose name has one slip; an anchor with one slip; a key
//! or a word of a choice that the program itself defines. Names that people give (owners, steps, releases, variables, label
//! keys, snippets) are not: the nearest of them may be another one. `verified` is nobody's to guess.

use crate::diagnostics::{Code, Diagnostic};
use crate::site::Site;
use crate::source::Sources;

/// Says whether a finding's fix is exact.
pub(super) fn is_exact(finding: &Diagnostic, site: &Site, sources: &Sources) -> bool {
    let Some(fix) = &finding.fix else { return false };
    let inside = sources.get(fix.span.file).text.get(fix.span.range()).is_some();
    let word = |name: &str| finding.words.iter().find(|(known, _)| *known == name).map_or("", |(_, word)| word.as_str());
    inside
        && match finding.code {
            Code::OutdatedLabel | Code::UnknownKey => true,
            Code::WrongValue => finding.wording == "wrong-value.choice.similar",
            Code::BrokenLink => is_moved(word("file"), word("target"), word("near"), site),
            Code::MissingAnchor => is_slip(word("anchor"), word("near")),
            Code::MissingImage => is_only_picture(word("target"), word("near"), site),
            _ => false,
        }
}

/// The name without folder and ending.
fn stem(path: &str) -> &str {
    let path = path.split(['#', '?']).next().unwrap_or(path).trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").or_else(|| name.strip_suffix(".html")).unwrap_or(name)
}

fn is_moved(file: &str, target: &str, near: &str, site: &Site) -> bool {
    let address = format!("/{}/", target.split(['#', '?']).next().unwrap_or(target).trim_matches('/').trim_end_matches(".html"));
    let is_address = site.find(near).and_then(|id| site.page(id).address.as_deref()) == Some(address.as_str());
    is_address || stem(file) == stem(near) || (is_slip(stem(file), stem(near)) && is_only(stem(near), site))
}

fn is_only(stem_of_near: &str, site: &Site) -> bool {
    site.pages.iter().filter(|page| page.address.is_some() && stem(&page.path) == stem_of_near).count() == 1
}

fn is_only_picture(target: &str, near: &str, site: &Site) -> bool {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let same = site.files.keys().filter(|file| name(file) == name(near)).count();
    same == 1 && (name(target) == name(near) || is_slip(&name(target), &name(near)))
}

/// One letter too many, too few or wrong, or two swapped; in short names that is too much.
fn is_slip(written: &str, meant: &str) -> bool {
    written.chars().count() >= 5 && strsim::osa_distance(&written.to_lowercase(), &meant.to_lowercase()) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_exact_and_two_are_not() {
        assert!(is_slip("reset-pasword", "reset-password") && is_slip("exprot", "export"));
        assert!(!is_slip("reset-paswrd", "reset-password") && !is_slip("a", "b") && !is_slip("案内", "案件"));
    }

    #[test]
    fn name_is_compared_without_folder_and_ending() {
        assert_eq!(stem("content/a/export.md#x"), "export");
        assert_eq!(stem("/billing/export/"), "export");
    }
}
