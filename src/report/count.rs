//! The closing line: how many findings of each level, in how many files.

use std::collections::BTreeSet;

use super::item::Item;
use super::{Format, Queue, ReportOptions, Run};
use crate::diagnostics::{Lang, Level};

/// Names a level in a language.
pub(super) fn level_name(level: Level, lang: Lang) -> &'static str {
    match (lang, level) {
        (Lang::Ja, Level::Error) => "エラー",
        (Lang::Ja, Level::Warning) => "注意",
        (Lang::Ja, Level::Note) => "参考",
        (Lang::En, level) => level.name(),
    }
}

/// Counts the findings of each level, worst first.
pub(super) fn by_level(items: &[Item<'_>]) -> [(Level, usize); 3] {
    [Level::Error, Level::Warning, Level::Note]
        .map(|level| (level, items.iter().filter(|item| item.finding.level == level).count()))
}

/// Writes the closing line without a line end: `エラー 2件、注意 1件（3ファイル）`.
pub(super) fn closing_line(items: &[Item<'_>], run: Run<'_>) -> String {
    let lang = run.options.lang;
    let counts: Vec<_> = by_level(items).into_iter().filter(|(_, count)| *count > 0).collect();
    let files = items.iter().map(|item| item.path).filter(|path| !path.is_empty()).collect::<BTreeSet<_>>().len();
    let mut line = match (lang, counts.is_empty()) {
        (Lang::Ja, true) => "問題は見つかりませんでした".to_owned(),
        (Lang::En, true) => "no problems found".to_owned(),
        (Lang::Ja, false) => {
            counts.iter().map(|(level, n)| format!("{} {n}件", level_name(*level, lang))).collect::<Vec<_>>().join("、")
        }
        (Lang::En, false) => counts.iter().map(|(level, n)| plural(*n, level.name())).collect::<Vec<_>>().join(", "),
    };
    if files > 0 {
        line += &match lang {
            Lang::Ja => format!("（{files}ファイル）"),
            Lang::En => format!(" ({})", plural(files, "file")),
        };
    }
    for part in left_out(run.options) {
        line += if lang == Lang::Ja { "。" } else { "; " };
        line += &part;
    }
    line
}

/// Writes what the format itself has no place for; `None`: nothing was left out, or the format tells it.
pub fn untold(options: &ReportOptions<'_>) -> Option<String> {
    let tells = !matches!(options.format, Format::Short | Format::Github | Format::Csv);
    let parts = left_out(options);
    let between = if options.lang == Lang::Ja { "。" } else { "; " };
    (!tells && !parts.is_empty()).then(|| parts.join(between))
}

/// What was found and is not listed: over a budget, or for reasons that people chose.
fn left_out(options: &ReportOptions<'_>) -> Vec<String> {
    let ReportOptions { lang, over_budget, queue, .. } = *options;
    let Queue { snoozed, known, .. } = queue.unwrap_or_default();
    let over = match lang {
        Lang::Ja => format!("ほかに{over_budget}件あります（--no-budget ですべて表示）"),
        Lang::En => format!("{over_budget} more over the budget (--no-budget shows all)"),
    };
    let told = |count: usize, ja: &str, en: &str| match lang {
        Lang::Ja => format!("{ja} {count}件"),
        Lang::En => format!("{count} {en}"),
    };
    let known = (known, told(known, "ベースラインにあるもの", "in the baseline"));
    let snoozed = (snoozed, told(snoozed, "先送り中", "snoozed"));
    [(over_budget, over), known, snoozed].into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect()
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
