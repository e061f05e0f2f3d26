use super::*;

fn read_text(text: &str) -> (Option<Value>, Vec<Diagnostic>) {
    let mut found = Findings::default();
    let value = json_any(FileId(0), text, &mut found);
    (value, found.into_iter().collect())
}

/// Holds a text with `‹` and `›` around the mistake against its wording and what stands there once it is fixed.
#[track_caller]
fn tells(marked: &str, wording: &str, fixed: Option<&str>) {
    let text = marked.replace(['‹', '›'], "");
    let start = marked.find('‹').unwrap();
    let end = marked.find('›').unwrap() - '‹'.len_utf8();
    let (value, findings) = read_text(&text);
    assert!(value.is_none(), "{text} was read");
    let told: Vec<_> = findings.iter().map(|finding| (finding.wording, finding.span.unwrap().range())).collect();
    assert_eq!(told, [(wording, start..end)], "{text}");
    let mended = findings[0].fix.as_ref().map(|fix| {
        let mut mended = text.clone();
        mended.replace_range(fix.span.range(), &fix.replacement);
        mended
    });
    assert_eq!(mended.as_deref(), fixed, "{text}");
}

#[test]
fn bare_words_are_told_with_their_quotes() {
    tells("{\"c\": ‹y›}", "invalid-syntax.json-quotes", Some("{\"c\": \"y\"}"));
    tells("{\n  ‹保存›: \"x\"\n}", "invalid-syntax.json-quotes", Some("{\n  \"保存\": \"x\"\n}"));
    tells("{\"c\": ‹nothing to see›\n}", "invalid-syntax.json-quotes", Some("{\"c\": \"nothing to see\"\n}"));
    tells("{\"c\": ‹01›}", "invalid-syntax.json-quotes", Some("{\"c\": \"01\"}"));
    tells("{\"c\": ‹trueish›}", "invalid-syntax.json-quotes", Some("{\"c\": \"trueish\"}"));
    tells("{\"c\": ‹'保存'›}", "invalid-syntax.json-single-quotes", Some("{\"c\": \"保存\"}"));
    tells("{‹'c'›: 1}", "invalid-syntax.json-single-quotes", Some("{\"c\": 1}"));
}

#[test]
fn commas_and_colons_are_told_where_they_are_to_be_written_or_deleted() {
    tells("{\"a\": {\"b\": \"x\"‹,›}", "invalid-syntax.json-extra-comma", Some("{\"a\": {\"b\": \"x\"}"));
    tells("{\"a\": \"保存\"‹,›\n}\n", "invalid-syntax.json-extra-comma", Some("{\"a\": \"保存\"\n}\n"));
    tells("{\"a\": [1‹,›]}", "invalid-syntax.json-extra-comma", Some("{\"a\": [1]}"));
    tells("{\"a\": 1,‹,› \"b\": 2}", "invalid-syntax.json-extra-comma", Some("{\"a\": 1, \"b\": 2}"));
    tells("{\"a\": \"保存\"‹›\n  \"b\": \"x\"}", "invalid-syntax.json-comma", Some("{\"a\": \"保存\",\n  \"b\": \"x\"}"));
    tells("{\"a\"‹› \"保存\"}", "invalid-syntax.json-colon", Some("{\"a\": \"保存\"}"));
    tells("{\"a\"‹：›\"保存\"}", "invalid-syntax.json-wide", Some("{\"a\":\"保存\"}"));
    tells("{\"a\": ‹}›", "invalid-syntax.json-value", None);
    tells("{\"a\": ‹,› \"b\": 1}", "invalid-syntax.json-value", None);
}

#[test]
fn what_is_not_closed_is_told_where_it_should_be() {
    tells("{\"a\": \"保存\"‹,›", "invalid-syntax.json-open", Some("{\"a\": \"保存\"}"));
    tells("{\"a\": {\"b\": [1‹›\n", "invalid-syntax.json-open", Some("{\"a\": {\"b\": [1]}}\n"));
    tells("{\"a\":‹›", "invalid-syntax.json-open", None);
    tells("{\"a\": ‹\"保存›", "invalid-syntax.json-string", None);
    tells("{\"a\": ‹\"保存,›\r\n \"b\": 1}", "invalid-syntax.json-string", None);
    tells("{\"a\": [1‹}›", "invalid-syntax.json-bracket", None);
    tells("‹›", "invalid-syntax.json", None);
}

#[test]
fn what_only_other_languages_have_is_told_as_that() {
    tells("{\n  ‹// ボタン›\n  \"a\": 1}", "invalid-syntax.json-comment", None);
    tells("{\"a\": 1, ‹# ボタン›\n \"b\": 2}", "invalid-syntax.json-comment", None);
    tells("{\"a\": 1} ‹// 終わり›", "invalid-syntax.json-comment", None);
    tells("{\"a\": \"一‹\t›二\"}", "invalid-syntax.json-control", Some("{\"a\": \"一\\t二\"}"));
    tells("{\"a\": \"C:‹\\d›ata\"}", "invalid-syntax.backslash", Some("{\"a\": \"C:\\\\data\"}"));
    tells("{\"a\": \"「\"‹保存›\"」\"}", "invalid-syntax.json-inner-quote", None);
    tells("{\"a\": 1}\n‹{›\"b\": 2}", "invalid-syntax.json-end", None);
}

#[test]
fn valid_text_is_read_as_it_was() {
    let text = "{\"a\": {\"b\": [\"x\", -1.5e3, true, null]}, \"#\": \"// 'y', ：\\\" \\u3042\"}\n";
    let (value, findings) = read_text(text);
    assert_eq!(findings, []);
    assert_eq!(value.unwrap().word("#").as_deref(), Some("// 'y', ：\" あ"));
}

#[test]
fn json_is_read_with_places() {
    let text = "{\n\t\"a.b\": \"保存\",\n\t\"c\": \"\\u3042 \\/\"\n}\n";
    let mut found = Findings::default();
    let value = json(FileId(0), text, &mut found);
    assert_eq!(found.iter().count(), 0);
    assert_eq!(value.word("c").as_deref(), Some("あ /"));
    assert_eq!(&text[value.pairs()[0].0.span.range()], "\"a.b\"");
    for broken in ["{\"a\": \"b\"", "{\"a\" \"b\"}", "[1]", ""] {
        let mut found = Findings::default();
        json(FileId(0), broken, &mut found);
        assert_eq!(found.iter().count(), 1, "{broken}");
    }
}

#[test]
fn json_too_deep_is_told_as_that() {
    let mut found = Findings::default();
    json(FileId(0), &format!("{{\"a\": {}", "{\"a\":".repeat(500)), &mut found);
    assert_eq!(found.iter().map(|finding| finding.wording).collect::<Vec<_>>(), ["invalid-syntax.json-deep"]);
}

proptest::proptest! {
    #[test]
    fn whatever_is_no_json_is_one_finding_inside_the_text(text in "([a-c:\\[\\]{}'\"/#,\\\\0-2\t \n\r]|あ|：|true){0,30}") {
        let (value, findings) = read_text(&text);
        if serde_json::from_str::<IgnoredAny>(&text).is_err() {
            proptest::prop_assert!(value.is_none() && findings.len() == 1, "{findings:?}");
        }
        for finding in findings {
            proptest::prop_assert!(text.get(finding.span.unwrap().range()).is_some());
            proptest::prop_assert!(finding.fix.is_none_or(|fix| text.get(fix.span.range()).is_some()));
        }
    }
}
