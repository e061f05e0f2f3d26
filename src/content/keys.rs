//! Every key of front matter: its kinds, its shape and one sentence in each language.
//!
//! From this one table come what is known and unknown, the checks of values, the JSON Schema and the reference page.

use crate::values::{ADDRESS, DATE, ID, Key, MOMENT, RELEASE, REVIEW, SEGMENT, Shape, WEBINAR_START};

const TEXT: Shape = Shape::Text;
const TEXTS: Shape = Shape::List(&Shape::Text);
const ANY: Shape = Shape::Integer(i64::MIN, i64::MAX);
const COUNT: Shape = Shape::Integer(0, i64::MAX);
const MINUTES: Shape = Shape::Integer(1, 10_000);

/// The kinds, in the order of the reference page.
pub(super) const KINDS: &[&str] =
    &["section", "article", "faq", "release", "webinar", "track", "task", "group", "rule", "playbook", "snippet"];
const NOT_RELEASE: &[&str] = &["section", "article", "faq", "webinar", "track", "task", "group", "rule", "playbook", "snippet"];
const ANSWERS: &[&str] = &["article", "faq", "task"];
const GUIDES: &[&str] = &["track", "task"];

pub(super) const TYPES: &[&str] = &["article", "howto", "concept", "reference", "error", "scenario", "case", "term"];

/// All keys. A name may stand twice where two kinds mean different things by it.
pub(super) const KEYS: &[Key] = &[
    Key::new("title", TEXT, "題名です。書かなければ最初の見出しが題名です。", "The title; without it the first heading.")
        .also(&["name", "題名", "タイトル"]),
    Key::new("description", TEXT, "一覧や検索結果に出る短い説明です。", "A short description for lists and search results.")
        .also(&["summary", "excerpt", "desc", "説明"]),
    Key::new(
        "slug",
        Shape::Judged(&SEGMENT),
        "アドレスの最後の部分です。書かなければファイルの名前です。",
        "The last part of the address; without it the file's name.",
    ),
    Key::new("order", ANY, "並び順です。小さいものが先です。", "The place among its neighbours; smaller first.").also(&[
        "nav_order",
        "sidebar_position",
        "position",
        "順番",
    ]),
    Key::new(
        "weight",
        ANY,
        "order と同じです。ほかの道具から移した記事のためにあります。",
        "The same as `order`, for pages from other tools.",
    ),
    Key::new("draft", Shape::Boolean, "下書きです。true の間は公開されません。", "A draft: not published while `true`.")
        .also(&["下書き"]),
    Key::new("date", Shape::Judged(&MOMENT), "書いた日です。", "The day it was written.").of(NOT_RELEASE).also(&[
        "created",
        "created_at",
        "pubdate",
        "日付",
    ]),
    Key::new("date", Shape::Judged(&DATE), "リリースの日です。並び順になります。", "The day of the release; gives the order.")
        .of(&["release"])
        .required()
        .also(&["released", "released_at", "日付"]),
    Key::new("updated", Shape::Judged(&MOMENT), "内容を変えた日です。", "The day its content changed.").also(&[
        "lastmod",
        "modified",
        "last_modified",
        "updated_at",
    ]),
    Key::new(
        "aliases",
        Shape::List(&Shape::Judged(&ADDRESS)),
        "前に使っていたアドレスです。ここへ転送されます。",
        "Addresses it had before; they redirect here.",
    )
    .also(&["alias", "redirect_from", "permalink"]),
    Key::new("tags", TEXTS, "タグです。", "Tags.").also(&["tag", "categories", "category", "タグ"]),
    Key::new("noindex", Shape::Boolean, "true なら検索エンジンに載せません。", "Keeps it out of search engines."),
    Key::new("keywords", TEXTS, "検索に使う言葉です。", "Words for the search.").also(&["keyword"]),
    Key::new(
        "id",
        Shape::Judged(&ID),
        "変わらない番号です。/a/番号/ のアドレスはずっと使えます。",
        "The permanent id: `/a/<id>/` never changes.",
    ),
    Key::new(
        "type",
        Shape::Choice(TYPES),
        "記事の種類です。書かなければ howto です。",
        "The type of article; `howto` if left out.",
    )
    .of(&["article"])
    .also(&["kind", "layout", "template", "種類"]),
    Key::new("owner", TEXT, "最新に保つ担当者です。", "Who keeps it current.").also(&[
        "author",
        "authors",
        "maintainer",
        "担当",
        "担当者",
    ]),
    Key::new("step", TEXT, "導入の段階です。`段階` または `段階/タスク` と書きます。", "The onboarding step, or `step/task`.")
        .of(&["article", "faq", "webinar"])
        .also(&["phase", "stage"]),
    Key::new(
        "verified",
        Shape::Judged(&RELEASE),
        "最後に確認したリリースの名前、または日付です。",
        "The release against which it was last checked, or a date.",
    )
    .of(NOT_RELEASE)
    .also(&["verified_in", "checked", "reviewed"]),
    Key::new(
        "since",
        Shape::Judged(&RELEASE),
        "書いてある内容が入ったリリースです。",
        "The release that brought what it describes.",
    )
    .also(&["added_in", "introduced"]),
    Key::new("features", TEXTS, "扱う機能です。例: invoice.export", "The features it covers.").also(&["feature", "機能"]),
    Key::new("screens", TEXTS, "扱う画面です。例: invoices/list", "The screens it covers.").also(&["screen", "画面"]),
    Key::new("review", Shape::Judged(&REVIEW), "確認が効いている期間です。", "How long a check holds.")
        .also(&["review_interval", "expires"]),
    Key::new("review_reason", TEXT, "review が never である理由です。", "Why `review` is `never`."),
    Key::new(
        "audience",
        TEXTS,
        "読む人の区分です。internal は社内だけに出ます。",
        "For whom it is; `internal` is for staff alone.",
    )
    .also(&["audiences", "visibility"]),
    Key::new("plans", TEXTS, "使えるプランです。", "The plans it is for.").also(&["plan"]),
    Key::new("roles", TEXTS, "読む人の役割です。", "The roles it is for.").also(&["role"]),
    Key::new("next", TEXTS, "読んだ人が次に知りたくなるページです。", "The questions a reader asks next.")
        .of(&["article", "faq"]),
    Key::new("related", TEXTS, "関連するページです。", "Related pages.").also(&["see_also", "関連"]),
    Key::new("resolves", Shape::Boolean, "ここで疑問が解けるページです。", "Whether it ends the search for an answer.")
        .of(ANSWERS),
    Key::new(
        "intents",
        Shape::Sentences,
        "読む人の言葉での言い方です。症状、エラーの文、言い換えを書きます。",
        "The reader's own words: symptoms, error texts, paraphrases.",
    )
    .of(ANSWERS)
    .also(&["intent", "questions", "synonyms"]),
    Key::new("source", Shape::Table(SOURCE), "質問がどこから来たかです。", "Where the question came from.").of(&["faq"]),
    Key::new("evidence", Shape::List(&Shape::Table(EVIDENCE)), "実績です。", "Where it was proven.").of(GUIDES),
    Key::new(
        "touch",
        Shape::Choice(&["low", "high"]),
        "お客様だけで進めるなら low、人が入るなら high です。",
        "`low`: by the customer alone; `high`: with a person.",
    )
    .of(GUIDES),
    Key::new("touch_decision", Shape::Table(TOUCH_DECISION), "touch をそう決めた理由です。", "Why `touch` is what it is.")
        .of(GUIDES),
    Key::new(
        "product",
        TEXTS,
        "製品です。2つ以上あるサイトでは、ページに出て、一覧を製品で選べます。",
        "The product. Where a site has several, pages name it and lists can be narrowed by it.",
    )
    .also(&["products"]),
    Key::new("lifecycle", TEXTS, "導入、定着、拡大などの時期です。", "The stage of a customer's life."),
    Key::new("benefit", TEXTS, "得られる効果です。", "What it is good for.").also(&["benefits"]),
    Key::new("segments", TEXTS, "お客様の区分です。", "Segments of customers.").also(&["segment"]),
    Key::new("why", TEXT, "なぜ作ったかです。", "Why it was made."),
    Key::new(
        "status",
        Shape::Choice(&["draft", "pilot", "published"]),
        "公開の状態です。pilot は、アドレスを知る人だけが読めます。",
        "Where it stands; `pilot` is at its address but in no list.",
    )
    .of(NOT_RELEASE)
    .also(&["state", "状態"]),
    Key::new(
        "status",
        Shape::Choice(&["planned", "released", "withdrawn"]),
        "予定、公開済み、取り下げのどれかです。",
        "Whether the release is out.",
    )
    .of(&["release"]),
    Key::new("publish_at", Shape::Judged(&MOMENT), "公開を始める日時です。", "When publication begins.").also(&[
        "publish_date",
        "published_at",
        "publishdate",
    ]),
    Key::new("expire_at", Shape::Judged(&MOMENT), "公開を終える日時です。", "When publication ends.").also(&[
        "expiry_date",
        "expirydate",
        "expires_at",
    ]),
    Key::new(
        "images",
        Shape::Map(&Shape::Table(IMAGE)),
        "画像が写している画面と、撮ったリリースです。",
        "What screenshots show and when they were taken.",
    )
    .also(&["image", "screenshots"]),
    Key::new(
        "translated",
        Shape::Map(&TEXT),
        "翻訳したときの原文の、見出しごとの印です。",
        "Marks of the source's sections as they were when translated.",
    ),
    Key::new("icon", TEXT, "一覧に出る絵の名前です。", "The picture in lists.").of(&["section", "track"]),
    Key::new(
        "release",
        Shape::Judged(&RELEASE),
        "リリースの名前です。書かなければファイルの名前です。",
        "The release's name; without it the file's.",
    )
    .of(&["release"])
    .also(&["version"]),
    Key::new("changes", Shape::List(&Shape::Table(CHANGE)), "変わったことです。", "What changed.")
        .of(&["release"])
        .also(&["change"]),
    Key::new("starts", Shape::Judged(&WEBINAR_START), "始まる日時です。", "When it starts.").of(&["webinar"]).also(&[
        "start",
        "starts_at",
        "start_at",
    ]),
    Key::new("minutes", MINUTES, "かかる時間（分）です。", "How many minutes it takes.")
        .of(&["task", "webinar"])
        .also(&["duration", "time"]),
    Key::new("video", Shape::Judged(&ADDRESS), "録画のアドレスです。", "The recording's address.")
        .of(&["webinar"])
        .also(&["recording"]),
    Key::new("register", Shape::Judged(&ADDRESS), "申し込みのアドレスです。", "Where to sign up.")
        .of(&["webinar"])
        .also(&["registration", "signup"]),
    Key::new("chapters", Shape::List(&Shape::Table(CHAPTER)), "録画の目次です。", "The recording's chapters.").of(&["webinar"]),
    Key::new("slides", Shape::Judged(&ADDRESS), "資料のファイルかアドレスです。", "The slides' file or address.")
        .of(&["webinar"]),
    Key::new("version", COUNT, "トラックの版です。", "The track's version.").of(&["track"]),
    Key::new(
        "asks",
        Shape::List(&Shape::Table(ASK)),
        "はじめに聞くことです。答えで出すタスクが変わります。",
        "Questions whose answers choose the tasks.",
    )
    .of(&["track"])
    .also(&["ask", "questions"]),
    Key::new(
        "phases",
        Shape::List(&Shape::Table(PHASE)),
        "トラックの区切りです。順に進みます。",
        "The track's phases, in order.",
    )
    .of(&["track"])
    .also(&["phase", "steps"]),
    Key::new("requires", TEXTS, "先に終えるタスクです。", "Tasks to be done before.").of(&["task"]).also(&[
        "require",
        "depends",
        "depends_on",
        "prerequisites",
    ]),
    Key::new("done_when", Shape::Sentences, "できたことを確かめる方法です。", "How the customer sees that it worked.")
        .of(&["task"])
        .also(&["verify", "done"]),
    Key::new("replaces_meeting_minutes", COUNT, "打ち合わせで減る時間（分）です。", "Meeting minutes it saves.").of(&["task"]),
    Key::new("was", TEXTS, "前の番号です。終えた印を引き継ぎます。", "Ids it had; ticks follow.").of(&["task"]),
    Key::new("tasks", Shape::List(&Shape::Either(&TEXT, &Shape::Table(TASK))), "まとめるタスクです。", "The group's tasks.")
        .of(&["group"])
        .also(&["task"]),
    Key::new("question", TEXT, "お客様に聞くことです。", "What the customer is asked.").of(&["rule"]).required(),
    Key::new("options", Shape::Map(&TEXT), "選べる答えです。番号: 言葉 と書きます。", "The answers: id and words.")
        .of(&["rule"])
        .required()
        .also(&["option", "choices", "answers"]),
    Key::new("default", TEXT, "ふつうの答えです。", "The usual answer.").of(&["rule"]),
    Key::new("consequence", TEXT, "決めると何が変わるかです。", "What follows from the choice.").of(&["rule"]),
    Key::new("phase", TEXT, "決める時期です。", "When it is decided.").of(&["rule"]),
];

const SOURCE: &[Key] = &[
    Key::new("channel", TEXT, "チャット、メールなどです。", "Chat, mail and so on."),
    Key::new("ref", TEXT, "元の記録の番号やアドレスです。", "The record's number or address.").also(&[
        "reference",
        "url",
        "link",
    ]),
    Key::new("asked", COUNT, "聞かれた回数です。", "How often it was asked.").also(&["count", "times"]),
    Key::new("last_asked", Shape::Judged(&DATE), "最後に聞かれた日です。", "The day it was last asked."),
];

const EVIDENCE: &[Key] = &[
    Key::new("kind", TEXT, "支援、事例などの種類です。", "Support, case and so on.").also(&["type"]),
    Key::new("ref", TEXT, "記録の番号やアドレスです。", "The record's number or address.").also(&["reference", "url", "link"]),
    Key::new("cases", COUNT, "件数です。", "How many cases.").also(&["count"]),
    Key::new("on", Shape::Judged(&DATE), "確かめた日です。", "The day.").also(&["date"]),
];

const TOUCH_DECISION: &[Key] = &[
    Key::new("why", TEXT, "理由です。", "Why.").also(&["reason"]),
    Key::new("agreed_by", TEXT, "合意した人です。", "Who agreed.").also(&["by"]),
    Key::new("on", Shape::Judged(&DATE), "合意した日です。", "The day.").also(&["date"]),
];

pub(super) const IMAGE: &[Key] = &[
    Key::new("screen", TEXT, "写している画面です。", "The screen it shows."),
    Key::new("captured", Shape::Judged(&RELEASE), "撮ったリリースです。", "The release it was taken in.")
        .also(&["captured_in", "taken"]),
];

const LABEL: &[Key] = &[
    Key::new("from", TEXT, "前の文字です。これだけなら、なくなった文字です。", "The old text; alone: removed.")
        .also(&["old", "before"]),
    Key::new("to", TEXT, "新しい文字です。これだけなら、増えた文字です。", "The new text; alone: added.").also(&["new", "after"]),
    Key::new("still_used", Shape::Boolean, "前の文字を、ほかの画面でまだ使っています。", "Another screen keeps the old text."),
];

const CHANGE: &[Key] = &[
    Key::new(
        "kind",
        Shape::Choice(&["added", "changed", "renamed", "removed", "deprecated", "fixed"]),
        "変わり方です。",
        "What the change does.",
    )
    .required()
    .also(&["type"]),
    Key::new("feature", TEXT, "変わった機能です。", "The feature."),
    Key::new("screen", TEXT, "変わった画面です。", "The screen."),
    Key::new("key", TEXT, "文言のキーです（labels.json）。", "The catalogue's key."),
    Key::new("label", Shape::Table(LABEL), "画面の文字の前と後です。", "The label before and after."),
    Key::new("labels", Shape::Map(&Shape::Table(LABEL)), "ほかの言語の画面の文字です。", "The same in other languages."),
    Key::new(
        "impact",
        Shape::Choice(&["breaking", "visible", "minor"]),
        "影響の大きさです。minor は知らせません。",
        "How much people notice; `minor` doesn't fire.",
    ),
    Key::new("summary", TEXT, "お客様に伝える一文です。", "One sentence for customers.").also(&["description", "title", "text"]),
    Key::new("plans", TEXTS, "届くプランです。", "The plans it reaches.").also(&["plan"]),
    Key::new("roles", TEXTS, "届く役割です。", "The roles it reaches.").also(&["role"]),
    Key::new("audience", TEXTS, "届く区分です。", "The audiences it reaches."),
    Key::new("rollout", Shape::Judged(&DATE), "全員に届く日です。", "The day it reaches everyone."),
    Key::new("voice", Shape::Boolean, "お客様の声から生まれました。", "It came from customers."),
];

const CHAPTER: &[Key] = &[
    Key::new("at", TEXT, "始まる時間です。例: 12:30", "When it begins, as `12:30`.").required().also(&["time", "start"]),
    Key::new("title", TEXT, "題名です。", "Its title.").required(),
];

const ASK: &[Key] = &[
    Key::new("id", Shape::Judged(&ID), "質問の番号です。when に書きます。", "The question's id, used in `when`.").required(),
    Key::new("question", TEXT, "質問です。", "The question.").also(&["title", "text"]),
    Key::new("options", Shape::Map(&TEXT), "選べる答えです。番号: 言葉 と書きます。", "The answers: id and words.")
        .also(&["choices", "answers"]),
];

const PHASE: &[Key] = &[
    Key::new("id", Shape::Judged(&ID), "区切りの番号です。", "The phase's id.").required(),
    Key::new("title", TEXT, "題名です。", "Its title.").also(&["name"]),
    Key::new("step", TEXT, "導入の段階です。", "The onboarding step."),
    Key::new("before", TEXT, "いつまでに終えるかです。", "By when it is to be done."),
    Key::new("exit", Shape::Sentences, "終わったと言える条件です。", "When the phase is over."),
    Key::new(
        "tasks",
        Shape::List(&Shape::Either(&TEXT, &Shape::Table(TASK))),
        "タスクです。順に並べます。",
        "The tasks, in order.",
    )
    .also(&["task"]),
];

const TASK: &[Key] = &[
    Key::new("task", TEXT, "タスクの番号です。", "The task's id.").also(&["id"]),
    Key::new("group", TEXT, "タスクのまとまりの名前です。", "A group's name."),
    Key::new("when", TEXT, "出す条件です。例: import=csv", "When it is shown, as `import=csv`.").also(&["if"]),
    Key::new("optional", Shape::Boolean, "しなくてもよいタスクです。", "It may be left out."),
];
