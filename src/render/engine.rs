//! The template engine: the theme's templates, and a view through one of them.

use serde::Serialize;
use tera::{Context, Kwargs, State, StringInput, Tera, TeraResult, Value};

use crate::diagnostics::{Code, Diagnostic};

use super::theme::Theme;

/// Templates ready to render.
pub(super) struct Engine {
    tera: Tera,
    /// Where mistakes in templates are reported: `themes/NAME/templates`.
    folder: String,
}

/// What all pages of a language share: turned into the engine's values once, since cloning those only counts a reference.
pub(super) struct Shared {
    site: Value,
    strings: Value,
}

impl Shared {
    pub(super) fn new(site: &super::view::SiteView) -> Self {
        Self { site: Value::from_serializable(site), strings: Value::from_serializable(&site.strings) }
    }
}

impl Engine {
    /// Reads the theme's templates. A mistake in one of the site's own is a finding.
    pub(super) fn new(theme: &Theme) -> Result<Self, Box<Diagnostic>> {
        let mut tera = Tera::default();
        tera.register_filter("fill", fill);
        let templates: Vec<(String, String)> = theme.templates().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        tera.add_raw_templates(templates).map_err(|error| mistake(&theme.path, &error))?;
        Ok(Self { tera, folder: format!("{}/templates", theme.path) })
    }

    /// Renders a view by a template.
    pub(super) fn render(&self, template: &str, page: &impl Serialize, shared: &Shared) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert_value("site", shared.site.clone());
        context.insert_value("t", shared.strings.clone());
        context.insert("page", page);
        self.tera.render(template, &context).map_err(|error| mistake(&format!("{}/{template}", self.folder), &error))
    }
}

/// Makes a finding of the engine's error and its causes.
fn mistake(path: &str, error: &tera::Error) -> Box<Diagnostic> {
    let mut words = vec![error.to_string()];
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        words.push(next.to_string());
        cause = next.source();
    }
    Box::new(Diagnostic::at(Code::TemplateError, path).with("found", words.join(" / ")))
}

/// `{name}` takes the argument, `{name|one|many}` the first word for 1 and the second for the rest. If the text or an
/// argument is HTML, everything else is escaped and the result is HTML.
fn fill(text: StringInput, args: Kwargs, state: &State) -> TeraResult<Value> {
    let given: Vec<(String, String, bool)> =
        args.iter().map(|(key, value)| (key.to_string(), value.to_string(), value.is_safe())).collect();
    let is_html = text.is_safe() || given.iter().any(|(_, _, is_safe)| *is_safe);
    let plain = |part: &str| -> TeraResult<String> {
        if is_html { state.escape(part).map(|escaped| escaped.to_string()) } else { Ok(part.to_owned()) }
    };
    let own = |part: &str| if text.is_safe() { Ok(part.to_owned()) } else { plain(part) };
    let mut filled = String::new();
    let mut rest = text.as_str();
    while let Some((before, inside, after)) = hole(rest) {
        filled.push_str(&own(before)?);
        let mut parts = inside.split('|');
        let name = parts.next().unwrap_or_default();
        let Some((_, value, is_safe)) = given.iter().find(|(key, _, _)| key == name) else {
            return Err(tera::Error::message(format!("`fill` has no value for `{{{name}}}`")));
        };
        match (parts.next(), parts.next()) {
            (Some(one), Some(many)) => filled.push_str(&plain(if value == "1" { one } else { many })?),
            _ if *is_safe => filled.push_str(value),
            _ => filled.push_str(&plain(value)?),
        }
        rest = after;
    }
    filled.push_str(&own(rest)?);
    Ok(if is_html { Value::safe_string(&filled) } else { Value::from(filled) })
}

fn hole(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (inside, after) = rest.split_once('}')?;
    Some((before, inside, after))
}
