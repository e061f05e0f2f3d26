//! The list of files to read: sorted by path, confined to the site's folder, with everything odd told.

use std::ffi::OsStr;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use super::file::Unread;
use super::name;
use super::sort::{self, Kind, Part};
use crate::diagnostics::{Code, Diagnostic};

pub(super) const CONFIG_NAME: &str = "shirube.toml";
/// How many linked folders may stand within each other: more is a maze, and costs as one.
const MOST_LINKS: usize = 3;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// Site-relative path in NFC.
    pub(super) path: String,
    /// Where it is, free of links.
    pub(super) real: PathBuf,
    pub(super) kind: Kind,
}

/// What was found in the site's folder.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) files: Vec<Listed>,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) unread: Vec<String>,
}

/// Returns the configuration's file, if there is anything of its name.
pub(super) fn config_file(root: &Path) -> Option<Listed> {
    let mut walk = Walk { root, listing: Listing::default(), links: Vec::new() };
    walk.single(CONFIG_NAME);
    walk.listing.files.pop()
}

/// Lists the files of a site. `root` is free of links.
pub(super) fn list(root: &Path, theme: &str, customer: Option<&str>) -> Listing {
    let mut walk = Walk { root, listing: Listing::default(), links: Vec::new() };
    let is_there = |name: &str| root.join(name).symlink_metadata().is_ok();
    // the configuration was read before; here it is only looked at for what is wrong with it
    walk.single(CONFIG_NAME);
    walk.listing.files.clear();
    for (name, part) in [
        ("content", Part::Pages),
        ("guides", Part::Pages),
        ("snippets", Part::Snippets),
        ("data", Part::Data),
        ("static", Part::Static),
    ] {
        walk.top(name, part);
    }
    if !is_there("content") && !is_there("guides") {
        walk.folder(root, "", Part::Plain);
    }
    if is_theme_name(theme) {
        walk.top(&format!("themes/{theme}"), Part::Theme);
    }
    // a customer's name becomes part of a path: nothing but a name
    if let Some(customer) = customer.filter(|name| name::look(name, name).is_none() && !name.starts_with('.')) {
        walk.single(&format!("customers/{customer}.toml"));
        walk.single(&format!("manuals/{customer}/answers.lock"));
    }
    walk.listing.finished()
}

/// Says whether there is a theme of that name, which becomes part of a path.
pub(super) fn has_theme(root: &Path, theme: &str) -> bool {
    is_theme_name(theme) && root.join("themes").join(theme).symlink_metadata().is_ok()
}

fn is_theme_name(theme: &str) -> bool {
    !theme.is_empty() && !theme.contains(['/', '\\']) && !theme.starts_with('.')
}

impl Listing {
    /// Sorts the files by path and tells those that are one on some systems.
    fn finished(mut self) -> Self {
        // where two names become one path, the composed one is read: the same on every machine
        self.files.sort_by(|a, b| {
            let is_composed = |file: &Listed| file.real.to_str().is_some_and(|real| real.nfc().eq(real.chars()));
            (&a.path, !is_composed(a), &a.real).cmp(&(&b.path, !is_composed(b), &b.real))
        });
        let twins = self.files.windows(2).filter_map(|pair| match pair {
            [first, second] if first.path == second.path => Some(name::collision(&second.path, &first.path)),
            _ => None,
        });
        self.findings.extend(twins);
        self.files.dedup_by(|second, first| second.path == first.path);
        self.findings.extend(name::collisions(self.files.iter().map(|file| &*file.path)));
        self
    }
}

struct Walk<'a> {
    root: &'a Path,
    listing: Listing,
    /// The linked folders that lead to where we are.
    links: Vec<PathBuf>,
}

impl Walk<'_> {
    /// Lists one file by its site-relative path.
    fn single(&mut self, path: &str) {
        let real = self.root.join(path);
        match real.symlink_metadata() {
            Ok(found) if found.is_symlink() => self.link(&real, path, Part::Single),
            Ok(found) => self.entry(found.file_type(), &real, path, Kind::Text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => self.unread(path, &unread(&error)),
        }
    }

    /// Lists a folder at the top of the site, if it is there.
    fn top(&mut self, name: &str, part: Part) {
        let real = self.root.join(name);
        match real.symlink_metadata() {
            Ok(found) if found.is_symlink() => self.link(&real, name, part),
            Ok(found) if found.is_dir() => self.folder(&real, name, part),
            Ok(_) => self.unread(name, &Unread::NotAFile),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => self.unread(name, &unread(&error)),
        }
    }

    /// Lists a folder. `real` is free of links; `path` is where it stands in the site, "" for the site itself.
    fn folder(&mut self, real: &Path, path: &str, part: Part) {
        let mut entries = WalkDir::new(real).min_depth(1).follow_links(false).sort_by_file_name().into_iter();
        // paths of the folders on the way, by their depth
        let mut above: Vec<String> = vec![path.to_owned()];
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let shown = error.path().map_or_else(|| path.to_owned(), |at| self.shown(at));
                    let cause = error.io_error().map_or(Unread::Gone, unread);
                    self.unread(&shown, &cause);
                    continue;
                }
            };
            above.truncate(entry.depth());
            let parent = above.last().map_or("", String::as_str);
            let is_dir = entry.file_type().is_dir();
            match self.named(entry.file_name(), parent, part, is_dir) {
                Some(inner) => {
                    self.visit(&entry, &inner, part);
                    above.push(inner);
                }
                None if is_dir => entries.skip_current_dir(),
                None => {}
            }
        }
    }

    fn visit(&mut self, entry: &walkdir::DirEntry, path: &str, part: Part) {
        let found = entry.file_type();
        match sort::kind(part, path) {
            // what is in a folder comes next
            _ if found.is_dir() => {}
            _ if found.is_symlink() => self.link(entry.path(), path, part),
            Some(kind) => self.entry(found, entry.path(), path, kind),
            None => {}
        }
    }

    /// Returns the path of a name in a folder, or `None` if it is passed over. Tells names that not every system holds.
    fn named(&mut self, name: &OsStr, parent: &str, part: Part, is_dir: bool) -> Option<String> {
        let join = |name: &str| if parent.is_empty() { name.to_owned() } else { format!("{parent}/{name}") };
        let Some(name) = name.to_str() else {
            let path = join(&name.to_string_lossy());
            let matters = part != Part::Plain || sort::kind(part, &path).is_some();
            if matters {
                self.listing.findings.push(Diagnostic::at(Code::NotPortableName, &*path).wording("not-portable-name.encoding"));
                self.listing.unread.push(path);
            }
            return None;
        };
        if sort::is_ignored(part, name) || (parent.is_empty() && sort::is_not_plain(name)) {
            return None;
        }
        let path = join(&name.nfc().collect::<String>());
        let is_read = is_dir || sort::kind(part, &path).is_some();
        if is_read && (part != Part::Plain || !is_dir) {
            self.listing.findings.extend(name::look(&path, name));
        }
        Some(path)
    }

    /// Lists what is neither folder nor link.
    fn entry(&mut self, found: FileType, real: &Path, path: &str, kind: Kind) {
        if found.is_file() {
            self.listing.files.push(Listed { path: path.to_owned(), real: real.to_path_buf(), kind });
        } else {
            self.unread(path, &Unread::NotAFile);
        }
    }

    /// Follows a link, if it stays in what a build may read.
    fn link(&mut self, real: &Path, path: &str, part: Part) {
        let target = match real.canonicalize() {
            Ok(target) => target,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return self.unread(path, &Unread::Gone),
            Err(error) if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
                return self.outside(path, "outside-site.loop");
            }
            Err(error) => return self.unread(path, &unread(&error)),
        };
        if target == self.root || !self.may_read(&target) {
            let wording = if target == self.root { "outside-site.loop" } else { "outside-site" };
            return self.outside(path, wording);
        }
        match target.symlink_metadata() {
            Ok(found) if found.is_dir() => self.linked_folder(real, &target, path, part),
            Ok(found) => {
                if let Some(kind) = sort::kind(part, path) {
                    self.entry(found.file_type(), &target, path, kind);
                }
            }
            Err(error) => self.unread(path, &unread(&error)),
        }
    }

    fn linked_folder(&mut self, real: &Path, target: &Path, path: &str, part: Part) {
        let is_loop = real.starts_with(target) || self.links.iter().any(|link| link.starts_with(target));
        if is_loop || self.links.len() >= MOST_LINKS {
            return self.outside(path, "outside-site.loop");
        }
        self.links.push(real.to_path_buf());
        self.folder(target, path, part);
        self.links.pop();
    }

    /// Says whether a link's target is in the site and not in what a build never reads: a link is no way into
    /// `customers/` or `.git/`.
    fn may_read(&self, target: &Path) -> bool {
        let Ok(below) = target.strip_prefix(self.root) else { return false };
        let parts: Option<Vec<&str>> = below.iter().map(OsStr::to_str).collect();
        parts.is_some_and(|parts| {
            let top = parts.first().copied().unwrap_or_default();
            let is_theme = top == "themes";
            !top.is_empty() && (is_theme || !sort::is_closed(top)) && !parts.iter().any(|part| part.starts_with('.'))
        })
    }

    fn outside(&mut self, path: &str, wording: &'static str) {
        self.listing.findings.push(Diagnostic::at(Code::OutsideSite, path).wording(wording));
        self.listing.unread.push(path.to_owned());
    }

    fn unread(&mut self, path: &str, why: &Unread) {
        self.listing.findings.push(why.finding(path));
        self.listing.unread.push(path.to_owned());
    }

    fn shown(&self, real: &Path) -> String {
        real.strip_prefix(self.root).unwrap_or(real).to_string_lossy().nfc().collect()
    }
}

fn unread(error: &std::io::Error) -> Unread {
    error
        .raw_os_error()
        .map_or_else(|| Unread::Other(error.to_string()), |code| rustix::io::Errno::from_raw_os_error(code).into())
}
