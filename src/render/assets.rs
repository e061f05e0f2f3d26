//! The theme's assets under content-hashed names: one style sheet, the scripts' folder, pictures.

use std::collections::BTreeMap;

use crate::site::Site;

use super::Output;
use super::theme::Theme;

/// Assets with their final paths.
pub(super) struct Bundle {
    files: Vec<(String, Vec<u8>)>,
    /// Logical name → path from the site's root without a leading slash.
    names: BTreeMap<String, String>,
}

impl Bundle {
    /// Goes through logical names (`style`, `script`, `icons`, …) and paths from the site's root.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(|(name, path)| (name.as_str(), path.as_str()))
    }

    /// Puts the assets into the output.
    pub(super) fn write(self, output: &mut Output) {
        for (path, bytes) in self.files {
            output.put(&path, bytes);
        }
    }
}

/// Bundles the theme's styles (in the order of their file names, the site's accent last), scripts and pictures.
pub(super) fn bundle(theme: &Theme, site: &Site) -> Bundle {
    let mut bundle = Bundle { files: Vec::new(), names: BTreeMap::new() };
    let mut style: Vec<u8> = theme.folder("styles/").flat_map(|(_, bytes)| bytes.iter().copied().chain([b'\n'])).collect();
    if let Some(accent) = &site.config.accent {
        style.extend(format!(":root {{ --accent: {}; }}\n", accent.value).into_bytes());
    }
    bundle.add("style", "style", "css", style);
    for (file, bytes) in theme.folder("assets/") {
        let (name, ending) = file.rsplit_once('.').unwrap_or((file, "bin"));
        bundle.add(name, name, ending, bytes.to_vec());
    }
    bundle.add_scripts(theme);
    bundle
}

impl Bundle {
    fn add(&mut self, logical: &str, name: &str, ending: &str, bytes: Vec<u8>) {
        let path = format!("assets/{name}.{}.{ending}", hash(&bytes));
        self.names.insert(logical.to_owned(), path.clone());
        self.files.push((path, bytes));
    }

    /// Scripts import each other by relative paths, so that the folder carries the hash of all of them.
    fn add_scripts(&mut self, theme: &Theme) {
        let scripts: Vec<(&str, &[u8])> = theme.folder("scripts/").collect();
        let together: Vec<u8> = scripts.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes].concat()).collect();
        let folder = format!("assets/{}", hash(&together));
        for (name, bytes) in scripts {
            let path = format!("{folder}/{name}");
            let logical = match name {
                "main.js" => "script",
                "early.js" => "early",
                other => other,
            };
            self.names.insert(logical.to_owned(), path.clone());
            self.files.push((path, bytes.to_vec()));
        }
    }
}

/// Ten characters of a BLAKE3 hash: enough that two versions of one file never share a name.
fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(10).collect()
}
