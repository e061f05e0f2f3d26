//! Why a tree was not written, in the words of both languages.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why [`super::write`] left everything as it was.
#[derive(Debug)]
pub enum OutputError {
    /// The folder must not be replaced.
    Refused {
        /// The folder.
        dir: PathBuf,
        /// Why.
        why: Refusal,
    },
    /// The system said no.
    Failed {
        /// What was being done.
        work: Work,
        /// To which file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A signal asked for it: exit with 128 + its number.
    Stopped {
        /// 2 (Ctrl-C), 15 or 1.
        signal: i32,
    },
}

/// Why a folder is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// `~` that no shell replaced.
    Tilde,
    /// A path without a last name, or that cannot be followed.
    NotAPath,
    /// `/`.
    Root,
    /// The home folder or one above it.
    Home,
    /// The site's own folder.
    Site,
    /// A folder above the site's.
    AboveSite,
    /// In a folder of sources, which is named.
    InSources(String),
    /// Inside `.git`, or with a `.git` in it, at the path given.
    Git(PathBuf),
    /// A symbolic link.
    Symlink,
    /// Another disk is mounted at the path given.
    Mount(PathBuf),
    /// A file or something else.
    NotAFolder,
    /// It has files and no marker of ours.
    NotOurs,
    /// The tree of another audience.
    OtherAudience {
        /// Whose it is.
        found: String,
        /// Whose it should become.
        wanted: String,
    },
    /// One has drafts, the other not.
    OtherDrafts {
        /// Whether the tree there has them.
        found: bool,
    },
    /// Another build writes there and does not end.
    Busy,
}

/// What was being done when the system said no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Looking at a folder.
    Look,
    /// Taking the lock.
    Lock,
    /// Making a folder.
    MakeFolder,
    /// Writing a file.
    WriteFile,
    /// Making sure that the disk has it all.
    Sync,
    /// Putting the new tree in the old one's place.
    Swap,
    /// Removing the old tree.
    Remove,
}

impl OutputError {
    pub(super) fn refused(dir: impl Into<PathBuf>, why: Refusal) -> Self {
        Self::Refused { dir: dir.into(), why }
    }

    pub(super) fn failed(work: Work, path: impl Into<PathBuf>, cause: impl Into<io::Error>) -> Self {
        Self::Failed { work, path: path.into(), cause: cause.into() }
    }

    /// Returns the program's exit code: 2, or 128 + the signal.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Stopped { signal } => u8::try_from(128 + signal).unwrap_or(130),
            Self::Refused { .. } | Self::Failed { .. } => 2,
        }
    }

    /// Says it in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Refused { dir, why } => {
                format!("出力先「{}」には書き込みません。{}", shown(dir), why.japanese())
            }
            Self::Failed { work, path, cause } => format!(
                "「{}」{}できませんでした。{}。元のサイトはそのまま残っています。",
                shown(path),
                work.japanese(),
                plain_cause(cause).map_or_else(|| cause.to_string(), |(japanese, _)| japanese.to_owned())
            ),
            Self::Stopped { .. } => "中断しました。元のサイトはそのまま残っています。".to_owned(),
        }
    }

    /// Says it in English.
    pub fn english(&self) -> String {
        match self {
            Self::Refused { dir, why } => format!("not writing to “{}”: {}", shown(dir), why.english()),
            Self::Failed { work, path, cause } => format!(
                "could not {} “{}”: {}. The old site is as it was.",
                work.english(),
                shown(path),
                plain_cause(cause).map_or_else(|| cause.to_string(), |(_, english)| english.to_owned())
            ),
            Self::Stopped { .. } => "stopped. The old site is as it was.".to_owned(),
        }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.japanese())
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Failed { cause, .. } => Some(cause),
            Self::Refused { .. } | Self::Stopped { .. } => None,
        }
    }
}

/// Shows a path without control characters.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    text.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect()
}

impl Work {
    fn japanese(self) -> &'static str {
        match self {
            Self::Look => "を調べることが",
            Self::Lock => "を使う順番をとることが",
            Self::MakeFolder => "というフォルダーを作ることが",
            Self::WriteFile => "を書き込むことが",
            Self::Sync => "の書き込みを確かめることが",
            Self::Swap => "を新しいサイトに入れ替えることが",
            Self::Remove => "を片づけることが",
        }
    }

    fn english(self) -> &'static str {
        match self {
            Self::Look => "look at",
            Self::Lock => "take turns on",
            Self::MakeFolder => "make the folder",
            Self::WriteFile => "write",
            Self::Sync => "finish writing",
            Self::Swap => "put the new site in place of",
            Self::Remove => "clear away",
        }
    }
}

/// Returns the causes people meet in their words, Japanese and English; others are shown as the system says them.
pub fn plain_cause(cause: &io::Error) -> Option<(&'static str, &'static str)> {
    Some(match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            ("ディスクの空きがありません", "there is no space left on the disk")
        }
        io::ErrorKind::PermissionDenied => ("権限がありません", "you have no permission"),
        io::ErrorKind::IsADirectory => ("ファイルではなく、フォルダーです", "it is a folder, not a file"),
        io::ErrorKind::NotADirectory => ("フォルダーではないものが途中にあります", "something on the way to it is not a folder"),
        io::ErrorKind::InvalidFilename => {
            ("名前が長すぎるか、使えない文字があります", "the name is too long or has a character that cannot be")
        }
        io::ErrorKind::InvalidData => (
            "UTF-8の文字として読めません。エディターで、文字コードをUTF-8にして保存し直してください",
            "it is not UTF-8; save it as UTF-8 in your editor",
        ),
        io::ErrorKind::ReadOnlyFilesystem => ("このディスクは読み取り専用です", "the disk is read-only"),
        io::ErrorKind::NotFound => ("見つかりません", "it is not there"),
        io::ErrorKind::AlreadyExists => ("同じ名前のものがすでにあります", "something of that name is already there"),
        _ => match cause.raw_os_error().map(rustix::io::Errno::from_raw_os_error)? {
            rustix::io::Errno::IO => ("ディスクが応答しません（入出力エラー）", "the disk does not answer (input/output error)"),
            rustix::io::Errno::MFILE | rustix::io::Errno::NFILE => (
                "同時に開けるファイルの数を超えました。ほかのプログラムを閉じてから、もう一度お試しください",
                "too many files are open; close other programs and try again",
            ),
            _ => return None,
        },
    })
}

impl Refusal {
    fn japanese(&self) -> String {
        match self {
            Self::Tilde => "「~」が置き換えられていません。フォルダーの場所をすべて書いてください。".to_owned(),
            Self::NotAPath => "フォルダーの場所として読めません。public のような名前を書いてください。".to_owned(),
            Self::Root => "ディスクのいちばん上です。public のような専用のフォルダーを指定してください。".to_owned(),
            Self::Home => "ホームフォルダーか、それを含むフォルダーです。専用のフォルダーを指定してください。".to_owned(),
            Self::Site => {
                "サイトの元になるフォルダーです。その中の public のような専用のフォルダーを指定してください。".to_owned()
            }
            Self::AboveSite => "サイトの元になるフォルダーを含んでいます。専用のフォルダーを指定してください。".to_owned(),
            Self::InSources(folder) => {
                format!("原稿などを置く {folder}/ の中です。public のような別のフォルダーを指定してください。")
            }
            Self::Git(path) => {
                format!("変更履歴（{}）があるため、置き換えると失われます。別のフォルダーを指定してください。", shown(path))
            }
            Self::Symlink => "ほかの場所への近道（シンボリックリンク）です。実際のフォルダーを指定してください。".to_owned(),
            Self::Mount(path) => {
                format!("別のディスクがつながっています（{}）。その中の新しいフォルダーを指定してください。", shown(path))
            }
            Self::NotAFolder => "フォルダーではありません。".to_owned(),
            Self::NotOurs => {
                "shirube が作ったものではないファイルがあります。空のフォルダーか、新しい名前を指定してください。".to_owned()
            }
            Self::OtherAudience { found, wanted } => format!(
                "「{found}」向けのサイトがあります。「{wanted}」向けのサイトでは置き換えません。別のフォルダーを指定してください。"
            ),
            Self::OtherDrafts { found: true } => {
                "下書きを含むサイトがあります。公開用のサイトは別のフォルダーに出力してください。".to_owned()
            }
            Self::OtherDrafts { found: false } => {
                "公開用のサイトがあります。下書きを含むサイトは別のフォルダーに出力してください。".to_owned()
            }
            Self::Busy => "ほかのビルドが書き込んでいます。終わってから、もう一度お試しください。".to_owned(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Tilde => "no shell replaced the “~”; write the whole path.".to_owned(),
            Self::NotAPath => "this is not a path to a folder; write a name like “public”.".to_owned(),
            Self::Root => "it is the top of the disk; name a folder of its own, like “public”.".to_owned(),
            Self::Home => "it is the home folder or holds it; name a folder of its own.".to_owned(),
            Self::Site => "it is the site's own folder; name a folder of its own in it, like “public”.".to_owned(),
            Self::AboveSite => "the site's own folder is inside it; name a folder of its own.".to_owned(),
            Self::InSources(folder) => format!("it is in “{folder}/”, among the sources; name another folder, like “public”."),
            Self::Git(path) => format!("it holds a history ({}) that would be lost; name another folder.", shown(path)),
            Self::Symlink => "it is a symbolic link; name the folder itself.".to_owned(),
            Self::Mount(path) => format!("another disk is mounted there ({}); name a new folder in it.", shown(path)),
            Self::NotAFolder => "it is not a folder.".to_owned(),
            Self::NotOurs => "it has files that shirube did not make; name an empty folder or a new one.".to_owned(),
            Self::OtherAudience { found, wanted } => {
                format!("it holds the site for “{found}”, and this one is for “{wanted}”; name another folder.")
            }
            Self::OtherDrafts { found: true } => "it holds a site with drafts; write the published one elsewhere.".to_owned(),
            Self::OtherDrafts { found: false } => "it holds a published site; write the one with drafts elsewhere.".to_owned(),
            Self::Busy => "another build is writing there; try again when it has ended.".to_owned(),
        }
    }
}
