//! Is it UTF-8, and if not, what does it look like? For a message to a person, not for conversion: nothing but UTF-8 is read.
//!
//! The shapes are those of the WHATWG Encoding Standard (Shift_JIS, EUC-JP, ISO-2022-JP, windows-1252). UTF-16 and
//! ISO-2022-JP can be valid UTF-8 byte by byte, so they are looked for first.

/// Bytes that are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Foreign {
    /// Offset of the first byte that does not fit.
    pub(super) byte: usize,
    /// What they look like; `UTF-8` for a text of which a few bytes are damaged.
    pub(super) guess: Option<&'static str>,
}

/// Says whether bytes are a text in UTF-8.
pub(super) fn check(bytes: &[u8]) -> Result<(), Foreign> {
    if let Some((byte, encoding)) = wide(bytes) {
        return Err(Foreign { byte, guess: Some(encoding) });
    }
    if let Some(byte) = japanese_escape(bytes) {
        return Err(Foreign { byte, guess: Some("ISO-2022-JP") });
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Ok(()),
        Err(error) => Err(Foreign { byte: error.valid_up_to(), guess: narrow(bytes) }),
    }
}

/// Finds UTF-16 and UTF-32, by their byte order mark or by the zero bytes that no text has.
fn wide(bytes: &[u8]) -> Option<(usize, &'static str)> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Some((0, "UTF-32")),
        [0xff, 0xfe, ..] => return Some((0, "UTF-16 LE")),
        [0xfe, 0xff, ..] => return Some((0, "UTF-16 BE")),
        _ => {}
    }
    if !bytes.contains(&0) {
        return None;
    }
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let first = bytes.iter().position(|&byte| byte == 0)?;
    // single zero bytes are a mistake within a text (a finding of its own), not an encoding
    let ends = |pair: [u8; 2]| bytes.chunks_exact(2).filter(|chunk| **chunk == pair).count();
    let line_ends = bytes.iter().filter(|&&byte| byte == b'\n').count();
    let wide_ends = ends([b'\n', 0]).max(ends([0, b'\n']));
    let many = (even + odd) * 3 > bytes.len() || (wide_ends > 0 && wide_ends * 2 >= line_ends);
    if !many || !bytes.len().is_multiple_of(2) {
        return (many && bytes.len() > 8).then_some((first, "UTF-16"));
    }
    Some(match (even, odd) {
        (even, odd) if even > bytes.len() / 8 && odd > bytes.len() / 8 => (first, "UTF-32"),
        (even, odd) if odd >= even => (first, "UTF-16 LE"),
        _ => (first, "UTF-16 BE"),
    })
}

/// Finds the escape sequences that ISO-2022-JP (old mails) writes Japanese between.
fn japanese_escape(bytes: &[u8]) -> Option<usize> {
    if !bytes.contains(&0x1b) {
        return None;
    }
    let starts = |window: &[u8]| matches!(window, [0x1b, b'$', b'@' | b'B']);
    let at = bytes.windows(3).position(starts)?;
    // pairs of printable bytes follow, up to the way back to ASCII
    let after = bytes.get(at + 3..)?;
    let length = after.iter().position(|&byte| byte == 0x1b || byte == b'\n').unwrap_or(after.len());
    let pairs = after.get(..length)?;
    (length >= 2 && length % 2 == 0 && pairs.iter().all(|byte| (0x21..=0x7e).contains(byte))).then_some(at)
}

/// Tells the encodings that have one to three bytes a character.
fn narrow(bytes: &[u8]) -> Option<&'static str> {
    let (whole, broken) = utf8_characters(bytes);
    if whole > 0 && whole >= broken * 2 {
        return Some("UTF-8");
    }
    let (euc, shift) = (euc_jp(bytes), shift_jis(bytes));
    match (euc, shift) {
        (Some(euc), Some(shift)) if shift.kana > euc.kana => Some("Shift_JIS"),
        (None, Some(shift)) if shift.kana > 0 || (shift.characters > 2 && !is_latin(bytes)) => Some("Shift_JIS"),
        (Some(euc), _) if euc.kana > 0 || (euc.characters > 1 && !is_latin(bytes)) => Some("EUC-JP"),
        _ => is_latin(bytes).then_some("Latin-1"),
    }
}

/// Counts characters of two bytes and more, and places that are no character.
fn utf8_characters(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(whole, broken), chunk| {
        let more = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (whole + more, broken + usize::from(!chunk.invalid().is_empty()))
    })
}

/// How Japanese a reading is.
#[derive(Clone, Copy)]
struct Reading {
    characters: usize,
    kana: usize,
}

/// Reads bytes as EUC-JP; `None` if they aren't.
fn euc_jp(bytes: &[u8]) -> Option<Reading> {
    let mut reading = Reading { characters: 0, kana: 0 };
    let mut rest = bytes;
    while let Some(&first) = rest.first() {
        let length = match rest {
            [0x00..=0x7f, ..] => 1,
            [0x8e, 0xa1..=0xdf, ..] | [0xa1..=0xfe, 0xa1..=0xfe, ..] => 2,
            [0x8f, 0xa1..=0xfe, 0xa1..=0xfe, ..] => 3,
            _ => return None,
        };
        reading.characters += usize::from(length > 1);
        reading.kana += usize::from(matches!(first, 0xa4 | 0xa5));
        rest = rest.get(length..)?;
    }
    Some(reading)
}

/// Reads bytes as Shift_JIS (Windows-31J); `None` if they aren't.
fn shift_jis(bytes: &[u8]) -> Option<Reading> {
    let mut reading = Reading { characters: 0, kana: 0 };
    let mut rest = bytes;
    while !rest.is_empty() {
        let (length, kana) = match rest {
            [0x82, 0x9f..=0xf1, ..] | [0x83, 0x40..=0x96, ..] => (2, true),
            [0x81..=0x9f | 0xe0..=0xfc, 0x40..=0x7e | 0x80..=0xfc, ..] => (2, false),
            [0x00..=0x7f | 0xa1..=0xdf, ..] => (1, false),
            _ => return None,
        };
        reading.characters += usize::from(length > 1);
        reading.kana += usize::from(kana);
        rest = rest.get(length..)?;
    }
    Some(reading)
}

/// Says whether high bytes stand singly among letters, as in `Verträge` or `café`.
fn is_latin(bytes: &[u8]) -> bool {
    let high: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| **byte >= 0x80).map(|(at, _)| at).collect();
    let alone = high.windows(2).filter(|pair| matches!(pair, [first, second] if second - first > 1)).count();
    !high.is_empty() && (alone + 1) * 3 >= high.len() * 2 && !bytes.contains(&0)
}

#[cfg(test)]
mod tests;
