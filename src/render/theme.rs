//! The theme: the built-in one, and a site's own files in its place by equal path.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::diagnostics::{Code, Diagnostic};
use crate::input::ThemeFile;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Built-in files by path, read from the binary once.
static FILES: LazyLock<BTreeMap<String, &'static [u8]>> = LazyLock::new(|| {
    let mut files = BTreeMap::new();
    gather(&BUILT_IN, &mut files);
    files
});

fn gather(dir: &Dir<'static>, files: &mut BTreeMap<String, &'static [u8]>) {
    for file in dir.files() {
        files.insert(file.path().to_string_lossy().replace('\\', "/"), file.contents());
    }
    dir.dirs().for_each(|dir| gather(dir, files));
}

/// Templates, styles, scripts, strings and assets.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Where mistakes in it are reported: `themes/NAME`.
    pub(super) path: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl Theme {
    /// Lays a site's own files (of the folder `path`) over the built-in ones.
    pub fn new(path: &str, own: &[ThemeFile]) -> Self {
        let mut files: BTreeMap<String, Vec<u8>> = FILES.iter().map(|(path, bytes)| (path.clone(), bytes.to_vec())).collect();
        files.extend(own.iter().map(|file| (file.path.clone(), file.bytes.to_vec())));
        Self { path: path.to_owned(), files }
    }

    /// Reports the site's own string files that cannot be read or change texts that the theme does not have.
    pub(super) fn problems(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let built_in = FILES.get("strings/ja.toml").and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("");
        let known: BTreeMap<String, String> = toml::from_str(built_in).unwrap_or_default();
        for (name, bytes) in self.folder("strings/") {
            let path = format!("{}/strings/{name}", self.path);
            match toml::from_str::<BTreeMap<String, String>>(&String::from_utf8_lossy(bytes)) {
                Ok(texts) => {
                    let strange = texts.keys().filter(|key| !known.contains_key(*key));
                    found.extend(strange.map(|key| Diagnostic::at(Code::UnknownKey, path.as_str()).with("key", key.as_str())));
                }
                Err(error) => {
                    let text = String::from_utf8_lossy(bytes);
                    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
                    let line = before.lines().count().max(1);
                    let reason = format!("{path}:{line} {}", error.message());
                    found.push(
                        Diagnostic::at(Code::TemplateError, path.as_str())
                            .wording("template-error.reason")
                            .with("reason", reason),
                    );
                }
            }
        }
        found
    }

    /// Goes through the templates by the names they have for each other: `components/ui.html`.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.folder("templates/").filter_map(|(name, bytes)| Some((name, std::str::from_utf8(bytes).ok()?)))
    }

    /// Goes through the files of a folder in the order of their paths, named from there.
    pub(super) fn folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let below = self.files.range(folder.to_owned()..).take_while(move |(path, _)| path.starts_with(folder));
        below.filter_map(move |(path, bytes)| Some((path.strip_prefix(folder)?, bytes.as_slice())))
    }

    /// Returns the texts of a language; those it lacks come from Japanese, the theme's first language. A site's own file holds
    /// only the texts that it changes.
    pub(super) fn strings(&self, language: &str) -> BTreeMap<String, String> {
        let read = |language: &str| -> BTreeMap<String, String> {
            let path = format!("strings/{language}.toml");
            let texts = [FILES.get(&path).copied(), self.files.get(&path).map(Vec::as_slice)].map(|bytes| {
                let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("");
                toml::from_str::<BTreeMap<String, String>>(text).unwrap_or_default()
            });
            texts.into_iter().flatten().collect()
        };
        let mut strings = read("ja");
        if language != "ja" {
            strings.extend(read("en"));
            strings.extend(read(language));
        }
        strings
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::new("themes/default", &[])
    }
}
