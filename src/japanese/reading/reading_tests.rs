use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Phrases of help centres and how they are read.
const PHRASES: [(&str, &str); 48] = [
    ("請求書", "せいきゅうしょ"),
    ("固定資産", "こていしさん"),
    ("与信限度額", "よしんげんどがく"),
    ("総勘定元帳", "そうかんじょうもとちょう"),
    ("外貨再評価", "がいかさいひょうか"),
    ("顧客支払条件", "こきゃくしはらいじょうけん"),
    ("変更追跡", "へんこうついせき"),
    ("実稼動環境", "じつかどうかんきょう"),
    ("予定完了日", "よていかんりょうび"),
    ("地域識別文字列", "ちいきしきべつもじれつ"),
    ("取引先を登録する", "とりひきさきをとうろくする"),
    ("承認者が休みのとき", "しょうにんしゃがやすみのとき"),
    ("一時停止", "いちじていし"),
    ("計算式の項目", "けいさんしきのこうもく"),
    ("請求書をCSVで書き出す", "せいきゅうしょをCSVでかきだす"),
    ("パスワードを変更する", "ぱすわーどをへんこうする"),
    ("メールアドレスの確認", "めーるあどれすのかくにん"),
    ("ログインできない場合", "ろぐいんできないばあい"),
    ("支払期日を過ぎた請求書", "しはらいきじつをすぎたせいきゅうしょ"),
    ("督促状を送る", "とくそくじょうをおくる"),
    ("入金を取り消す", "にゅうきんをとりけす"),
    ("振込手数料", "ふりこみてすうりょう"),
    ("源泉徴収税", "げんせんちょうしゅうぜい"),
    ("消費税の端数処理", "しょうひぜいのはすうしょり"),
    ("見積書から請求書を作る", "みつもりしょからせいきゅうしょをつくる"),
    ("承認の流れを設定する", "しょうにんのながれをせっていする"),
    ("権限がありません", "けんげんがありません"),
    ("管理者に問い合わせる", "かんりしゃにといあわせる"),
    ("二段階認証", "にだんかいにんしょう"),
    ("領収書の発行", "りょうしゅうしょのはっこう"),
    ("口座振替", "こうざふりかえ"),
    ("勤怠管理", "きんたいかんり"),
    ("有給休暇を申請する", "ゆうきゅうきゅうかをしんせいする"),
    ("年末調整", "ねんまつちょうせい"),
    ("給与明細", "きゅうよめいさい"),
    ("経費精算", "けいひせいさん"),
    ("在庫の引き当て", "ざいこのひきあて"),
    ("発注書と納品書", "はっちゅうしょとのうひんしょ"),
    ("検索結果を絞り込む", "けんさくけっかをしぼりこむ"),
    ("画面の左下", "がめんのひだりした"),
    ("添付ファイル", "てんぷふぁいる"),
    ("定期的な請求", "ていきてきなせいきゅう"),
    ("複数の組織を切り替える", "ふくすうのそしきをきりかえる"),
    ("貸借対照表", "たいしゃくたいしょうひょう"),
    ("売掛金", "うりかけきん"),
    ("仕訳帳", "しわけちょう"),
    ("1つ前に戻る", "ひとつまえにもどる"),
    ("4月の締め処理", "しがつのしめしょり"),
];

fn surfaces<'t>(morphemes: &[Morpheme<'t>]) -> Vec<&'t str> {
    morphemes.iter().map(|morpheme| morpheme.surface).collect()
}

#[test]
fn phrases_of_help_centres_are_read_right() {
    let reader = Reader::new([]);
    let wrong: Vec<_> = PHRASES.iter().map(|(text, right)| (text, reader.reading(text), right)).collect();
    let wrong: Vec<_> = wrong.into_iter().filter(|(_, reading, right)| reading != *right).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn inflected_words_are_cut_from_their_endings() {
    let morphemes = Reader::new([]).read("書き出しました");
    assert_eq!(surfaces(&morphemes), ["書き出し", "まし", "た"]);
    assert_eq!(morphemes[0].reading, "かきだし");
}

#[test]
fn what_has_no_reading_stays_as_written() {
    let reader = Reader::new([]);
    for text in ["CSV", "2026", "→", "(a/b)", "Office 365", "龘", "𠮷", "ー", "", " ", "\u{0}", "100%", "é", "한국어"] {
        assert_eq!(reader.reading(text), text);
    }
    assert_eq!(reader.reading("サーバーのID"), "さーばーのID");
    assert_eq!(reader.reading("ヴァヽヾ"), "ゔぁゝゞ");
}

#[test]
fn runs_of_one_kind_are_one_piece() {
    let reader = Reader::new([]);
    assert_eq!(surfaces(&reader.read("shirube 2026 を")), ["shirube", " ", "2026", " ", "を"]);
    assert_eq!(surfaces(&reader.read("ヌルポケモリゾを")), ["ヌルポケモリゾ", "を"]);
}

#[test]
fn words_of_the_site_win() {
    let words =
        [("消し込み", "けしこみ"), ("消し込み表", "ケシコミヒョウ"), ("日本", "にっぽん"), ("", "x"), ("ＡＲ", "えーあーる")];
    let reader = Reader::new(words);
    assert_eq!(reader.reading("入金の消し込みをする"), "にゅうきんのけしこみをする");
    assert_eq!(reader.reading("消し込み表"), "けしこみひょう");
    assert_eq!(reader.reading("日本語"), "にっぽんご");
    assert_eq!(surfaces(&reader.read("入金の消し込み")), ["入金", "の", "消し込み"]);
}

#[test]
fn latin_word_of_the_site_is_not_found_inside_another() {
    let reader = Reader::new([("AR", "えーあーる"), ("2要素", "につうようそ")]);
    assert_eq!(reader.reading("ARとCARDとAR2"), "えーあーるとCARDとAR2");
    assert_eq!(reader.reading("2要素"), "につうようそ");
    assert_eq!(reader.reading("12要素"), "12ようそ");
}

#[test]
fn one_reader_serves_every_thread() {
    let reader = Reader::new([("日本", "にっぽん")]);
    let read = || reader.reading("日本の請求書");
    let readings = std::thread::scope(|scope| [scope.spawn(read), scope.spawn(read)].map(|thread| thread.join().unwrap()));
    assert_eq!(readings, ["にっぽんのせいきゅうしょ"; 2]);
}

#[test]
fn first_reading_of_a_word_counts() {
    assert_eq!(Reader::new([("日本", "にっぽん"), ("日本", "にほん")]).reading("日本"), "にっぽん");
}

#[test]
fn cut_goes_on_over_spaces() {
    let reader = Reader::new([]);
    assert_eq!(reader.reading("請求書 の 管理 "), "せいきゅうしょ の かんり ");
    assert_eq!(surfaces(&reader.read("  送る  請求 ")), ["  ", "送る", "  ", "請求", " "]);
}

#[test]
fn readings_are_the_same_sentence_by_sentence() {
    let reader = Reader::new([]);
    let (one, two) = ("請求書を送ります。", "届きましたか?");
    assert_eq!(reader.reading(&format!("{one}{two}")), reader.reading(one) + &reader.reading(two));
}

#[test]
fn damaged_dictionary_is_empty_and_never_panics() {
    let packed = include_bytes!("../ipadic/dictionary.bin");
    assert!(unpack::unpack(b"").is_none());
    assert!(unpack::unpack(&packed[1..]).is_none());
    assert!(unpack::unpack(&packed[..packed.len() / 2]).is_none());
    let empty = Dictionary::default();
    let pieces = lattice::cut(&empty, "請求 a", Beside { before: EDGE, after: EDGE });
    assert_eq!(pieces.iter().map(|piece| piece.end - piece.start).sum::<usize>(), "請求 a".len());
}

#[test]
fn long_texts_take_time_as_their_length() {
    let reader = Reader::new([("い", "い")]);
    let beside = Beside { before: EDGE, after: EDGE };
    dictionary();
    for c in ["あ", "し", "の", "ア", "一", "龘", "a", "1", " ", "!", "か\u{3099}", "い", "\u{1f600}"] {
        let text = c.repeat(65_536 / c.len());
        let start = Instant::now();
        assert_eq!(reader.read(&text).iter().map(|morpheme| morpheme.surface.len()).sum::<usize>(), text.len());
        // and where it is not cut into sentences
        lattice::cut(dictionary(), &text, beside);
        // a debug build needs a twentieth of this; a square of the length would need minutes
        assert!(start.elapsed() < Duration::from_secs(10), "{c}: {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn morphemes_together_are_the_text(text in "(\\PC|[ぁ-んァ-ヶ一-龠a-z0-9 。!ー]){0,80}") {
        let reader = Reader::new([("請求", "せいきゅう"), ("あ", "あ"), ("a", "えー")]);
        prop_assert_eq!(surfaces(&reader.read(&text)).concat(), text);
    }

    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        let reader = Reader::new([(text.as_str(), "よみ")]);
        prop_assert_eq!(surfaces(&reader.read(&text)).concat(), text);
    }

    #[test]
    fn any_bytes_are_no_dictionary_or_one(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let packed = [b"yomi0001".as_slice(), &bytes].concat();
        prop_assert!(unpack::unpack(&packed).is_none());
    }
}
