use super::*;
use crate::source::{FileId, Span};
use proptest::prelude::*;

fn catalogue(items: &[(&str, &str)]) -> Catalogue {
    let item =
        |(key, text): &(&str, &str)| Item { key: (*key).to_owned(), text: (*text).to_owned(), span: Span::start_of(FileId(0)) };
    Catalogue { items: items.iter().map(item).collect() }
}

/// Every change in a line: kind, screen, labels, and what is said of them.
fn lines(old: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<String> {
    let difference = difference(&catalogue(old), &catalogue(new), &Screens::default());
    difference.changes.iter().map(line).collect()
}

fn line(change: &DraftChange) -> String {
    let label = change.label.clone().unwrap_or_default();
    let text = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let mut line = format!(
        "{} {} {} > {}",
        super::super::draft::kind_name(change.kind),
        text(change.key.clone()),
        text(label.from),
        text(label.to)
    );
    line.push_str(if label.still_used { " still used" } else { "" });
    line.push_str(if change.impact == Impact::Minor { " minor" } else { "" });
    line
}

#[test]
fn same_key_with_another_text_is_renamed() {
    let found =
        lines(&[("list.export", "CSV出力"), ("list.save", "保存")], &[("list.export", "CSVダウンロード"), ("list.save", "保存")]);
    assert_eq!(found, ["renamed list.export CSV出力 > CSVダウンロード"]);
}

#[test]
fn old_text_that_another_key_keeps_is_still_used() {
    let old = [("a.save", "保存"), ("b.save", "保存"), ("c.gone", "保存")];
    let new = [("a.save", "確定"), ("b.save", "保存")];
    assert_eq!(lines(&old, &new), ["renamed a.save 保存 > 確定 still used", "removed c.gone 保存 > - still used"]);
}

#[test]
fn looks_alone_are_counted_not_listed() {
    let found = difference(
        &catalogue(&[("a", "開く…"), ("b", "ＣＳＶ"), ("c", "{count}件")]),
        &catalogue(&[("a", "開く..."), ("b", "CSV"), ("c", "{n}件")]),
        &Screens::default(),
    );
    assert_eq!((found.changes.len(), found.cosmetic), (0, 3));
}

#[test]
fn label_that_stands_on_another_screen_now_has_moved() {
    let old = [("list.export", "CSV出力"), ("list.save", "保存"), ("detail.print", "印刷")];
    let new = [("list.save", "保存"), ("detail.print", "印刷"), ("detail.export", "CSV出力")];
    let found = difference(&catalogue(&old), &catalogue(&new), &Screens::default());
    assert_eq!(found.changes.iter().map(line).collect::<Vec<_>>(), ["changed detail.export CSV出力 > CSV出力"]);
    assert_eq!(found.changes[0].screen.as_deref(), Some("detail"));
}

#[test]
fn label_of_many_screens_does_not_move() {
    let old = [("list.save", "保存"), ("list.x", "一"), ("detail.x", "二"), ("edit.save", "保存")];
    let new = [("list.x", "一"), ("detail.x", "二"), ("detail.save", "保存"), ("edit.save", "保存")];
    assert_eq!(lines(&old, &new), ["added detail.save - > 保存 minor", "removed list.save 保存 > - still used"]);
}

#[test]
fn key_that_changed_while_the_screen_stayed_is_counted_not_listed() {
    for (old, new) in [("list.export_csv", "list.csv_export"), ("list.export", "table.export"), ("Export", "Download")] {
        let found = difference(&catalogue(&[(old, "CSV出力")]), &catalogue(&[(new, "CSV出力")]), &Screens::default());
        assert_eq!((found.changes.len(), found.keys_only), (0, 1), "{old} {new}");
    }
}

#[test]
fn close_texts_of_one_screen_are_a_rename_and_others_are_not() {
    let old = [("tag.rename_tag", "タグの名前を変える"), ("tag.x", "色")];
    let new = [("tag.rename_label", "ラベルの名前を変える"), ("tag.y", "並べ替え")];
    assert_eq!(
        lines(&old, &new),
        [
            "renamed tag.rename_label タグの名前を変える > ラベルの名前を変える",
            "added tag.y - > 並べ替え minor",
            "removed tag.x 色 > -"
        ]
    );
    let elsewhere = [("other.rename_label", "ラベルの名前を変える"), ("other.y", "並べ替え")];
    assert_eq!(lines(&old, &elsewhere).iter().filter(|line| line.starts_with("renamed")).count(), 0);
}

#[test]
fn message_is_minor_and_so_is_what_is_new() {
    let found = lines(&[("a.done", "保存しました。")], &[("a.done", "書き込みました。"), ("a.new", "複製")]);
    assert_eq!(found, ["renamed a.done 保存しました。 > 書き込みました。 minor", "added a.new - > 複製 minor"]);
}

#[test]
fn changes_stand_in_the_order_of_the_new_file_and_then_of_the_old_one() {
    let old = [("z.gone", "一二三"), ("b.x", "甲"), ("a.gone", "四五六")];
    let new = [("m.new", "乙"), ("b.x", "丙"), ("a.new", "丁")];
    let kinds: Vec<_> = lines(&old, &new).iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(kinds, ["added m.new", "renamed b.x", "added a.new", "removed z.gone", "removed a.gone"]);
}

fn items() -> impl Strategy<Value = BTreeMap<String, String>> {
    proptest::collection::btree_map("[ab]\\.[a-e]", "(保存|確定|CSV出力|CSV 出力|Open|\\PC{1,6})", 0..8)
}

proptest! {
    #[test]
    fn every_text_is_accounted_for(old in items(), new in items()) {
        let pairs = |map: &BTreeMap<String, String>| map.iter().map(|(k, v)| (k.clone(), v.clone())).collect::<Vec<_>>();
        let list = |map: &[(String, String)]| catalogue(&map.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect::<Vec<_>>());
        let (before, after) = (list(&pairs(&old)), list(&pairs(&new)));
        let found = difference(&before, &after, &Screens::default());
        let same = old.iter().filter(|(key, text)| new.get(*key) == Some(text)).count();
        let of = |kind| found.changes.iter().filter(|change| change.kind == kind).count();
        let both = of(ChangeKind::Renamed) + of(ChangeKind::Changed) + found.cosmetic + found.keys_only + same;
        prop_assert_eq!(both + of(ChangeKind::Removed), old.len());
        prop_assert_eq!(both + of(ChangeKind::Added), new.len());
        prop_assert_eq!(difference(&after, &after, &Screens::default()), Difference::default());
    }
}
