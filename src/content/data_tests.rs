use super::*;

fn read_files(files: &[(&str, &str)]) -> (Data, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.add(path, *text);
    }
    let mut found = Findings::default();
    let data = read(&sources, &Config::default(), &mut found);
    (data, found.into_iter().collect(), sources)
}

#[test]
fn labels_are_found_by_key_with_their_places() {
    let json = "{\n  \"invoice.list.export\": \"CSVダウンロード\",\n  \"common\": {\"save\": \"保存\"}\n}";
    let (data, findings, sources) =
        read_files(&[("data/labels.en.json", "{\"common.save\": \"Save\"}"), ("data/labels.json", json)]);
    assert_eq!(findings, []);
    assert_eq!(data.labels.iter().map(|labels| labels.language.as_str()).collect::<Vec<_>>(), ["ja", "en"]);
    let label = data.labels[0].get("invoice.list.export").unwrap();
    assert_eq!((sources.text(label.key.span), sources.text(label.text.span)), ("\"invoice.list.export\"", "\"CSVダウンロード\""));
    assert_eq!(data.labels[0].get("common.save").map(|label| label.text.value.as_str()), Some("保存"));
    assert_eq!(data.labels[0].get("nope"), None);
}

#[test]
fn names_may_be_tables_or_lines_with_or_without_quotes() {
    let toml = "\"invoices/list\" = \"請求書一覧\"\nclient.import = \"取り込み\"\n[\"invoice.export\"]\ntitle = \"書き出し\"\nprefixes = \"invoice.export\"\n[invoice.send]\ntitle = \"送付\"\n[invoice.send.fax]\ntitle = \"FAX\"\n[home]\n";
    let (data, findings, _) = read_files(&[("data/features.toml", toml)]);
    assert_eq!(findings, []);
    let names: Vec<_> = data.features.iter().map(|feature| (feature.id.value.as_str(), feature.title.as_str())).collect();
    assert_eq!(
        names,
        [
            ("invoices/list", "請求書一覧"),
            ("client.import", "取り込み"),
            ("invoice.export", "書き出し"),
            ("invoice.send", "送付"),
            ("invoice.send.fax", "FAX"),
            ("home", "home")
        ]
    );
    assert_eq!(data.features[2].prefixes[0].value, "invoice.export");
}

#[test]
fn mistakes_in_tables_are_told_at_their_place() {
    let (data, findings, sources) = read_files(&[
        ("data/features.toml", "[\"a\"]\ntitel = \"x\"\n"),
        ("data/labels.json", "{\"a\": [1]}"),
        ("data/redirects.csv", "from,to\n/a/\n"),
        ("data/snoozes.toml", "[[snooze]]\ncode = \"affected\"\npage = \"a.md\"\nreason = \"x\"\nuntil = 2026-02-30\n"),
        ("data/usage.csv", "page,views\n/,\"1,000\"\n/a/,many\n"),
    ]);
    let told: Vec<_> = findings.iter().map(|finding| (finding.path(&sources), finding.wording)).collect();
    assert_eq!(
        told,
        [
            ("data/features.toml", "unknown-key.similar"),
            ("data/labels.json", "wrong-value.text"),
            ("data/redirects.csv", "wrong-value.cell"),
            ("data/snoozes.toml", "wrong-value.date"),
            ("data/usage.csv", "wrong-value.number"),
        ]
    );
    assert_eq!(data.usage.iter().map(|usage| usage.views).collect::<Vec<_>>(), [1000]);
    assert!(data.snoozes.is_empty() && data.redirects.is_empty());
}

#[test]
fn all_tables_are_read() {
    let (data, findings, _) = read_files(&[
        ("data/freshness.csv", "date,release,outdated,affected,due,unknown,current\n2026-11-21,2026.47,1,2,3,4,5\n"),
        (
            "data/glossary.toml",
            "[[term]]\nterm = \"消し込み\"\nreading = \"けしこみ\"\nsynonyms = [\"入金照合\"]\navoid = [\"消込み\"]\n",
        ),
        ("data/queries.toml", "[[query]]\nquery = \"けしこみ\"\npage = \"content/payments/match.md\"\n"),
        ("data/redirects.csv", "from,to\n/old/,/new/\n"),
        ("data/screens.toml", "[\"home\"]\ntitle = \"ホーム\"\nprefixes = [\"nav\"]\n"),
        (
            "data/snoozes.toml",
            "[[snooze]]\ncode = \"affected\"\npage = \"a.md\"\nrelease = 2026.10\nreason = \"x\"\nuntil = 2026-12-02\n",
        ),
        ("static/img/list.png.toml", "screen = \"invoices/list\"\ncaptured = \"2026.40\"\n"),
    ]);
    assert_eq!(findings, []);
    assert_eq!(data.history[0].pages, [1, 2, 3, 4, 5]);
    assert_eq!(data.glossary[0].avoid[0].value, "消込み");
    assert_eq!(data.queries[0].pages[0].value, "content/payments/match.md");
    assert_eq!((data.redirects[0].from.value.as_str(), data.redirects[0].to.value.as_str()), ("/old/", "/new/"));
    assert_eq!(data.screens[0].prefixes[0].value, "nav");
    assert_eq!(data.snoozes[0].release.as_ref().map(|release| release.value.as_str()), Some("2026.10"));
    assert_eq!(data.images[0].0, "static/img/list.png");
    assert_eq!(data.images[0].1.captured.as_ref().map(|release| release.value.as_str()), Some("2026.40"));
}
