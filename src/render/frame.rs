//! What stands around every page: addresses with the site's path, the head, the way here, the menu.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::content::Kind;
use crate::site::{Page, PageId, Section, SectionId, Site, What, encode};

use super::assets::Bundle;
use super::engine::Shared;
use super::theme::Theme;
use super::view::{Alternate, ContactView, Crumb, Head, LanguageLink, LinkView, MenuItem, OpenGraph, SearchLink, SiteView};

/// The frames of all languages.
pub(super) struct Frames<'a> {
    site: &'a Site,
    /// Path of the site on its host, with slashes at both ends.
    base: String,
    /// Where the site is served, without the final slash and without `base`'s path: `https://help.example.com`.
    origin: Option<String>,
    by_language: BTreeMap<String, Language>,
}

struct Language {
    view: SiteView,
    shared: Shared,
}

impl<'a> Frames<'a> {
    pub(super) fn new(site: &'a Site, theme: &Theme, bundle: &Bundle) -> Self {
        let (origin, base) = origin_and_base(&site.config);
        let mut frames = Self { site, base, origin, by_language: BTreeMap::new() };
        for language in &site.config.languages {
            let view = frames.site_view(language, theme, bundle);
            let shared = Shared::new(&view);
            frames.by_language.insert(language.clone(), Language { view, shared });
        }
        frames
    }

    fn site_view(&self, language: &str, theme: &Theme, bundle: &Bundle) -> SiteView {
        let strings = theme.strings(language);
        let menu = self.menu(language, &strings);
        SiteView {
            title: self.site.config.title_in(language).to_owned(),
            lang: language.to_owned(),
            base: self.base.clone(),
            home: self.site.root(language).map_or_else(|| self.base.clone(), |root| self.href(&self.site.section(root).address)),
            menu,
            contact: self.contact(&strings),
            search: self.search(language),
            footer: Vec::new(),
            assets: bundle.names().map(|(name, path)| (name.to_owned(), format!("{}{path}", self.base))).collect(),
            strings,
        }
    }

    /// Guides, then the FAQ, releases and webinars, each where the site has any; collections are found from home.
    fn menu(&self, language: &str, strings: &BTreeMap<String, String>) -> Vec<MenuItem> {
        let site = self.site;
        let mut menu = Vec::new();
        let mut add = |id: &str, address: &str| {
            let title = strings.get(id).cloned().unwrap_or_else(|| id.to_owned());
            menu.push(MenuItem { id: id.to_owned(), title, url: self.href(address) });
        };
        let prefix = prefix(language, &site.config);
        if site.tracks.iter().any(|track| site.page(track.page).language == language) {
            add("guides", &format!("{prefix}/guides/"));
        }
        let collections = site.root(language).map(|root| self.collections(root)).unwrap_or_default();
        if !collections.is_empty() {
            add("collections", &format!("{prefix}/#_collections"));
        }
        for folder in ["faq", "releases", "webinars"] {
            let section = site.section_of(language, folder).map(|id| site.section(id)).filter(|section| section.total > 0);
            if let Some(section) = section {
                add(folder, &section.address);
            }
        }
        if let Some(place) = site.places.iter().find(|place| place.what == What::Freshness) {
            add("freshness", &place.address);
        }
        menu
    }

    /// Returns the collections of articles below a root: not the FAQ, releases and webinars.
    pub(super) fn collections(&self, root: SectionId) -> Vec<SectionId> {
        let is_articles = |id: &SectionId| !matches!(self.site.section(*id).folder.as_str(), "faq" | "releases" | "webinars");
        self.site.section(root).children.iter().copied().filter(is_articles).collect()
    }

    fn contact(&self, strings: &BTreeMap<String, String>) -> Option<ContactView> {
        let contact = &self.site.config.contact;
        let url = contact.url.clone()?;
        let title = contact.title.clone().or_else(|| strings.get("contact_link").cloned()).unwrap_or_default();
        Some(ContactView { text: contact.note.clone(), links: vec![LinkView { title, url }] })
    }

    fn search(&self, language: &str) -> Option<SearchLink> {
        let place = self.site.places.iter().find(|place| place.what == What::Search && place.language == language)?;
        let hook = self.site.config.search_hook.as_ref().map(|hook| self.href(&hook.value));
        Some(SearchLink { url: self.href(&place.address), hook })
    }

    /// Returns the engine's values of a language.
    pub(super) fn shared(&self, language: &str) -> Option<&Shared> {
        self.by_language.get(language).map(|language| &language.shared)
    }

    /// Returns a text of the theme.
    pub(super) fn text(&self, language: &str, key: &str) -> &str {
        self.by_language.get(language).and_then(|language| language.view.strings.get(key)).map_or("", String::as_str)
    }

    /// Returns the address of the sprite of icons, the same in all languages.
    pub(super) fn icons(&self) -> &str {
        let first = self.by_language.values().next();
        first.and_then(|language| language.view.assets.get("icons")).map_or("", String::as_str)
    }

    /// Returns the site's contact in a language.
    pub(super) fn contact_of(&self, language: &str) -> Option<&ContactView> {
        self.by_language.get(language)?.view.contact.as_ref()
    }

    /// Returns an address as an `href`: percent-encoded, with the site's path before it.
    pub(super) fn href(&self, address: &str) -> String {
        // A folder's name may hold a `#`; a heading's comes after the slash that ends an address.
        let (path, hash) = match address.rfind("/#").filter(|at| !address.ends_with('/') && *at + 2 < address.len()) {
            Some(at) => (&address[..=at], Some(&address[at + 2..])),
            None => (address, None),
        };
        let hash = hash.map(|hash| format!("#{}", encode(hash))).unwrap_or_default();
        format!("{}{}{hash}", self.base, encode(path.trim_start_matches('/')))
    }

    /// Returns an address that is encoded already (of a resolved link) with the site's path before it.
    pub(super) fn based(&self, encoded: &str) -> String {
        format!("{}{}", self.base, encoded.trim_start_matches('/'))
    }

    /// Returns the absolute form of an address, if the site knows its own.
    pub(super) fn absolute(&self, address: &str) -> Option<String> {
        Some(format!("{}{}", self.origin.as_deref()?, self.href(address)))
    }

    /// Makes the head of a page.
    pub(super) fn head(&self, page: &Page, current: Option<&str>) -> Head {
        let address = page.address.as_deref().unwrap_or("/");
        let mut head = self.plain_head(&page.title, address, &page.language, current);
        head.description.clone_from(&page.description);
        head.noindex = !page.listed || page.front.noindex.as_ref().is_some_and(|noindex| noindex.value);
        let versions = self.versions(page);
        head.alternates = if versions.len() > 1 { self.alternates(&versions) } else { Vec::new() };
        head.languages = self.languages(&page.language, &versions);
        if let Some(og) = &mut head.og {
            "article".clone_into(&mut og.kind);
        }
        head
    }

    /// Makes the head of a page that stands for a folder or a list.
    pub(super) fn section_head(&self, title: &str, section: &Section, current: Option<&str>) -> Head {
        let mut head = self.plain_head(title, &section.address, &section.language, current);
        head.description.clone_from(&section.description);
        let version = |language: &String| {
            let id = self.site.section_of(language, &section.folder)?;
            let other = self.site.section(id);
            (other.total > 0 || other.folder.is_empty()).then(|| (language.clone(), other.address.to_string()))
        };
        let versions: Vec<(String, String)> = self.site.config.languages.iter().filter_map(version).collect();
        head.alternates = if versions.len() > 1 { self.alternates(&versions) } else { Vec::new() };
        head.languages = self.languages(&section.language, &versions);
        head
    }

    /// Makes the head of a page that has no source of its own.
    pub(super) fn plain_head(&self, title: &str, address: &str, language: &str, current: Option<&str>) -> Head {
        let canonical = self.absolute(address);
        Head {
            title: title.to_owned(),
            og: canonical.clone().map(|url| OpenGraph { kind: "website".to_owned(), url, image: None }),
            canonical,
            current: current.map(str::to_owned),
            languages: self.languages(language, &[]),
            ..Head::default()
        }
    }

    /// Makes the head of a language's search; its other languages have one, too.
    pub(super) fn search_head(&self, title: &str, address: &str, language: &str) -> Head {
        let searches = self.site.places.iter().filter(|place| place.what == What::Search);
        let versions: Vec<_> = searches.map(|place| (place.language.clone(), place.address.to_string())).collect();
        let languages = self.languages(language, &versions);
        Head { noindex: true, canonical: None, og: None, languages, ..self.plain_head(title, address, language, None) }
    }

    /// Returns a page's languages and addresses in the order of the site's languages.
    fn versions(&self, page: &Page) -> Vec<(String, String)> {
        let version = |language: &String| {
            let id: PageId = self.site.in_language(page, language)?;
            Some((language.clone(), self.site.page(id).address.as_deref()?.to_owned()))
        };
        self.site.config.languages.iter().filter_map(version).collect()
    }

    fn alternates(&self, versions: &[(String, String)]) -> Vec<Alternate> {
        let own =
            versions.iter().filter_map(|(lang, address)| Some(Alternate { lang: lang.clone(), url: self.absolute(address)? }));
        let default = versions.first().and_then(|(_, address)| self.absolute(address));
        own.chain(default.map(|url| Alternate { lang: "x-default".to_owned(), url })).collect()
    }

    fn languages(&self, own: &str, versions: &[(String, String)]) -> Vec<LanguageLink> {
        let has_home = |language: &String| {
            let root = self.site.root(language).map(|root| self.site.section(root));
            *language == self.site.config.language || root.is_some_and(|root| root.total > 0 || root.index.is_some())
        };
        let others = self.site.config.languages.iter().filter(|language| *language != own && has_home(language));
        others
            .map(|language| {
                let version = versions.iter().find(|(lang, _)| lang == language);
                let home = format!("{}/", prefix(language, &self.site.config));
                LanguageLink {
                    lang: language.clone(),
                    name: language_name(language).to_owned(),
                    short: language.to_uppercase(),
                    url: self.href(version.map_or(home.as_str(), |(_, address)| address)),
                    translated: version.is_some(),
                }
            })
            .collect()
    }

    /// Returns the way to a page: home, the folders above, the page itself.
    pub(super) fn crumbs(&self, page: &Page) -> Vec<Crumb> {
        let mut crumbs = match page.section {
            Some(section) => self.trail(section),
            None => vec![self.home_crumb(&page.language)],
        };
        crumbs.push(Crumb { title: page.title.clone(), url: None });
        crumbs
    }

    /// Returns the way to a folder, itself included, each a link.
    pub(super) fn trail(&self, section: SectionId) -> Vec<Crumb> {
        let stop = |id: SectionId| {
            let section = self.site.section(id);
            Crumb { title: self.section_title(section), url: Some(self.href(&section.address)) }
        };
        self.site.trail(section).into_iter().map(stop).collect()
    }

    pub(super) fn home_crumb(&self, language: &str) -> Crumb {
        let home = self.site.root(language).map_or("/", |root| &self.site.section(root).address);
        Crumb { title: self.text(language, "home").to_owned(), url: Some(self.href(home)) }
    }

    /// Returns a folder's title: of its `index.md`, else the theme's word for the FAQ and the like, else its name.
    pub(super) fn section_title(&self, section: &Section) -> String {
        let word = match section.folder.as_str() {
            "" => self.text(&section.language, "home"),
            "faq" => self.text(&section.language, "faq"),
            "releases" => self.text(&section.language, "releases"),
            "webinars" => self.text(&section.language, "webinars"),
            _ => "",
        };
        match (&section.title, word) {
            (Some(title), _) if !section.folder.is_empty() => title.clone(),
            (_, "") => section.name().to_owned(),
            (_, word) => word.to_owned(),
        }
    }

    /// Returns which entry of the menu a page belongs to.
    pub(super) fn current(page: &Page) -> Option<&'static str> {
        match &page.kind {
            Kind::Faq => Some("faq"),
            Kind::Release(_) => Some("releases"),
            Kind::Webinar(_) => Some("webinars"),
            Kind::Track(_) | Kind::Task(_) => Some("guides"),
            Kind::Article(_) => Some("collections"),
            _ => None,
        }
    }
}

/// Returns the beginning of a language's addresses: nothing for the site's own language.
pub(super) fn prefix(language: &str, config: &Config) -> String {
    if language == config.language { String::new() } else { format!("/{language}") }
}

/// Splits the base address into where the host is and the site's path on it.
pub(super) fn origin_and_base(config: &Config) -> (Option<String>, String) {
    let Some(url) = &config.base_url else { return (None, "/".to_owned()) };
    let after_scheme = url.value.find("://").map_or(0, |at| at + 3);
    let path_at = url.value[after_scheme..].find('/').map(|at| after_scheme + at);
    match path_at {
        Some(at) => (Some(url.value[..at].to_owned()), format!("/{}/", url.value[at..].trim_matches('/')).replace("//", "/")),
        None => (Some(url.value.clone()), "/".to_owned()),
    }
}

fn language_name(tag: &str) -> &str {
    match tag {
        "ja" => "日本語",
        "en" => "English",
        "zh" | "zh-Hans" => "简体中文",
        "zh-Hant" => "繁體中文",
        "ko" => "한국어",
        "vi" => "Tiếng Việt",
        "fr" => "Français",
        "de" => "Deutsch",
        "es" => "Español",
        "pt" => "Português",
        other => other,
    }
}
