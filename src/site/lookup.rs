//! Finding what a link means among pages, folders and files.

use std::collections::{BTreeSet, HashMap};

use crate::config::Config;
use crate::diagnostics::Guesses;
use crate::source::Span;

use super::links::{Around, Files};
use super::page::{Page, PageId};
use super::sections::{Section, SectionId};

/// Pages, folders and files by the names that links use.
pub(super) struct Lookup<'a> {
    pub pages: &'a [Page],
    pub sections: &'a [Section],
    pub files: &'a Files,
    pub withheld: &'a BTreeSet<String>,
    config: &'a Config,
    by_path: HashMap<&'a str, PageId>,
    by_folder: HashMap<(&'a str, &'a str), SectionId>,
    by_address: HashMap<&'a str, PageId>,
    /// Name of a file → paths of the pages that can be linked.
    by_name: HashMap<&'a str, Vec<&'a str>>,
    folders_of_files: HashMap<u32, &'a str>,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(pages: &'a [Page], around: &Around<'a>) -> Self {
        let Around { sections, files, withheld, config } = *around;
        let mut by_name: HashMap<&str, Vec<&str>> = HashMap::new();
        for path in pages.iter().filter(|page| page.address.is_some()).map(|page| page.path.as_str()) {
            by_name.entry(path.rsplit('/').next().unwrap_or(path)).or_default().push(path);
        }
        let ids = || pages.iter().enumerate().map(|(index, page)| (PageId::at(index), page));
        Self {
            pages,
            sections,
            files,
            withheld,
            config,
            by_path: ids().map(|(id, page)| (page.path.as_str(), id)).collect(),
            by_folder: sections
                .iter()
                .enumerate()
                .map(|(index, section)| ((section.language.as_str(), section.folder.as_str()), SectionId::of(index)))
                .collect(),
            by_address: ids().filter_map(|(id, page)| Some((page.address.as_deref()?, id))).collect(),
            by_name,
            folders_of_files: ids()
                .map(|(_, page)| (page.file.0, page.path.rsplit_once('/').map_or("", |(folder, _)| folder)))
                .collect(),
        }
    }

    /// Finds a page by path; from a translation, the target's translation first.
    pub(super) fn page(&self, path: &str, language: &str) -> Option<PageId> {
        let translated = |stem: &str| self.by_path.get(format!("{stem}.{language}.md").as_str()).copied();
        if language != self.config.language
            && let Some(id) = path.strip_suffix(".md").and_then(translated)
        {
            return Some(id);
        }
        self.by_path.get(path).copied()
    }

    pub(super) fn section(&self, folder: &str, language: &str) -> Option<SectionId> {
        let find = |language: &str| self.by_folder.get(&(language, folder)).copied();
        find(language).or_else(|| find(&self.config.language))
    }

    /// Returns the folder of the file that a place is in, which may be an included file's.
    pub(super) fn folder(&self, place: Span) -> &'a str {
        self.folders_of_files.get(&place.file.0).copied().unwrap_or("")
    }

    /// Looks for what was meant: the same path with `.md`, an address written instead of a path, the same file name in
    /// another folder, a path spelt nearly alike.
    pub(super) fn suggestion(&self, full: &str, written: &str, guesses: &mut Guesses) -> Option<String> {
        let with_ending = format!("{}.md", full.trim_end_matches('/').trim_end_matches(".html"));
        if self.by_path.contains_key(with_ending.as_str()) {
            return Some(with_ending);
        }
        let as_address = format!("/{}/", written.trim_matches('/').trim_end_matches(".html"));
        if let Some(id) = self.by_address.get(as_address.as_str()) {
            return Some(self.pages[id.index()].path.clone());
        }
        let name = full.rsplit('/').next()?;
        let pages: &'a [Page] = self.pages;
        let linkable = || pages.iter().filter(|page| page.address.is_some()).map(|page| page.path.as_str());
        if let Some([only]) = self.by_name.get(name).map(Vec::as_slice) {
            return Some((*only).to_owned());
        }
        // Names are compared, not paths: a long folder would make any two names alike.
        let stem = |path: &'a str| path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
        let near = guesses.nearest(name.trim_end_matches(".md"), linkable().map(stem))?;
        let folder = full.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut named: Vec<&str> = linkable().filter(|path| stem(path) == near).collect();
        named.sort_by_key(|path| !path.starts_with(folder));
        named.first().map(|path| (*path).to_owned())
    }
}
