use super::*;
use proptest::prelude::*;

fn read_all(kind: Kind, text: &str) -> (Vec<(String, String)>, Vec<Diagnostic>) {
    let mut found = Findings::default();
    let catalogue = read(kind, FileId(0), text, &mut found);
    (catalogue.items.into_iter().map(|item| (item.key, item.text)).collect(), found.into_iter().collect())
}

#[track_caller]
fn holds(kind: Kind, text: &str, expected: &[(&str, &str)]) {
    let (items, findings) = read_all(kind, text);
    assert_eq!(findings, []);
    let expected: Vec<_> = expected.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    assert_eq!(items, expected);
}

fn wordings(kind: Kind, text: &str) -> Vec<&'static str> {
    read_all(kind, text).1.iter().map(|finding| finding.wording).collect()
}

#[test]
fn json_is_read_nested_flat_and_described() {
    holds(
        Kind::Json,
        r#"{"list": {"save": "保存", "tabs": ["一", "二"]}, "a.b": "\u4fdd\ud83d\ude00", "empty": "", "n": 3}"#,
        &[("list.save", "保存"), ("list.tabs.0", "一"), ("list.tabs.1", "二"), ("a.b", "保😀"), ("n", "3")],
    );
    holds(Kind::Json, r#"{"ja": {"save": "保存"}}"#, &[("save", "保存")]);
    holds(Kind::Json, r#"{"app": {"save": "保存"}}"#, &[("app.save", "保存")]);
    holds(Kind::Json, r#"{"save": {"message": "保存", "description": "ボタン"}}"#, &[("save", "保存")]);
    holds(Kind::Json, r#"{"save": {"message": "保存", "title": "題"}}"#, &[("save.message", "保存"), ("save.title", "題")]);
}

#[test]
fn arb_leaves_out_what_tells_about_keys() {
    holds(Kind::Arb, r#"{"@@locale": "ja", "save": "保存", "@save": {"description": "ボタン"}}"#, &[("save", "保存")]);
}

#[test]
fn yaml_is_read_with_and_without_its_language() {
    holds(
        Kind::Yaml,
        "---\nja:\n  list:\n    save: 保存 # 説明\n    yes: はい\n",
        &[("list.save", "保存"), ("list.yes", "はい")],
    );
    holds(Kind::Yaml, "list:\n  save: \"保存\"\n  long: |\n    一\n    二\n", &[("list.save", "保存"), ("list.long", "一\n二")]);
}

const PO: &str = r#"# 表紙
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"

#: src/list.js:12
msgctxt "list"
msgid "Save"
msgstr "保存"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d 個"
msgstr[1] "%d 個のファイル"

#, fuzzy, c-format
msgid "Open"
msgstr "閉じる"

msgid "Not yet"
msgstr ""

msgid ""
"long "
"text\n"
msgstr "「長い」"
"\"文\""
#~ msgid "Old"
#~ msgstr "古い"
msgid "Next"
msgstr "次"
"#;

#[test]
fn po_knows_contexts_plurals_fuzzy_and_obsolete_entries() {
    holds(
        Kind::Po,
        PO,
        &[
            ("list|Save", "保存"),
            ("%d file", "%d 個"),
            ("%d file|1", "%d 個のファイル"),
            ("Open", "Open"),
            ("Not yet", "Not yet"),
            ("long text\n", "「長い」\"文\""),
            ("Next", "次"),
        ],
    );
    assert_eq!(wordings(Kind::Po, "msgid \"a\"\nmsgstr \"b\nmsgid \"c\"\nmsgstr x\n"), ["invalid-syntax.po"; 2]);
}

#[test]
fn properties_are_read_by_the_rules_of_java() {
    let text = "# 注\n! 注\nlist.save=保存\nlist.open : \\u958b\\u304f\nlong = one \\\n    two\nwith\\ blank=a\\=b\\n\nbare\nslash = C:\\\\\n";
    holds(
        Kind::Properties,
        text,
        &[("list.save", "保存"), ("list.open", "開く"), ("long", "one two"), ("with blank", "a=b\n"), ("slash", "C:\\")],
    );
    assert_eq!(wordings(Kind::Properties, "a=\\u12\nb=c\n"), ["invalid-syntax.escape"]);
}

#[test]
fn apple_strings_are_read_with_comments() {
    holds(
        Kind::Strings,
        "/* 題 */\n\"save\" = \"保存\";\n// 注\nopen = \"\\\"開く\\\"\\U958b\"\n;\n",
        &[("save", "保存"), ("open", "\"開く\"開")],
    );
    assert_eq!(wordings(Kind::Strings, "\"a\" = \"b\"\n\"c\" = \"d\";\n"), ["invalid-syntax.strings"]);
}

#[test]
fn xliff_of_both_versions_is_read() {
    let one = r#"<?xml version="1.0"?><xliff version="1.2"><file><body>
      <trans-unit id="list.save"><source>Save</source><target>保存 &amp; <x id="INTERPOLATION"/></target>
        <note>ボタン</note><alt-trans><source>Save</source><target>セーブ</target></alt-trans></trans-unit>
      <trans-unit id="list.open"><source>Open</source><target/></trans-unit>
    </body></file></xliff>"#;
    holds(Kind::Xliff, one, &[("list.save", "保存 & {INTERPOLATION}"), ("list.open", "Open")]);
    let two = r#"<xliff version="2.0"><file id="f"><unit id="u1" name="list.save"><segment><source>Save</source><target>保<![CDATA[<存>]]></target></segment></unit></file></xliff>"#;
    holds(Kind::Xliff, two, &[("list.save", "保<存>")]);
    assert_eq!(wordings(Kind::Xliff, "<xliff><file><trans-unit id=\"a\"><source>x</target>"), ["invalid-syntax.xml"]);
    let bomb =
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><xliff><unit id=\"a\"><source>&b;</source></unit></xliff>";
    holds(Kind::Xliff, bomb, &[("a", "&b;")]);
}

#[test]
fn key_twice_with_two_texts_is_told_and_the_first_is_used() {
    for (kind, text) in [
        (Kind::Json, "{\"a\": \"一\", \"a\": \"二\"}"),
        (Kind::Json, "{\"a.b\": \"一\", \"a\": {\"b\": \"二\"}}"),
        (Kind::Properties, "a=一\na=二\n"),
        (Kind::Po, "msgid \"a\"\nmsgstr \"一\"\n\nmsgid \"a\"\nmsgstr \"二\"\n"),
    ] {
        let (items, findings) = read_all(kind, text);
        assert_eq!(items.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["一"], "{text}");
        assert_eq!(
            findings.iter().map(|f| (f.level, f.wording)).collect::<Vec<_>>(),
            [(Level::Warning, "duplicate-key.catalogue")]
        );
    }
}

#[test]
fn bombs_and_files_without_texts_are_told() {
    let deep = format!("{}{}", "{\"a\":".repeat(5_000), "}".repeat(5_000));
    assert_eq!(wordings(Kind::Json, &deep), ["invalid-syntax.json-deep"]);
    let list = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(wordings(Kind::Json, &list), ["invalid-syntax.json-deep"]);
    let aliases =
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n";
    assert_eq!(wordings(Kind::Yaml, aliases), ["invalid-syntax.too-complex"]);
    let elements = format!("<xliff>{}", "<g>".repeat(5_000));
    assert_eq!(wordings(Kind::Xliff, &elements), ["invalid-syntax.xml"]);
    assert_eq!(wordings(Kind::Json, "{}"), ["invalid-syntax.no-texts"]);
}

#[test]
fn format_is_told_by_ending_and_else_by_the_text() {
    assert_eq!(kind_of("locales/ja.yml", ""), Some(Kind::Yaml));
    assert_eq!(kind_of("old", "{\"a\": 1}"), Some(Kind::Json));
    assert_eq!(kind_of("old", "# x\nmsgid \"\"\n"), Some(Kind::Po));
    assert_eq!(kind_of("old", "<?xml?>\n<xliff>"), Some(Kind::Xliff));
    assert_eq!(kind_of("old", "ja:\n  a: b\n"), Some(Kind::Yaml));
    assert_eq!(kind_of("notes", "これは文です。\n"), None);
}

proptest! {
    #[test]
    fn no_text_panics_and_every_place_lies_in_it(text in "(\\PC|[\\\\\"'{}<>=:;#&|\\n\\r\\t/*%]|msgid |msgstr |u12|<unit id=\"a\">|</unit>|<source>){0,60}") {
        for kind in [Kind::Json, Kind::Arb, Kind::Yaml, Kind::Po, Kind::Xliff, Kind::Properties, Kind::Strings] {
            let mut found = Findings::default();
            let catalogue = read(kind, FileId(0), &text, &mut found);
            for item in &catalogue.items {
                prop_assert!(text.get(item.span.range()).is_some(), "{kind:?} {item:?}");
            }
            for finding in found.iter() {
                prop_assert!(finding.span.is_some_and(|span| text.get(span.range()).is_some()), "{kind:?} {finding:?}");
            }
        }
    }
}
