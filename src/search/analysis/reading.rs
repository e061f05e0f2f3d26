//! Readings as keys: kana alone, long vowels shortened, so that what is typed before the conversion finds what it was to become.

use super::letters::kana;

/// Kana that a う after them only lengthens.
const O_OR_U: &str = "おこそとのほもよろごぞどぼぽうくすつぬふむゆるぐずぶぷ";

/// Brings a reading to its key: every run of kana, a う that only lengthens left out (せいきゅうしょ and せいきゅしょ are one).
/// Runs are parted by spaces.
pub fn reading_key(reading: &str) -> String {
    let mut key = String::with_capacity(reading.len());
    let mut before = ' ';
    for c in kana(reading) {
        let is_kana = matches!(c, '\u{3041}'..='\u{3096}');
        if is_kana && c == 'う' && O_OR_U.contains(before) {
            // the same long vowel goes on
            continue;
        }
        if is_kana {
            key.push(c);
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
        before = if is_kana { c } else { ' ' };
    }
    key.truncate(key.trim_end().len());
    key
}

/// Goes through the runs of kana of a key.
pub fn reading_runs(key: &str) -> impl Iterator<Item = &str> {
    key.split(' ').filter(|run| !run.is_empty())
}

/// Returns the trigrams of kana and the place of each one's first; a う that only lengthens is left out, so that what is typed
/// for a reading has the trigrams of its key.
pub fn sounds(kana: &[char]) -> Vec<(String, usize)> {
    let mut key: Vec<(char, usize)> = Vec::with_capacity(kana.len());
    for (at, c) in kana.iter().enumerate() {
        let lengthens = *c == 'う' && key.last().is_some_and(|(before, _)| O_OR_U.contains(*before));
        if !lengthens {
            key.push((*c, at));
        }
    }
    let sound = |window: &[(char, usize)]| Some((window.iter().map(|(c, _)| *c).collect(), window.first()?.1));
    key.windows(3).filter_map(sound).collect()
}

#[cfg(test)]
mod tests {
    use super::{reading_key, sounds};

    #[test]
    fn typed_kana_have_the_trigrams_of_the_reading() {
        let kana = |text: &str| text.chars().collect::<Vec<_>>();
        let typed = sounds(&kana("とうろく"));
        assert_eq!(typed, [("とろく".to_owned(), 0)]);
        assert_eq!(typed, sounds(&kana(&reading_key("とうろく"))));
        assert_eq!(sounds(&kana("いきうか")).last(), Some(&("きうか".to_owned(), 1)));
    }

    #[test]
    fn a_missing_long_vowel_is_no_difference() {
        assert_eq!(reading_key("せいきゅうしょ"), reading_key("せいきゅしょ"));
        assert_eq!(reading_key("ユーザー 管理 かんり"), "ゆざ かんり");
        assert_eq!(reading_key("とうろくする"), "とろくする");
    }
}
