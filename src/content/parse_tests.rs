use super::*;
use crate::content::{ArticleType, ChangeKind, Impact, Kind, ReleaseStatus, Status, TaskTarget};
use proptest::prelude::*;

fn site(files: &[(&str, &str)], config: &Config) -> (Entries, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.add(path, *text);
    }
    let mut found = Findings::default();
    let entries = parse_all(&sources, config, &mut found);
    (entries, found.into_iter().collect(), sources)
}

fn page(path: &str, text: &str) -> (Entry, Vec<Diagnostic>) {
    let (mut entries, findings, _) = site(&[(path, text)], &Config::default());
    (entries.entries.remove(0), findings)
}

fn bilingual() -> Config {
    Config { languages: vec!["ja".into(), "en".into()], ..Config::default() }
}

#[test]
fn every_shared_key_is_read() {
    let text = "---\ntitle: 請求書を書き出す\ndescription: d\nslug: export\norder: 3\nweight: 4\ndraft: false\ndate: 2026-01-01\nupdated: 2026-02-01T10:00\naliases: [/old/]\ntags: a\nnoindex: true\nkeywords: [b]\nid: export-csv\ntype: error\nowner: sakaki\nstep: initial-setup/add\nverified: 2026.10\nsince: 2026.1\nfeatures: [invoice.export]\nscreens: invoices/list\nreview: 6 months\naudience: internal\nplans: [pro]\nroles: [admin]\nnext: [../faq/a.md]\nrelated: [b.md]\nresolves: true\nintents:\n  - 押しても、出ない\nproduct: p\nlifecycle: l\nbenefit: b\nsegments: [s]\nwhy: w\nstatus: pilot\npublish_at: 2026-11-25T10:00\nexpire_at: 2026-12-25\nimages:\n  /img/a.png: {screen: invoices/list, captured: 2026.40}\ntranslated: {steps: abc123}\n---\n本文\n\n![図](/img/a.png)\n";
    let (entry, findings) = page("content/billing/export.md", text);
    assert_eq!(findings, []);
    let front = &entry.front;
    assert_eq!(front.verified.as_ref().map(|verified| verified.value.as_str()), Some("2026.10"));
    assert_eq!(front.review.as_ref().map(|review| review.value), Some(Review::Months(6)));
    assert_eq!(front.status.as_ref().map(|status| status.value), Some(Status::Pilot));
    assert_eq!(front.images[0].1.captured.as_ref().map(|captured| captured.value.as_str()), Some("2026.40"));
    assert_eq!(front.intents[0].value, "押しても、出ない");
    assert_eq!(front.translated["steps"].value, "abc123");
    assert_eq!(entry.kind, Kind::Article(ArticleType::Error));
    assert_eq!(entry.stem, "content/billing/export");
    let span = front.owner.as_ref().unwrap().span;
    assert_eq!(&text[span.range()], "sakaki");
    let set = format!("{front:?}").matches("None").count();
    // touch, touch_decision, source, review_reason, icon belong elsewhere or are not set.
    assert_eq!(set, 5, "{front:#?}");
}

#[test]
fn release_records_keep_names_and_label_changes() {
    let text = "---\nrelease: 2026.10\ndate: 2026-11-18\nstatus: planned\nchanges:\n  - kind: renamed\n    feature: invoice.export\n    label: {from: \"CSV出力\", to: \"CSVダウンロード\", still_used: true}\n    labels: {en: {from: Export, to: Download}}\n    impact: minor\n    plans: [pro]\n    rollout: 2026-11-25\n    voice: true\n  - kind: gone\n  - summary: x\n---\n";
    let (entry, findings) = page("content/releases/2026.10.md", text);
    let Kind::Release(release) = entry.kind else { panic!("no release") };
    assert_eq!(release.release.map(|name| name.value).as_deref(), Some("2026.10"));
    assert_eq!(release.status.map(|status| status.value), Some(ReleaseStatus::Planned));
    assert_eq!(release.changes.len(), 1);
    let change = &release.changes[0];
    assert_eq!(
        (change.kind.value, change.impact.as_ref().map(|impact| impact.value)),
        (ChangeKind::Renamed, Some(Impact::Minor))
    );
    let label = change.label.as_ref().unwrap();
    assert_eq!(&text[label.from.as_ref().unwrap().span.range()], "\"CSV出力\"");
    assert!(label.still_used);
    assert_eq!(change.labels["en"].to.as_ref().map(|to| to.value.as_str()), Some("Download"));
    assert!(text[change.span.range()].starts_with("kind: renamed") && text[change.span.range()].ends_with("voice: true"));
    assert_eq!(findings.iter().map(|f| f.wording).collect::<Vec<_>>(), ["wrong-value.choice", "missing-key"]);
}

#[test]
fn tracks_tasks_rules_and_webinars_are_typed() {
    let track = "---\ntitle: t\nversion: 3\nasks: [{id: import, question: q, options: {csv: あります, none: ありません}}]\nphases:\n  - {id: prepare, title: まで, step: initial-setup, before: kickoff, exit: [設定、確認がある],\n     tasks: [add-members, {task: import-clients, when: \"import=csv\"}, {group: security}, {task: logo, optional: true}]}\n---\n";
    let (entry, findings) = page("guides/small/index.md", track);
    assert_eq!(findings, []);
    let Kind::Track(read) = entry.kind else { panic!("no track") };
    assert_eq!(read.asks[0].options.iter().map(|(id, _)| id.value.as_str()).collect::<Vec<_>>(), ["csv", "none"]);
    let tasks = &read.phases[0].tasks;
    assert_eq!(tasks.len(), 4);
    assert!(matches!(&tasks[2].target, TaskTarget::Group(name) if name.value == "security"));
    assert!(tasks[3].optional && tasks[1].when.is_some());

    let (entry, findings) = page(
        "guides/tasks/add.md",
        "---\nminutes: 10\nrequires: a\ndone_when: x\nwas: [b]\nreplaces_meeting_minutes: 20\nevidence: [{kind: 支援, ref: X-1, cases: 3, on: 2026-01-01}]\ntouch: low\ntouch_decision: {why: w, agreed_by: k, on: 2026-01-01}\n---\n",
    );
    assert_eq!(findings, []);
    assert!(
        matches!(entry.kind, Kind::Task(task) if task.minutes.as_ref().map(|m| m.value) == Some(10) && task.requires.len() == 1)
    );
    assert_eq!(entry.front.evidence[0].cases.as_ref().map(|cases| cases.value), Some(3));

    let (entry, _) = page(
        "guides/rules/closing.md",
        "---\nquestion: いつ\noptions: {end: 月末, mid: 15日}\ndefault: end\nconsequence: c\nphase: p\n---\n",
    );
    assert!(matches!(entry.kind, Kind::Rule(rule) if rule.options[1].1 == "15日"));

    let (entry, findings) = page(
        "content/webinars/a.md",
        "---\nstarts: 2026-12-03T15:00\nminutes: 45\nvideo: https://example.com/v\nregister: https://example.com/r\nchapters:\n  - {at: 12:30, title: はじめに}\nslides: /slides/a.pdf\n---\n",
    );
    assert_eq!(findings, []);
    assert!(matches!(entry.kind, Kind::Webinar(webinar) if webinar.chapters[0].0.value == "12:30"));
}

#[test]
fn all_mistakes_of_a_page_are_told_at_once() {
    let text = "---\ntitel: a\ndate: 2024-02-30\nminutes: 5\nreview: never\nowner: [a: b\n---\n本文";
    let (entry, findings) = page("content/a/b.md", text);
    let mut told: Vec<_> = findings.iter().map(|finding| finding.wording).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "invalid-syntax.bracket",
            "missing-key.review-reason",
            "unknown-key.elsewhere",
            "unknown-key.similar",
            "wrong-value.moment"
        ]
    );
    assert_eq!(entry.front.date, None);
    let elsewhere = findings.iter().find(|f| f.wording == "unknown-key.elsewhere").unwrap();
    assert!(elsewhere.words.contains(&("places", "guides/tasks/, content/webinars/".to_owned())), "{elsewhere:?}");
}

#[test]
fn plain_markdown_folder_is_a_site() {
    let files =
        [("billing/export.md", "# 書き出す\n"), ("data/notes.md", "x"), ("faq/why.md", "# なぜ\n"), ("index.md", "# 家\n")];
    let (entries, findings, _) = site(&files, &Config::default());
    assert_eq!(findings, []);
    let stems: Vec<_> = entries.entries.iter().map(|entry| entry.stem.as_str()).collect();
    assert_eq!(stems, ["content/billing/export", "content/faq/why", "content/index"]);
    assert_eq!(entries.entries[1].kind, Kind::Faq);
    let (entries, ..) = site(&[("README.md", "x"), ("content/a.md", "y")], &Config::default());
    assert_eq!(entries.entries.len(), 1);
}

#[test]
fn translations_need_their_source_and_their_language() {
    let files = [
        ("content/a.en.md", "---\ntitle: A\n---\n"),
        ("content/b.fr.md", "b"),
        ("content/c.fr.md", "c"),
        ("content/c.md", "c"),
        ("guides/rules/x.en.md", "---\ntitle: X\n---\n"),
        ("guides/rules/x.md", "---\nquestion: q\noptions: {a: b}\n---\n"),
    ];
    let (entries, findings, sources) = site(&files, &bilingual());
    let told: Vec<_> = findings.iter().map(|f| (f.path(&sources), f.wording, f.level)).collect();
    assert_eq!(
        told,
        [
            ("content/b.fr.md", "unknown-name.language", Level::Warning),
            ("content/c.fr.md", "unknown-name.language", Level::Error),
        ]
    );
    assert_eq!((entries.entries[0].language.as_str(), entries.entries[1].language.as_str()), ("en", "ja"));
}

#[test]
fn empty_file_is_told_and_is_no_page() {
    let (entries, findings, _) = site(&[("content/a.md", " \n"), ("content/b.md", "x")], &Config::default());
    assert_eq!(entries.entries.len(), 1);
    assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::EmptyPage]);
}

#[test]
fn publication_that_ends_before_it_begins_is_told() {
    let (_, findings) = page("content/a.md", "---\npublish_at: 2026-11-25\nexpire_at: 2026-11-24\n---\nx");
    assert_eq!(findings.iter().map(|f| f.wording).collect::<Vec<_>>(), ["wrong-value.expire"]);
}

#[test]
fn order_of_entries_and_findings_never_changes() {
    let texts: Vec<(String, String)> =
        (0..200).map(|n| (format!("content/p{n:03}.md"), format!("---\ntitel: {n}\n---\nx"))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let first = site(&files, &Config::default());
    for _ in 0..5 {
        let again = site(&files, &Config::default());
        assert!(again.0 == first.0 && again.1 == first.1);
    }
    assert!(first.0.entries.windows(2).all(|pair| pair[0].path < pair[1].path));
}

proptest! {
    #[test]
    fn any_text_is_an_entry_and_places_lie_inside(
        path in "(content|guides/tasks|content/releases|guides/t|content/faq)/[a-z]{1,3}(\\.en)?\\.md",
        text in "(---\n)?((title|date|changes|phases|tasks|images|kind|options|verified|review|x): (\\PC{0,8}|\\[|\\{|- |yes|2024-02-30|&a|\\*a|\\[a, b\\]|\\{a: b\\})\n|  - |\t|\\PC|\r\n){0,30}(---\n)?\\PC{0,10}"
    ) {
        let (entries, findings, sources) = site(&[(path.as_str(), text.as_str())], &bilingual());
        for finding in findings {
            let span = finding.span.unwrap();
            prop_assert!(text.get(span.range()).is_some());
            prop_assert!(finding.fix.is_none_or(|fix| text.get(fix.span.range()).is_some()));
        }
        for entry in entries.entries {
            prop_assert!(entry.front_span.is_none_or(|span| sources.get(entry.file).text.get(span.range()).is_some()));
        }
    }
}
