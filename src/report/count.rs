//! The closing line: how many findings of each level, in how many files.

use std::collections::BTreeSet;

use super::item::Item;
use super::{Queue, ReportOptions, Run};
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
    let ReportOptions { lang, over_budget, queue, .. } = *run.options;
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
    if over_budget > 0 {
        line += &match lang {
            Lang::Ja => format!("。ほかに{over_budget}件あります（--no-budget ですべて表示）"),
            Lang::En => format!("; {over_budget} more over the budget (--no-budget shows all)"),
        };
    }
    line + &left_out(queue.unwrap_or_default(), lang)
}

/// What was found and is not listed, for reasons that people chose.
fn left_out(queue: Queue<'_>, lang: Lang) -> String {
    let Queue { snoozed, known, .. } = queue;
    let told = |count: usize, ja: &str, en: &str| match lang {
        _ if count == 0 => String::new(),
        Lang::Ja => format!("。{ja} {count}件"),
        Lang::En => format!("; {count} {en}"),
    };
    told(known, "ベースラインにあるもの", "in the baseline") + &told(snoozed, "先送り中", "snoozed")
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
