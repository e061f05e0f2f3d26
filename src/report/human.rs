//! For reading: rustc's look, a writer's words. Each finding with its line and carets, what to write instead, and at the end
//! one closing count. Work that belongs to people is gathered under their names.

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{AnnotationKind, Group, Level as Mark, Origin, Patch, Snippet};

use super::count::{closing_line, level_name};
use super::excerpt::{self, Excerpt};
use super::item::Item;
use super::{Formatter, Run, owners};
use crate::diagnostics::{Fix, Lang, Level, visible, visible_lines};
use crate::source::{Position, Span};

pub(super) struct Human;

/// The excerpts are cut to size beforehand; the renderer shall not cut once more.
const NO_CUT: usize = 100_000;

impl Formatter for Human {
    fn format(&self, items: &[Item<'_>], run: Run<'_>) -> String {
        let renderer = if run.options.colour { Renderer::styled() } else { Renderer::plain() };
        // a hyperlink is an OSC sequence, which no finding shall print
        let renderer = renderer.hyperlink(false).term_width(NO_CUT);
        let mut text = String::new();
        for (heading, items) in owners::gathered(items, run.options) {
            text += &heading;
            for item in items {
                let shown = shown_lines(item, run);
                let rendered = renderer.render(&groups(item, &shown, run));
                text += &with_true_columns(rendered, &shown);
                text += "\n\n";
            }
        }
        text += &closing_line(items, run);
        text.push('\n');
        text
    }
}

/// One line of a source with its place marked.
struct ShownLine {
    path: String,
    start: Position,
    excerpt: Excerpt,
    label: String,
}

/// The lines to show: the place of the finding first, then the places that belong to it.
fn shown_lines(item: &Item<'_>, run: Run<'_>) -> Vec<ShownLine> {
    let other = match run.options.lang {
        Lang::Ja => "もう1つはここです",
        Lang::En => "the other is here",
    };
    let shown = |span: Span, label: String| {
        let source = run.sources.get(span.file);
        let path = visible(&source.path).into_owned();
        ShownLine { path, start: run.places.start(span), excerpt: excerpt::line(source, span.range()), label }
    };
    let own = item.finding.span.map(|span| shown(span, item.label.clone().unwrap_or_default()));
    let related = item.finding.related.iter().map(|span| shown(*span, other.to_owned()));
    own.into_iter().chain(related).collect()
}

/// The renderer counts columns in the text it is given, which may have been cut or spelled out: puts the true ones there.
fn with_true_columns(mut rendered: String, shown: &[ShownLine]) -> String {
    let mut from = rendered.find('\n').unwrap_or(0);
    for ShownLine { path, start, excerpt, .. } in shown {
        let counted = excerpt.text[..excerpt.range.start].chars().count() + 1;
        let origin = format!("{path}:{}:{counted}", start.line);
        if let Some(at) = rendered[from..].find(&origin) {
            let at = from + at;
            rendered.replace_range(at..at + origin.len(), &format!("{path}:{}:{}", start.line, start.column));
            from = at;
        }
    }
    rendered
}

fn groups<'a>(item: &'a Item<'_>, shown: &'a [ShownLine], run: Run<'a>) -> Vec<Group<'a>> {
    let mark = mark(item.finding.level, run.options.lang);
    let title = mark.primary_title(item.message.as_str()).id(item.finding.code.name());
    let mut group = Group::with_title(title);
    if shown.is_empty() && !item.path.is_empty() {
        group = group.element(Origin::path(item.shown_path()));
    }
    for (at, line) in shown.iter().enumerate() {
        let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(line.excerpt.range.clone());
        let annotation = if line.label.is_empty() { annotation } else { annotation.label(line.label.as_str()) };
        let snippet = Snippet::source(line.excerpt.text.as_str()).line_start(line.start.line as usize).path(line.path.as_str());
        group = group.element(snippet.fold(false).annotation(annotation));
    }
    let mut groups = vec![group];
    groups.extend(help(item, run));
    groups
}

fn mark(level: Level, lang: Lang) -> Mark<'static> {
    let mark = match level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
        Level::Note => Mark::NOTE,
    };
    mark.with_name(level_name(level, lang))
}

/// What to write instead: the words, and where known the change itself as a difference of lines.
fn help<'a>(item: &Item<'_>, run: Run<'a>) -> Option<Group<'a>> {
    let (mark, default) = match run.options.lang {
        Lang::Ja => (Mark::HELP.with_name("直し方"), "次のように直せます"),
        Lang::En => (Mark::HELP.with_name("help"), "write this instead"),
    };
    let change = item.finding.fix.as_ref().and_then(|fix| change(fix, run));
    match (&item.help, change) {
        (None, None) => None,
        (Some(help), None) => Some(Group::with_title(mark.secondary_title(help.clone()))),
        (help, Some(change)) => {
            let words = help.clone().unwrap_or_else(|| default.to_owned());
            Some(mark.secondary_title(words).element(change))
        }
    }
}

fn change<'a>(fix: &Fix, run: Run<'a>) -> Option<Snippet<'a, Patch<'a>>> {
    let source = run.sources.get(fix.span.file);
    let in_one_line = !run.sources.text(fix.span).contains('\n');
    let excerpt = match in_one_line {
        true => excerpt::line(source, fix.span.range()),
        false => excerpt::whole_lines(source, fix.span.range())?,
    };
    let replacement = visible_lines(&fix.replacement.replace("\r\n", "\n")).into_owned();
    let snippet = Snippet::source(excerpt.text).line_start(run.places.start(fix.span).line as usize);
    Some(snippet.patch(Patch::new(excerpt.range, replacement)))
}
