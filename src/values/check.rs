//! Holds a tree against its keys. Findings are collected; what is wrong, blank or unknown is taken out of the tree.

use super::shape::{Key, Shape, Verdict};
use super::tree::{Content, Form, Scalar, Syntax, Value, integer};
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::source::{Located, Span};

/// What a table is checked for.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The language it is written in.
    pub syntax: Syntax,
    /// The kind of file; keys of other kinds are unknown here. Empty where there are no kinds.
    pub kind: &'a str,
    /// Says where a kind's files are, in words that need no translation: `guides/tasks/`.
    pub place_of: fn(&str) -> &'static str,
    /// Where a missing key is reported; `None` where keys may be missing because they are inherited.
    pub missing_at: Option<Span>,
}

/// Checks a table in place. Afterwards it holds known keys with right values alone: lists are lists, booleans `true` or
/// `false`, and nothing is blank.
pub fn check(table: &mut Value, keys: &[Key], context: Context<'_>, found: &mut Findings) {
    Checker { context, found }.table(table, keys, context.missing_at);
}

struct Checker<'a, 'f> {
    context: Context<'a>,
    found: &'f mut Findings,
}

impl Checker<'_, '_> {
    fn table(&mut self, table: &mut Value, keys: &[Key], missing_at: Option<Span>) {
        let Content::Table(pairs) = &mut table.content else { return };
        let belongs = |key: &&Key| key.belongs_to(self.context.kind);
        let mut written = Vec::new();
        pairs.retain_mut(|(name, value)| match keys.iter().filter(belongs).find(|key| key.name == name.value) {
            Some(key) => {
                // A wrong value is told as wrong, not as missing too.
                written.extend((!value.is_blank()).then_some(key.name));
                !value.is_blank() && self.value(key.name, value, &key.shape)
            }
            None => {
                self.unknown(name, keys);
                false
            }
        });
        let Some(missing_at) = missing_at else { return };
        for key in keys.iter().filter(belongs).filter(|key| key.required && !written.contains(&key.name)) {
            self.found.push(Diagnostic::new(Code::MissingKey, missing_at).with("key", key.name));
        }
    }

    fn unknown(&mut self, name: &Located<String>, keys: &[Key]) {
        let finding = Diagnostic::new(Code::UnknownKey, name.span).with("key", name.value.as_str());
        let (here, elsewhere): (Vec<&Key>, Vec<&Key>) = keys.iter().partition(|key| key.belongs_to(self.context.kind));
        if let Some(key) = elsewhere.iter().find(|key| key.name == name.value) {
            let places: Vec<&str> = key.kinds.iter().map(|kind| (self.context.place_of)(kind)).collect();
            self.found.push(finding.wording("unknown-key.elsewhere").with("places", places.join(", ")));
            return;
        }
        let plain = name.value.trim().trim_matches('\u{3000}').to_lowercase();
        let meant = here.iter().find(|key| key.name == plain || key.synonyms.contains(&plain.as_str())).map(|key| key.name);
        let known = meant.or_else(|| nearest(&name.value, here.iter().map(|key| key.name)));
        self.found.push(match known {
            Some(known) => finding.wording("unknown-key.similar").with("near", known).fix(name.span, known),
            None => finding,
        });
    }

    /// Says whether the value may stay.
    fn value(&mut self, key: &'static str, value: &mut Value, shape: &Shape) -> bool {
        match shape {
            Shape::List(item) => self.list(key, value, item, true),
            Shape::Sentences => self.list(key, value, &Shape::Text, false),
            Shape::Table(keys) => {
                let is_table = matches!(value.content, Content::Table(_));
                if is_table {
                    let start = Span { end: value.span.start.saturating_add(1).min(value.span.end), ..value.span };
                    self.table(value, keys, Some(start));
                } else {
                    let names = keys.iter().map(|key| key.name).collect::<Vec<_>>().join(", ");
                    self.wrong(about(key, value.span, "wrong-value.table").with("keys", names), None);
                }
                is_table
            }
            Shape::Map(item) => {
                let Content::Table(pairs) = &mut value.content else {
                    self.wrong(about(key, value.span, "wrong-value.map"), None);
                    return false;
                };
                pairs.retain_mut(|(_, value)| !value.is_blank() && self.value(key, value, item));
                true
            }
            Shape::Either(scalar, other) => {
                let is_scalar = matches!(value.content, Content::Scalar(_));
                self.value(key, value, if is_scalar { scalar } else { other })
            }
            Shape::Text | Shape::Judged(_) | Shape::Integer(..) | Shape::Boolean | Shape::Choice(_) => {
                self.scalar(key, value, shape)
            }
        }
    }

    fn list(&mut self, key: &'static str, value: &mut Value, item: &Shape, commas: bool) -> bool {
        if let Content::Scalar(scalar) = &value.content {
            let parts: Vec<&str> = scalar.text.split([',', '、']).map(str::trim).filter(|part| !part.is_empty()).collect();
            if commas && scalar.form == Form::Plain && parts.len() > 1 {
                let fix = self.context.syntax.write_list(parts.into_iter());
                self.wrong(about(key, value.span, "wrong-value.comma-list"), Some(fix));
                return false;
            }
            let alone = value.clone();
            value.content = Content::List(vec![alone]);
        }
        let holds_tables = matches!(item, Shape::Table(_) | Shape::Either(_, Shape::Table(_)));
        if holds_tables && matches!(value.content, Content::Table(_)) {
            value.content = Content::List(vec![value.clone()]);
        }
        let Content::List(items) = &mut value.content else {
            self.wrong(about(key, value.span, "wrong-value.list"), None);
            return false;
        };
        items.retain_mut(|value| !value.is_blank() && self.value(key, value, item));
        !items.is_empty()
    }

    fn scalar(&mut self, key: &'static str, value: &mut Value, shape: &Shape) -> bool {
        let span = value.span;
        let Content::Scalar(scalar) = &mut value.content else {
            // `title: {{ name }}` or `title: [保存]` was meant as text; only that can be told without the text itself.
            let wording = if matches!(shape, Shape::Text) { "wrong-value.text" } else { "wrong-value.single" };
            self.wrong(about(key, span, wording), None);
            return false;
        };
        match shape {
            Shape::Integer(least, most) => self.integer(key, span, scalar, (*least, *most)),
            Shape::Boolean => self.boolean(key, span, scalar),
            Shape::Choice(choices) => self.choice(key, span, scalar, choices),
            Shape::Judged(rule) => {
                if !rule.bare && !self.is_text(key, span, scalar) {
                    return false;
                }
                match (rule.judge)(&scalar.text) {
                    Verdict::Fine => true,
                    Verdict::Wrong(fix) => {
                        let fix = fix.map(|fix| self.write(&fix));
                        self.wrong(about(key, span, rule.wording).with("found", scalar.text.as_str()), fix);
                        false
                    }
                }
            }
            _ => self.is_text(key, span, scalar),
        }
    }

    fn choice(&mut self, key: &'static str, span: Span, scalar: &Scalar, choices: &[&str]) -> bool {
        let fine = choices.contains(&scalar.text.as_str());
        if !fine {
            let finding =
                about(key, span, "wrong-value.choice").with("choices", choices.join(", ")).with("found", scalar.text.as_str());
            match nearest(&scalar.text, choices.iter().copied()) {
                Some(near) => {
                    let fix = self.write(near);
                    self.wrong(finding.wording("wrong-value.choice.similar").with("near", near), Some(fix));
                }
                None => self.wrong(finding, None),
            }
        }
        fine
    }

    fn is_text(&mut self, key: &'static str, span: Span, scalar: &Scalar) -> bool {
        if scalar.form == Form::Bare {
            let fix = self.write(&scalar.text);
            self.wrong(about(key, span, "wrong-value.text"), Some(fix));
        }
        scalar.form != Form::Bare
    }

    fn integer(&mut self, key: &'static str, span: Span, scalar: &Scalar, (least, most): (i64, i64)) -> bool {
        let number = integer(&scalar.text);
        let fine = scalar.form != Form::Quoted && number.is_some_and(|number| (least..=most).contains(&number));
        if !fine {
            // `30分`, `"30"`, `３０`: the number is plain to see.
            let half: String = scalar.text.chars().map(half_width).collect();
            let digits: String = half.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
            let rest = half.replace(&digits, "");
            let seen = digits
                .parse()
                .ok()
                .filter(|number| (least..=most).contains(number) && !rest.contains(['.', '-', ':', '~', '〜']));
            let range = if most == i64::MAX { format!("{least}–") } else { format!("{least}–{most}") };
            let finding = match number {
                Some(_) if scalar.form != Form::Quoted => about(key, span, "wrong-value.range").with("expected", range),
                _ => about(key, span, "wrong-value.number"),
            };
            self.wrong(finding, seen.map(|number: i64| number.to_string()));
        }
        fine
    }

    fn boolean(&mut self, key: &'static str, span: Span, scalar: &mut Scalar) -> bool {
        let lower = scalar.text.to_lowercase();
        if scalar.form != Form::Quoted && matches!(lower.as_str(), "true" | "false") {
            scalar.text = lower;
            return true;
        }
        let fix = match lower.as_str() {
            "true" | "yes" | "y" | "on" | "1" | "はい" | "する" => Some("true".to_owned()),
            "false" | "no" | "n" | "off" | "0" | "いいえ" | "しない" => Some("false".to_owned()),
            _ => None,
        };
        self.wrong(about(key, span, "wrong-value.bool"), fix);
        false
    }

    fn write(&self, text: &str) -> String {
        self.context.syntax.write_text(text)
    }

    fn wrong(&mut self, finding: Diagnostic, fix: Option<String>) {
        self.found.push(match (fix, finding.span) {
            (Some(fix), Some(span)) => finding.fix(span, fix),
            _ => finding,
        });
    }
}

fn about(key: &str, span: Span, wording: &'static str) -> Diagnostic {
    Diagnostic::new(Code::WrongValue, span).wording(wording).with("key", key)
}

fn half_width(character: char) -> char {
    match character {
        '０'..='９' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
