//! Reads packed files of mail and chats, zip, gz and zst, within limits on what they may unpack to.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::{DeflateDecoder, MultiGzDecoder};
use ruzstd::decoding::StreamingDecoder;
use zip::CompressionMethod;

use super::names::{Packing, is_draft};
use super::reading::Reading;
use super::slack_day::{DIRECTORY_LISTS, name_of};
use super::unit::{InputSource, Reached, Units, only, unreadable};
use super::{reader, slack_zip};

/// What was packed may unpack to so many times its size; what people write packs to a third, and logs of chats to a tenth.
const MOST_TIMES: u64 = 100;
/// So much may be unpacked of anything.
const ALWAYS_READ: u64 = 1 << 20;

/// Reads a packed file.
pub(super) fn read(path: &Path, packing: Packing, reading: &mut Reading) -> Units<'static> {
    if packing == Packing::Zip {
        return zip(path, reading);
    }
    let shown = path.display().to_string();
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    let (size, file) = match opened {
        Ok(opened) => opened,
        Err(error) => return only(unreadable(&shown, None, crate::error::reason(&error))),
    };
    let reached = Reached::packed(reading.before);
    let file = BufReader::with_capacity(1 << 16, Counted { inner: file, count: reached.counter() });
    let unpacked: Box<dyn Read> = match packing {
        Packing::Gzip => Box::new(MultiGzDecoder::new(file)),
        _ => Box::new(Frames { packed: Some(file), frame: None }),
    };
    let inner = path.with_extension("").display().to_string();
    let source = source(shown, path, reading, reached, Some(inner));
    if source.named().to_ascii_lowercase().ends_with(".tar") {
        return only(unreadable(&source.path, None, "a tar archive: unpack it first"));
    }
    entry(source, unpacked, size, reading)
}

/// Reads what was packed as one file, until it is more than it may be.
fn entry(source: InputSource, unpacked: Box<dyn Read>, size: u64, reading: &mut Reading) -> Units<'static> {
    let most = size.saturating_mul(MOST_TIMES).max(ALWAYS_READ);
    let limited = BufReader::with_capacity(1 << 16, Limited { inner: unpacked, left: most, is_over: false });
    reader::read(source, Box::new(limited), reading.format, reading.walked, &mut reading.directories)
}

fn source(
    shown: String,
    path: &Path,
    reading: &Reading,
    reached: Reached,
    inner: Option<String>,
) -> InputSource {
    InputSource { path: shown.into(), file: Some(path.into()), linter: reading.linter, inner, reached }
}

/// Where an entry of a zip file lies in it.
struct Packed {
    start: u64,
    size: u64,
    is_deflated: bool,
}

/// Reads the drafts in a zip file, in the order of their names; a Slack export is read as one.
fn zip(path: &Path, reading: &mut Reading) -> Units<'static> {
    let shown = path.display().to_string();
    let mut zip = match slack_zip::open(path) {
        Ok((zip, _)) => zip,
        Err(reason) => return only(unreadable(&shown, None, reason)),
    };
    let named =
        (0..zip.len()).filter_map(|index| Some((zip.name_for_index(index)?.ok()?.into_owned(), index)));
    let mut names: Vec<(String, usize)> = named.collect();
    if names.iter().any(|(name, _)| DIRECTORY_LISTS.iter().any(|(list, _)| name_of(name) == *list)) {
        return slack_zip::read(path, reading.linter, reading.before);
    }
    names.retain(|(name, _)| !name.starts_with("__MACOSX/") && is_draft(Path::new(name)));
    names.sort();
    if names.is_empty() {
        return only(unreadable(&shown, None, "no drafts found in this zip file"));
    }
    let (path, mut reading) = (path.to_owned(), reading.for_archive());
    Box::new(names.into_iter().flat_map(move |(name, index)| {
        let reached = Reached::packed(reading.before);
        let shown = format!("{}/{name}", path.display());
        let found = place(&mut zip, index).and_then(|packed| {
            let unpacked = unpack(&path, &packed, &reached).map_err(|error| crate::error::reason(&error))?;
            Ok((packed.size, unpacked))
        });
        match found {
            Ok((size, unpacked)) => {
                let source = source(shown, &path, &reading, reached, None);
                entry(source, unpacked, size, &mut reading)
            }
            Err(reason) => only(unreadable(&shown, None, reason)),
        }
    }))
}

/// Says where an entry lies, or why it cannot be read.
fn place(zip: &mut slack_zip::Opened, index: usize) -> Result<Packed, String> {
    let entry = zip.by_index_raw(index).map_err(|error| format!("cannot be unpacked: {error}"))?;
    if entry.encrypted() {
        return Err("packed with a password: unpack it first".to_owned());
    }
    let is_deflated = match entry.compression() {
        CompressionMethod::Deflated => true,
        CompressionMethod::Stored => false,
        other => return Err(format!("packed in a way that presend cannot read ({other}): unpack it first")),
    };
    let start = entry.data_start().ok_or("cannot be unpacked: its place in the archive is unclear")?;
    Ok(Packed { start, size: entry.compressed_size(), is_deflated })
}

/// Opens an entry by itself, so that it is read in pieces however large it is.
fn unpack(path: &Path, packed: &Packed, reached: &Reached) -> io::Result<Box<dyn Read>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(packed.start))?;
    let count = reached.counter();
    count.store(packed.start, Ordering::Relaxed);
    let own = BufReader::new(Counted { inner: file, count }.take(packed.size));
    Ok(if packed.is_deflated { Box::new(DeflateDecoder::new(own)) } else { Box::new(own) })
}

/// Counts what is read of a file.
struct Counted {
    inner: File,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(into)?;
        self.count.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// The frames of a zst file, of which there may be many, one behind another.
struct Frames<R: BufRead> {
    packed: Option<R>,
    frame: Option<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let length = frame.read(into)?;
                if length > 0 || into.is_empty() {
                    return Ok(length);
                }
            }
            self.packed = self.frame.take().map(StreamingDecoder::into_inner).or(self.packed.take());
            let Some(mut packed) = self.packed.take() else { return Ok(0) };
            if packed.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.frame = Some(StreamingDecoder::new(packed).map_err(io::Error::other)?);
        }
    }
}

/// Ends with an error what unpacks to more than it may, and what cannot be unpacked.
struct Limited {
    inner: Box<dyn Read>,
    left: u64,
    is_over: bool,
}

impl Read for Limited {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.is_over {
            return Ok(0);
        }
        let read = self.inner.read(into).map_err(|error| {
            io::Error::other(format!("cannot be unpacked: {}", crate::error::reason(&error)))
        });
        let left = read.as_ref().ok().and_then(|length| self.left.checked_sub(*length as u64));
        self.is_over = left.is_none();
        self.left = left.unwrap_or(0);
        let length = read?;
        if self.is_over {
            let why = format!("unpacks to more than {MOST_TIMES} times its size, which no mail or chat does");
            return Err(io::Error::other(why));
        }
        Ok(length)
    }
}
