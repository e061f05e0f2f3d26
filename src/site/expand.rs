//! Puts includes, variables and labels into the texts, and takes out what this build must not show.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::config::Config;
use crate::content::{Data, Entry, Kind};
use crate::diagnostics::{Code, Diagnostic, Findings, Guesses};
use crate::markdown::{ContainerKind, LabelForm, Node, NodeKind, TagEnd};
use crate::source::{FileId, Span};

use super::paths::join;
use super::{Options, raw_html, select};

/// Most nodes that includes may bring into one page: a few snippets that include each other twice grow without end.
const MOST_NODES: usize = 200_000;
/// Snippets in snippets in snippets: deeper than this nobody means it.
const DEEPEST: usize = 50;
/// Most bytes that variables may bring into one page.
const MOST_BYTES: usize = 1_000_000;

/// Expands every text. Findings stand at the place of the mistake, also inside a snippet.
pub(super) fn expand(entries: &mut [Entry], config: &Config, data: &Data, options: &Options, found: &mut Findings) {
    let pieces: BTreeMap<String, Vec<Node>> = entries
        .iter()
        .filter(|entry| matches!(entry.kind, Kind::Snippet) && select::sees(&entry.front.audience, config, options))
        .map(|entry| (entry.path.clone(), entry.body.nodes.clone()))
        .collect();
    let folders: HashMap<FileId, String> = entries
        .iter()
        .map(|entry| (entry.file, entry.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"))))
        .collect();
    let others: BTreeSet<String> =
        entries.iter().filter(|entry| !pieces.contains_key(&entry.path)).map(|entry| entry.path.clone()).collect();
    for entry in entries {
        let context =
            Context { pieces: &pieces, others: &others, config, data, is_staff: options.is_staff(), language: &entry.language };
        let mut expansion = Expansion {
            context: &context,
            out: Vec::new(),
            open: vec![entry.path.clone()],
            work: 0,
            bytes: 0,
            guesses: Guesses::default(),
            found,
        };
        if context.needs_work(&entry.body.nodes) {
            let nodes = std::mem::take(&mut entry.body.nodes);
            expansion.out.reserve(nodes.len());
            expansion.walk(nodes);
            entry.body.nodes = expansion.out;
        }
        let mut removed = Vec::new();
        raw_html::clean(&mut entry.body.nodes, |span| is_trusted(span, &folders, config), &mut removed);
        found.extend(removed);
    }
}

/// Raw HTML is trusted by the folder of the file it is written in, also when that file is included elsewhere.
fn is_trusted(span: Span, folders: &HashMap<FileId, String>, config: &Config) -> bool {
    let Some(folder) = folders.get(&span.file) else { return false };
    config.trusted_html.iter().any(|trusted| folder.starts_with(&format!("{}/", trusted.value.trim_matches('/'))))
}

struct Context<'a> {
    pieces: &'a BTreeMap<String, Vec<Node>>,
    /// Texts that are there, but cannot be put in.
    others: &'a BTreeSet<String>,
    config: &'a Config,
    data: &'a Data,
    is_staff: bool,
    language: &'a str,
}

impl Context<'_> {
    /// Most pages have nothing to expand, and their nodes stay where they are.
    fn needs_work(&self, nodes: &[Node]) -> bool {
        nodes.iter().any(|node| match &node.kind {
            NodeKind::Include(_) | NodeKind::Variable(_) => true,
            NodeKind::Label(label) => label.form == LabelForm::Directive,
            NodeKind::Start(tag) => !self.is_staff && tag.is_internal(),
            _ => false,
        })
    }

    /// Finds a variable, in this page's language first (`name.en`).
    fn variable(&self, name: &str) -> Option<&str> {
        let find =
            |wanted: &str| self.config.variables.iter().find(|(known, _)| known.value == wanted).map(|(_, text)| text.as_str());
        if self.language != self.config.language
            && let Some(text) = find(&format!("{name}.{}", self.language))
        {
            return Some(text);
        }
        find(name)
    }

    /// Finds a snippet, its translation first.
    fn piece(&self, path: &str) -> Option<(String, &Vec<Node>)> {
        if self.language != self.config.language
            && let Some(stem) = path.strip_suffix(".md")
        {
            let translated = format!("{stem}.{}.md", self.language);
            if let Some(nodes) = self.pieces.get(&translated) {
                return Some((translated, nodes));
            }
        }
        self.pieces.get(path).map(|nodes| (path.to_owned(), nodes))
    }
}

struct Expansion<'a> {
    context: &'a Context<'a>,
    out: Vec<Node>,
    /// The files that are being put in, outermost first.
    open: Vec<String>,
    /// Nodes walked by includes so far, hidden ones too.
    work: usize,
    /// Bytes that variables brought in so far.
    bytes: usize,
    guesses: Guesses,
    found: &'a mut Findings,
}

impl Expansion<'_> {
    fn walk(&mut self, nodes: Vec<Node>) {
        let mut hidden = 0_usize;
        for node in nodes {
            match &node.kind {
                NodeKind::Start(tag) if !self.context.is_staff && tag.is_internal() => hidden += 1,
                NodeKind::End(TagEnd::Container(ContainerKind::Internal)) if hidden > 0 => hidden -= 1,
                _ if hidden > 0 => {}
                NodeKind::Include(path) => self.include(path, node.span),
                NodeKind::Variable(name) => self.variable(name, node.span),
                NodeKind::Label(label) if label.form == LabelForm::Directive => self.label(node),
                _ => self.out.push(node),
            }
        }
    }

    fn include(&mut self, written: &str, span: Span) {
        let Some(path) = self.path(written) else {
            self.found.push(Diagnostic::new(Code::IncludeOutside, span).with("target", written));
            return;
        };
        let Some((path, nodes)) = self.context.piece(&path) else {
            if let Some(wording) = self.not_a_snippet(&path) {
                let finding = Diagnostic::new(Code::IncludeMissing, span).wording(wording);
                self.found.push(finding.with("target", written).with("file", path));
                return;
            }
            let near = self.guesses.nearest(&path, self.context.pieces.keys().map(String::as_str));
            let finding = Diagnostic::new(Code::IncludeMissing, span).with("target", written).with("file", path.clone());
            self.found.push(match near {
                Some(near) => {
                    finding.wording("include-missing.similar").with("near", near).fix(span, format!(":include[{near}]"))
                }
                None => finding,
            });
            return;
        };
        if self.open.contains(&path) {
            // every snippet of a circle is walked by itself, too: each tells of it once, at the include that closes it
            if self.open.first() != Some(&path) {
                return;
            }
            let chain = self.open.iter().map(String::as_str).chain([path.as_str()]).collect::<Vec<_>>().join(" → ");
            self.found.push(Diagnostic::new(Code::IncludeCycle, span).with("chain", chain));
            return;
        }
        self.work += nodes.len() + 1;
        if self.work > MOST_NODES || self.open.len() > DEEPEST {
            let finding = Diagnostic::new(Code::TooLarge, span).wording("too-large.include");
            self.found.push(finding.with("limit", MOST_NODES.to_string()));
            return;
        }
        self.open.push(path);
        self.walk(nodes.clone());
        self.open.pop();
    }

    /// Says why a file that may well be there cannot be put in.
    fn not_a_snippet(&self, path: &str) -> Option<&'static str> {
        if self.context.others.contains(path) {
            let is_snippet = path.starts_with("snippets/");
            return Some(if is_snippet { "include-missing.audience" } else { "include-missing.page" });
        }
        (!path.ends_with(".md")).then_some("include-missing.kind")
    }

    /// Resolves the path of an include: from the site's folder, or from the including file where it begins with a dot.
    fn path(&self, written: &str) -> Option<String> {
        let folder = match self.open.last() {
            Some(file) if written.starts_with('.') => file.rsplit_once('/').map_or("", |(folder, _)| folder),
            _ => "",
        };
        if written.starts_with('/') || written.contains('\\') || written.contains(':') {
            return None;
        }
        join(folder, written)
    }

    fn variable(&mut self, name: &str, span: Span) {
        if let Some(text) = self.context.variable(name) {
            self.bytes += text.len();
            if self.bytes > MOST_BYTES {
                if self.bytes - text.len() <= MOST_BYTES {
                    let finding = Diagnostic::new(Code::TooLarge, span).wording("too-large.include");
                    self.found.push(finding.with("limit", MOST_BYTES.to_string()));
                }
                return;
            }
            self.out.push(Node { kind: NodeKind::Text(text.into()), span });
            return;
        }
        let near = self.guesses.nearest(name, self.context.config.variables.iter().map(|(known, _)| known.value.as_str()));
        let finding = Diagnostic::new(Code::UnknownVariable, span).with("name", name);
        self.found.push(match near {
            Some(near) => finding.wording("unknown-variable.similar").with("near", near).fix(span, format!(":var[{near}]")),
            None => finding,
        });
        self.out.push(Node { kind: NodeKind::Text(format!(":var[{name}]").into()), span });
    }

    /// Replaces the key of `:ui[key]` by the catalogue's text in this page's language, or in the site's.
    fn label(&mut self, mut node: Node) {
        let NodeKind::Label(label) = &mut node.kind else { return };
        let data = self.context.data;
        let catalogues = [self.context.language, &self.context.config.language];
        let text = catalogues.iter().find_map(|language| data.label(language, &label.text));
        if let Some(text) = text {
            label.text = text.into();
            label.form = LabelForm::Key;
        } else if looks_like_key(&label.text) {
            let near = self.guesses.nearest(&label.text, data.label_keys(&self.context.config.language));
            let finding = Diagnostic::new(Code::UnknownLabelKey, label.text_span).with("key", &*label.text);
            self.found.push(match near {
                Some(near) => finding.wording("unknown-label-key.similar").with("near", near).fix(label.text_span, near),
                None => finding,
            });
        }
        self.out.push(node);
    }
}

/// `invoice.list.export` is meant as a key, `OK` and `保存` are labels as shown.
fn looks_like_key(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    text.contains('.') && text.split('.').all(is_part)
}
