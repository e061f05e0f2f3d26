use super::super::git_cliff;
use super::*;
use crate::source::FileId;
use crate::values::json_any;

fn tree(text: &str) -> Value {
    json_any(FileId(0), text, &mut Findings::default()).unwrap()
}

fn summaries(draft: &Draft) -> Vec<(ChangeKind, Impact, &str)> {
    draft.changes.iter().map(|c| (c.kind, c.impact, c.summary.as_deref().unwrap_or_default())).collect()
}

#[test]
fn releases_of_the_interface_and_of_its_tool_are_read_alike() {
    let list = tree(
        r###"[{"tag_name": "v1.2.0", "name": "秋の版", "published_at": "2026-01-01T20:00:00Z", "draft": false, "prerelease": false,
        "body": "<!-- generated -->\r\n## What's Changed\r\n* 一覧を直した by @a in https://x/1\r\n* fix: 印刷\r\n\r\n## New Contributors\r\n* @b made their first contribution\r\n\r\n**Full Changelog**: https://x"}]"###,
    );
    assert!(fits(&list));
    let drafts = drafts(&list, "Asia/Tokyo", &mut Findings::default());
    let draft = &drafts[0];
    assert_eq!(
        (draft.name.as_str(), draft.title.as_deref(), draft.date.as_deref()),
        ("v1.2.0", Some("秋の版"), Some("2026-01-02"))
    );
    assert_eq!(
        summaries(draft),
        [(ChangeKind::Changed, Impact::Visible, "一覧を直した"), (ChangeKind::Fixed, Impact::Visible, "印刷")]
    );
    assert!(draft.body.starts_with("## What's Changed\n* 一覧"), "{}", draft.body);
    let one = tree(r#"{"tagName": "v1.3.0", "name": "", "publishedAt": null, "isPrerelease": true, "body": ""}"#);
    let drafts = super::drafts(&one, "Asia/Tokyo", &mut Findings::default());
    assert_eq!((drafts[0].status, drafts[0].title.clone(), drafts[0].date.clone()), (ReleaseStatus::Planned, None, None));
}

#[test]
fn release_without_a_tag_is_told() {
    let mut found = Findings::default();
    assert_eq!(drafts(&tree(r#"[{"name": "x"}]"#), "UTC", &mut found), []);
    assert_eq!(found.iter().map(|finding| finding.wording).collect::<Vec<_>>(), ["missing-key.export"]);
}

#[test]
fn context_of_git_cliff_is_read_with_its_groups() {
    let context = tree(
        r#"[{"version": null, "commits": [{"message": "x"}], "timestamp": null},
        {"version": "v1.2.0", "timestamp": 1767297600, "commits": [
          {"message": "list export", "group": "<!-- 0 -->🚀 Features", "breaking": false},
          {"message": "API v1 is gone\n\nmore", "group": "Miscellaneous Tasks", "breaking": true, "breaking_description": "v1"},
          {"message": "Merge branch", "merge_commit": true},
          {"message": "tidy", "group": "⚙️ Miscellaneous Tasks"}]}]"#,
    );
    assert!(git_cliff::fits(&context) && !fits(&context));
    let drafts = git_cliff::drafts(&context, "Asia/Tokyo");
    assert_eq!((drafts[0].name.as_str(), drafts[1].name.as_str(), drafts[1].date.as_deref()), ("", "v1.2.0", Some("2026-01-02")));
    assert_eq!(
        summaries(&drafts[1]),
        [
            (ChangeKind::Added, Impact::Visible, "list export"),
            (ChangeKind::Changed, Impact::Breaking, "API v1 is gone"),
            (ChangeKind::Changed, Impact::Minor, "tidy"),
        ]
    );
}
