//! Tracks over shared tasks: which task stands where, and at which address.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::config::Config;
use crate::content::{Entry, Group, Kind, Phase, Task, TaskRef, TaskTarget, Track};
use crate::diagnostics::{Code, Diagnostic, Findings, Guesses, Level, chain, nearest};
use crate::source::Located;

use super::circles::circles;
use super::page::{Page, PageId};

/// How many other places of a circle a finding names.
const MOST_PLACES: usize = 8;

/// A track as readers see it: its phases, each with the tasks it holds.
#[derive(Debug, Clone)]
pub struct TrackPlan {
    /// The track's own page.
    pub page: PageId,
    /// Its phases in order.
    pub phases: Vec<TrackPhase>,
}

impl TrackPlan {
    /// Goes through the tasks of all phases in order.
    pub fn placements(&self) -> impl Iterator<Item = &Placement> {
        self.phases.iter().flat_map(|phase| &phase.placements)
    }
}

/// A phase with its tasks.
#[derive(Debug, Clone)]
pub struct TrackPhase {
    /// The phase as written.
    pub phase: Phase,
    /// Its tasks in order, groups opened.
    pub placements: Vec<Placement>,
}

/// A task in a track.
#[derive(Debug, Clone)]
pub struct Placement {
    /// The task, in the track's language where it is translated.
    pub task: PageId,
    /// Its address in this track.
    pub address: Arc<str>,
    /// Whether a reader may leave it out.
    pub optional: bool,
    /// `import=csv`: only for readers who answered so.
    pub when: Option<String>,
    /// The group it came with.
    pub group: Option<String>,
}

/// The tracks before pages have their ids.
pub(super) struct Guides {
    drafts: Vec<Draft>,
    /// Language and stem of a task → its address in the first track that has it.
    canonical: HashMap<(String, String), Arc<str>>,
}

struct Draft {
    path: String,
    language: String,
    phases: Vec<(Phase, Vec<Planned>)>,
}

#[derive(Clone)]
struct Planned {
    stem: String,
    address: Arc<str>,
    optional: bool,
    when: Option<String>,
    group: Option<String>,
}

impl Guides {
    /// Reads the tracks of all languages, in their order.
    pub(super) fn of(entries: &[Entry], withheld: &BTreeSet<String>, config: &Config, found: &mut Findings) -> Self {
        let library = Library::of(entries, withheld, config);
        library.check_requires(found);
        let mut tracks: Vec<(&Entry, &Track)> = entries
            .iter()
            .filter_map(|entry| if let Kind::Track(track) = &entry.kind { Some((entry, track.as_ref())) } else { None })
            .collect();
        tracks.sort_by_key(|(entry, _)| {
            (entry.front.order.as_ref().or(entry.front.weight.as_ref()).map_or(i64::MAX, |order| order.value), entry.path.clone())
        });
        let mut guides = Self { drafts: Vec::new(), canonical: HashMap::new() };
        for (entry, track) in tracks {
            let mut placing = Placing { library: &library, entry, config, taken: Vec::new() };
            let phases = track.phases.iter().map(|phase| (phase.clone(), placing.phase(phase, found))).collect::<Vec<_>>();
            for planned in phases.iter().flat_map(|(_, tasks)| tasks) {
                let key = (entry.language.clone(), planned.stem.clone());
                guides.canonical.entry(key).or_insert_with(|| Arc::clone(&planned.address));
            }
            guides.drafts.push(Draft { path: entry.path.clone(), language: entry.language.clone(), phases });
        }
        guides
    }

    /// Returns the address of a task in the first track that has it, in a language.
    pub(super) fn canonical(&self, language: &str, stem: &str) -> Option<Arc<str>> {
        self.canonical.get(&(language.to_owned(), stem.to_owned())).cloned()
    }

    /// Puts the pages' ids in. A task that is not translated stands in a translated track in the site's language.
    pub(super) fn place(self, pages: &[Page], config: &Config) -> Vec<TrackPlan> {
        let by_stem: HashMap<(&str, &str), PageId> = pages
            .iter()
            .enumerate()
            .map(|(index, page)| ((page.language.as_str(), page.stem.as_str()), PageId::at(index)))
            .collect();
        let task = |language: &str, stem: &str| {
            by_stem.get(&(language, stem)).or_else(|| by_stem.get(&(config.language.as_str(), stem))).copied()
        };
        let place = |planned: &Planned, language: &str| {
            Some(Placement {
                task: task(language, &planned.stem)?,
                address: Arc::clone(&planned.address),
                optional: planned.optional,
                when: planned.when.clone(),
                group: planned.group.clone(),
            })
        };
        let plan = |draft: Draft| {
            let page = pages.iter().position(|page| page.path == draft.path).map(PageId::at)?;
            let phases = draft.phases.into_iter().map(|(phase, tasks)| TrackPhase {
                phase,
                placements: tasks.iter().filter_map(|planned| place(planned, &draft.language)).collect(),
            });
            Some(TrackPlan { page, phases: phases.collect() })
        };
        self.drafts.into_iter().filter_map(plan).collect()
    }
}

/// Tasks by id and groups by name, of the site's language.
struct Library<'a> {
    tasks: BTreeMap<&'a str, (&'a Entry, &'a Task)>,
    groups: BTreeMap<&'a str, (&'a Entry, &'a Group)>,
    /// Tasks that exist, but not in this build.
    withheld: &'a BTreeSet<String>,
}

/// Returns the name by which others refer to an entry: its id, else its file's name.
pub(super) fn reference(entry: &Entry) -> &str {
    entry.front.id.as_ref().map_or_else(|| entry.stem.rsplit('/').next().unwrap_or(&entry.stem), |id| id.value.as_str())
}

impl<'a> Library<'a> {
    fn of(entries: &'a [Entry], withheld: &'a BTreeSet<String>, config: &Config) -> Self {
        let mut library = Self { tasks: BTreeMap::new(), groups: BTreeMap::new(), withheld };
        for entry in entries.iter().filter(|entry| entry.language == config.language) {
            match &entry.kind {
                Kind::Task(task) => {
                    library.tasks.insert(reference(entry), (entry, task));
                }
                Kind::Group(group) => {
                    library.groups.insert(entry.stem.rsplit('/').next().unwrap_or(&entry.stem), (entry, group));
                }
                _ => {}
            }
        }
        library
    }

    /// Reports prerequisites that do not exist and tasks that wait for each other in a circle.
    fn check_requires(&self, found: &mut Findings) {
        let mut guesses = Guesses::default();
        let places: HashMap<&str, usize> = self.tasks.keys().enumerate().map(|(place, id)| (*id, place)).collect();
        let mut waits: Vec<Vec<&Located<String>>> = Vec::with_capacity(places.len());
        for (_, task) in self.tasks.values() {
            let (known, unknown): (Vec<_>, Vec<_>) =
                task.requires.iter().partition(|wanted| places.contains_key(wanted.value.as_str()));
            waits.push(known);
            for wanted in unknown.into_iter().filter(|wanted| !self.withheld.contains(&wanted.value)) {
                let near = guesses.nearest(&wanted.value, self.tasks.keys().copied());
                found.push(unknown_name(wanted, "unknown-name.task", near));
            }
        }
        let target = |wanted: &&Located<String>| places.get(wanted.value.as_str()).copied();
        let targets: Vec<Vec<usize>> = waits.iter().map(|wanted| wanted.iter().filter_map(target).collect()).collect();
        let names: Vec<&str> = self.tasks.keys().copied().collect();
        for circle in circles(&targets) {
            let next = circle.iter().skip(1).chain(circle.first());
            let mut places = circle.iter().zip(next).filter_map(|(from, to)| {
                waits.get(*from)?.iter().find(|wanted| target(wanted) == Some(*to)).map(|wanted| wanted.span)
            });
            let Some(place) = places.next() else { continue };
            let way = circle.iter().chain(circle.first()).filter_map(|task| names.get(*task).copied());
            let finding = Diagnostic::new(Code::RequiresCycle, place).with("chain", chain(way));
            found.push(places.take(MOST_PLACES).fold(finding, Diagnostic::related));
        }
    }

    fn unknown<'b>(&self, name: &Located<String>, wording: &'static str, known: impl Iterator<Item = &'b str>) -> Diagnostic {
        unknown_name(name, wording, nearest(&name.value, known))
    }
}

fn unknown_name(name: &Located<String>, wording: &'static str, near: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(Code::UnknownName, name.span).wording(wording).with("name", &*name.value);
    match near {
        Some(near) => finding.with("near", near).fix(name.span, near),
        None => finding,
    }
}

/// Putting one track's tasks in their places.
struct Placing<'a> {
    library: &'a Library<'a>,
    entry: &'a Entry,
    config: &'a Config,
    taken: Vec<String>,
}

impl Placing<'_> {
    fn phase(&mut self, phase: &Phase, found: &mut Findings) -> Vec<Planned> {
        let mut planned = Vec::new();
        for place in &phase.tasks {
            match &place.target {
                TaskTarget::Task(task) => planned.extend(self.task(task, place, None, found)),
                TaskTarget::Group(name) => match self.library.groups.get(name.value.as_str()) {
                    Some((entry, group)) => planned.extend(self.group(entry, group, place, found)),
                    None => found.push(self.library.unknown(name, "unknown-name.group", self.library.groups.keys().copied())),
                },
            }
        }
        planned
    }

    /// Opens a group: a condition of the place holds for all its tasks that have none of their own. Groups hold tasks alone.
    fn group(&mut self, entry: &Entry, group: &Group, place: &TaskRef, found: &mut Findings) -> Vec<Planned> {
        let title = entry.front.title.as_ref().map_or_else(|| reference(entry), |title| title.value.as_str());
        let mut planned = Vec::new();
        for inside in &group.tasks {
            let merged = TaskRef {
                target: inside.target.clone(),
                when: inside.when.clone().or_else(|| place.when.clone()),
                optional: inside.optional || place.optional,
            };
            match &inside.target {
                TaskTarget::Task(task) => planned.extend(self.task(task, &merged, Some(title), found)),
                TaskTarget::Group(name) => {
                    found.push(self.library.unknown(name, "unknown-name.task", self.library.tasks.keys().copied()));
                }
            }
        }
        planned
    }

    fn task(&mut self, id: &Located<String>, place: &TaskRef, group: Option<&str>, found: &mut Findings) -> Option<Planned> {
        if self.library.withheld.contains(&id.value) && !self.library.tasks.contains_key(id.value.as_str()) {
            let mut finding =
                Diagnostic::new(Code::UnknownName, id.span).wording("unknown-name.withheld").with("name", &*id.value);
            finding.level = Level::Note;
            found.push(finding);
            return None;
        }
        let Some((task, _)) = self.library.tasks.get(id.value.as_str()) else {
            found.push(self.library.unknown(id, "unknown-name.task", self.library.tasks.keys().copied()));
            return None;
        };
        if self.taken.contains(&id.value) {
            found.push(
                Diagnostic::new(Code::DuplicateAddress, id.span).wording("duplicate-address.task").with("name", &*id.value),
            );
            return None;
        }
        self.taken.push(id.value.clone());
        let prefix =
            if self.entry.language == self.config.language { String::new() } else { format!("/{}", self.entry.language) };
        Some(Planned {
            stem: task.stem.clone(),
            address: format!("{prefix}/guides/{}/{}/", track_name(self.entry), id.value).into(),
            optional: place.optional,
            when: place.when.as_ref().map(|when| when.value.clone()),
            group: group.map(str::to_owned),
        })
    }
}

/// Returns the name of a track in addresses: its slug, else its folder's name.
pub(super) fn track_name(entry: &Entry) -> &str {
    let folder = entry.stem.strip_suffix("/index").unwrap_or(&entry.stem);
    entry.front.slug.as_ref().map_or_else(|| folder.rsplit('/').next().unwrap_or(folder), |slug| slug.value.as_str())
}
