//! Promises 1 to 3 and 20 for `output::write`: killed or failing at any system call it leaves the old tree or the new one,
//! and it never deletes what it did not make.
//!
//! The writer is a process of its own: this program again, with `SHIRUBE_WRITER` set. `strace` kills it, or fails it, at
//! its Nth call of every kind. `SHIRUBE_CASES` raises the number of random cases.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test sets the scene on the real disk"
)]
#![expect(clippy::panic, reason = "a test fails by panicking")]

mod failing;
mod killed;
mod refused;
mod trees;
mod writer;
