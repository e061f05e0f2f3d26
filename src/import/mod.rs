//! What other systems export comes in.
//!
//! One function each kind of export: [`releases`] makes release records of change logs and of UI string catalogues. An import
//! never writes: it answers with what it would write, and the command line shows that or hands it to [`crate::edit::apply`].

mod releases;

pub use releases::{Format, Imported, RecordEdit, Request, is_day, releases};
