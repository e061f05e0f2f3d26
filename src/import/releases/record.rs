//! Writing a record: front matter that YAML reads back word for word, then the note.
//!
//! The entries are [`record`], and [`item`] and [`labels_line`] for what is added to a record that exists.

use super::draft::{Draft, DraftChange, Label, impact_name, kind_name, status_name};
use crate::content::Impact;
use crate::diagnostics::Lang;
use crate::edit::{in_block, in_brackets};

/// Writes a new record as a draft. `id` is the permanent one; none where it would clash.
pub(super) fn record(draft: &Draft, id: Option<&str>, lang: Lang) -> String {
    let mut text = String::from("---\n");
    let mut line = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    line(words(
        lang,
        "# 取り込んだ下書きです。内容を確かめて直し、次の行（draft: true）を消すと、記録として使われます。",
        "# An imported draft. Check and mend it, then delete the next line (draft: true) to make it count.",
    ));
    line("draft: true".to_owned());
    if let Some(id) = id {
        line(format!("id: {}", in_block(id)));
    }
    line(format!("release: {}", in_brackets(&draft.name)));
    match &draft.date {
        Some(date) => line(format!("date: {date}")),
        None => {
            line(words(lang, "# date: 2026-11-18 のように、公開した日を書いてください", "# write the day as date: 2026-11-18"))
        }
    }
    line(format!("title: {}", in_block(draft.title.as_deref().unwrap_or(&draft.name))));
    line(format!("status: {}", status_name(draft.status)));
    if !draft.changes.is_empty() {
        let loose = draft.changes.iter().filter(|change| change.names_nothing()).count();
        if loose > 0 {
            line(loose_words(lang, loose));
        }
        line("changes:".to_owned());
        draft.changes.iter().for_each(|change| line(item(change, "  ", "\n")));
    }
    line("---".to_owned());
    let body = draft.body.trim();
    if !body.is_empty() {
        line(body.to_owned());
    }
    text
}

fn loose_words(lang: Lang, count: usize) -> String {
    let ja = format!(
        "# {count}件の変更に、機能（feature）も画面（screen）もありません。わかるものに書き足すと、直すページを正確に知らせられます。"
    );
    let en = format!("# {count} changes name no feature and no screen. Add them where you can: alerts about pages become exact.");
    words(lang, &ja, &en)
}

fn words(lang: Lang, ja: &str, en: &str) -> String {
    if lang == Lang::Ja { ja } else { en }.to_owned()
}

/// Writes a change as an item of a list whose dashes stand behind `indent`; without a line end at its end.
pub(super) fn item(change: &DraftChange, indent: &str, line_end: &str) -> String {
    pairs(change).iter().enumerate().fold(String::new(), |text, (at, (key, value))| {
        let lead = if at == 0 { format!("{indent}- ") } else { format!("{line_end}{indent}  ") };
        text + &lead + key + ": " + value
    })
}

/// Writes a change for a list in brackets.
pub(super) fn bracketed(change: &DraftChange) -> String {
    let quoted = |(key, value): &(&str, String)| match value.starts_with(['{', '"']) {
        true => format!("{key}: {value}"),
        false => format!("{key}: {}", in_brackets(value)),
    };
    format!("{{{}}}", pairs(change).iter().map(quoted).collect::<Vec<_>>().join(", "))
}

/// Writes labels of other languages as the value of `labels`.
pub(super) fn labels_value(labels: &[(String, Label)]) -> String {
    let all = labels.iter().map(|(language, label)| format!("{language}: {}", label_value(label)));
    format!("{{{}}}", all.collect::<Vec<_>>().join(", "))
}

/// Writes a label as a table in brackets.
pub(super) fn label_value(label: &Label) -> String {
    let text = |name: &str, text: &Option<String>| text.as_ref().map(|text| format!("{name}: {}", in_brackets(text)));
    let used = label.still_used.then(|| "still_used: true".to_owned());
    let parts: Vec<String> = [text("from", &label.from), text("to", &label.to), used].into_iter().flatten().collect();
    format!("{{{}}}", parts.join(", "))
}

/// The keys of a change and their values as YAML, in the order in which records have them.
fn pairs(change: &DraftChange) -> Vec<(&'static str, String)> {
    let text = |name, value: &Option<String>| value.as_ref().map(|value| (name, in_block(value)));
    let labels = (!change.labels.is_empty()).then(|| ("labels", labels_value(&change.labels)));
    let impact = (change.impact != Impact::Visible).then(|| ("impact", impact_name(change.impact).to_owned()));
    let all = [
        Some(("kind", kind_name(change.kind).to_owned())),
        text("feature", &change.feature),
        text("screen", &change.screen),
        text("key", &change.key),
        change.label.as_ref().map(|label| ("label", label_value(label))),
        labels,
        impact,
        text("summary", &change.summary),
    ];
    all.into_iter().flatten().collect()
}

#[cfg(test)]
#[path = "record_tests.rs"]
mod tests;
