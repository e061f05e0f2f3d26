//! One search in two languages: what the program and the browser's scripts make of texts and queries is the same, to the last
//! bit of a score.
//!
//! `tests/shared/*.json` holds vectors that both are held to: here, and in `tests/browser/vectors.test.mjs`.
//! `SHIRUBE_WRITE=1 cargo test --test search` writes anew what follows from the texts and queries in them; look at the
//! difference before committing it. `SHIRUBE_CASES` raises the number of random texts.

#![expect(clippy::disallowed_methods, reason = "a test reads the vectors and runs the other twin")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod fixture;
mod random;
mod shown;
mod vectors;
