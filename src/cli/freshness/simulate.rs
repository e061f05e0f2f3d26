//! `--simulate`: how much each owner would be shown under other limits.

use serde_json::json;
use unicode_width::UnicodeWidthStr as _;

use crate::diagnostics::{Lang, visible};
use crate::freshness::{self, Finding, Freshness, Limits};
use crate::report::{self, Format};
use crate::site::Site;

use super::super::site::Mistaken;
use super::super::texts;

/// The limits now and those asked about.
pub(super) struct Settings {
    now: Limits,
    then: Limits,
}

impl Settings {
    /// Reads `threshold=0.5` and `budget_per_owner=5`; `budget_per_owner=none` is no budget.
    pub fn read(written: &[String], site: &Site, lang: Lang) -> anyhow::Result<Self> {
        let now = Limits::of(site);
        let mut then = now;
        for setting in written {
            let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
            let is_read = match name.trim() {
                "threshold" => {
                    let share = value.trim().parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
                    // as in the settings: who sets one sets the floor of what is only close too
                    share.map(|share| (then.threshold, then.likeness) = (share, share))
                }
                "budget_per_owner" if value.trim() == "none" => {
                    then.per_owner = None;
                    Some(())
                }
                "budget_per_owner" => value.trim().parse().ok().map(|count| then.per_owner = Some(count)),
                _ => None,
            };
            is_read.ok_or_else(|| Mistaken(texts::fill(lang, "bad-setting", &[("value", &visible(setting))])))?;
        }
        Ok(Self { now, then })
    }
}

/// What one owner would be shown, and what would be counted only.
struct Row {
    id: Option<String>,
    name: String,
    now: (usize, usize),
    then: (usize, usize),
}

/// Writes the table: a row an owner, nobody's last, and the sum.
pub(super) fn table(
    freshness: &Freshness,
    site: &Site,
    settings: &Settings,
    (format, lang): (Format, Lang),
) -> anyhow::Result<String> {
    let rows = rows(freshness, site, settings, lang);
    match format {
        Format::Human => Ok(human(&rows, settings, lang)),
        Format::Json => Ok(json(&rows, settings, site)),
        Format::Csv => Ok(csv(&rows)),
        _ => Err(Mistaken(texts::text(lang, "simulate-format")).into()),
    }
}

fn rows(freshness: &Freshness, site: &Site, settings: &Settings, lang: Lang) -> Vec<Row> {
    let mut owners: Vec<Option<&str>> = site.config.owners.iter().map(|owner| Some(owner.id.value.as_str())).collect();
    let mut others: Vec<Option<&str>> =
        freshness.findings.iter().map(|finding| finding.diagnostic.about.owner.as_deref()).collect();
    others.sort_unstable_by_key(|owner| (owner.is_none(), *owner));
    for owner in others {
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    let count = |limits: Limits, owner: Option<&str>| {
        let is_theirs = |finding: &Finding| finding.diagnostic.about.owner.as_deref() == owner;
        let rationed = freshness::ration(freshness, limits, is_theirs);
        (rationed.shown.len(), rationed.over_budget)
    };
    let row = |owner: Option<&str>| Row {
        id: owner.map(str::to_owned),
        name: name(site, owner, lang),
        now: count(settings.now, owner),
        then: count(settings.then, owner),
    };
    owners.into_iter().map(row).collect()
}

fn name(site: &Site, owner: Option<&str>, lang: Lang) -> String {
    let Some(id) = owner else { return texts::text(lang, "nobody") };
    let known = super::owners(site, lang).into_iter().find(|(known, _)| *known == id);
    known.map_or(id, |(_, name)| name).to_owned()
}

fn sum(rows: &[Row]) -> [usize; 4] {
    rows.iter().fold([0; 4], |[a, b, c, d], row| [a + row.now.0, b + row.now.1, c + row.then.0, d + row.then.1])
}

fn human(rows: &[Row], settings: &Settings, lang: Lang) -> String {
    let words = |limits: Limits| {
        let budget = limits.per_owner.map_or_else(|| texts::text(lang, "simulate-unlimited"), |count| count.to_string());
        let threshold = match limits.threshold == limits.likeness {
            true => limits.threshold.to_string(),
            false => {
                let words = [("threshold", &*limits.threshold.to_string()), ("likeness", &*limits.likeness.to_string())];
                texts::fill(lang, "simulate-two-thresholds", &words)
            }
        };
        texts::fill(lang, "simulate-limits", &[("threshold", &threshold), ("budget", &budget)])
    };
    let (now, then) = (words(settings.now), words(settings.then));
    let mut text = texts::fill(lang, "simulate-head", &[("now", &now), ("then", &then)]) + "\n\n";
    let cells = |row: &Row| [row.now.0, row.now.1, row.then.0, row.then.1];
    let total = texts::text(lang, "simulate-total");
    let mut lines: Vec<(String, [String; 4])> =
        rows.iter().map(|row| (visible(&row.name).into_owned(), cells(row).map(|count| count.to_string()))).collect();
    lines.push((total, sum(rows).map(|count| count.to_string())));
    let heads = texts::text(lang, "simulate-columns");
    let mut heads = heads.split('|').map(str::to_owned);
    let mut head = || heads.next().unwrap_or_default();
    lines.insert(0, (head(), [head(), head(), head(), head()]));
    let first = lines.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..4).map(|at| lines.iter().map(|(_, cells)| cells[at].width()).max().unwrap_or(0)).collect();
    for (name, cells) in &lines {
        text += &format!("{name}{}", " ".repeat(first - name.width()));
        for (cell, width) in cells.iter().zip(&widths) {
            text += &format!("  {}{cell}", " ".repeat(width - cell.width()));
        }
        text.push('\n');
    }
    text
}

fn json(rows: &[Row], settings: &Settings, site: &Site) -> String {
    let limits = |limits: Limits| json!({"threshold": limits.threshold, "maybe_affected": limits.likeness, "budget_per_owner": limits.per_owner});
    let counts = |(shown, over): (usize, usize)| json!({"shown": shown, "over_budget": over});
    let owner = |row: &Row| json!({"owner": row.id, "name": row.name, "now": counts(row.now), "simulated": counts(row.then)});
    let [now, now_over, then, then_over] = sum(rows);
    report::json_text(&json!({
        "version": 1,
        "site": site.config.title,
        "now": limits(settings.now),
        "simulated": limits(settings.then),
        "owners": rows.iter().map(owner).collect::<Vec<_>>(),
        "total": {"now": counts((now, now_over)), "simulated": counts((then, then_over))},
    }))
}

fn csv(rows: &[Row]) -> String {
    let header = ["owner", "name", "shown_now", "over_budget_now", "shown_simulated", "over_budget_simulated"];
    let row = |row: &Row| {
        let [a, b, c, d] = [row.now.0, row.now.1, row.then.0, row.then.1].map(|count| count.to_string());
        [row.id.clone().unwrap_or_default(), row.name.clone(), a, b, c, d]
    };
    report::table(header, rows.iter().map(row))
}
