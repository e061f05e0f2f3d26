//! The configuration as the rest of the program sees it: typed, with every default filled in.

use std::collections::BTreeMap;

use crate::source::{FileId, Located};

/// The configuration of a site, with defaults filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The file, if there is one.
    pub file: Option<FileId>,
    /// The site's title; by default 「ヘルプセンター」.
    pub title: String,
    /// The title in other languages.
    pub titles: BTreeMap<String, String>,
    /// Where it will be served, without the final slash: `https://help.example.com/docs`. Without it no sitemap, feeds or canonical.
    pub base_url: Option<Located<String>>,
    /// The language of files without one in their name.
    pub language: String,
    /// All languages; the first is `language`.
    pub languages: Vec<String>,
    /// IANA time zone of dates without one.
    pub timezone: String,
    /// Folder below `themes/`; `None` for the built-in theme alone.
    pub theme: Option<Located<String>>,
    /// Where readers turn when the help did not help.
    pub contact: Contact,
    /// Freshness settings.
    pub freshness: FreshnessConfig,
    /// Onboarding steps in order; by default kickoff, initial-setup, first-round, alignment.
    pub steps: Vec<StepConfig>,
    /// Who keeps pages.
    pub owners: Vec<Owner>,
    /// Names of further audiences → the audiences whose pages they see besides the public ones (always their own).
    pub audiences: Vec<(Located<String>, Vec<String>)>,
    /// Audience's name → what people call it: `partner = "導入パートナー"`.
    pub audience_titles: BTreeMap<String, String>,
    /// Cases that a low-touch guide needs as evidence.
    pub min_cases: i64,
    /// Whether dates of last change come from git.
    pub git_dates: bool,
    /// Whether code is highlighted.
    pub highlight: bool,
    /// Whether there is a search.
    pub search: bool,
    /// The script that is told of searches, as it is addressed: `/js/analytics.js`.
    pub search_hook: Option<Located<String>>,
    /// `:var[name]` → text.
    pub variables: Vec<(Located<String>, String)>,
    /// Id of a plan, role, audience or step → what readers are shown, by language; the empty one is for all.
    pub names: BTreeMap<String, BTreeMap<String, String>>,
    /// The one colour a site sets, as CSS.
    pub accent: Option<Located<String>>,
    /// Folders (site-relative) whose raw HTML is kept.
    pub trusted_html: Vec<Located<String>>,
}

/// Where readers turn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// What the link says: 「チャットで聞く」; by default 「お問い合わせ」.
    pub title: Option<String>,
    /// `https:`, `http:`, `mailto:` or `tel:` address.
    pub url: Option<String>,
    /// Hours and how fast: 「平日 9:00〜18:00」.
    pub note: Option<String>,
}

/// `[freshness]`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FreshnessConfig {
    /// The release at which pages without `verified` count as verified.
    pub baseline_release: Option<Located<String>>,
    /// Most findings an owner is shown a week.
    pub budget_per_owner: Option<i64>,
    /// Least score, 0 to 1, of a warning or note that is shown.
    pub threshold: Option<f64>,
    /// What readers are told.
    pub notice: Notice,
    /// Labels of other products, never ours.
    pub external_labels: Vec<String>,
}

/// Which pages carry a notice for readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notice {
    /// Only pages that are outdated.
    Outdated,
    /// Also pages whose declared features or screens changed.
    #[default]
    Declared,
    /// None.
    Off,
}

/// One `[[steps]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepConfig {
    /// Id: `initial-setup`.
    pub id: Located<String>,
    /// Title.
    pub title: String,
    /// When the step is over, in words.
    pub exit: Vec<String>,
}

/// One `[[owners]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Id used in `owner:`.
    pub id: Located<String>,
    /// Name shown.
    pub name: String,
    /// Mail address.
    pub mail: Option<String>,
}

impl Config {
    /// Returns what readers of a language are shown for an id: of `[names]`, of `[audiences]`, else the id itself.
    pub fn shown<'a>(&'a self, id: &'a str, language: &str) -> &'a str {
        let named = self.names.get(id).and_then(|names| names.get(language).or_else(|| names.get("")));
        named.or_else(|| self.audience_titles.get(id)).map_or(id, String::as_str)
    }

    /// Returns the site's title in a language.
    pub fn title_in(&self, language: &str) -> &str {
        self.titles.get(language).map_or(self.title.as_str(), String::as_str)
    }

    /// Returns an owner's name in a language.
    pub fn owner_name<'a>(&'a self, owner: &'a Owner, language: &str) -> &'a str {
        self.names.get(&owner.id.value).and_then(|names| names.get(language)).map_or(owner.name.as_str(), String::as_str)
    }

    /// Returns a step's title in a language.
    pub fn step_title<'a>(&'a self, step: &'a StepConfig, language: &str) -> &'a str {
        let named = self.names.get(&step.id.value).and_then(|names| names.get(language));
        named.map_or(step.title.as_str(), String::as_str)
    }
}
