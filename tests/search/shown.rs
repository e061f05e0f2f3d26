//! What is compared, as JSON; `tests/browser/twin.mjs` shows the same.

use serde_json::{Value, json};
use shirube::search::analysis::{Analysis, Family, Run, Script, letters, reading_key, sounds, term_list};
use shirube::search::query::{Plan, Wanted};
use shirube::search::{Index, key};
use shirube::site::{Site, encode};

/// A text's letters with their scripts, its runs, and its terms with their keys.
pub fn analysis(text: &str) -> Value {
    let analysis = Analysis::of(text);
    let said: String = analysis.letters.iter().map(|letter| letter.c).collect();
    let scripts: String = analysis.letters.iter().map(|letter| script(letter.script)).collect();
    let terms: Vec<String> = term_list(&analysis).iter().map(|(family, text, at)| term(*family, text, *at)).collect();
    json!({
        "text": text,
        "letters": said,
        "scripts": scripts,
        "runs": analysis.runs.iter().map(run).collect::<Vec<_>>(),
        "terms": terms,
    })
}

/// `w 0 1 2`, or `p 0 1 3 | 2` with the gaps behind the bar.
fn run(run: &Run) -> String {
    let joined = |places: &[usize]| places.iter().map(|place| format!(" {place}")).collect::<String>();
    let sort = if run.is_word { "w" } else { "p" };
    let gaps = if run.gaps.is_empty() { String::new() } else { format!(" |{}", joined(&run.gaps)) };
    format!("{sort}{}{gaps}", joined(&run.at))
}

fn term(name: Family, text: &str, at: usize) -> String {
    let key = key(name, text);
    format!("{} {text} {at} {}:{}", family(name), key.place, key.name)
}

/// Kana as typed, the key of a reading, and the trigrams that both have.
pub fn reading(text: &str) -> Value {
    let typed: Vec<char> = letters(text).iter().map(|letter| letter.c).collect();
    let sounds: Vec<String> = sounds(&typed).into_iter().map(|(sound, at)| format!("{sound} {at}")).collect();
    json!({"text": text, "key": reading_key(text), "sounds": sounds})
}

/// What a query asks for.
pub fn plan(query: &str, plan: &Plan) -> Value {
    json!({
        "query": query,
        "core": plan.core,
        "phrase": plan.phrase,
        "wanted": plan.wanted.iter().map(wanted).collect::<Vec<_>>(),
        "synonyms": plan.synonyms,
    })
}

fn wanted(wanted: &Wanted) -> String {
    let optional = if wanted.is_optional { " optional" } else { "" };
    let instead = wanted.instead.map(|at| format!(" instead {at}")).unwrap_or_default();
    format!("{} {} {} {}{optional}{instead}", family(wanted.family), wanted.text, wanted.at, wanted.weight)
}

/// The answer to a query, its hits as address and score.
pub fn answer(site: &Site, index: &Index, query: &str) -> Value {
    let answer = index.answer(query);
    let address = |page| encode(site.page(page).address.as_deref().unwrap_or("/"));
    let hits: Vec<Value> = answer.hits.iter().map(|hit| json!([address(hit.page), number(hit.score)])).collect();
    json!({
        "lang": index.language(),
        "query": query,
        "total": answer.total,
        "weak": answer.is_weak,
        "corrected": answer.corrected,
        "synonyms": answer.synonyms,
        "hits": hits,
    })
}

/// A number as JavaScript writes it.
fn number(number: f64) -> Value {
    if number.fract() == 0.0 { json!(number as i64) } else { json!(number) }
}

fn script(script: Script) -> char {
    match script {
        Script::Hiragana => 'h',
        Script::Katakana => 'k',
        Script::Kanji => 'c',
        Script::Hangul => 'g',
        Script::Word => 'w',
        Script::Joint => 'j',
        Script::Space => 's',
        Script::Mark => 'x',
    }
}

fn family(family: Family) -> &'static str {
    match family {
        Family::Pair => "pair",
        Family::Kana => "kana",
        Family::Loose => "loose",
        Family::Bridge => "bridge",
        Family::Single => "single",
        Family::Word => "word",
        Family::Part => "part",
        Family::Begin => "begin",
        Family::Sound => "sound",
        Family::Known => "known",
    }
}
