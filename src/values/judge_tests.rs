use super::*;

fn fix(judge: &Judge, text: &str) -> Option<String> {
    match (judge.judge)(text) {
        Verdict::Fine => panic!("{text} should be wrong"),
        Verdict::Wrong(fix) => fix,
    }
}

#[track_caller]
fn all_fine(judge: &Judge, texts: &[&str]) {
    for text in texts {
        assert_eq!((judge.judge)(text), Verdict::Fine, "{text}");
    }
}

#[test]
fn every_example_is_right() {
    for judge in [
        ID,
        RELEASE,
        DATE,
        MOMENT,
        REVIEW,
        URL,
        BASE_URL,
        ADDRESS,
        SEGMENT,
        FOLDER,
        SCRIPT,
        TIME_ZONE,
        LANGUAGE,
        COLOUR,
        WEBINAR_START,
    ] {
        assert_eq!((judge.judge)(judge.example), Verdict::Fine, "{}", judge.example);
    }
}

#[test]
fn impossible_dates_are_moved_to_the_nearest_real_one() {
    assert_eq!(fix(&DATE, "2024-02-30").as_deref(), Some("2024-02-29"));
    assert_eq!(fix(&DATE, "2026-13-01").as_deref(), Some("2026-12-01"));
    assert_eq!(fix(&DATE, "2026/2/3").as_deref(), Some("2026-02-03"));
    assert_eq!(fix(&DATE, "2026年11月5日").as_deref(), Some("2026-11-05"));
    assert_eq!(fix(&DATE, "20261105"), None);
    assert_eq!(fix(&DATE, "9999-01-01"), None);
    assert_eq!(fix(&DATE, "来週"), None);
}

#[test]
fn moments_are_dates_or_dates_with_times() {
    all_fine(
        &MOMENT,
        &["2026-11-25", "2026-11-25T10:00", "2026-11-25 10:00:30", "2026-11-25T10:00:00+09:00", "2026-11-25T10:00:00Z"],
    );
    assert_eq!(fix(&MOMENT, "2026-02-30T10:00").as_deref(), Some("2026-02-28T10:00"));
    assert_eq!(fix(&MOMENT, "2026-11-25T25:00").as_deref(), Some("2026-11-25"));
    assert_eq!(fix(&MOMENT, "2026年11月25日あ"), Some("2026-11-25".into()));
    assert_eq!(fix(&WEBINAR_START, "2026-12-03").as_deref(), Some("2026-12-03T15:00"));
}

#[test]
fn release_names_are_free_but_dates_must_be_real() {
    all_fine(&RELEASE, &["2026.10", "v3", "秋の大型更新", "2026-11-18"]);
    assert_eq!(fix(&RELEASE, "2024-02-30").as_deref(), Some("2024-02-29"));
}

#[test]
fn ids_are_repaired_where_only_case_and_signs_differ() {
    assert_eq!(fix(&ID, "Export_CSV v2").as_deref(), Some("export-csv-v2"));
    assert_eq!(fix(&ID, "請求書"), None);
    assert_eq!(fix(&ID, ""), None);
}

#[test]
fn lengths_of_time_are_read_in_both_languages() {
    assert_eq!(days_of("90d"), Some((90, 0)));
    assert_eq!(days_of("6 months"), Some((0, 6)));
    assert_eq!(days_of("2週間"), Some((14, 0)));
    assert_eq!(days_of("1年"), Some((0, 12)));
    for wrong in ["", "90", "d", "0d", "-1d", "99999999999999d", "90 hours"] {
        assert_eq!(days_of(wrong), None, "{wrong}");
    }
}

#[test]
fn addresses_that_could_run_or_leave_are_refused() {
    all_fine(&URL, &["https://a.example/x?y#z", "mailto:a@b.example", "tel:0120-000-000", "http://localhost:8000"]);
    for wrong in ["javascript:alert(1)", "https://", "data:text/html,x", "//evil.example", "https://a b"] {
        assert_eq!(fix(&URL, wrong), None, "{wrong}");
    }
    assert_eq!(fix(&URL, "help@example.com").as_deref(), Some("mailto:help@example.com"));
    assert_eq!(fix(&URL, "example.com/contact").as_deref(), Some("https://example.com/contact"));
    assert_eq!(fix(&BASE_URL, "https://a.example/?x=1").as_deref(), Some("https://a.example/"));
    assert_eq!(fix(&BASE_URL, "ftp://a.example"), None);
    assert_eq!(fix(&ADDRESS, "//evil.example/"), None);
    for outside in ["../x", "/etc", "a/../../b", "C:\\x"] {
        assert_eq!(fix(&FOLDER, outside), None);
    }
}

#[test]
fn colours_can_hold_nothing_else() {
    all_fine(&COLOUR, &["#0d5f86", "#fff", "oklch(0.45 0.12 230)", "rgb(0 0 0 / 50%)", "hsl(120deg, 50%, 50%)", "teal"]);
    for wrong in ["red;}", "url(x)", "rgb(expression(1))", "#12", "var(--x)", "あか", "rgb()", "oklch(1 1 1);a{"] {
        assert_eq!(fix(&COLOUR, wrong), None, "{wrong}");
    }
    assert_eq!(fix(&COLOUR, "0d5f86").as_deref(), Some("#0d5f86"));
}

#[test]
fn scripts_are_addressed_from_static() {
    all_fine(&SCRIPT, &["/a.js", "/js/analytics.mjs", "/計測.js"]);
    for (wrong, meant) in [("a.js", "/a.js"), ("./js/a.js", "/js/a.js"), ("static/js/a.mjs", "/js/a.mjs")] {
        assert_eq!(fix(&SCRIPT, wrong).as_deref(), Some(meant), "{wrong}");
    }
    for wrong in
        ["/a", "/a.ts", "/.js", "/../a.js", "/a.js?b", "/a.js#b", "//a.example/b.js", "https://a.example/b.js", "", "/a//b.js"]
    {
        assert_eq!(fix(&SCRIPT, wrong), None, "{wrong}");
    }
}

#[test]
fn zones_and_languages_are_guessed() {
    all_fine(&TIME_ZONE, &["Asia/Tokyo", "UTC", "Europe/Berlin"]);
    assert_eq!(fix(&TIME_ZONE, "JST").as_deref(), Some("Asia/Tokyo"));
    assert_eq!(fix(&TIME_ZONE, "Asia/Tokio").as_deref(), Some("Asia/Tokyo"));
    assert_eq!(fix(&LANGUAGE, "日本語").as_deref(), Some("ja"));
    assert_eq!(fix(&LANGUAGE, "JA").as_deref(), Some("ja"));
    all_fine(&LANGUAGE, &["ja", "en", "zh-Hant", "pt-BR"]);
}
