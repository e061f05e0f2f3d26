//! stub
use crate::{
    config::{self, Config},
    diagnostics::Findings,
    source::Sources,
};
#[derive(Debug, Clone)]
pub struct Asset {
    pub path: String,
    pub bytes: std::sync::Arc<[u8]>,
    pub pixels: Option<(u32, u32)>,
}
#[derive(Debug, Clone)]
pub struct Override {
    pub path: String,
    pub bytes: std::sync::Arc<[u8]>,
}
pub struct Snapshot {
    pub config: Config,
    pub sources: Sources,
    pub assets: Vec<Asset>,
    pub theme: Vec<Override>,
    pub changed: std::collections::BTreeMap<String, String>,
    pub now: jiff::civil::DateTime,
}
pub struct ReadOptions {
    pub as_of: Option<jiff::civil::DateTime>,
}
pub fn read(root: &std::path::Path, o: &ReadOptions) -> anyhow::Result<(Snapshot, Findings)> {
    let mut found = Findings::default();
    let mut sources = Sources::default();
    let text = std::fs::read_to_string(root.join("shirube.toml")).unwrap_or_default();
    let file = sources.add("shirube.toml", text.clone());
    let config = config::parse(Some(file), &text, &mut found);
    let mut assets = Vec::new();
    for top in ["content", "guides", "snippets", "data", "static"] {
        for e in walkdir::WalkDir::new(root.join(top)).sort_by_file_name().into_iter().flatten() {
            if !e.file_type().is_file() {
                continue;
            }
            let path = e.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
            if path.ends_with(".md") || top == "data" {
                sources.add(&path, std::fs::read_to_string(e.path()).unwrap());
            } else {
                let b = std::fs::read(e.path()).unwrap();
                let p = imagesize::blob_size(&b).ok().map(|s| (s.width as u32, s.height as u32));
                assets.push(Asset { path, bytes: b.into(), pixels: p });
            }
        }
    }
    Ok((
        Snapshot {
            config,
            sources,
            assets,
            theme: vec![],
            changed: Default::default(),
            now: o.as_of.unwrap_or_else(|| jiff::Zoned::now().datetime()),
        },
        found,
    ))
}
