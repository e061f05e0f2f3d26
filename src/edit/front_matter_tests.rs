use proptest::prelude::*;

use super::*;

fn set(text: &str, key: &str, value: &str) -> String {
    set_front_matter_key(text, key, value).unwrap()
}

#[test]
fn value_is_replaced_in_its_own_style_and_nothing_else_changes() {
    let page = "---\r\n# 担当\r\ntitle:   'はじめに'   # 題名\r\nverified: \"2026.46\" # 先週\r\ntags:\r\n- a\r\n---\r\n本文\r\n";
    assert_eq!(set(page, "verified", "2026.47"), page.replace("2026.46", "2026.47"));
    assert_eq!(set(page, "title", "it's"), page.replace("はじめに", "it''s"));
}

#[test]
fn plain_release_stays_plain_and_plain_word_is_not_turned_into_a_number() {
    assert_eq!(set("---\nverified: 2026.9\n---\n", "verified", "2026.10"), "---\nverified: 2026.10\n---\n");
    assert_eq!(set("---\nowner: sakaki\n---\n", "owner", "007"), "---\nowner: \"007\"\n---\n");
}

#[test]
fn absent_key_goes_to_the_end_and_absent_front_matter_is_made() {
    assert_eq!(set("---\ntitle: a\n---\n本文\n", "verified", "2026.47"), "---\ntitle: a\nverified: \"2026.47\"\n---\n本文\n");
    assert_eq!(set("---\n---\n本文\n", "id", "a"), "---\nid: a\n---\n本文\n");
    assert_eq!(set("\u{feff}# 題名\r\n", "id", "a"), "\u{feff}---\r\nid: a\r\n---\r\n\r\n# 題名\r\n");
    assert_eq!(set("", "id", "a"), "---\nid: a\n---\n");
}

#[test]
fn key_without_a_value_gets_one_before_its_comment() {
    assert_eq!(set("---\nverified:  # まだ\nid: a\n---\n", "verified", "x"), "---\nverified: x  # まだ\nid: a\n---\n");
}

#[test]
fn key_of_a_nested_map_or_a_text_block_is_not_mistaken_for_it() {
    let page = "---\nsource:\n  owner: x\nwhy: |\n  owner: y\n---\n";
    assert_eq!(set(page, "owner", "z"), page.replace("y\n---", "y\nowner: z\n---"));
}

#[test]
fn value_of_several_lines_a_list_or_a_map_is_refused() {
    for page in [
        "---\na: |\n  x\n---\n",
        "---\na: [x]\n---\n",
        "---\na:\n- x\n---\n",
        "---\na:\n  b: x\n---\n",
        "---\na: x\n  y\n---\n",
        "---\na: &n x\n---\n",
        "---\n{a: x}\n---\n",
    ] {
        assert_eq!(set_front_matter_key(page, "a", "z"), Err(EditError::NotOneValue), "{page}");
    }
}

#[test]
fn front_matter_with_a_mistake_of_its_own_is_left_alone() {
    let of = |page| set_front_matter_key(page, "a", "z");
    assert_eq!(of("---\na: x\n"), Err(EditError::Unterminated));
    assert_eq!(of("---js\na\n---\n"), Err(EditError::NotYaml));
    assert_eq!(of("+++\na = 1\n+++\n"), Err(EditError::NotYaml));
    assert_eq!(of("---\na: x\na: y\n---\n"), Err(EditError::Unreadable));
    assert_eq!(of("---\nb: [\n---\n"), Err(EditError::Unreadable));
}

#[test]
fn map_is_written_one_name_a_line_and_replaced_as_a_whole() {
    let map = |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    let page = "---\ntitle: a\n---\n";
    let once = set_front_matter_map(page, "translated", &map(&[("intro", "1f"), ("2", "0e1")])).unwrap();
    assert_eq!(once, "---\ntitle: a\ntranslated:\n  intro: \"1f\"\n  \"2\": \"0e1\"\n---\n");
    let twice = set_front_matter_map(&once, "translated", &map(&[("new", "2")])).unwrap();
    assert_eq!(twice, "---\ntitle: a\ntranslated:\n  new: \"2\"\n---\n");
    let list = set_front_matter_map("---\ntranslated:\n- a\n- b\nid: x\n---\n", "translated", &map(&[("a", "c")])).unwrap();
    assert_eq!(list, "---\ntranslated:\n  a: \"c\"\nid: x\n---\n");
    let flow = set_front_matter_map("---\ntranslated: {a: b}\nid: x\n---\n", "translated", &map(&[("a", "c")])).unwrap();
    assert_eq!(flow, "---\ntranslated:\n  a: \"c\"\nid: x\n---\n");
}

#[test]
fn line_of_a_map_that_says_the_same_stays_as_it_is_written() {
    let map = [("_lead", "48fb"), ("a", "1f"), ("b", "0e1")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    let page = "---\r\ntranslated:\r\n    _lead: 48fb # 見た\r\n    a: 'x'\r\n    b: \"0e1\"\r\nid: x\r\n---\r\n";
    let new = set_front_matter_map(page, "translated", &map).unwrap();
    assert_eq!(new, page.replace("'x'", "\"1f\""));
}

/// A front matter of a few keys in many styles, in both line ends.
fn page() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        "[a-zあ-ん]{1,6}".prop_map(|text| text),
        "[a-z ]{0,6}".prop_map(|text| format!("'{text}'")),
        "[a-z:# ]{0,6}".prop_map(|text| format!("\"{text}\"  # c")),
        Just("[1, 2]".to_owned()),
        Just("\n  - x\n  - y: 1".to_owned()),
        Just("|\n  owner: x\n\n  y".to_owned()),
        Just(String::new()),
        Just("2026.10".to_owned()),
    ];
    let keys = prop::sample::subsequence(vec!["title", "owner", "verified", "tags", "why"], 0..5);
    let values = prop::collection::vec(value, 5);
    (keys, values, "[-a-z#あ \n]{0,20}", any::<bool>(), any::<bool>()).prop_map(|(keys, values, body, crlf, mark)| {
        let lines: String = keys.iter().zip(values).map(|(key, value)| format!("{key}: {value}\n")).collect();
        let page = format!("---\n{lines}---\n{body}");
        let page = if crlf { page.replace('\n', "\r\n") } else { page };
        if mark { format!("\u{feff}{page}") } else { page }
    })
}

fn keys_of(page: &str) -> Keys {
    let body = page.trim_start_matches('\u{feff}');
    read(&body[bounds(body).unwrap().unwrap()]).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_was_set_is_read_back_and_all_other_bytes_stay(page in page(), value in "\\PC{0,12}|[0-9.]{1,6}|[\\x00-\\x7f]{0,8}") {
        let Ok(after) = set_front_matter_key(&page, "verified", &value) else {
            // refused only where the key holds more than one value
            let held = keys_of(&page).get("verified").cloned();
            prop_assert!(held.is_some_and(|held| held.is_array() || held.as_str().is_some_and(|text| text.contains('\n'))));
            return Ok(());
        };
        let mut keys = keys_of(&after);
        let set = keys.remove("verified").unwrap();
        let literal = after.contains(&format!("verified: {value}"));
        prop_assert!(set.as_str() == Some(value.as_str()) || (!set.is_string() && literal), "{after:?}");
        let mut before = keys_of(&page);
        before.remove("verified");
        prop_assert_eq!(before, keys);
        // one splice: a common start and a common end make up the old text, but for the old value
        let start = page.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
        let end = page.bytes().rev().zip(after.bytes().rev()).take_while(|(a, b)| a == b).count();
        let gone = page.len().saturating_sub(start + end);
        prop_assert!(gone <= 12 * 3 + 4, "{gone} bytes changed");
    }

    #[test]
    fn any_text_is_changed_or_refused_without_a_panic(page in "(\u{feff})?(---\r?\n)?[ -~あ\n\r]{0,60}(\n---\n)?.{0,10}", value in ".{0,8}") {
        if let Ok(after) = set_front_matter_key(&page, "id", &value) {
            let (_, body) = without_mark(&page);
            prop_assert!(after.len() >= body.len().saturating_sub(60));
        }
    }
}
