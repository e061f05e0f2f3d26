//! Watching the sources: a save, however an editor makes it, leads to one rebuild.

use std::path::{Component, Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::Context;
use notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use super::{Made, Stage};

/// An editor's save is several events; after this long without another one they are one.
const QUIET: Duration = Duration::from_millis(60);
/// Folders whose changes are ours or nobody's; those that begin with a dot come on top.
const IGNORED: [&str; 6] = ["public", "staff", "drafts", "manuals", "node_modules", "target"];

/// What to watch and how to make the site again.
pub struct Watch {
    /// The site's folder.
    pub root: PathBuf,
    /// Builds the site.
    pub remake: Box<dyn Fn() -> anyhow::Result<Made> + Send>,
}

/// A folder that is being watched: what changes from now on is remembered until it is followed.
pub struct Watching {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    changed: mpsc::Receiver<()>,
    remake: Box<dyn Fn() -> anyhow::Result<Made> + Send>,
}

impl Watch {
    /// Begins to watch. Begun before the first build, it misses no save during it.
    pub fn begin(self) -> anyhow::Result<Watching> {
        let (sender, receiver) = mpsc::channel::<()>();
        let root = self.root.canonicalize().with_context(|| self.root.display().to_string())?;
        let below = root.clone();
        let mut debouncer = new_debouncer(QUIET, None, move |result: DebounceEventResult| {
            let matters = match result {
                Ok(events) => events.iter().any(|event| {
                    !matches!(event.kind, EventKind::Access(_))
                        && (event.paths.is_empty() || event.paths.iter().any(|path| is_source(&below, path)))
                }),
                // The queue ran over: something was missed, so look at everything.
                Err(_) => true,
            };
            if matters {
                let _ = sender.send(());
            }
        })?;
        debouncer.watch(&root, RecursiveMode::Recursive)?;
        Ok(Watching { debouncer, changed: receiver, remake: self.remake })
    }
}

impl Watching {
    /// Rebuilds on a thread of its own as long as the process lives; events during a rebuild lead to exactly one more.
    pub(super) fn follow(self, stage: Stage) -> anyhow::Result<()> {
        std::thread::Builder::new().name("rebuild".to_owned()).spawn(move || {
            let _debouncer = self.debouncer;
            while self.changed.recv().is_ok() {
                while self.changed.try_recv().is_ok() {}
                match (self.remake)() {
                    Ok(made) => stage.show(made),
                    Err(error) => anstream::eprintln!("{error:#}"),
                }
            }
        })?;
        Ok(())
    }
}

/// Says whether a change of a path can change the site.
fn is_source(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return true };
    let Some(Component::Normal(first)) = below.components().next() else { return true };
    let name = first.to_string_lossy();
    !IGNORED.contains(&name.as_ref()) && !name.starts_with("public-") && !name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_output_never_leads_to_a_rebuild() {
        let root = Path::new("/site");
        assert!(is_source(root, Path::new("/site/content/a.md")));
        assert!(is_source(root, Path::new("/site/shirube.toml")));
        for path in
            ["/site/public/index.html", "/site/public-partner/a", "/site/.git/index", "/site/.shirube/x", "/site/target/debug"]
        {
            assert!(!is_source(root, Path::new(path)), "{path}");
        }
    }
}
