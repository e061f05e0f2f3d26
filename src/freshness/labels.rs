//! `outdated-label`: a text marks a label of the product that a later release renamed or took away.
//!
//! A mark counts if it *is* the label: as a whole, less the word for what kind of thing it is (「保存ボタン」, `Save button`),
//! or as one step of a path in it. Inside a longer Japanese mark a label counts if its neighbours are of another script, so
//! that it cannot be a part of a longer word, and if no longer label of the catalogue covers it.

use std::collections::{BTreeSet, HashSet};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::diagnostics::{Code, Diagnostic};
use crate::site::{Page, PageId};
use crate::source::Span;

use super::marks::{self, Form, Mark};
use super::renames::{Fate, Renames, folded};
use super::{Context, Gathered, OutdatedLabel, State, is_checked, score};

/// Words that say what kind of thing a label stands on.
const KINDS_JA: &[&str] = &[
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
const KINDS_EN: &[&str] = &[
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

pub(super) fn find(context: &Context<'_>, gathered: &mut Gathered) {
    let external: BTreeSet<String> =
        context.site.config.freshness.external_labels.iter().map(|text| folded(text).into_owned()).collect();
    for language in &context.site.config.languages {
        let renames = Renames::of(context.timeline, language);
        if renames.is_empty() {
            continue;
        }
        let search = Search { inside: Inside::of(context, &renames, language), renames, external: &external };
        for (id, page) in context.site.ids().filter(|(_, page)| is_checked(page) && page.language == *language) {
            search.page(context, id, page, gathered);
        }
    }
}

/// What is looked for in one language.
struct Search<'a> {
    renames: Renames<'a>,
    external: &'a BTreeSet<String>,
    inside: Inside,
}

impl Search<'_> {
    fn page(&self, context: &Context<'_>, id: PageId, page: &Page, gathered: &mut Gathered) {
        let Some(from) = gathered.pages[id.index()].checked.as_ref().map(|checked| checked.releases) else { return };
        let mut seen: HashSet<Span> = HashSet::new();
        let mut hits: Vec<Hit<'_>> = Vec::new();
        let mut see = |mark: Mark<'_>| {
            for (text, range) in self.candidates(&mark) {
                let span = marks::place(mark.text, mark.span, range);
                if self.external.contains(&text) || seen.contains(&span) {
                    continue;
                }
                let fate = self.renames.fate(&text, from, &page.front);
                if let Some(fate) = fate.filter(|fate| mark.form < Form::Cited || !is_narrowed(&text, fate.to)) {
                    seen.insert(span);
                    hits.push(Hit { span, form: mark.form, text, fate });
                }
            }
        };
        marks::marks(&page.nodes, &mut see);
        marks::bracketed(page, context.sources, &mut see);
        hits.sort_by_key(|hit| (hit.span.file, hit.span.start));
        for hit in hits {
            tell(context, (id, page), &hit, gathered);
        }
    }

    /// Returns the folded texts in a mark that some release took away, with their places in it.
    fn candidates(&self, mark: &Mark<'_>) -> Vec<(String, std::ops::Range<usize>)> {
        let text = mark.text;
        let mut found = Vec::new();
        if mark.form == Form::Running {
            self.inside.find(text, is_named, &mut found);
            return found;
        }
        self.add(text, 0..text.len(), &mut found);
        if text.contains(marks::ARROWS) {
            for part in text.split(marks::ARROWS) {
                let at = part.as_ptr() as usize - text.as_ptr() as usize;
                self.add(text, at..at + part.len(), &mut found);
            }
        }
        if found.is_empty() {
            self.inside.find(text, |label, _| label.contains(is_japanese), &mut found);
        }
        found
    }

    fn add(&self, text: &str, range: std::ops::Range<usize>, found: &mut Vec<(String, std::ops::Range<usize>)>) {
        let piece = &text[range.clone()];
        let lead = piece.len() - piece.trim_start().len();
        let inner = piece.trim();
        let start = range.start + lead;
        let kind = KINDS_JA.iter().chain(KINDS_EN).find_map(|kind| inner.strip_suffix(kind)).map(str::trim_end);
        for label in [Some(inner), kind].into_iter().flatten() {
            let key = folded(label);
            if self.renames.knows(&key) {
                found.push((key.into_owned(), start..start + label.len()));
                return;
            }
        }
    }
}

/// Labels inside longer marks.
struct Inside {
    /// Finds the labels that went, and everything longer that covers them.
    labels: Option<AhoCorasick>,
    texts: Vec<(String, bool)>,
}

impl Inside {
    /// Gathers the labels that went and that say enough to be known anywhere, and every label of the catalogue and of the
    /// records, so that the longest wins.
    fn of(context: &Context<'_>, renames: &Renames<'_>, language: &str) -> Self {
        let is_long = |text: &&str| says_enough(text);
        let gone: BTreeSet<&str> = renames.gone().filter(is_long).collect();
        if gone.is_empty() {
            return Self { labels: None, texts: Vec::new() };
        }
        let catalogue = context.site.data.labels.iter().filter(|labels| labels.language == language);
        let known = catalogue.flat_map(|labels| labels.labels.iter()).map(|label| folded(&label.text.value).into_owned());
        let mut all: BTreeSet<String> = known.filter(|text| is_long(&text.as_str()) && text.chars().count() <= 40).collect();
        all.extend(renames.texts().filter(is_long).map(str::to_owned));
        let texts: Vec<(String, bool)> =
            all.into_iter().map(|text| (gone.contains(text.as_str()), text)).map(|(is_gone, text)| (text, is_gone)).collect();
        let labels =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts.iter().map(|(text, _)| text.as_str())).ok();
        Self { labels, texts }
    }

    /// Finds them in a text. `counts` sees each with what follows it.
    fn find(&self, text: &str, counts: impl Fn(&str, &str) -> bool, found: &mut Vec<(String, std::ops::Range<usize>)>) {
        let Some(labels) = &self.labels else { return };
        for hit in labels.find_iter(text) {
            let Some((label, true)) = self.texts.get(hit.pattern().as_usize()) else { continue };
            let before = text[..hit.start()].chars().next_back();
            let after = text[hit.end()..].chars().next();
            let is_cut =
                |outer: Option<char>, inner: Option<char>| outer.zip(inner).is_some_and(|(outer, inner)| goes_on(outer, inner));
            let is_whole = !is_cut(before, label.chars().next()) && !is_cut(after, label.chars().next_back());
            if is_whole && counts(label, &text[hit.end()..]) {
                found.push((label.clone(), hit.range()));
            }
        }
    }
}

/// Says whether a label can be told from an ordinary word: Japanese of two characters or more, or several words that are
/// written like a name.
fn says_enough(label: &str) -> bool {
    if label.contains(is_japanese) {
        return label.chars().nth(1).is_some();
    }
    let names = label.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
    let is_small = |word: &str| word.chars().count() <= 3 || !word.starts_with(char::is_alphabetic);
    names >= 2 && label.split(' ').all(|word| word.starts_with(char::is_uppercase) || is_small(word))
}

/// Says whether the new label is the old one with words around it: 「設定」 became 「アカウント設定」. The old text is then often
/// what another thing is called, in this product or the next, and only a mark that is made for labels quotes it surely.
fn is_narrowed(old: &str, new: Option<&str>) -> bool {
    new.map(folded).is_some_and(|new| new != old && new.contains(old))
}

/// Says whether running text names the thing that a label stands on: 「CSV出力ボタン」, `the Goal Conversions report`.
fn is_named(label: &str, after: &str) -> bool {
    let kinds = if label.contains(is_japanese) { KINDS_JA } else { KINDS_EN };
    kinds
        .iter()
        .filter_map(|kind| after.strip_prefix(kind))
        .any(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() && c != 's'))
}

/// Says whether two neighbours may belong to one word: both katakana (with ー), both kanji, both Latin letters or digits.
fn goes_on(outer: char, inner: char) -> bool {
    let script = script(outer);
    script != Script::Other && script == self::script(inner)
}

#[derive(PartialEq, Eq)]
enum Script {
    Katakana,
    Kanji,
    Latin,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '\u{30a1}'..='\u{30fa}' | 'ー' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Script::Katakana,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〆' => Script::Kanji,
        c if c.is_alphanumeric() && !is_japanese(c) => Script::Latin,
        _ => Script::Other,
    }
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々' | '〆')
}

/// A label that a page quotes and the product no longer shows.
struct Hit<'a> {
    span: Span,
    form: Form,
    /// Folded.
    text: String,
    fate: Fate<'a>,
}

fn tell(context: &Context<'_>, (id, page): (PageId, &Page), hit: &Hit<'_>, gathered: &mut Gathered) {
    let Hit { span, form, text, fate } = hit;
    let timeline = context.timeline;
    // where the source is written in another way than it reads (an entity, two lines) the place is that of the whole piece
    let is_exact = folded(context.sources.text(*span)) == *text;
    let written = if is_exact { context.sources.text(*span) } else { text };
    if timeline.is_out(fate.place) {
        let label = OutdatedLabel { span: *span, from: written.to_owned(), to: fate.to.map(str::to_owned), change: fate.change };
        gathered.pages[id.index()].labels.push(label);
        gathered.pages[id.index()].touched.push(fate.change);
        gathered.worsen(id, Some(State::Outdated));
    }
    if !timeline.is_asked(fate.place) {
        return;
    }
    let finding = Diagnostic::new(Code::OutdatedLabel, *span).with("from", written).with("release", timeline.name(fate.place));
    let finding = match (fate.to, fate.is_ambiguous) {
        (Some(to), _) if is_exact => finding.with("to", to).fix(*span, to),
        (Some(to), _) => finding.with("to", to),
        (None, true) => finding.wording("outdated-label.several"),
        (None, false) => finding.wording("outdated-label.removed"),
    };
    let finding = score::about(context, finding, (id, page), &[(fate.change, fate.about)], strength(*form));
    gathered.add(id, finding, None);
}

/// How sure a mark is to quote the product.
fn strength(form: Form) -> f64 {
    match form {
        Form::Label => 1.0,
        Form::Bold => 0.95,
        Form::Quoted | Form::Cited => 0.9,
        Form::Step => 0.85,
        Form::Code => 0.8,
        Form::Running => 0.75,
    }
}
