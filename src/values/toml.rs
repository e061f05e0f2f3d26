//! TOML through the toml crate's own recovering parser: all mistakes of a text, and the tree of the rest.

use toml::de::{DeTable, DeValue, Error};

use super::tree::{Content, Form, Scalar, Value, span_in};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{FileId, Located, Span};

/// Whoever mends these finds the rest in the next run; a text that isn't TOML at all would have one for every sign.
const MISTAKES: usize = 200;

/// Reads a TOML text as one table.
pub fn toml(file: FileId, text: &str, found: &mut Findings) -> Value {
    let (table, mistakes) = DeTable::parse_recoverable(text);
    let reader = Reader { file, text };
    // 2026-02-30 is kept as a value: whoever wants a date there tells it better, with the nearest real one.
    let told = mistakes.iter().filter(|mistake| mistake.span().is_none_or(|span| !is_like_date(text, span)));
    let mut mistakes: Vec<_> = told.take(MISTAKES).map(|mistake| reader.explain(mistake)).collect();
    // One slip makes the parser stumble several times on its line; the first stumble names it.
    mistakes.dedup_by(|next, first| next.code == first.code && reader.is_same_line(first.span, next.span));
    found.extend(mistakes);
    let range = table.span();
    reader.table(range, table.get_ref())
}

fn is_like_date(text: &str, range: std::ops::Range<usize>) -> bool {
    // The parser's range is anywhere in the date, or the whole of it.
    let bytes = text.as_bytes();
    (range.start.saturating_sub(10)..=range.start).any(|start| {
        let written = bytes.get(start..start + 10).unwrap_or_default();
        written.len() == 10
            && written.iter().enumerate().all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
    })
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
}

impl Reader<'_> {
    fn table(&self, range: std::ops::Range<usize>, table: &DeTable<'_>) -> Value {
        let pairs = table.iter().map(|(key, value)| {
            let span = span_in(self.file, self.text, 0, key.span());
            (Located::new(key.get_ref().to_string(), span), self.value(value.span(), value.get_ref()))
        });
        Value::new(span_in(self.file, self.text, 0, range), Content::Table(pairs.collect()))
    }

    fn value(&self, range: std::ops::Range<usize>, value: &DeValue<'_>) -> Value {
        let span = span_in(self.file, self.text, 0, range.clone());
        // As written: `2026.10` is a float to TOML, and `2026.1` to whoever prints it again.
        let raw = || self.text.get(span.range()).unwrap_or_default().to_owned();
        let scalar = |text: String, form| Value::new(span, Content::Scalar(Scalar { text, form }));
        match value {
            DeValue::String(text) => scalar(text.to_string(), Form::Quoted),
            DeValue::Integer(integer) if integer.radix() == 10 => scalar(raw(), Form::Bare),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => scalar(raw(), Form::Bare),
            DeValue::Boolean(boolean) => scalar(boolean.to_string(), Form::Bare),
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.value(item.span(), item.get_ref()));
                Value::new(span, Content::List(items.collect()))
            }
            DeValue::Table(table) => self.table(range, table),
        }
    }

    fn explain(&self, mistake: &Error) -> Diagnostic {
        let range = mistake.span().unwrap_or(0..0);
        let range = if range.is_empty() { range.start..range.start + 1 } else { range };
        let span = span_in(self.file, self.text, 0, range);
        let message = mistake.message();
        let is = |part: &str| message.starts_with(part);
        if is("duplicate key") {
            let key = self.text.get(span.range()).unwrap_or_default();
            return Diagnostic::new(Code::DuplicateKey, span).with("key", key.trim_matches(['"', '\'', '[', ']']));
        }
        let wording = if is("string values must be quoted") {
            "invalid-syntax.toml-quotes"
        } else if is("recursion") || is("cannot recurse") {
            "invalid-syntax.too-complex"
        } else if is("unclosed") || is("missing comma") || is("extra comma") {
            "invalid-syntax.toml-bracket"
        } else if is("missing value") || is("key with no value") || is("missing assignment") || is("extra assignment") {
            "invalid-syntax.toml-pair"
        } else {
            "invalid-syntax.toml"
        };
        let finding = Diagnostic::new(Code::InvalidSyntax, span).wording(wording);
        let written = self.text.get(span.range()).unwrap_or_default().trim();
        let is_word = wording == "invalid-syntax.toml-quotes" && !written.is_empty() && !written.contains(['"', '\'', '\n']);
        if is_word { finding.fix(span, format!("\"{written}\"")) } else { finding }
    }

    fn is_same_line(&self, first: Option<Span>, next: Option<Span>) -> bool {
        let (Some(first), Some(next)) = (first, next) else { return false };
        let between = self.text.get(first.start as usize..next.start as usize);
        between.is_some_and(|between| !between.contains('\n'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_text(text: &str) -> (Value, Vec<Diagnostic>) {
        let mut found = Findings::default();
        let value = toml(FileId(0), text, &mut found);
        (value, found.into_iter().collect())
    }

    #[test]
    fn numbers_and_dates_keep_the_text_as_written() {
        let (value, findings) = read_text("release = 2026.10\nuntil = 2026-12-02\nn = 1_000\n");
        assert_eq!(findings, []);
        assert_eq!(value.word("release").as_deref(), Some("2026.10"));
        assert_eq!(value.word("until").as_deref(), Some("2026-12-02"));
        assert_eq!(value.integer("n").map(|n| n.value), Some(1000));
    }

    #[test]
    fn all_mistakes_of_a_text_are_found_and_the_rest_is_read() {
        let text = "title = つづり\nlanguage = \"ja\"\nlanguage = \"en\"\n[git]\ndates = \nx = [1, 2\n";
        let (value, findings) = read_text(text);
        let lines: Vec<_> = findings.iter().map(|f| text[..f.span.unwrap().range().start].matches('\n').count() + 1).collect();
        assert!(findings.len() >= 3, "{findings:#?}");
        assert!(lines.contains(&1) && lines.contains(&3) && lines.contains(&5), "{lines:?}");
        assert_eq!(findings.iter().filter(|f| f.code == Code::DuplicateKey).count(), 1);
        assert_eq!(value.word("language").as_deref(), Some("ja"));
    }

    #[test]
    fn unquoted_text_is_quoted_by_the_fix() {
        let (_, findings) = read_text("title = つづり\n");
        let fix = findings[0].fix.clone().unwrap();
        assert_eq!((fix.span.range(), fix.replacement.as_str()), (8..17, "\"つづり\""));
    }

    #[test]
    fn deep_nesting_is_a_finding() {
        let start = std::time::Instant::now();
        let (_, findings) = read_text(&format!("a = {}", "[".repeat(5_000)));
        assert!(!findings.is_empty() && start.elapsed().as_millis() < 200);
    }

    proptest! {
        #[test]
        fn anything_at_all_is_read_without_a_panic(text in "\\PC*|([a-c=\\[\\]{}.\"'#,0-9\t \n\r-]|あ|\"\"\"){0,60}") {
            let (value, findings) = read_text(&text);
            prop_assert!(text.get(value.span.range()).is_some());
            for finding in findings {
                prop_assert!(text.get(finding.span.unwrap().range()).is_some());
            }
        }
    }
}
