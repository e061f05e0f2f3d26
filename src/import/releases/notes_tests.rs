use super::*;
use proptest::prelude::*;

#[test]
fn summary_is_what_customers_need() {
    let told = |words: &str| {
        change(words, (ChangeKind::Changed, Impact::Visible)).map(|c| (c.summary.unwrap_or_default(), c.kind, c.impact))
    };
    let changed = |text: &str| Some((text.to_owned(), ChangeKind::Changed, Impact::Visible));
    assert_eq!(told("一覧を直した by @sakaki in https://example.com/pull/1"), changed("一覧を直した"));
    assert_eq!(told("Faster list (#12, #13) (1a2b3c4)"), changed("Faster list"));
    assert_eq!(told("出力（CSV）"), changed("出力（CSV）"));
    assert_eq!(told("Export (beta)"), changed("Export (beta)"));
    assert_eq!(told("feat(list)!: export"), Some(("export".to_owned(), ChangeKind::Added, Impact::Breaking)));
    assert_eq!(told("BREAKING: gone"), Some(("gone".to_owned(), ChangeKind::Changed, Impact::Breaking)));
    assert_eq!(told(" "), None);
}

#[test]
fn headings_name_kinds_in_both_languages() {
    for (heading, kind) in [
        ("Added", ChangeKind::Added),
        ("<!-- 0 -->🚀 Features", ChangeKind::Added),
        ("追加", ChangeKind::Added),
        ("What's Changed", ChangeKind::Changed),
        ("非推奨", ChangeKind::Deprecated),
        ("削除", ChangeKind::Removed),
        ("🐛 Bug Fixes", ChangeKind::Fixed),
        ("セキュリティ", ChangeKind::Fixed),
    ] {
        assert!(matches!(section(heading), Some(Section::Of(found, Impact::Visible)) if found == kind), "{heading}");
    }
    assert_eq!(section("New Contributors"), Some(Section::Skipped));
    assert_eq!(section("Documentation"), Some(Section::Of(ChangeKind::Changed, Impact::Minor)));
    assert_eq!(section("請求書"), None);
}

#[test]
fn days_are_found_as_people_write_them() {
    for text in ["[1.2.0] - 2026-01-02", "2026/1/2 公開", "1.2.0（2026年1月2日）"] {
        assert_eq!(day(text).map(|(day, _)| day).as_deref(), Some("2026-01-02"), "{text}");
    }
    for text in ["2026-02-30", "1.2.0", "2026.1.2", ""] {
        assert_eq!(day(text), None, "{text}");
    }
}

#[test]
fn lines_of_an_item_are_joined_and_lists_within_follow() {
    let items: Vec<_> = blocks("- 請求書を\n  直した\n- One\n  two\n  - `三`\n").into_iter().map(|block| block.what).collect();
    assert_eq!(items, [What::Item("請求書を直した".to_owned()), What::Item("One two / 三".to_owned())]);
}

proptest! {
    #[test]
    fn no_note_panics(text in "(\\PC|[#*\\-\\n `>|\\[\\]()]|## |- |  ){0,80}") {
        for block in blocks(&text) {
            prop_assert!(text.get(block.range.clone()).is_some());
            if let What::Item(words) | What::Heading(words) = &block.what {
                let _ = (section(words), change(words, (ChangeKind::Fixed, Impact::Minor)), day(words));
            }
        }
        let _ = (change(&text, (ChangeKind::Fixed, Impact::Minor)), day(&text));
    }
}
