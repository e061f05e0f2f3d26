//! Every key of `shirube.toml`, each with its shape and one sentence in each language.

use crate::values::{BASE_URL, COLOUR, FOLDER, ID, Key, LANGUAGE, RELEASE, SCRIPT, SEGMENT, SHARE, Shape, TIME_ZONE, URL};

const TEXT: Shape = Shape::Text;
const ANY: i64 = i64::MAX;

pub(super) const CONFIG: &[Key] = &[
    Key::new("title", TEXT, "サイトの題名です。書かなければ「ヘルプセンター」です。", "The site's title.")
        .also(&["name", "site_name"]),
    Key::new(
        "titles",
        Shape::Map(&TEXT),
        "ほかの言語でのサイトの題名です。en = \"Help\" のように書きます。",
        "The site's title in other languages: en = \"Help\".",
    ),
    Key::new(
        "base_url",
        Shape::Judged(&BASE_URL),
        "公開する場所のアドレスです。パスを含められます。なければサイトマップ、フィード、canonicalは作られません。",
        "Where the site will be served; may have a path. Without it there are no sitemap, feeds or canonical addresses.",
    )
    .also(&["url", "baseurl", "site_url", "domain"]),
    Key::new(
        "language",
        Shape::Judged(&LANGUAGE),
        "名前に言語のないファイルの言語です。書かなければ ja です。",
        "The language of files without one in their name; `ja` if left out.",
    )
    .also(&["lang", "locale", "default_language"]),
    Key::new(
        "languages",
        Shape::List(&Shape::Judged(&LANGUAGE)),
        "サイトにあるすべての言語です。language を含みます。",
        "All languages of the site, `language` among them.",
    )
    .also(&["langs", "locales"]),
    Key::new(
        "timezone",
        Shape::Judged(&TIME_ZONE),
        "日時のタイムゾーンです。書かなければ Asia/Tokyo です。",
        "The time zone of dates and times; `Asia/Tokyo` if left out.",
    )
    .also(&["time_zone", "tz"]),
    Key::new("theme", Shape::Judged(&SEGMENT), "themes/ の下のフォルダの名前です。", "A folder below `themes/`."),
    Key::new(
        "contact",
        Shape::Either(&Shape::Judged(&URL), &Shape::Table(CONTACT)),
        "ヘルプで解決しなかった人の行き先です。アドレスだけでも書けます。",
        "Where readers turn when the help did not help; an address alone will do.",
    )
    .also(&["support", "inquiry"]),
    Key::new("freshness", Shape::Table(FRESHNESS), "鮮度の調べ方です。", "How freshness is judged."),
    Key::new("steps", Shape::List(&Shape::Table(STEPS)), "導入の段階を順に書きます。", "The onboarding steps in order.")
        .also(&["step"]),
    Key::new("owners", Shape::List(&Shape::Table(OWNERS)), "ページを担当する人です。", "Who keeps pages.").also(&["owner"]),
    Key::new(
        "audiences",
        Shape::Map(&Shape::Either(&TEXT, &Shape::List(&TEXT))),
        "読む人の区分です。名前 = \"呼び名\"、または名前 = [\"見せる区分\"] と書きます。",
        "Further audiences: name = \"title\", or name = [\"audiences whose pages it sees\"].",
    )
    .also(&["audience"]),
    Key::new("guides", Shape::Table(GUIDES), "導入ガイドの設定です。", "Settings of onboarding guides."),
    Key::new("git", Shape::Table(GIT), "gitから読むものです。", "What is read from git."),
    Key::new("highlight", Shape::Table(HIGHLIGHT), "コードの色づけです。", "Highlighting of code."),
    Key::new("search", Shape::Table(SEARCH), "サイト内検索です。", "The site's search."),
    Key::new(
        "variables",
        Shape::Map(&Shape::Either(&TEXT, &TEXT)),
        "本文の `:var[名前]` に入る文字です。",
        "Texts that stand for `:var[name]` in pages.",
    )
    .also(&["vars", "variable"]),
    Key::new(
        "names",
        Shape::Map(&Shape::Either(&TEXT, &Shape::Map(&Shape::Either(&TEXT, &TEXT)))),
        "プラン、役割、区分、段階の呼び名です。pro = \"プロ\"、または pro = {ja = \"プロ\", en = \"Pro\"} と書きます。",
        "What readers are shown for the ids of plans, roles, audiences and steps, in all languages or by language.",
    ),
    Key::new("theme_options", Shape::Table(THEME_OPTIONS), "見た目の設定です。", "Settings of the theme."),
    Key::new("trust", Shape::Table(TRUST), "そのまま載せてよいものです。", "What may be kept as written."),
];

const CONTACT: &[Key] = &[
    Key::new("title", TEXT, "リンクの文字です。例: チャットで聞く", "What the link says."),
    Key::new("url", Shape::Judged(&URL), "リンク先のアドレスです。", "The address it leads to.")
        .also(&["href", "link", "mail", "email"]),
    Key::new("note", TEXT, "受付時間などの添え書きです。", "Hours and how fast."),
];

const FRESHNESS: &[Key] = &[
    Key::new(
        "baseline_release",
        Shape::Judged(&RELEASE),
        "verified のないページを、このリリースで確認済みとみなします。",
        "The release at which pages without `verified` count as verified.",
    )
    .also(&["baseline"]),
    Key::new(
        "budget_per_owner",
        Shape::Integer(1, ANY),
        "担当者1人に1週間に見せる件数の上限です。",
        "Most findings an owner is shown a week.",
    )
    .also(&["budget"]),
    Key::new(
        "threshold",
        Shape::Judged(&SHARE),
        "この点数に届かない注意と参考は、件数だけを数えます（0〜1。省くと0、話題の近いページ maybe-affected だけは0.25）。",
        "Warnings and notes below this score are only counted (0 to 1; without it 0, and 0.25 for maybe-affected).",
    ),
    Key::new(
        "notice",
        Shape::Choice(&["outdated", "declared", "off"]),
        "読者へのお知らせを出すページです。書かなければ declared です。",
        "Which pages carry a notice for readers; `declared` if left out.",
    ),
    Key::new(
        "external_labels",
        Shape::List(&TEXT),
        "ほかの製品の画面の文字です。古くなったとはみなしません。",
        "Labels of other products, never ours.",
    ),
];

const STEPS: &[Key] = &[
    Key::new("id", Shape::Judged(&ID), "段階の名前です。ページの step に書きます。", "The step's id, used in `step`.").required(),
    Key::new("title", TEXT, "段階の題名です。", "Its title.").also(&["name"]),
    Key::new("exit", Shape::Sentences, "この段階が終わったと言える条件です。", "When the step is over, in words."),
];

const OWNERS: &[Key] = &[
    Key::new("id", Shape::Judged(&ID), "担当者の名前です。ページの owner に書きます。", "The owner's id, used in `owner`.")
        .required(),
    Key::new("name", TEXT, "表示する名前です。", "The name shown.").also(&["title"]),
    Key::new("mail", TEXT, "メールアドレスです。", "The mail address.").also(&["email", "address"]),
];

const GUIDES: &[Key] = &[Key::new(
    "min_cases",
    Shape::Integer(0, ANY),
    "ロータッチにするために必要な実績の件数です。書かなければ 1 です。",
    "Cases that a low-touch guide needs as evidence; 1 if left out.",
)];

const GIT: &[Key] =
    &[Key::new("dates", Shape::Boolean, "最終更新日をgitの記録から読みます。", "Whether dates of last change come from git.")];

const HIGHLIGHT: &[Key] =
    &[Key::new("enabled", Shape::Boolean, "コードに色をつけます。書かなければ true です。", "Whether code is highlighted.")];

const SEARCH: &[Key] = &[
    Key::new("enabled", Shape::Boolean, "検索を作ります。書かなければ true です。", "Whether there is a search."),
    Key::new(
        "hook",
        Shape::Judged(&SCRIPT),
        "検索されたこと、見つからなかったこと、開かれたことを受け取るスクリプトです。static/ に置き、/js/analytics.js のように書きます。書かなければ、どこにも送られません。",
        "A script in `static/` that is told what was searched for, not found and opened, as `/js/analytics.js`. Without it nothing is sent.",
    ),
];

const THEME_OPTIONS: &[Key] =
    &[Key::new("accent", Shape::Judged(&COLOUR), "サイトの色です。", "The one colour a site sets.").also(&["color", "colour"])];

const TRUST: &[Key] = &[Key::new(
    "html",
    Shape::List(&Shape::Judged(&FOLDER)),
    "HTMLをそのまま載せるフォルダです。",
    "Folders whose raw HTML is kept.",
)];
