//! What a parsed text is: a flat list of nodes in reading order, each with its place.
//!
//! `Start(tag)` and `End(tag kind)` nest like brackets. Whatever a reader of the tree needs (a link's target, a label's
//! words) is in the node itself, so that nodes of an included text can be put between those of another.

use crate::diagnostics::Diagnostic;
use crate::source::{FileId, Span};

/// A parsed text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The file it was parsed from.
    pub file: FileId,
    /// The nodes in reading order.
    pub nodes: Vec<Node>,
    /// What is wrong with the text by itself.
    pub problems: Vec<Diagnostic>,
}

/// One node and its place. The place of a `Start` is that of the whole element; an `End` has the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it is written.
    pub span: Span,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// An element begins.
    Start(Tag),
    /// The element begun last ends.
    End(TagEnd),
    /// Running text, entities resolved, lines joined.
    Text(Box<str>),
    /// Inline code.
    Code(Box<str>),
    /// A raw HTML block, as written.
    HtmlBlock(Box<str>),
    /// Raw inline HTML, one tag or comment, as written.
    HtmlInline(Box<str>),
    /// A line break that stays a space (between two Japanese characters it is dropped when parsing).
    SoftBreak,
    /// A forced line break.
    HardBreak,
    /// A thematic break.
    Rule,
    /// A task list's box.
    TaskMarker(bool),
    /// A reference to a footnote, by its name.
    FootnoteReference(Box<str>),
    /// A UI label: `［保存］` or `:ui[…]`.
    Label(Box<Label>),
    /// `:var[name]`
    Variable(Box<str>),
    /// `:include[path]`, alone in its block; the path as written.
    Include(Box<str>),
}

/// An element that holds other nodes.
#[derive(Debug, Clone, PartialEq)]
pub enum Tag {
    /// A paragraph.
    Paragraph,
    /// A heading of level 1 to 6, with the id written as `{#id}`.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The id the writer gave.
        id: Option<Box<str>>,
    },
    /// A block quotation.
    BlockQuote,
    /// A list; `start` is the first number of an ordered one. A tight list's items have no paragraphs.
    List {
        /// First number, when ordered.
        start: Option<u64>,
    },
    /// A list item.
    Item,
    /// A code block. Its text follows as `Text`.
    CodeBlock {
        /// The whole info string as written; empty for an indented block.
        info: Box<str>,
    },
    /// A table with its columns' alignments.
    Table(Vec<Alignment>),
    /// A table's head, one row of cells.
    TableHead,
    /// A row of cells.
    TableRow,
    /// A cell.
    TableCell,
    /// `*text*`
    Emphasis,
    /// `**text**`
    Strong,
    /// `~~text~~`
    Strikethrough,
    /// A link.
    Link(Box<Link>),
    /// A picture; the nodes inside are its text alternative.
    Image(Box<Image>),
    /// A footnote's text.
    FootnoteDefinition(Box<str>),
    /// `:::name …` or a GFM alert.
    Container(Box<Container>),
}

impl Tag {
    /// Says whether only staff may see what stands inside.
    pub fn is_internal(&self) -> bool {
        matches!(self, Self::Container(container) if container.kind == ContainerKind::Internal)
    }
}

/// Which element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the same elements as in Tag")]
pub enum TagEnd {
    Paragraph,
    Heading(u8),
    BlockQuote,
    List { ordered: bool },
    Item,
    CodeBlock,
    Table,
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    Link,
    Image,
    FootnoteDefinition,
    Container(ContainerKind),
}

/// Alignment of a table's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Alignment {
    None,
    Left,
    Center,
    Right,
}

/// A link as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target, escapes and entities resolved: `../setup/members.md#invite`.
    pub target: Box<str>,
    /// The title in quotes.
    pub title: Box<str>,
    /// Where the target stands, in the text itself or in a reference definition.
    pub target_span: Span,
    /// Whether the text itself is the address: `<https://…>` or a bare address.
    pub auto: bool,
}

/// A picture as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The target: `/img/list.png` or a path relative to the file.
    pub target: Box<str>,
    /// The title in quotes, shown as its caption.
    pub title: Box<str>,
    /// Where the target stands.
    pub target_span: Span,
}

/// A UI label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What stands between the brackets.
    pub text: Box<str>,
    /// Where that stands, without the brackets.
    pub text_span: Span,
    /// How it was written.
    pub form: LabelForm,
}

/// How a UI label was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelForm {
    /// `［保存］`
    Brackets,
    /// `:ui[保存]`; in a text as parsed also `:ui[key]`.
    Directive,
    /// `:ui[key]`, once its text was taken from the catalogue.
    Key,
}

/// A container: `:::name title-or-attributes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container {
    /// Which.
    pub kind: ContainerKind,
    /// The words after the name that are not attributes: a title, or an answer's option.
    pub title: Box<str>,
    /// `name=value` attributes with the values' places, in the order written.
    pub attributes: Vec<Attribute>,
    /// Where the opening line stands.
    pub opening: Span,
}

/// One attribute of a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The name.
    pub name: Box<str>,
    /// The value, quotes removed; empty for a bare word.
    pub value: Box<str>,
    /// Where the value stands.
    pub span: Span,
}

/// The containers of the dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the dialect's own; see the help pages on writing")]
pub enum ContainerKind {
    Note,
    Tip,
    /// GFM's `[!IMPORTANT]`; no container of that name.
    Important,
    Warning,
    /// GFM's `[!CAUTION]`, too.
    Danger,
    Steps,
    Tabs,
    Details,
    Cards,
    Slides,
    Faq,
    Stumble,
    Internal,
    When,
    /// `:::answer option` in a rule.
    Answer,
    /// A name nobody knows: its content is kept.
    Unknown,
}
