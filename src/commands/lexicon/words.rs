//! Prints the writer's own words of messages, for those who write terms and for the training of the cues.

use std::io::Write;
use std::path::Path;

use presend_core::render::sanitize_json;
use presend_core::{OwnWord, own_words};
use serde_json::{Value, json};

use super::texts::Texts;
use crate::error::CliError;
use crate::exit::CLEAN;

/// Prints a line a message: its id, and of each word the region, the folded text, its marks of [`letters`], its first byte and the one
/// behind its last in its part, and the sentence marks behind it.
///
/// # Errors
/// Returns why the file could not be read, or what is wrong with a line.
pub(super) fn run(texts: &Path, out: &mut dyn Write) -> Result<u8, CliError> {
    let texts = Texts::read(texts)?;
    for (number, line) in texts.lines() {
        let message = texts.message(number, line)?;
        let words: Vec<Value> = own_words(&message).iter().map(shown).collect();
        let line = json!({"id": message.id, "words": words}).to_string();
        writeln!(out, "{}", sanitize_json(line))?;
    }
    Ok(CLEAN)
}

fn shown(word: &OwnWord) -> Value {
    json!([word.region.name(), word.text, letters(word), word.span.start, word.span.end, word.marks])
}

/// Returns a letter for each thing that is known of a word: capitalised, all capitals, number, name, sentence start, opaque.
fn letters(word: &OwnWord) -> String {
    let known = [
        (word.is_capitalised, 'c'),
        (word.is_all_capitals, 'C'),
        (word.is_number, 'n'),
        (word.is_name, 'p'),
        (word.starts_sentence, 's'),
        (word.is_opaque, 'o'),
    ];
    known.into_iter().filter(|(is_set, _)| *is_set).map(|(_, letter)| letter).collect()
}
