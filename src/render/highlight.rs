//! Code with a class for each kind of token, about a dozen kinds; the theme gives them colours.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::markdown::html::escape;

/// Longer blocks are shown without colours: nobody reads them by colour, and they cost most.
const MOST_BYTES: usize = 64 * 1024;
/// A line longer than this is data, not code.
const LONGEST_LINE: usize = 4_000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Scope prefixes and the class they get; the first that fits the innermost scope wins.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let table = [
        ("comment", "tk-c"),
        ("string", "tk-s"),
        ("constant.character", "tk-s"),
        ("constant.numeric", "tk-n"),
        ("constant", "tk-n"),
        ("markup.inserted", "tk-i"),
        ("markup.deleted", "tk-d"),
        ("markup.heading", "tk-h"),
        ("keyword.operator", "tk-o"),
        ("keyword", "tk-k"),
        ("storage", "tk-k"),
        ("entity.name.function", "tk-f"),
        ("support.function", "tk-f"),
        ("variable.function", "tk-f"),
        ("entity.name.tag", "tk-k"),
        ("entity.name", "tk-t"),
        ("support.type", "tk-t"),
        ("support.class", "tk-t"),
        ("entity.other.attribute-name", "tk-a"),
        ("variable.parameter", "tk-v"),
        ("variable.other.member", "tk-v"),
        ("punctuation.definition.comment", "tk-c"),
        ("punctuation.definition.string", "tk-s"),
        ("punctuation", "tk-p"),
    ];
    table.iter().filter_map(|(prefix, class)| Some((Scope::new(prefix).ok()?, *class))).collect()
});

/// Highlights blocks, each different one once.
pub(super) struct Highlighter {
    enabled: bool,
    /// Language and code → HTML. Blocks repeat between a text and its translation, and between tasks and articles.
    done: Mutex<HashMap<blake3::Hash, String>>,
}

impl Highlighter {
    pub(super) fn new(enabled: bool) -> Self {
        Self { enabled, done: Mutex::new(HashMap::new()) }
    }

    /// Writes code as HTML, escaped, with token classes where the language of the info string is known.
    pub(super) fn write(&self, info: &str, code: &str, out: &mut String) {
        let language = language(info);
        let syntax = (self.enabled && code.len() <= MOST_BYTES).then(|| find(language)).flatten();
        let Some(syntax) = syntax else {
            escape(code, out);
            return;
        };
        let key = blake3::hash(format!("{language}\0{code}").as_bytes());
        let done = |cache: &Mutex<HashMap<blake3::Hash, String>>| {
            cache.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()
        };
        if let Some(html) = done(&self.done) {
            out.push_str(&html);
            return;
        }
        let html = highlight(syntax, code);
        out.push_str(&html);
        self.done.lock().unwrap_or_else(PoisonError::into_inner).insert(key, html);
    }
}

/// Returns the language of an info string: its first word, up to `{`, `,` or `:`.
pub(super) fn language(info: &str) -> &str {
    let word = info.split_whitespace().next().unwrap_or("");
    word.split(['{', ',', ':']).next().unwrap_or("").trim_start_matches('.')
}

fn find(language: &str) -> Option<&'static SyntaxReference> {
    if language.is_empty() || matches!(language, "text" | "txt" | "plain" | "plaintext" | "output" | "console" | "csv") {
        return None;
    }
    let token = match language {
        "shell" | "sh" | "shell-session" => "bash",
        "jsonc" | "json5" => "json",
        "c#" | "csharp" => "cs",
        "vue" => "html",
        other => other,
    };
    SYNTAXES.find_syntax_by_token(token)
}

fn highlight(syntax: &SyntaxReference, code: &str) -> String {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut writer = Writer { out: String::with_capacity(code.len() * 2), open: None };
    for line in code.split_inclusive('\n') {
        let parsed = (line.len() <= LONGEST_LINE).then(|| state.parse_line(line, &SYNTAXES).ok()).flatten();
        let mut at = 0;
        for (offset, operation) in parsed.unwrap_or_default() {
            writer.text(line.get(at..offset).unwrap_or(""), class(&stack));
            at = offset;
            if stack.apply(&operation).is_err() {
                stack = ScopeStack::new();
            }
        }
        writer.text(line.get(at..).unwrap_or(""), class(&stack));
    }
    writer.finish()
}

/// Returns the class of the innermost scope that has one.
fn class(stack: &ScopeStack) -> Option<&'static str> {
    stack
        .as_slice()
        .iter()
        .rev()
        .find_map(|scope| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class))
}

/// Writes runs of one class as one span; white space alone needs none.
struct Writer {
    out: String,
    open: Option<&'static str>,
}

impl Writer {
    fn text(&mut self, text: &str, class: Option<&'static str>) {
        if text.is_empty() {
            return;
        }
        let is_blank = text.trim().is_empty();
        if class != self.open && !(is_blank && self.open.is_some() && !text.contains('\n')) {
            self.close();
            if let Some(class) = class.filter(|_| !is_blank) {
                self.out.push_str("<span class=\"");
                self.out.push_str(class);
                self.out.push_str("\">");
                self.open = Some(class);
            }
        }
        escape(text, &mut self.out);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.out.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(info: &str, code: &str) -> String {
        let mut out = String::new();
        Highlighter::new(true).write(info, code, &mut out);
        out
    }

    #[test]
    fn known_language_gets_classes_and_no_styles() {
        let html = html("js", "const a = '<b>' // 一覧\n");
        assert!(html.contains("<span class=\"tk-k\">const"), "{html}");
        assert!(
            html.contains("<span class=\"tk-s\">&#39;&lt;b&gt;&#39;") && html.contains("<span class=\"tk-c\">// 一覧"),
            "{html}"
        );
        assert!(!html.contains("style"), "{html}");
    }

    #[test]
    fn text_is_the_same_with_and_without_classes() {
        let code = "fn main() {\n    println!(\"あ & い\");\n}\n";
        let stripped =
            html("rust", code).split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<String>();
        let mut plain = String::new();
        escape(code, &mut plain);
        assert_eq!(stripped, plain);
    }

    #[test]
    fn unknown_language_is_escaped_text() {
        assert_eq!(html("no-such", "<a>"), "&lt;a&gt;");
        assert_eq!(language("js{1,3} title=x"), "js");
    }
}
