//! Presses squeezed columns by LZMA, and takes them out again.
//!
//! Of the formats that Rust alone can read, it made least of the columns (30 November 2026): 1.10 MB of 3.14, brotli 1.11 and a
//! dictionary of 0.12 in its reader, zstd 1.19, gzip 1.28.

#[cfg(feature = "built-in")]
use lzma_rust2::{LzmaOptions, LzmaWriter, Write};
use lzma_rust2::{LzmaReader, Read};

/// How much memory reading may take, in KB: that of the tables, and more. What is not whole could name any length.
const MOST_MEMORY: u32 = 1 << 16;

/// Presses bytes, whose number comes first, in four.
#[cfg(feature = "built-in")]
pub(super) fn press(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let length = crate::pack::small(bytes.len());
    let options = LzmaOptions {
        dict_size: length.next_power_of_two().max(lzma_rust2::DICT_SIZE_MIN),
        // Numbers of one byte or two tell little of those after them, and stand at no even places.
        lc: 1,
        pb: 0,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        depth_limit: 1024,
        ..LzmaOptions::with_preset(9)
    };
    let failed = |error| format!("the columns cannot be pressed: {error:?}");
    let mut writer = LzmaWriter::new_use_header(length.to_le_bytes().to_vec(), &options, Some(length.into()))
        .map_err(failed)?;
    writer.write_all(bytes).map_err(failed)?;
    writer.finish().map_err(failed)
}

/// Takes the bytes out again, if they are whole.
pub(super) fn unpress(bytes: &[u8]) -> Option<Vec<u8>> {
    let (length, pressed) = bytes.split_first_chunk::<4>()?;
    let mut reader = LzmaReader::new_mem_limit(pressed, MOST_MEMORY, None).ok()?;
    let mut unpressed = vec![0; usize::try_from(u32::from_le_bytes(*length)).ok()?];
    reader.read_exact(&mut unpressed).ok()?;
    Some(unpressed)
}
