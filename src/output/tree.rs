//! The finished site: sorted paths with their bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use super::MARKER_NAME;

/// Most bytes in one part of a path: what every file system of today can hold.
const MOST_NAME_BYTES: usize = 255;
/// Most bytes in a whole path below the site, so that a folder in front of it still fits (PATH_MAX is 4,096).
const MOST_PATH_BYTES: usize = 2_048;

/// The finished site in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    files: BTreeMap<Arc<str>, Arc<[u8]>>,
    folders: BTreeSet<Arc<str>>,
}

/// Why a path cannot be in a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TreeError {
    /// Not a plain relative path: empty, absolute, with `.`, `..`, `\`, an empty part or a control character.
    NotPlain(String),
    /// A part is longer than 255 bytes, or the whole longer than 2,048.
    TooLong(String),
    /// The marker's own name.
    Reserved(String),
    /// There is already a file with other bytes.
    Twice(String),
    /// One path would be a file and a folder at once.
    FileAndFolder(String),
}

impl TreeError {
    /// Returns the path concerned.
    pub fn path(&self) -> &str {
        match self {
            Self::NotPlain(path) | Self::TooLong(path) | Self::Reserved(path) | Self::Twice(path) | Self::FileAndFolder(path) => {
                path
            }
        }
    }
}

impl fmt::Display for TreeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self {
            Self::NotPlain(_) => "サイトの中の住所として使えません",
            Self::TooLong(_) => "名前が長すぎます（1つの名前は255バイト、日本語でおよそ85文字まで）",
            Self::Reserved(_) => "この名前は shirube が使います",
            Self::Twice(_) => "同じ住所に2つの内容があります",
            Self::FileAndFolder(_) => "ファイルとフォルダーが同じ名前になります",
        };
        write!(out, "{}: {why}", self.path().escape_debug())
    }
}

impl std::error::Error for TreeError {}

impl Tree {
    /// Adds a file. The same bytes twice are one file; other bytes at the same path are an error.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) -> Result<(), TreeError> {
        plain(path)?;
        let bytes = bytes.into();
        if let Some(known) = self.files.get(path) {
            return if *known == bytes { Ok(()) } else { Err(TreeError::Twice(path.to_owned())) };
        }
        if self.folders.contains(path) || folders_of(path).any(|folder| self.files.contains_key(folder)) {
            return Err(TreeError::FileAndFolder(path.to_owned()));
        }
        self.folders.extend(folders_of(path).map(Arc::from));
        self.files.insert(path.into(), bytes);
        Ok(())
    }

    /// Adds every file of another tree; the first error ends it.
    pub fn extend(&mut self, other: Self) -> Result<(), TreeError> {
        other.files.into_iter().try_for_each(|(path, bytes)| self.insert(&path, bytes))
    }

    /// Returns the bytes at a path.
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// Goes through the files in the order of their paths' bytes.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Arc<[u8]>)> {
        self.files.iter().map(|(path, bytes)| (&**path, bytes))
    }

    /// Counts the files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Says whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Counts the bytes of all files.
    pub fn bytes(&self) -> u64 {
        self.files.values().map(|bytes| bytes.len() as u64).sum()
    }

    /// Goes through the folders, each after the one that holds it.
    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(|folder| &**folder)
    }
}

/// Goes through the folders that hold a path: `a/b/c` has `a` and `a/b`.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

fn plain(path: &str) -> Result<(), TreeError> {
    let odd_part = |part: &str| part.is_empty() || part == "." || part == "..";
    if path.split('/').any(odd_part) || path.contains(|c: char| c == '\\' || c.is_control()) {
        return Err(TreeError::NotPlain(path.to_owned()));
    }
    if path.len() > MOST_PATH_BYTES || path.split('/').any(|part| part.len() > MOST_NAME_BYTES) {
        return Err(TreeError::TooLong(path.to_owned()));
    }
    if path.eq_ignore_ascii_case(MARKER_NAME) {
        return Err(TreeError::Reserved(path.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(paths: &[&str]) -> Result<Tree, TreeError> {
        let mut tree = Tree::default();
        paths.iter().try_for_each(|path| tree.insert(path, path.as_bytes()))?;
        Ok(tree)
    }

    #[test]
    fn files_come_in_the_order_of_their_bytes() {
        let tree = tree(&["b/index.html", "b-a.html", "請求.html", "a.html"]).unwrap();
        assert_eq!(tree.iter().map(|(path, _)| path).collect::<Vec<_>>(), ["a.html", "b-a.html", "b/index.html", "請求.html"]);
        assert_eq!(tree.folders().collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn a_path_that_leaves_the_tree_or_that_no_disk_holds_is_refused() {
        for path in ["", "/a", "a/", "a//b", "../a", "a/../b", "a/./b", "a\\b", "a\nb", "a\0b", "."] {
            assert_eq!(tree(&[path]), Err(TreeError::NotPlain(path.into())));
        }
        let long = format!("{}.html", "あ".repeat(84));
        assert_eq!(long.len(), 257);
        assert_eq!(tree(&[&long]), Err(TreeError::TooLong(long.clone())));
        assert!(tree(&[&"あ".repeat(85)]).is_ok());
        assert_eq!(tree(&[".shirube-site"]), Err(TreeError::Reserved(".shirube-site".into())));
    }

    #[test]
    fn one_path_is_one_file() {
        assert_eq!(tree(&["a", "a/b"]), Err(TreeError::FileAndFolder("a/b".into())));
        assert_eq!(tree(&["a/b", "a"]), Err(TreeError::FileAndFolder("a".into())));
        assert_eq!(tree(&["a", "a"]).unwrap().len(), 1);
        let mut twice = tree(&["a"]).unwrap();
        assert_eq!(twice.insert("a", b"other".as_slice()), Err(TreeError::Twice("a".into())));
    }
}
