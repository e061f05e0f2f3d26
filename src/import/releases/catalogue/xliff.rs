//! XLIFF 1.2 (`trans-unit`) and 2.0 (`unit`, `segment`), read as a stream: no entity of the file is expanded.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Item, broken};
use crate::diagnostics::Findings;
use crate::source::{FileId, Span};

/// Elements within elements; more is no catalogue.
const DEPTH: usize = 64;
/// Elements whose sources and targets are not those of the unit.
const ASIDE: [&str; 5] = ["alt-trans", "note", "notes", "matches", "match"];

/// What is being read.
#[derive(Default)]
struct Unit {
    id: String,
    source: String,
    target: Option<String>,
    start: usize,
}

/// Reads the units: the target's text, else the source's. A key is the unit's `resname`, `name` or `id`.
pub(super) fn items(file: FileId, text: &str, found: &mut Findings) -> Vec<Item> {
    let mut reader = Reader::from_str(text);
    let mut reading = Reading::default();
    loop {
        let start = position(&reader);
        let event = reader.read_event();
        let end = position(&reader);
        let is_ok = match event {
            Ok(Event::Eof) if reading.depth == 0 => return reading.items,
            Ok(Event::Start(tag)) => reading.open(&tag, start) && reading.depth <= DEPTH,
            Ok(Event::Empty(tag)) => reading.empty(&tag),
            Ok(Event::End(tag)) => {
                reading.close(tag.local_name().as_ref(), Span::new(file, start..end));
                true
            }
            Ok(Event::Text(words)) => reading.write(&words),
            Ok(Event::CData(words)) => reading.write(&words),
            Ok(Event::GeneralRef(name)) => reading.refer(&name),
            Ok(Event::Eof) | Err(_) => false,
            Ok(_) => true,
        };
        if !is_ok {
            let at = usize::try_from(reader.error_position()).unwrap_or(start).max(start).min(text.len());
            let line = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| at + length);
            found.push(broken(Span::new(file, at..line.max(at)), "invalid-syntax.xml"));
            return reading.items;
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or_default()
}

#[derive(Default)]
struct Reading {
    items: Vec<Item>,
    depth: usize,
    unit: Option<Unit>,
    /// Whether words belong to the source (`false`) or the target (`true`).
    inside: Option<bool>,
    /// How many elements are open that hold translators' notes and other suggestions, which have texts of their own.
    aside: usize,
}

impl Reading {
    fn open(&mut self, tag: &BytesStart<'_>, start: usize) -> bool {
        self.depth += 1;
        let name = tag.local_name();
        if ASIDE.contains(&name.as_ref()) {
            self.aside += 1;
        }
        match name.as_ref() {
            _ if self.aside > 0 => {}
            "trans-unit" | "unit" => {
                let Some(id) = name_of(tag) else { return false };
                self.unit = Some(Unit { id, start, ..Unit::default() });
            }
            "source" => self.inside = Some(false),
            "target" => {
                self.inside = Some(true);
                if let Some(unit) = &mut self.unit {
                    unit.target.get_or_insert_default();
                }
            }
            _ => {}
        }
        true
    }

    /// `<x id="INTERPOLATION"/>` and `<ph/>` stand for what the program fills in.
    fn empty(&mut self, tag: &BytesStart<'_>) -> bool {
        if matches!(tag.local_name().as_ref(), "x" | "ph" | "bx" | "ex") {
            let name = name_of(tag).unwrap_or_default();
            return self.write(&format!("{{{name}}}"));
        }
        true
    }

    fn write(&mut self, words: &str) -> bool {
        let Some(unit) = &mut self.unit else { return true };
        match self.inside {
            Some(true) => unit.target.get_or_insert_default().push_str(words),
            Some(false) => unit.source.push_str(words),
            None => {}
        }
        true
    }

    fn refer(&mut self, name: &str) -> bool {
        let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        let character = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => number.and_then(char::from_u32),
        };
        // an entity of the file's own: what it stands for is never looked up
        self.write(&character.map_or_else(|| format!("&{name};"), String::from))
    }

    fn close(&mut self, name: &str, span: Span) {
        self.depth = self.depth.saturating_sub(1);
        if ASIDE.contains(&name) {
            self.aside = self.aside.saturating_sub(1);
        }
        match name {
            "source" | "target" => self.inside = None,
            "trans-unit" | "unit" => {
                let Some(Unit { id, source, target, start }) = self.unit.take() else { return };
                let text = target.filter(|target| !target.trim().is_empty()).unwrap_or(source);
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let start = u32::try_from(start).unwrap_or(span.start);
                self.items.push(Item { key: id, text, span: Span { start, ..span } });
            }
            _ => {}
        }
    }
}

fn name_of(tag: &BytesStart<'_>) -> Option<String> {
    ["resname", "name", "id", "equiv"].into_iter().find_map(|wanted| {
        let attribute = tag.try_get_attribute(wanted).ok()??;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        (!value.is_empty()).then(|| value.into_owned())
    })
}
