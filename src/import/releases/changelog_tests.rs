use super::*;

fn read(text: &str) -> Vec<Draft> {
    let mut found = Findings::default();
    let drafts = drafts(FileId(0), text, &mut found);
    assert_eq!(found.iter().collect::<Vec<_>>().len(), usize::from(drafts.is_empty()));
    drafts
}

#[test]
fn versions_are_read_with_their_days_and_sections() {
    let drafts = read(
        "# Changelog\nAll notable changes.\n\n## [Unreleased]\n- later\n\n## [1.2.0] - 2026-01-02\n説明です。\n\n### 追加\n- CSVを[足した](https://x)\n\n### Security\n- 直した\n\n## [1.1.0] - 2025-12-01 [YANKED]\n### Removed\n- なくした\n\n## 1.0.0\n### 既知の問題\n- 遅い\n\n[1.2.0]: https://example.com\n[unreleased]: https://example.com\n",
    );
    let seen: Vec<_> = drafts.iter().map(|d| (d.name.as_str(), d.date.as_deref(), d.status)).collect();
    assert_eq!(
        seen,
        [
            ("", None, ReleaseStatus::Planned),
            ("1.2.0", Some("2026-01-02"), ReleaseStatus::Released),
            ("1.1.0", Some("2025-12-01"), ReleaseStatus::Withdrawn),
            ("1.0.0", None, ReleaseStatus::Released),
        ]
    );
    let changes: Vec<_> =
        drafts.iter().flat_map(|d| &d.changes).map(|c| (c.kind, c.summary.clone().unwrap_or_default())).collect();
    let expected = [
        (ChangeKind::Changed, "later"),
        (ChangeKind::Added, "CSVを足した"),
        (ChangeKind::Fixed, "直した"),
        (ChangeKind::Removed, "なくした"),
        (ChangeKind::Changed, "遅い"),
    ];
    assert_eq!(changes, expected.map(|(kind, text)| (kind, text.to_owned())));
    assert_eq!(drafts[1].body.trim(), "説明です。");
}

#[test]
fn headings_of_other_tools_are_versions_too() {
    for (heading, name) in [
        ("# [1.2.0](https://x) (2026-01-02)", "1.2.0"),
        ("## v2.0.0-rc.1", "v2.0.0-rc.1"),
        ("## Version 3.1", "3.1"),
        ("## 2026.47（2026年11月18日）", "2026.47"),
        ("## 2026-11-18", "2026-11-18"),
        ("## v3", "v3"),
    ] {
        assert_eq!(read(&format!("{heading}\n- x\n"))[0].name, name, "{heading}");
    }
    for heading in ["# Changelog", "## Added", "## 3 things", "## 追加"] {
        assert_eq!(read(&format!("{heading}\n- x\n")), [], "{heading}");
    }
}
