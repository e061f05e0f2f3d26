use super::*;
use proptest::prelude::*;

fn read_text(text: &str) -> (Value, Vec<Diagnostic>) {
    let mut found = Findings::default();
    let value = yaml(FileId(0), text, 0, &mut found);
    (value, found.into_iter().collect())
}

fn wordings(text: &str) -> Vec<&'static str> {
    read_text(text).1.iter().map(|finding| finding.wording).collect()
}

fn fixed(text: &str) -> String {
    let (_, findings) = read_text(text);
    let mut fixes: Vec<_> = findings.into_iter().filter_map(|finding| finding.fix).collect();
    fixes.sort_by_key(|fix| std::cmp::Reverse(fix.span.start));
    let mut text = text.to_owned();
    for fix in fixes {
        text.replace_range(fix.span.range(), &fix.replacement);
    }
    text
}

#[test]
fn scalars_keep_the_text_as_written() {
    let (value, findings) = read_text("verified: 2026.10\ntitle: no\ndate: 2024-02-03\nsize: 0x1F\nzero: 007\n");
    assert!(findings.is_empty());
    let texts: Vec<_> = value.pairs().iter().filter_map(|(_, value)| value.as_text()).collect();
    assert_eq!(texts, ["2026.10", "no", "2024-02-03", "0x1F", "007"]);
}

#[test]
fn spans_cover_exactly_what_is_written() {
    let text =
        "title: 請求書\nquoted: \"a \\\"b\\\" c\"\nlist: [一, 二]\nblock:\n  - x\n  - {k: v}\n\nlines: |\n  a\n  b\n\nend: z\n";
    let (value, findings) = read_text(text);
    assert_eq!(findings, []);
    let written: Vec<_> = value.pairs().iter().map(|(key, value)| (&text[key.span.range()], &text[value.span.range()])).collect();
    assert_eq!(written[0], ("title", "請求書"));
    assert_eq!(written[1], ("quoted", "\"a \\\"b\\\" c\""));
    assert_eq!(written[2], ("list", "[一, 二]"));
    assert_eq!(written[3], ("block", "- x\n  - {k: v}"));
    assert_eq!(written[4].0, "lines");
    assert_eq!(value.word("lines").as_deref(), Some("a\nb"));
    assert_eq!(written[5], ("end", "z"));
}

#[test]
fn second_of_two_equal_keys_is_the_finding() {
    let text = "title: a\nid: x\ntitle: b\n";
    let (value, findings) = read_text(text);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, Code::DuplicateKey);
    assert_eq!(findings[0].span.map(|span| span.start), Some(15));
    assert_eq!(findings[0].related, [Span::new(FileId(0), 0..5)]);
    assert_eq!(value.word("title").as_deref(), Some("a"));
}

#[test]
fn every_broken_key_is_reported_and_the_others_are_read() {
    let text = "title: 手順: 請求書\nid: ok\ntags: [a, b\nowner: \"sakaki\nstep：kickoff\norder:3\nstatus: draft\n";
    let (value, findings) = read_text(text);
    let names: Vec<_> = findings.iter().map(|finding| finding.wording).collect();
    assert_eq!(
        names,
        [
            "invalid-syntax.colon",
            "invalid-syntax.bracket",
            "invalid-syntax.quote",
            "invalid-syntax.wide-colon",
            "invalid-syntax.space"
        ]
    );
    assert_eq!(value.word("id").as_deref(), Some("ok"));
    assert_eq!(value.word("status").as_deref(), Some("draft"));
    let repaired = fixed(text);
    let (value, findings) = read_text(&repaired);
    assert_eq!(findings, [], "{repaired}");
    assert_eq!(value.word("title").as_deref(), Some("手順: 請求書"));
    assert_eq!(value.word("owner").as_deref(), Some("sakaki"));
    assert_eq!(value.word("step").as_deref(), Some("kickoff"));
    assert_eq!(value.texts("tags").len(), 2);
}

#[test]
fn values_that_begin_with_a_sign_are_quoted_by_the_fix() {
    for value in ["@here", "*重要*", "[保存]を押す", "%割引", "`code`", "\"請求\"について"] {
        let text = format!("title: {value}\nid: x\n");
        let repaired = fixed(&text);
        assert_eq!(read_text(&repaired).0.word("title").as_deref(), Some(value), "{repaired}");
    }
}

#[test]
fn tabs_and_wide_spaces_in_front_are_named() {
    assert_eq!(wordings("steps:\n\ta: b\n"), ["invalid-syntax.tab"]);
    assert_eq!(wordings("a: [b\n\u{3000}c: d\n"), ["invalid-syntax.wide-space"]);
}

#[test]
fn prose_between_the_lines_is_no_front_matter() {
    assert_eq!(wordings("ようこそ\n"), ["invalid-syntax.no-key"]);
    assert_eq!(wordings("- a\n- b\n"), ["invalid-syntax.no-key"]);
}

#[test]
fn empty_texts_and_comments_are_an_empty_table() {
    for text in ["", "\n\n", "# nothing\n", "---\n"] {
        let (value, findings) = read_text(text);
        assert_eq!((value.pairs().len(), findings.len()), (0, 0), "{text:?}");
    }
}

#[test]
fn aliases_work_and_bombs_are_one_finding() {
    let (value, findings) = read_text("a: &x [1, 2]\nb: *x\n");
    assert_eq!(findings, []);
    assert_eq!(value.texts("b").len(), 2);
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..20 {
        let before = format!("*a{}, ", level - 1).repeat(9);
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", before.trim_end_matches(", ")));
    }
    assert_eq!(wordings(&bomb), ["invalid-syntax.too-complex"]);
    assert_eq!(wordings("a: &a [*a]\n"), ["invalid-syntax.too-complex"]);
}

#[test]
fn deep_nesting_is_one_quick_finding() {
    for text in ["[".repeat(5_000), format!("a: {}", "[".repeat(5_000)), "- ".repeat(5_000), "{a: ".repeat(5_000)] {
        let timed = || {
            let start = std::time::Instant::now();
            assert!(!wordings(&text).is_empty());
            start.elapsed()
        };
        // The best of three: another test may hold the machine.
        let best = (0..3).map(|_| timed()).min().unwrap_or_default();
        assert!(best.as_millis() < 50, "{} took {best:?}", &text[..6]);
    }
    assert_eq!(wordings(&"[".repeat(5_000)), ["invalid-syntax.too-complex"]);
}

#[test]
fn carriage_returns_are_line_ends() {
    let (value, findings) = read_text("title: a\r\ntags:\r\n  - b\r\n");
    assert_eq!(findings, []);
    assert_eq!(value.word("title").as_deref(), Some("a"));
    assert_eq!(value.texts("tags")[0].value, "b");
}

fn assert_inside(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} is outside {text:?}");
}

fn assert_all_inside(text: &str, value: &Value) {
    assert_inside(text, value.span);
    value.items().iter().for_each(|item| assert_all_inside(text, item));
    for (key, value) in value.pairs() {
        assert_inside(text, key.span);
        assert_all_inside(text, value);
    }
}

proptest! {
    #[test]
    fn anything_at_all_is_read_without_a_panic(text in "\\PC*|([a-c:\\-\\[\\]{}&*!|>'\"%@`#,\t \n\r]|あ|：|\u{3000}|---|: |- ){0,60}") {
        let (value, findings) = read_text(&text);
        assert_all_inside(&text, &value);
        for finding in findings {
            finding.span.iter().for_each(|&span| assert_inside(&text, span));
            finding.fix.iter().for_each(|fix| assert_inside(&text, fix.span));
        }
    }
}
