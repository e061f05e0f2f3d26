use super::*;

fn parsed(text: &str) -> Document {
    parse(FileId(0), text, 0)
}

/// The document in a short form: elements as `(strong …)`, text as it is.
fn short(text: &str) -> String {
    let mut out = String::new();
    for node in parsed(text).nodes {
        match node.kind {
            NodeKind::Start(tag) => {
                let name = format!("{tag:?}");
                let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
                let name =
                    if let Tag::Container(container) = &tag { format!("{:?}", container.kind).to_lowercase() } else { name };
                out.push_str(&format!("({name} "));
            }
            NodeKind::End(_) => out.push(')'),
            NodeKind::Text(text) => out.push_str(&text),
            NodeKind::Code(text) => out.push_str(&format!("`{text}`")),
            NodeKind::Label(label) => out.push_str(&format!("<{}>", label.text)),
            NodeKind::SoftBreak => out.push('/'),
            NodeKind::Variable(name) => out.push_str(&format!("<var {name}>")),
            NodeKind::Include(path) => out.push_str(&format!("<include {path}>")),
            other => out.push_str(&format!("{other:?}")),
        }
    }
    out
}

fn codes(text: &str) -> Vec<&'static str> {
    parsed(text).problems.iter().map(|problem| problem.code.name()).collect()
}

#[test]
fn emphasis_beside_japanese_punctuation_is_emphasis() {
    assert_eq!(short("**［保存］**を押します"), "(paragraph (strong <保存>)を押します)");
    assert_eq!(short("**「重要」**です"), "(paragraph (strong 「重要」)です)");
    assert_eq!(short("**A（B）**を"), "(paragraph (strong A（B）)を)");
    assert_eq!(short("~~「取消」~~です"), "(paragraph (strikethrough 「取消」)です)");
    assert_eq!(
        short("| **「a」**を | b |\n|--|--|\n|あ**（い）**う|x|"),
        "(table (tablehead (tablecell (strong 「a」)を)(tablecell b))(tablerow (tablecell あ(strong （い）)う)(tablecell x)))"
    );
}

#[test]
fn code_addresses_and_html_are_left_alone() {
    assert_eq!(short("`**［保存］**を`"), "(paragraph `**［保存］**を`)");
    assert_eq!(short("```\n**［保存］**を\n:::note\n:ui[a]\n```"), "(codeblock **［保存］**を\n:::note\n:ui[a]\n)");
    let link = parsed("[x](/a*［b］*う 'た*［い*')").nodes.into_iter().find_map(|node| match node.kind {
        NodeKind::Start(Tag::Link(link)) => Some((link.target, link.title)),
        _ => None,
    });
    assert_eq!(link, Some(("/a*［b］*う".into(), "た*［い*".into())));
}

#[test]
fn spans_lead_to_the_text_as_written() {
    let text = "---\nt: 1\n---\n# 題\n\nあ**［保存］**い&amp;\0 [l](<../x y.md> \"t\")\n\n- :ui[ 新規 ]\n";
    let document = parse(FileId(0), text, 13);
    let spans: Vec<&str> = document.nodes.iter().filter_map(|node| text.get(node.span.range())).collect();
    for piece in ["# 題", "題", "あ", "**［保存］**", "［保存］", "い&amp;\0 ", "[l](<../x y.md> \"t\")", ":ui[ 新規 ]"]
    {
        assert!(spans.contains(&piece), "{piece:?} in {spans:?}");
    }
    let places: Vec<&str> = document
        .nodes
        .iter()
        .filter_map(|node| match &node.kind {
            NodeKind::Label(label) => text.get(label.text_span.range()),
            NodeKind::Start(Tag::Link(link)) => text.get(link.target_span.range()),
            _ => None,
        })
        .collect();
    assert_eq!(places, ["保存", "../x y.md", "新規"]);
}

#[test]
fn target_of_a_reference_link_is_in_its_definition() {
    let text = "[a][b] ![c]\n\n[b]: x.md\n[c]: <y.png> 't'\n";
    let targets: Vec<String> = parsed(text)
        .nodes
        .iter()
        .filter_map(|node| match &node.kind {
            NodeKind::Start(Tag::Link(link)) => Some(text[link.target_span.range()].to_owned()),
            NodeKind::Start(Tag::Image(image)) => Some(text[image.target_span.range()].to_owned()),
            _ => None,
        })
        .collect();
    assert_eq!(targets, ["x.md", "y.png"]);
}

#[test]
fn lines_join_between_japanese_characters_only() {
    assert_eq!(short("あ\nい"), "(paragraph あい)");
    assert_eq!(short("**強調**\n次"), "(paragraph (strong 強調)次)");
    assert_eq!(short("あ\nabc\nい"), "(paragraph あ/abc/い)");
    assert_eq!(short("한\n글"), "(paragraph 한/글)");
    assert_eq!(short("［保存］\n`漢`\n［a］"), "(paragraph <保存>`漢`<a>)");
    assert_eq!(short("> あ、\n> い"), "(blockquote (paragraph あ、い))");
}

#[test]
fn containers_nest_and_hold_markdown() {
    assert_eq!(short("文\n:::note 題\n- a\n:::\n次"), "(paragraph 文)(note (list (item a)))(paragraph 次)");
    assert_eq!(short("::::tabs\n:::note\na\n:::\n::::"), "(tabs (note (paragraph a)))");
    assert_eq!(short(":::tabs\n:::note\na\n:::\n:::"), "(tabs (note (paragraph a)))");
    assert_eq!(short("- x\n  :::tip\n  a\n  :::\n- y"), "(list (item x(tip (paragraph a)))(item y))");
    assert_eq!(short("> :::tip\n> a\n> :::"), "(blockquote (tip (paragraph a)))");
    assert_eq!(short("* :::tip\n  a\n  :::"), "(list (item (tip (paragraph a))))");
    assert_eq!(short("| a |\n|---|\n| b |\n:::note\n:::"), "(table (tablehead (tablecell a))(tablerow (tablecell b)))(note )");
    assert_eq!(codes("::::tabs\n:::note\na\n:::\n::::\n- x\n  :::tip\n  a\n  :::"), [""; 0]);
}

#[test]
fn alerts_are_containers() {
    assert_eq!(short("> [!NOTE]\n> a"), "(note (paragraph a))");
    assert_eq!(short("> [!IMPORTANT]\n> a"), "(important (paragraph a))");
}

#[test]
fn unclosed_container_is_found_and_closed() {
    let text = "- x\n  :::note 題\n  a\n\nb";
    let document = parsed(text);
    assert_eq!(codes(text), ["unclosed-container"]);
    let fix = document.problems[0].fix.clone().unwrap();
    let mut fixed = text.to_owned();
    fixed.replace_range(fix.span.range(), &fix.replacement);
    assert_eq!(codes(&fixed), [""; 0], "{fixed}");
    assert_eq!(short(text), "(list (item x(note (paragraph a))))(paragraph b)");
    assert_eq!(codes("a\n\n:::"), ["unclosed-container"]);
}

#[test]
fn unclosed_containers_are_fixed_wherever_they_end() {
    for text in [":::note", ":::note\n", ":::note\na", ":::note\na\n", "> :::note\n> a\n\nb", "::::tabs\n:::note\na\n::::\n"] {
        let problems = parsed(text).problems;
        let fix = problems[0].fix.clone().unwrap();
        let mut fixed = text.to_owned();
        fixed.replace_range(fix.span.range(), &fix.replacement);
        assert_eq!(codes(&fixed), [""; 0], "{text:?} -> {fixed:?}");
    }
}

#[test]
fn labels_are_found_wherever_text_is() {
    assert_eq!(short("# ［設定］\n\n**［a］** [［b］](x)"), "(heading <設定>)(paragraph (strong <a>) (link <b>))");
    assert_eq!(short("［］ ［ ］ ［a ［b］ ［**c**］"), "(paragraph ［］ ［ ］ ［a <b> ［(strong c)］)");
    assert_eq!(short("［a\nb］ ［あ\nい］"), "(paragraph ［a/b］ ［あい］)");
    assert_eq!(short("［A & B］ ［A_b_c］ ［A&amp;B］"), "(paragraph <A & B> <A_b_c> <A&B>)");
    assert_eq!(
        short(":ui[保存] :ui[a.b_c] :var[product] \\:ui[x] :ui\\[x] :ui[]"),
        "(paragraph <保存> <a.b_c> <var product> :ui[x] :ui[x] :ui[])"
    );
}

#[test]
fn include_stands_alone_or_is_text() {
    assert_eq!(short(":include[snippets/x_y.md]"), "<include snippets/x_y.md>");
    assert_eq!(short("- :include[a.md]"), "(list (item <include a.md>))");
    assert_eq!(short("a :include[a.md]"), "(paragraph a :include[a.md])");
    assert_eq!(codes("a :include[a.md]"), ["wrong-attribute"]);
}

#[test]
fn bare_addresses_are_links_but_not_in_links() {
    assert_eq!(short("https://a.example/_x_/を"), "(paragraph (link https://a.example/_x_/)を)");
    assert_eq!(short("[https://a.example](x) `www.a.example`"), "(paragraph (link https://a.example) `www.a.example`)");
    assert_eq!(short("**https://a.example**"), "(paragraph (strong (link https://a.example)))");
}

#[test]
fn limits_hold() {
    assert_eq!(codes(&">".repeat(50_000)), ["too-deep"]);
    assert_eq!(codes(&"*a **b ".repeat(5_000)), [""; 0]);
    let row = "|a".repeat(20_000);
    let table = format!("{row}\n{}\n{}", "|-".repeat(20_000), "|x\n".repeat(200));
    let document = parsed(&table);
    assert_eq!(document.problems.iter().map(|problem| problem.code.name()).collect::<Vec<_>>(), ["too-large"]);
    assert!(document.nodes.len() < 1_000_000);
}

#[test]
fn control_characters_are_shown_and_found() {
    assert_eq!(short("a\0b `c\u{1b}`"), "(paragraph a\u{fffd}b `c\u{fffd}`)");
    assert_eq!(codes("a\0b"), ["control-character"]);
}

#[test]
fn private_characters_come_through() {
    assert_eq!(short("\u{e000}**［\u{e001}］**\u{e000}"), "(paragraph \u{e000}(strong <\u{e001}>)\u{e000})");
}

#[test]
fn emphasis_with_spaces_inside_is_found_with_its_fix() {
    let text = "これは** 重要 **です。`** a **`\n\n\\** b \\**";
    let problems = parsed(text).problems;
    assert_eq!(problems.iter().map(|problem| problem.fix.clone().unwrap().replacement).collect::<Vec<_>>(), ["**重要**"]);
    assert_eq!(codes("2 ** 3 ** 4"), [""; 0]);
}

#[test]
fn unsafe_link_is_found() {
    assert_eq!(codes("[x](JaVa&#x0A;script:alert(1)) ![y](data:text/html,x)"), ["unsafe-link", "unsafe-link"]);
}

#[test]
fn every_finding_is_worded() {
    use crate::diagnostics::Lang;
    let table = format!("{}\n{}\n{}", "|a".repeat(20_000), "|-".repeat(20_000), "|x\n".repeat(200));
    let text = ":::nte\n:::zzzzzz\n:::\n:::\n:::note a=b\n:::\n:::when\n:::\n:::answer\n\na :include[b]\n\n** 語 **\0 \
                [x](javascript:y)\n\n:::image x:::\n\n:::\n\n:::\n\n:::tip\n";
    let deep = ">".repeat(2_000);
    let problems: Vec<_> = [text, &deep, &table].into_iter().flat_map(|text| parsed(text).problems).collect();
    assert_eq!(problems.len(), 14, "{problems:?}");
    for problem in problems {
        for lang in [Lang::Ja, Lang::En] {
            let said = [problem.message(lang), problem.label(lang).unwrap_or_default(), problem.help(lang).unwrap_or_default()];
            assert!(said.iter().all(|said| !said.is_empty() && !said.contains('{')), "{problem:?}: {said:?}");
            assert_ne!(said[0], problem.code.name());
        }
    }
}
