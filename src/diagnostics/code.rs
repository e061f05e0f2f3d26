//! The codes: every mistake that can be found, with its level and whether it stops a build.

/// How bad a finding is. Ordered worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Wrong: exit code 1.
    Error,
    /// Probably wrong.
    Warning,
    /// Worth knowing.
    Note,
}

impl Level {
    /// Returns the name used in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal $level:ident $stops:literal;)*) => {
        /// What kind of mistake a finding is. The name is stable: scripts and pages refer to it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])* $variant,)*
        }

        impl Code {
            /// All codes, in the order of the reference.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// Returns the name printed in brackets: `broken-link`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// Returns the usual level.
            pub fn level(self) -> Level {
                match self { $(Code::$variant => Level::$level,)* }
            }

            /// Says whether it makes the site unpublishable: the old site stays and the build exits 1.
            pub fn stops_build(self) -> bool {
                match self { $(Code::$variant => $stops,)* }
            }
        }
    };
}

codes! {
    // reading
    /// A text is not UTF-8.
    NotUtf8 "not-utf8" Error true;
    /// A file cannot be read.
    UnreadableFile "unreadable-file" Error true;
    /// A file is larger than the limit.
    FileTooLarge "file-too-large" Error true;
    /// A symbolic link leads out of the site's folder, or round in a circle.
    OutsideSite "outside-site" Error true;
    /// A file name that some systems cannot hold.
    NotPortableName "not-portable-name" Error true;
    /// Two file names that are the same on some systems.
    NameCollision "name-collision" Error true;
    /// A file has nothing in it and is not published.
    EmptyPage "empty-page" Warning false;
    /// There is nothing to publish.
    EmptySite "empty-site" Error true;
    /// Dates of last change that git cannot tell.
    GitDates "git-dates" Warning false;
    /// A control character in a text.
    ControlCharacter "control-character" Warning false;
    // front matter, configuration, data
    /// The front matter's closing `---` is missing.
    UnterminatedFrontMatter "unterminated-front-matter" Error true;
    /// Front matter in a language other than YAML.
    UnsupportedFrontMatter "unsupported-front-matter" Error true;
    /// YAML, TOML, JSON or CSV that cannot be read.
    InvalidSyntax "invalid-syntax" Error true;
    /// The same key twice.
    DuplicateKey "duplicate-key" Error true;
    /// A value of the wrong kind.
    WrongValue "wrong-value" Error true;
    /// A key that is needed is missing.
    MissingKey "missing-key" Error false;
    /// A key that nobody knows.
    UnknownKey "unknown-key" Warning false;
    /// A page without a title.
    MissingTitle "missing-title" Warning false;
    /// A release that does not exist.
    UnknownRelease "unknown-release" Error false;
    /// A release dated after one that its number says is newer.
    ReleaseOrder "release-order" Warning false;
    /// A step or task that does not exist.
    UnknownStep "unknown-step" Error false;
    /// A name (owner, plan, audience, language, task, group) that is defined nowhere.
    UnknownName "unknown-name" Error false;
    /// Tasks that wait for each other in a circle.
    RequiresCycle "requires-cycle" Error false;
    // Markdown
    /// Asterisks or tildes that stay visible in the text.
    LiteralEmphasis "literal-emphasis" Warning false;
    /// A container that is not closed.
    UnclosedContainer "unclosed-container" Error false;
    /// A container nobody knows.
    UnknownContainer "unknown-container" Error false;
    /// An attribute a container or directive does not have.
    WrongAttribute "wrong-attribute" Error false;
    /// A table or nesting beyond the limit.
    TooLarge "too-large" Error true;
    /// Nesting deeper than the limit, shown as text.
    TooDeep "too-deep" Warning false;
    /// A link with an address that could run script.
    UnsafeLink "unsafe-link" Warning false;
    /// Raw HTML that was removed.
    RemovedHtml "removed-html" Warning false;
    /// An include that leaves the site's folder.
    IncludeOutside "include-outside" Error true;
    /// An include of a file that does not exist.
    IncludeMissing "include-missing" Error false;
    /// Includes that include each other in a circle.
    IncludeCycle "include-cycle" Error true;
    /// A variable that is not defined.
    UnknownVariable "unknown-variable" Error false;
    /// A UI label key that the catalogue does not have.
    UnknownLabelKey "unknown-label-key" Error false;
    // links, pictures
    /// A link to a page or file that does not exist.
    BrokenLink "broken-link" Error false;
    /// A link to a heading that does not exist.
    MissingAnchor "missing-anchor" Error false;
    /// A picture that does not exist.
    MissingImage "missing-image" Error false;
    /// A picture larger than readers should have to load.
    OversizedImage "oversized-image" Warning false;
    /// A picture whose dimensions no program should open.
    ImageDimensions "image-dimensions" Error true;
    /// A picture file that cannot be read as a picture, or one that carries script.
    UnsafeImage "unsafe-image" Warning false;
    /// A picture without a text alternative.
    MissingAlt "missing-alt" Warning false;
    // addresses
    /// Two pages want the same address.
    DuplicateAddress "duplicate-address" Error true;
    /// Two pages have the same permanent id.
    DuplicateId "duplicate-id" Error true;
    /// A name that the site keeps for itself.
    ReservedName "reserved-name" Error true;
    /// A redirect that leads round in a circle.
    RedirectLoop "redirect-loop" Error true;
    /// A redirect to another site.
    UnsafeRedirect "unsafe-redirect" Error true;
    /// A page that no other page leads to.
    UnreachablePage "unreachable-page" Warning false;
    /// A translation of a page that does not exist.
    OrphanTranslation "orphan-translation" Warning false;
    // freshness
    /// A text quotes a label that a later release renamed or removed.
    OutdatedLabel "outdated-label" Error false;
    /// A page covers a feature or screen that a later release removed.
    OutdatedFeature "outdated-feature" Error false;
    /// A picture was captured before its screen last changed.
    OutdatedScreenshot "outdated-screenshot" Warning false;
    /// A later release changed what a page declares.
    Affected "affected" Warning false;
    /// The words of a change and of a page are close.
    MaybeAffected "maybe-affected" Note false;
    /// The time a check holds has run out.
    ReviewOverdue "review-overdue" Warning false;
    /// A change that no page covers.
    UncoveredChange "uncovered-change" Warning false;
    /// The source changed after it was translated.
    TranslationOutdated "translation-outdated" Warning false;
    /// A release that is still planned though its day has passed.
    PlannedReleaseDue "planned-release-due" Warning false;
    /// A snooze whose end has passed.
    SnoozeExpired "snooze-expired" Note false;
    /// A page that nobody keeps.
    Unowned "unowned" Note false;
    // search
    /// A query of `data/queries.toml` that does not find its page.
    QueryMissesPage "query-misses-page" Error false;
    // the whole
    /// A site whose pages are many times larger than its sources.
    LargeOutput "large-output" Note false;
    // templates
    /// A template of the site's theme that cannot be used.
    TemplateError "template-error" Error true;
}
