//! What counts how much: the numbers of the index. Those of a query are in `query`.

/// Where in a page a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Intent,
    Heading,
    Description,
    Body,
    Code,
}

impl Field {
    /// All fields, in the order of [`Lengths`].
    pub(super) const ALL: [Self; 6] = [Self::Title, Self::Intent, Self::Heading, Self::Description, Self::Body, Self::Code];

    /// The weight of a term in it, and how much of that a long field takes away (BM25F, Zaragoza et al., TREC 2004).
    pub(super) fn weight(self) -> (f32, f32) {
        match self {
            Self::Title => (6.0, 0.3),
            Self::Intent => (5.0, 0.3),
            Self::Heading => (2.5, 0.6),
            Self::Description => (2.0, 0.5),
            Self::Body => (1.0, 0.75),
            Self::Code => (0.5, 0.75),
        }
    }

    /// The bit by which a posting tells that the term stands in the title, in readers' own words, in a heading.
    pub(super) fn flag(self) -> u8 {
        match self {
            Self::Title => 0x10,
            Self::Heading => 0x20,
            Self::Intent => 0x40,
            _ => 0,
        }
    }

    pub(super) fn index(self) -> usize {
        self as usize
    }
}

/// At which sum of weighted frequencies a term counts half.
const HALF: f32 = 1.2;

/// Turns a sum of weighted frequencies into an impact of 1 to 15.
pub(super) fn impact(sum: f32) -> u8 {
    // a cast of a small positive float is exact enough: it is rounded first
    (15.0 * sum / (sum + HALF)).round().clamp(1.0, 15.0) as u8
}

/// A page's length in a field against the average, in steps of half an octave, so that a paragraph more moves nothing.
pub(super) fn relative(length: f32, average: f32) -> f32 {
    const STEP: f32 = std::f32::consts::SQRT_2;
    let ratio = if average > 0.0 { length / average } else { 1.0 };
    let mut step = 1.0 / 32.0;
    while step * 1.189_207 < ratio && step < 256.0 {
        step *= STEP;
    }
    step
}

/// How rare a term is, in sixteenths of a bit: log2(1 + (n - df + 0.5) / (df + 0.5)), at most 255.
pub(super) fn rarity(pages: usize, with: usize) -> u8 {
    let (pages, with) = (pages as f64, with as f64);
    let odds = 1.0 + ((pages - with).max(0.0) + 0.5) / (with + 0.5);
    (16.0 * log2(odds)).round().clamp(1.0, 255.0) as u8
}

/// The binary logarithm by repeated squaring: the same on every machine, unlike the system's.
fn log2(mut x: f64) -> f64 {
    let mut whole = 0.0;
    while x >= 2.0 {
        x /= 2.0;
        whole += 1.0;
    }
    let (mut part, mut bit) = (0.0, 0.5);
    for _ in 0..16 {
        x *= x;
        if x >= 2.0 {
            x /= 2.0;
            part += bit;
        }
        bit /= 2.0;
    }
    whole + part
}

/// Rounds a number of pages or an average length to steps of half an octave.
pub(super) fn coarse(number: f64) -> f64 {
    let mut step = 1.0;
    while step * 1.189_207 < number {
        step *= std::f64::consts::SQRT_2;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarity_falls_with_the_number_of_pages_and_is_the_usual_logarithm() {
        let usual = |n: f64, df: f64| (16.0 * (1.0 + (n - df + 0.5) / (df + 0.5)).log2()).round() as u8;
        for (n, df) in [(10_000, 1), (10_000, 300), (200, 200), (1, 1)] {
            assert_eq!(rarity(n, df), usual(n as f64, df as f64).max(1));
        }
    }

    #[test]
    fn a_paragraph_more_changes_no_relative_length() {
        assert!((relative(5_000.0, 4_000.0) - relative(5_100.0, 4_000.0)).abs() < f32::EPSILON);
        assert!(relative(40_000.0, 4_000.0) > 8.0);
    }
}
