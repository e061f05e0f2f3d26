//! The theme's assets under content-hashed names: one style sheet, the scripts' folder, pictures.

use std::collections::BTreeMap;

use crate::site::Site;

use super::Output;
use super::theme::Theme;

/// The script that answers what is asked.
const ENGINE: &str = "search/engine.js";

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
    bundle.add_scripts(theme, site.config.search);
    bundle
}

impl Bundle {
    fn add(&mut self, logical: &str, name: &str, ending: &str, bytes: Vec<u8>) {
        let path = format!("assets/{name}.{}.{ending}", hash(&bytes));
        self.names.insert(logical.to_owned(), path.clone());
        self.files.push((path, bytes));
    }

    /// Scripts import each other by relative paths, so that the folder carries the hash of all of them.
    fn add_scripts(&mut self, theme: &Theme, searches: bool) {
        let scripts: Vec<(&str, &[u8])> = theme.folder("scripts/").collect();
        let together: Vec<u8> = scripts.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes].concat()).collect();
        let folder = format!("assets/{}", hash(&together));
        for (name, bytes) in scripts {
            if name == ENGINE && searches {
                // the one module with a name that stays: whoever imports it gets the engine of the same build
                let facade = format!("export {{ open }} from '../{folder}/{name}'\n");
                self.files.push(("search/search.js".to_owned(), facade.into_bytes()));
            }
            let path = format!("{folder}/{name}");
            let logical = match name {
                "main.js" => "script",
                "early.js" => "early",
                other => other,
            };
            self.names.insert(logical.to_owned(), path.clone());
            self.files.push((path, without_comments(bytes)));
        }
    }
}

/// Leaves out lines that are nothing but a comment: readers would load them for nothing. The scripts keep comments on lines of
/// their own, and have no such lines in template literals.
fn without_comments(script: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(script);
    let mut in_comment = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        let words = line.trim();
        if in_comment || words.starts_with("/*") {
            in_comment = !words.ends_with("*/");
        } else if !words.starts_with("//") && !words.is_empty() {
            kept.push_str(&without_types(words));
            kept.push('\n');
        }
    }
    kept.into_bytes()
}

/// Leaves out what a line says of types: `/** @type {…} */ (value)`. No text of ours holds such a mark.
fn without_types(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, (_, after))) =
        rest.split_once("/** @").and_then(|(before, after)| Some((before, after.split_once("*/")?)))
    {
        kept.push_str(before);
        rest = after.trim_start();
    }
    kept.push_str(rest);
    kept
}

/// Ten characters of a BLAKE3 hash: enough that two versions of one file never share a name.
fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(10).collect()
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn scripts_are_served_without_comments_and_types() {
        let script = "// a\n/**\n * @param {string} b\n */\nfunction c(b) {\n  return /** @type {string} */ (b) // stays\n}\n/** @type {Map<string, number>} */\nconst d = new Map()\n";
        let served = "function c(b) {\nreturn (b) // stays\n}\nconst d = new Map()\n";
        assert_eq!(String::from_utf8_lossy(&without_comments(script.as_bytes())), served);
    }
}
