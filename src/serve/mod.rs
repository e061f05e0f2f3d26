//! The preview server: serves what a build made from memory, watches the sources, and tells the browser when a new
//! tree is whole.
//!
//! The entries are [`bind`] and [`run`]. It listens on the loopback address alone, refuses a foreign `Host` or `Origin`
//! before it looks at anything else (DNS rebinding), answers `GET` and `HEAD`, and never reads a file for a request.

mod answer;
mod guard;
mod watch;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::Context;
use tokio::sync::watch as version;

use crate::output::Tree;

pub use watch::Watch;

/// A build in memory.
#[derive(Debug)]
pub struct Made {
    /// The tree; `None` if something must be mended first, and the last good one stays.
    pub tree: Option<Tree>,
    /// Path of the site on its host, with slashes at both ends.
    pub base: String,
}

/// What requests are answered from.
#[derive(Debug)]
struct Shown {
    tree: Tree,
    base: String,
}

/// Shared by the server's tasks and the watching thread.
#[derive(Debug, Clone)]
struct Stage {
    shown: Arc<RwLock<Arc<Shown>>>,
    /// Counts the trees; browsers wait for the next one.
    version: version::Sender<u64>,
    port: u16,
}

impl Stage {
    fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts a whole new tree in place of the old one, then wakes the browsers.
    fn show(&self, made: Made) {
        let Some(tree) = made.tree else { return };
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Shown { tree, base: made.base });
        self.version.send_modify(|version| *version += 1);
    }
}

/// Listens on the loopback address. Port 0 takes any free one.
pub fn bind(port: u16) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Returns the address to open in a browser.
pub fn url(listener: &TcpListener, base: &str) -> anyhow::Result<String> {
    Ok(format!("http://127.0.0.1:{}{base}", listener.local_addr()?.port()))
}

/// Serves a build and what follows it until the process ends. `ready` is called once saves are followed: whoever is told
/// the address earlier could save before anything watches.
pub fn run(listener: TcpListener, first: Made, watch: Watch, ready: impl FnOnce()) -> anyhow::Result<()> {
    let port = listener.local_addr()?.port();
    let shown = Shown { tree: first.tree.unwrap_or_default(), base: first.base };
    let stage = Stage { shown: Arc::new(RwLock::new(Arc::new(shown))), version: version::channel(0).0, port };
    let _watching = watch.start(stage.clone())?;
    ready();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().context("tokio")?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, answer::router(stage)).await?;
        Ok(())
    })
}
