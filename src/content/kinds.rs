//! The keys of each kind, typed.

use std::collections::BTreeMap;

use super::entry::{
    ArticleType, Ask, Change, ChangeKind, Group, Impact, Kind, LabelChange, Phase, Release, ReleaseStatus, Rule, Task, TaskRef,
    TaskTarget, Track, Webinar,
};
use super::place::Sort;
use crate::source::{Located, Span};
use crate::values::Value;

/// Reads what only this sort of file has.
pub(super) fn kind(sort: Sort, table: &Value) -> Kind {
    match sort {
        Sort::Section => Kind::Section,
        Sort::Article => Kind::Article(table.word("type").and_then(|word| article_type(&word)).unwrap_or_default()),
        Sort::Faq => Kind::Faq,
        Sort::Release => Kind::Release(Box::new(release(table))),
        Sort::Webinar => Kind::Webinar(Box::new(webinar(table))),
        Sort::Track => Kind::Track(Box::new(track(table))),
        Sort::Task => Kind::Task(Box::new(task(table))),
        Sort::Group => Kind::Group(Group { tasks: items(table, "tasks").iter().filter_map(task_ref).collect() }),
        Sort::Rule => Kind::Rule(Box::new(rule(table))),
        Sort::Playbook => Kind::Playbook,
        Sort::Snippet => Kind::Snippet,
    }
}

fn items<'a>(table: &'a Value, key: &str) -> &'a [Value] {
    table.get(key).map(Value::items).unwrap_or_default()
}

fn article_type(word: &str) -> Option<ArticleType> {
    Some(match word {
        "article" => ArticleType::Article,
        "howto" => ArticleType::Howto,
        "concept" => ArticleType::Concept,
        "reference" => ArticleType::Reference,
        "error" => ArticleType::Error,
        "scenario" => ArticleType::Scenario,
        "case" => ArticleType::Case,
        "term" => ArticleType::Term,
        _ => return None,
    })
}

fn release(table: &Value) -> Release {
    let status = |word: &str| match word {
        "planned" => Some(ReleaseStatus::Planned),
        "released" => Some(ReleaseStatus::Released),
        "withdrawn" => Some(ReleaseStatus::Withdrawn),
        _ => None,
    };
    Release {
        release: table.text("release"),
        status: table.read("status", status),
        changes: items(table, "changes").iter().filter_map(change).collect(),
    }
}

fn change_kind(word: &str) -> Option<ChangeKind> {
    Some(match word {
        "added" => ChangeKind::Added,
        "changed" => ChangeKind::Changed,
        "renamed" => ChangeKind::Renamed,
        "removed" => ChangeKind::Removed,
        "deprecated" => ChangeKind::Deprecated,
        "fixed" => ChangeKind::Fixed,
        _ => return None,
    })
}

fn impact(word: &str) -> Option<Impact> {
    Some(match word {
        "breaking" => Impact::Breaking,
        "visible" => Impact::Visible,
        "minor" => Impact::Minor,
        _ => return None,
    })
}

/// A change without its kind was told to be incomplete and says nothing more.
fn change(table: &Value) -> Option<Change> {
    let labels = table.get("labels").map(Value::pairs).unwrap_or_default();
    Some(Change {
        span: table.span,
        kind: table.read("kind", change_kind)?,
        feature: table.text("feature"),
        screen: table.text("screen"),
        key: table.text("key"),
        label: table.get("label").map(label),
        labels: labels.iter().map(|(language, value)| (language.value.clone(), label(value))).collect::<BTreeMap<_, _>>(),
        impact: table.read("impact", impact),
        summary: table.text("summary"),
        plans: table.texts("plans"),
        roles: table.texts("roles"),
        audience: table.texts("audience"),
        rollout: table.text("rollout"),
        voice: table.boolean("voice"),
    })
}

fn label(table: &Value) -> LabelChange {
    // an empty text is none: nobody can press it
    let text = |key: &str| table.text(key).filter(|text| !text.value.trim().is_empty());
    LabelChange { from: text("from"), to: text("to"), still_used: flag(table, "still_used") }
}

fn flag(table: &Value, key: &str) -> bool {
    table.boolean(key).is_some_and(|flag| flag.value)
}

fn webinar(table: &Value) -> Webinar {
    Webinar {
        starts: table.text("starts"),
        minutes: table.integer("minutes"),
        video: table.text("video"),
        register: table.text("register"),
        chapters: items(table, "chapters").iter().filter_map(|item| Some((item.text("at")?, item.text("title")?))).collect(),
        slides: table.text("slides"),
    }
}

fn track(table: &Value) -> Track {
    let ask = |item: &Value| Some(Ask { id: item.text("id")?, question: item.text("question"), options: options(item) });
    Track {
        version: table.integer("version"),
        asks: items(table, "asks").iter().filter_map(ask).collect(),
        phases: items(table, "phases").iter().enumerate().map(|(number, item)| phase(number, item)).collect(),
    }
}

/// A phase without an id was told; its tasks count all the same, under a made-up one.
fn phase(number: usize, item: &Value) -> Phase {
    let made_up = || Located::new(format!("phase-{}", number + 1), Span { end: item.span.start, ..item.span });
    Phase {
        id: item.text("id").unwrap_or_else(made_up),
        title: item.text("title"),
        step: item.text("step"),
        before: item.text("before"),
        exit: item.texts("exit"),
        tasks: items(item, "tasks").iter().filter_map(task_ref).collect(),
    }
}

fn task_ref(item: &Value) -> Option<TaskRef> {
    if let Some(id) = item.as_text() {
        let target = TaskTarget::Task(Located::new(id.to_owned(), item.span));
        return Some(TaskRef { target, when: None, optional: false });
    }
    let target = item.text("task").map(TaskTarget::Task).or_else(|| item.text("group").map(TaskTarget::Group))?;
    Some(TaskRef { target, when: item.text("when"), optional: flag(item, "optional") })
}

fn options(table: &Value) -> Vec<(Located<String>, String)> {
    let pairs = table.get("options").map(Value::pairs).unwrap_or_default();
    pairs.iter().filter_map(|(id, words)| Some((id.clone(), words.as_text()?.to_owned()))).collect()
}

fn task(table: &Value) -> Task {
    Task {
        minutes: table.integer("minutes"),
        requires: table.texts("requires"),
        done_when: table.texts("done_when"),
        replaces_meeting_minutes: table.integer("replaces_meeting_minutes"),
        was: table.texts("was"),
    }
}

fn rule(table: &Value) -> Rule {
    Rule {
        question: table.text("question"),
        options: options(table),
        default: table.text("default"),
        consequence: table.text("consequence"),
        phase: table.text("phase"),
    }
}
