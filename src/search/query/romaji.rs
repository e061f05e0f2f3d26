//! Latin letters that are read as kana: `seikyusho`, `invoisu`, `tchi`.

const VOWELS: [char; 5] = ['a', 'i', 'u', 'e', 'o'];

/// What consonants become before each vowel; `　` where they become nothing.
const ROWS: &[(&str, &str)] = &[
    ("", "あいうえお"),
    ("k", "かきくけこ"),
    ("s", "さしすせそ"),
    ("t", "たちつてと"),
    ("n", "なにぬねの"),
    ("h", "はひふへほ"),
    ("m", "まみむめも"),
    ("y", "や　ゆ　よ"),
    ("r", "らりるれろ"),
    ("w", "わ　　　を"),
    ("g", "がぎぐげご"),
    ("z", "ざじずぜぞ"),
    ("d", "だじずでど"),
    ("b", "ばびぶべぼ"),
    ("p", "ぱぴぷぺぽ"),
    ("f", "　　ふ　　"),
    ("j", "　じ　　　"),
    ("v", "　　ぶ　　"),
];

/// The kana before a glide: しゃ is し and や, since small kana are large ones here.
const FIRSTS: &[(&str, char)] = &[
    ("ky", 'き'),
    ("sy", 'し'),
    ("sh", 'し'),
    ("ty", 'ち'),
    ("ch", 'ち'),
    ("cy", 'ち'),
    ("ny", 'に'),
    ("hy", 'ひ'),
    ("my", 'み'),
    ("ry", 'り'),
    ("gy", 'ぎ'),
    ("zy", 'じ'),
    ("jy", 'じ'),
    ("j", 'じ'),
    ("by", 'び'),
    ("py", 'ぴ'),
    ("dy", 'じ'),
    ("f", 'ふ'),
    ("v", 'ぶ'),
    ("ts", 'つ'),
];

/// Reads small Latin letters as hiragana with large kana; nothing where they are no romaji.
pub fn kana(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().filter(|c| *c != '-').collect();
    let mut rest = letters.as_slice();
    let mut said = String::new();
    while !rest.is_empty() {
        let (read, length) = open(rest).or_else(|| nasal(rest)).or_else(|| doubled(rest))?;
        said.push_str(&read);
        rest = rest.get(length..).unwrap_or_default();
    }
    Some(said)
}

/// A syllable that ends with its vowel, and how many letters it has.
fn open(rest: &[char]) -> Option<(String, usize)> {
    let consonants = rest.iter().take_while(|c| !VOWELS.contains(c)).count();
    let vowel = VOWELS.iter().position(|vowel| rest.get(consonants) == Some(vowel)).filter(|_| consonants <= 2)?;
    let before: String = rest.iter().take(consonants).collect();
    Some((syllable(&before, vowel)?, consonants + 1))
}

fn syllable(before: &str, vowel: usize) -> Option<String> {
    let row = ROWS.iter().find(|(consonants, _)| *consonants == before);
    if let Some(kana) = row.and_then(|(_, kana)| kana.chars().nth(vowel)).filter(|kana| *kana != '　') {
        return Some(kana.to_string());
    }
    let (_, first) = FIRSTS.iter().find(|(consonants, _)| *consonants == before)?;
    let is_whole = matches!((before, vowel), ("sh" | "ch", 1) | ("ts", 2));
    if is_whole {
        return Some(first.to_string());
    }
    let glides = if matches!(before, "f" | "v" | "ts") { "あいうえお" } else { "やいゆえよ" };
    Some([*first].into_iter().chain(glides.chars().nth(vowel)).collect())
}

/// ん: `n` before anything but a vowel, `m` before a lip's consonant.
fn nasal(rest: &[char]) -> Option<(String, usize)> {
    let is_open = |c: Option<&char>| c.is_some_and(|c| VOWELS.contains(c) || *c == 'y');
    let length = match rest {
        ['n', '\'', ..] => 2,
        ['n', 'n', after @ ..] if !is_open(after.first()) => 2,
        ['n', after @ ..] if !is_open(after.first()) => 1,
        ['m', 'b' | 'm' | 'p', ..] => 1,
        _ => return None,
    };
    Some(("ん".to_owned(), length))
}

/// っ: a doubled consonant, or `tch`.
fn doubled(rest: &[char]) -> Option<(String, usize)> {
    let is_doubled = match rest {
        ['t', 'c', 'h', ..] => true,
        [a, b, ..] => a == b && *a != 'n' && !VOWELS.contains(a),
        _ => false,
    };
    is_doubled.then(|| ("つ".to_owned(), 1))
}

#[cfg(test)]
mod tests {
    use super::kana;

    #[test]
    fn both_romanisations_are_read() {
        for (word, read) in [
            ("seikyuusho", "せいきゆうしよ"),
            ("seikyuusyo", "せいきゆうしよ"),
            ("shimbun", "しんぶん"),
            ("kon'yaku", "こんやく"),
            ("kannyuu", "かんにゆう"),
            ("matcha", "まつちや"),
            ("kitte", "きつて"),
            ("fairu", "ふあいる"),
            ("tsuika", "ついか"),
            ("ju-su", "じゆす"),
        ] {
            assert_eq!(kana(word).as_deref(), Some(read), "{word}");
        }
    }

    #[test]
    fn what_is_no_romaji_is_not_read() {
        for word in ["csv", "excel", "node.js", "qa", "kya7"] {
            assert_eq!(kana(word), None, "{word}");
        }
    }
}
