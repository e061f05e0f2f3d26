//! The words for what kind of thing a label stands on: 「保存ボタン」, `the Save button`.

/// Words that say what kind of thing a label stands on.
pub(super) const JAPANESE: &[&str] = &[
    "ボタン",
    "タブ",
    "メニュー",
    "画面",
    "ページ",
    "リンク",
    "アイコン",
    "項目",
    "欄",
    "チェックボックス",
    "セクション",
    "パネル",
    "ダイアログ",
];
pub(super) const ENGLISH: &[&str] = &[
    " button",
    " tab",
    " menu",
    " page",
    " screen",
    " link",
    " icon",
    " field",
    " option",
    " section",
    " panel",
    " checkbox",
    " setting",
    " dropdown",
    " dialog",
    " report",
    " view",
    " window",
    " toggle",
    " switch",
    " list",
];

/// Cuts the word off a mark.
pub(super) fn without(mark: &str) -> Option<&str> {
    let last = mark.chars().next_back()?;
    let kinds = if last.is_ascii() { ENGLISH } else { JAPANESE };
    kinds.iter().find_map(|kind| mark.strip_suffix(kind)).map(str::trim_end)
}

/// Says whether a word is one of them as it stands, with what follows it: `reports` is, `reporting` is not.
pub(super) fn is_whole(after: &str) -> bool {
    !after.starts_with(|c: char| c.is_ascii_alphanumeric() && c != 's')
}
