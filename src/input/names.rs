//! Tells by its name what a file in a folder is: a draft, or drafts that are packed.

use std::path::Path;

/// Endings of the files that are read in a folder.
const ENDINGS: [&str; 10] = ["eml", "txt", "md", "markdown", "html", "htm", "mbox", "jsonl", "json", "ics"];

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Zip,
    Gzip,
    Zstd,
}

impl Packing {
    /// Tells by a file's name how it is packed.
    pub(super) fn of(path: &Path) -> Option<Packing> {
        match path.extension()?.to_ascii_lowercase().to_str()? {
            "zip" => Some(Packing::Zip),
            "gz" => Some(Packing::Gzip),
            "zst" => Some(Packing::Zstd),
            _ => None,
        }
    }
}

/// Returns true if and only if a file found in a folder is packed, and by its name holds mail or chats.
pub(super) fn is_packed_draft(path: &Path) -> bool {
    match Packing::of(path) {
        Some(Packing::Zip) => true,
        Some(Packing::Gzip | Packing::Zstd) => is_draft(&path.with_extension("")),
        None => false,
    }
}

/// Returns true if and only if a file in a folder is read, by its name.
pub(super) fn is_draft(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
        || folder.is_some_and(|folder| folder == "cur" || folder == "new")
}
