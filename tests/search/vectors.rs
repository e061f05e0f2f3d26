//! The vectors in `tests/shared/`.

use serde_json::Value;

use crate::{fixture, shown};

/// Holds a file of vectors to what the program makes of them now, or writes it where that was asked for.
fn hold(name: &str, least: usize, of: impl Fn(&Value) -> Value) {
    let path = fixture::at("tests/shared").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let vectors: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert!(vectors.len() >= least, "{name} has {} vectors", vectors.len());
    let lines: Vec<String> = vectors.iter().map(|vector| of(vector).to_string()).collect();
    if std::env::var_os("SHIRUBE_WRITE").is_some() {
        return std::fs::write(path, format!("[\n{}\n]\n", lines.join(",\n"))).unwrap();
    }
    // as text: that holds every digit of a score
    let written = text.lines().skip(1).map(|line| line.trim_end_matches(','));
    let wrong: Vec<String> = written
        .zip(&lines)
        .filter(|(before, now)| before != now)
        .map(|(before, now)| format!("vector {before}\nnow    {now}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {} in {name}:\n{}", wrong.len(), vectors.len(), wrong.join("\n"));
}

fn text<'a>(vector: &'a Value, key: &str) -> &'a str {
    vector[key].as_str().unwrap()
}

#[test]
fn texts_are_analysed_as_the_vectors_say() {
    hold("analysis.json", 200, |vector| shown::analysis(text(vector, "text")));
}

#[test]
fn readings_have_the_keys_of_the_vectors() {
    hold("readings.json", 30, |vector| shown::reading(text(vector, "text")));
}

#[test]
fn queries_ask_for_what_the_vectors_say() {
    let (_, indexes) = fixture::site();
    let index = fixture::index(&indexes, "ja");
    hold("queries.json", 120, |vector| {
        let query = text(vector, "query");
        shown::plan(query, &index.plan(query))
    });
}

#[test]
fn queries_find_pages_in_the_order_of_the_vectors() {
    let (site, indexes) = fixture::site();
    hold("ranking.json", 60, |vector| {
        shown::answer(&site, fixture::index(&indexes, text(vector, "lang")), text(vector, "query"))
    });
}
