use super::*;
use proptest::prelude::*;

fn read(text: &str) -> (Config, Vec<Diagnostic>) {
    let mut found = Findings::default();
    let config = parse(Some(FileId(3)), text, &mut found);
    (config, found.into_iter().collect())
}

fn told(text: &str) -> Vec<(&'static str, Option<String>)> {
    read(text).1.into_iter().map(|finding| (finding.wording, finding.fix.map(|fix| fix.replacement))).collect()
}

#[test]
fn empty_file_is_a_japanese_site() {
    let (config, findings) = read("");
    assert_eq!(findings, []);
    assert_eq!(
        (config.title.as_str(), config.language.as_str(), config.timezone.as_str()),
        ("ヘルプセンター", "ja", "Asia/Tokyo")
    );
    assert_eq!(config.languages, ["ja"]);
    assert_eq!(config.steps.len(), 4);
    assert!(config.highlight && config.search && !config.git_dates);
    assert_eq!(Config { file: Some(FileId(3)), ..Config::default() }, config);
}

const WHOLE: &str = r##"
title = "つづり ヘルプ"
base_url = "https://help.example.com/docs/"
language = "ja"
languages = ["ja", "en"]
timezone = "Asia/Tokyo"
theme = "ours"
contact = { title = "チャットで聞く", url = "https://example.com/chat", note = "平日 9:00〜18:00" }
[freshness]
baseline_release = 2026.10
budget_per_owner = 5
notice = "outdated"
external_labels = ["OK"]
[[steps]]
id = "kickoff"
title = "キックオフ"
exit = ["目的が決まっている、共有されている"]
[[owners]]
id = "sakaki"
name = "榊"
mail = "sakaki@example.com"
[audiences]
partner = "導入パートナー"
reseller = ["partner"]
[guides]
min_cases = 3
[git]
dates = true
[highlight]
enabled = false
[search]
enabled = false
[variables]
product = "つづり"
[theme_options]
accent = "#0d5f86"
[trust]
html = ["content/legal/"]
"##;

#[test]
fn every_key_of_the_contract_is_read() {
    let (config, findings) = read(WHOLE);
    assert_eq!(findings, []);
    assert_eq!(config.base_url.as_ref().map(|url| url.value.as_str()), Some("https://help.example.com/docs"));
    assert_eq!(config.languages, ["ja", "en"]);
    assert_eq!(config.contact.title.as_deref(), Some("チャットで聞く"));
    assert_eq!(config.freshness.baseline_release.as_ref().map(|release| release.value.as_str()), Some("2026.10"));
    assert_eq!((config.freshness.budget_per_owner, config.freshness.notice), (Some(5), Notice::Outdated));
    assert_eq!(config.steps[0].exit, ["目的が決まっている、共有されている"]);
    assert_eq!(config.owners[0].mail.as_deref(), Some("sakaki@example.com"));
    assert_eq!(config.audiences[1].1, ["reseller", "partner"]);
    assert_eq!(config.audience_titles.get("partner").map(String::as_str), Some("導入パートナー"));
    assert_eq!((config.min_cases, config.git_dates, config.highlight, config.search), (3, true, false, false));
    assert_eq!(config.variables[0].1, "つづり");
    assert_eq!(config.trusted_html[0].value, "content/legal");
    assert_eq!(config.accent.as_ref().map(|colour| &WHOLE[colour.span.range()]), Some("\"#0d5f86\""));
}

#[test]
fn all_mistakes_are_told_at_once_with_the_text_to_write() {
    let text = r##"
titel = "a"
base_url = "https://a.example/?x=1"
timezone = "Tokyo"
languages = ["en"]
contact = "javascript:alert(1)"
[theme_options]
accent = "red; background: url(x)"
[search]
enabled = "yes"
[freshness]
notice = "outdate"
"##;
    let told = told(text);
    let expected = [
        ("unknown-key.similar", Some("title")),
        ("wrong-value.base-url", Some("\"https://a.example/\"")),
        ("wrong-value.timezone", Some("\"Asia/Tokyo\"")),
        ("wrong-value.url", None),
        ("wrong-value.colour", None),
        ("wrong-value.bool", Some("true")),
        ("wrong-value.choice.similar", Some("\"outdated\"")),
        ("wrong-value.languages", Some("[\"ja\", \"en\"]")),
    ];
    for (wording, fix) in expected {
        assert!(told.contains(&(wording, fix.map(str::to_owned))), "{wording} {fix:?} is not in {told:#?}");
    }
    assert_eq!(told.len(), expected.len(), "{told:#?}");
}

#[test]
fn equal_ids_and_reserved_audiences_are_findings() {
    let text = "[[owners]]\nid = \"a\"\n[[owners]]\nid = \"a\"\n[audiences]\ninternal = \"社内\"\n[[steps]]\ntitle = \"x\"\n";
    let wordings: Vec<_> = told(text).into_iter().map(|(wording, _)| wording).collect();
    assert_eq!(wordings, ["missing-key", "duplicate-key.id", "reserved-name"]);
}

#[test]
fn contact_may_be_an_address_alone() {
    assert_eq!(read("contact = \"mailto:help@example.com\"").0.contact.url.as_deref(), Some("mailto:help@example.com"));
    assert_eq!(told("contact = \"help@example.com\""), [("wrong-value.url", Some("\"mailto:help@example.com\"".to_owned()))]);
}

#[test]
fn reference_names_every_key() {
    for lang in [crate::diagnostics::Lang::Ja, crate::diagnostics::Lang::En] {
        let text = crate::config::reference_markdown(lang);
        for key in ["baseline_release", "external_labels", "accent", "min_cases", "`html`"] {
            assert!(text.contains(key), "{key}");
        }
    }
}

proptest! {
    #[test]
    fn anything_at_all_is_a_configuration(text in "\\PC*|(title|base_url|steps|\\[|\\]|=|\"|\n|contact|\\{|\\}|1|a| ){0,40}") {
        let (_, findings) = read(&text);
        for finding in findings {
            prop_assert!(text.get(finding.span.unwrap().range()).is_some());
        }
    }
}
