//! CommonMark alone: text to HTML as the specification has it, raw HTML kept; with GFM's extensions if wanted.

use std::borrow::Cow;

use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream, html};

use super::autolink;

/// Tags that GFM lets no one write (GFM, "Disallowed Raw HTML").
const DISALLOWED: &[&str] = &["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"];

/// Writes a text as HTML by CommonMark 0.31.2. With `gfm`, GFM's extensions too: tables, strikethrough, task lists, bare
/// addresses, disallowed tags.
pub fn plain(text: &str, gfm: bool) -> String {
    let text = if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    if gfm {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
        let mut writer = Gfm::default();
        let events = TextMergeStream::new(Parser::new_ext(&text, options)).flat_map(|event| writer.rewrite(event));
        html::push_html(&mut out, events);
    } else {
        html::push_html(&mut out, Parser::new(&text));
    }
    out
}

/// Puts GFM's own HTML for its extensions into the events.
#[derive(Default)]
struct Gfm {
    /// Inside a link, picture or code block.
    closed: usize,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    rows: usize,
}

impl Gfm {
    fn rewrite<'a>(&mut self, event: Event<'a>) -> Vec<Event<'a>> {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => self.closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => self.closed = self.closed.saturating_sub(1),
            Event::Text(text) if self.closed == 0 => return addresses(&text),
            Event::Html(tag) => return vec![Event::Html(filtered(tag))],
            Event::InlineHtml(tag) => return vec![Event::InlineHtml(filtered(tag))],
            Event::TaskListMarker(done) => {
                let checked = if done { "checked=\"\" " } else { "" };
                return vec![Event::InlineHtml(format!("<input {checked}disabled=\"\" type=\"checkbox\"> ").into())];
            }
            event => return self.table(event),
        }
        vec![event]
    }

    fn table<'a>(&mut self, event: Event<'a>) -> Vec<Event<'a>> {
        let tag: CowStr<'a> = match event {
            Event::Start(Tag::Table(alignments)) => {
                (self.alignments, self.rows) = (alignments, 0);
                "<table>\n".into()
            }
            Event::End(TagEnd::Table) => if self.rows > 0 { "</tbody>\n</table>\n" } else { "</table>\n" }.into(),
            Event::Start(Tag::TableHead) => {
                (self.in_head, self.column) = (true, 0);
                "<thead>\n<tr>\n".into()
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                "</tr>\n</thead>\n".into()
            }
            Event::Start(Tag::TableRow) => {
                self.rows += 1;
                self.column = 0;
                if self.rows == 1 { "<tbody>\n<tr>\n" } else { "<tr>\n" }.into()
            }
            Event::End(TagEnd::TableRow) => "</tr>\n".into(),
            Event::Start(Tag::TableCell) => {
                let align = match self.alignments.get(self.column) {
                    Some(Alignment::Left) => " align=\"left\"",
                    Some(Alignment::Center) => " align=\"center\"",
                    Some(Alignment::Right) => " align=\"right\"",
                    _ => "",
                };
                self.column += 1;
                format!("<{}{align}>", if self.in_head { "th" } else { "td" }).into()
            }
            Event::End(TagEnd::TableCell) => if self.in_head { "</th>\n" } else { "</td>\n" }.into(),
            event => return vec![event],
        };
        vec![Event::InlineHtml(tag)]
    }
}

/// Cuts a text at its bare addresses.
fn addresses<'a>(text: &str) -> Vec<Event<'a>> {
    let mut events = Vec::new();
    let (mut at, mut done) = (0, 0);
    while let Some(byte) = text.as_bytes().get(at) {
        let found = match byte {
            b':' | b'.' => autolink::around(text, at, done),
            b'@' => autolink::mail(text, at, done),
            _ => None,
        };
        let Some(range) = found else {
            at += 1;
            continue;
        };
        let words = text.get(range.clone()).unwrap_or_default();
        let start = match byte {
            b'.' => "http://",
            b'@' if !words.contains(':') => "mailto:",
            _ => "",
        };
        events.push(Event::Text(text.get(done..range.start).unwrap_or_default().to_owned().into()));
        let dest_url = format!("{start}{words}").into();
        events.push(Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, title: "".into(), id: "".into() }));
        events.push(Event::Text(words.to_owned().into()));
        events.push(Event::End(TagEnd::Link));
        (at, done) = (range.end, range.end);
    }
    events.push(Event::Text(text.get(done..).unwrap_or_default().to_owned().into()));
    events
}

/// Makes disallowed tags visible.
fn filtered(html: CowStr<'_>) -> CowStr<'_> {
    let is_disallowed = |rest: &str| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        DISALLOWED.iter().any(|name| {
            let ends = |after: &str| after.starts_with(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/');
            rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && rest.get(name.len()..).is_some_and(ends)
        })
    };
    if !html.match_indices('<').any(|(at, _)| html.get(at + 1..).is_some_and(is_disallowed)) {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 8);
    for (at, c) in html.char_indices() {
        match c {
            '<' if html.get(at + 1..).is_some_and(is_disallowed) => out.push_str("&lt;"),
            c => out.push(c),
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_knows_nothing_of_the_dialect() {
        assert_eq!(plain("**［保存］**を\n:::note\n# a", false), "<p>**［保存］**を\n:::note</p>\n<h1>a</h1>\n");
        assert_eq!(plain("a\0b <script>", false), "<p>a\u{fffd}b <script></p>\n");
    }

    #[test]
    fn gfm_adds_its_extensions() {
        assert_eq!(
            plain("| a |\n| :-: |\n| ~~b~~ |\n", true),
            "<table>\n<thead>\n<tr>\n<th align=\"center\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"center\"><del>b</del></td>\n</tr>\n</tbody>\n</table>\n"
        );
        assert_eq!(plain("see www.a.example.\n", true), "<p>see <a href=\"http://www.a.example\">www.a.example</a>.</p>\n");
        assert_eq!(plain("x <title>\n", true), "<p>x &lt;title></p>\n");
    }
}
