//! One spelling: NFKC, small letters, katakana as hiragana, small kana as large ones, long vowels and accents left out.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// What kind of letter it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Hiragana as written.
    Hiragana,
    /// Katakana as written; the letter itself is hiragana now.
    Katakana,
    /// Kanji, also of Chinese.
    Kanji,
    /// A syllable of Korean.
    Hangul,
    /// A letter or digit of a script with words.
    Word,
    /// `.`, `-`, `'`, `+`, `#`: may hold a word together.
    Joint,
    /// A space.
    Space,
    /// Anything else; it ends every run.
    Mark,
}

impl Script {
    /// Says whether its letters are indexed in pairs.
    pub fn is_paired(self) -> bool {
        matches!(self, Self::Hiragana | Self::Katakana | Self::Kanji | Self::Hangul)
    }
}

/// One letter in one spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// The letter.
    pub c: char,
    /// What it was written as.
    pub script: Script,
}

/// Brings a text to one spelling. The mark of a long vowel and the dot between Japanese words are dropped.
pub fn letters(text: &str) -> Vec<Letter> {
    let normal = crate::japanese::normalise(text);
    let mut letters = Vec::with_capacity(normal.len() / 2);
    for c in normal.chars() {
        match c {
            // nearly all letters; the rest of Unicode is looked up
            '\0'..='\u{7f}' => push(c.to_ascii_lowercase(), &mut letters),
            '\u{3000}'..='\u{9fff}' => push(c, &mut letters),
            _ => c.to_lowercase().for_each(|c| push(c, &mut letters)),
        }
    }
    letters
}

fn push(c: char, letters: &mut Vec<Letter>) {
    let script = script(c);
    match c {
        'ー' => {}
        '・' if letters.last().is_some_and(|last| last.script.is_paired()) => {}
        '\u{c0}'..='\u{1fff}' if script == Script::Word => {
            decompose_canonical(c, |part| {
                if !matches!(part, '\u{300}'..='\u{36f}') {
                    letters.push(Letter { c: part, script });
                }
            });
        }
        _ => letters.push(Letter { c: folded(c), script }),
    }
}

fn script(c: char) -> Script {
    match c {
        'a'..='z' | '0'..='9' | '_' => Script::Word,
        '.' | '-' | '\'' | '+' | '#' => Script::Joint,
        '\u{3041}'..='\u{3096}' => Script::Hiragana,
        '\u{30a1}'..='\u{30fa}' => Script::Katakana,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〆' => Script::Kanji,
        '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        ' ' | '\t' | '\u{3000}' => Script::Space,
        '×' | '÷' => Script::Mark,
        '\u{c0}'..='\u{1fff}' => Script::Word,
        _ => Script::Mark,
    }
}

/// Returns the hiragana of a katakana, the large kana of a small one; ぢ and づ as じ and ず, which readers mix up.
fn folded(c: char) -> char {
    let kana = match c {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    };
    match kana {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'ゎ' => 'わ',
        'ゕ' => 'か',
        'ゖ' => 'け',
        'ゔ' => 'ぶ',
        'ぢ' => 'じ',
        'づ' => 'ず',
        other => other,
    }
}

/// Brings a reading or kana text to NFKC and the same kana, as [`letters`] does.
pub(super) fn kana(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc().filter(|c| *c != 'ー').map(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(text: &str) -> String {
        letters(text).iter().map(|letter| letter.c).collect()
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        assert_eq!(spelt("サーバー"), spelt("サーバ"));
        assert_eq!(spelt("ｻｰﾊﾞ"), spelt("さば"));
        assert_eq!(spelt("Ｅｘｃｅｌ"), "excel");
        assert_eq!(spelt("チェック・リスト"), spelt("チエックリスト"));
        assert_eq!(spelt("Café"), "cafe");
    }

    #[test]
    fn a_letter_keeps_what_it_was_written_as() {
        let scripts: Vec<Script> = letters("アあ亜a.한 。").iter().map(|letter| letter.script).collect();
        use Script::{Hangul, Hiragana, Joint, Kanji, Katakana, Mark, Space, Word};
        assert_eq!(scripts, [Katakana, Hiragana, Kanji, Word, Joint, Hangul, Space, Mark]);
    }
}
