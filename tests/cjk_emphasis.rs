//! Emphasis beside Japanese, held against comrak: the same emphasis opens and closes at the same places of the text.
//!
//! `SHIRUBE_CASES` raises the number of generated texts; `SHIRUBE_DATA` names a folder whose Markdown pages are compared, too.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use comrak::nodes::{AstNode, NodeValue};
use shirube::markdown::{self, Node, NodeKind, Tag, TagEnd};
use shirube::source::FileId;

/// The text with emphasis as signs: `⟨`…`⟩` emphasis, `⟪`…`⟫` strong, `⦅`…`⦆` struck through. Spaces are left out, since lines
/// are joined by other rules.
fn ours(text: &str) -> String {
    let mut out = String::new();
    for node in &markdown::parse(FileId(0), text, 0).nodes {
        ours_node(node, &mut out);
    }
    out.retain(|c| !c.is_whitespace());
    out
}

fn ours_node(node: &Node, out: &mut String) {
    match &node.kind {
        NodeKind::Start(Tag::Emphasis) => out.push('⟨'),
        NodeKind::End(TagEnd::Emphasis) => out.push('⟩'),
        NodeKind::Start(Tag::Strong) => out.push('⟪'),
        NodeKind::End(TagEnd::Strong) => out.push('⟫'),
        NodeKind::Start(Tag::Strikethrough) => out.push('⦅'),
        NodeKind::End(TagEnd::Strikethrough) => out.push('⦆'),
        NodeKind::Text(text) | NodeKind::Code(text) => out.push_str(text),
        NodeKind::Label(label) => out.extend(["［", &label.text, "］"]),
        _ => {}
    }
}

fn theirs(text: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.cjk_friendly_emphasis = true;
    let arena = comrak::Arena::new();
    let mut out = String::new();
    theirs_node(comrak::parse_document(&arena, text, &options), &mut out);
    out.retain(|c| !c.is_whitespace());
    out
}

fn theirs_node<'a>(node: &'a AstNode<'a>, out: &mut String) {
    let (open, close) = match &node.data().value {
        NodeValue::Emph => ("⟨", "⟩"),
        NodeValue::Strong => ("⟪", "⟫"),
        NodeValue::Strikethrough => ("⦅", "⦆"),
        NodeValue::Text(text) => {
            out.push_str(text);
            return;
        }
        NodeValue::Code(code) => {
            out.push_str(&code.literal);
            return;
        }
        NodeValue::CodeBlock(code) => {
            out.push_str(&code.literal);
            return;
        }
        _ => ("", ""),
    };
    out.push_str(open);
    for child in node.children() {
        theirs_node(child, out);
    }
    out.push_str(close);
}

/// A small generator of its own, so that the texts are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

const RUNS: &[&str] = &["*", "**", "***", "_", "__", "~~", "~~", "**", "**"];
const OTHERS: &[&str] = &[
    "漢",
    "かな",
    "カナ",
    "［",
    "］",
    "「",
    "」",
    "（",
    "）",
    "。",
    "、",
    "・",
    "ー",
    "！",
    "a",
    "word",
    "1",
    " ",
    "　",
    ".",
    ",",
    "(",
    ")",
    "\"",
    "'",
    "!",
    "“",
    "”",
    "한",
    "글",
    "😀",
    "©",
    "～",
    "〜",
    "…",
    "—",
    "｡",
    "ｶ",
    "\u{fe00}",
    "\u{fe01}",
    "\u{fe0f}",
    "\u{e0100}",
    "葛\u{e0100}",
    "“\u{fe01}",
    "!\u{fe0e}",
    "\\*",
    "\\",
    "`x`",
    "`漢*`",
    "[漢](u)",
    "[",
    "]",
    "<b>",
    "&amp;",
    "\n",
    "🈂",
    "㊙",
    "é",
    "+",
    "$",
    "￥",
    "\u{e000}",
    "\u{301}",
    "か\u{3099}",
];

fn generated(dice: &mut Dice) -> String {
    let mut text = String::from(dice.pick(&["", "", "# ", "> ", "- ", "漢"]));
    for _ in 0..3 + dice.roll(10) {
        text.push_str(if dice.roll(5) < 2 { dice.pick(RUNS) } else { dice.pick(OTHERS) });
    }
    text
}

#[test]
fn generated_texts_have_emphasis_where_the_oracle_has_it() {
    let cases = std::env::var_os("SHIRUBE_CASES").and_then(|n| n.to_str()?.parse().ok()).unwrap_or(3000);
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut different = Vec::new();
    for _ in 0..cases {
        let text = generated(&mut dice);
        // A single tilde between words is text here, not on GitHub.
        if !text.contains("\\~") && ours(&text) != theirs(&text) {
            different.push(text);
        }
    }
    let shown: Vec<String> =
        different.iter().take(20).map(|text| format!("{text:?}\n  ours   {}\n  theirs {}", ours(text), theirs(text))).collect();
    assert!(different.is_empty(), "{} of {cases} differ:\n{}", different.len(), shown.join("\n"));
}

/// The pages of `$SHIRUBE_DATA/corpus/help-ja-10k.tar.xz` without their front matter.
#[expect(clippy::disallowed_methods, reason = "a test over data that is not part of the project")]
fn pages() -> Option<Vec<(String, String)>> {
    let data = std::env::var_os("SHIRUBE_DATA")?;
    let folder = tempfile::tempdir().unwrap();
    let archive = std::path::Path::new(&data).join("corpus/help-ja-10k.tar.xz");
    let status = std::process::Command::new("tar").arg("-xJf").arg(archive).arg("-C").arg(folder.path()).status().unwrap();
    assert!(status.success(), "the corpus could not be unpacked");
    let files = walkdir::WalkDir::new(folder.path()).sort_by_file_name().into_iter().filter_map(Result::ok);
    let pages = files.filter(|file| file.path().extension().is_some_and(|end| end == "md")).map(|file| {
        let text = std::fs::read_to_string(file.path()).unwrap();
        let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(&*text, |(_, body)| body);
        (file.path().display().to_string(), body.to_owned())
    });
    Some(pages.collect())
}

/// Pages where the two parsers see other blocks or code, each looked at; emphasis is not what differs.
const OTHERWISE: &[(&str, &str)] = &[
    (
        "lifecycle-services-project-migration-manager.md",
        "the line after `> [!NOTE]` is indented by four spaces: code for one, text for the other",
    ),
    ("import-subsidiary-data-from-files.md", "table rows indented by four spaces: code for one, rows for the other"),
    ("rails/4-1-release-notes.md", "an unmatched double backtick: the oracle then pairs later single backticks the wrong way"),
];

#[test]
fn pages_have_emphasis_where_the_oracle_has_it() {
    let Some(pages) = pages() else {
        eprintln!("not run: SHIRUBE_DATA names no folder with corpus/help-ja-10k.tar.xz");
        return;
    };
    let mut different = Vec::new();
    for (path, text) in pages.iter().filter(|(path, _)| !OTHERWISE.iter().any(|(page, _)| path.ends_with(page))) {
        let (ours, theirs) = (ours(text), theirs(text));
        if ours != theirs {
            let at = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
            let around = |text: &str| text.chars().skip(at.saturating_sub(30)).take(70).collect::<String>();
            different.push(format!("{path}\n  ours   {}\n  theirs {}", around(&ours), around(&theirs)));
        }
    }
    assert!(different.is_empty(), "{} of {} pages differ:\n{}", different.len(), pages.len(), different.join("\n"));
}
