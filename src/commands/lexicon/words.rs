//! Prints the writer's own words of messages, for those who write terms and for the training of the cues.

use std::io::Write;
use std::path::Path;

use presend_core::message::jsonl;
use presend_core::{OwnWord, own_words};
use serde_json::{Value, json};

use crate::error::CliError;
use crate::exit::CLEAN;

/// Prints a line a message: its id, and of each word the region, the folded text, its marks of [`letters`], its first byte and the one
/// behind its last in its part, and the sentence marks behind it.
///
/// # Errors
/// Returns why the file could not be read, or what is wrong with a line.
pub(super) fn run(texts: &Path, out: &mut dyn Write) -> Result<u8, CliError> {
    let name = texts.display().to_string();
    let bytes = std::fs::read(texts).map_err(|error| CliError::of_file(texts, &error))?;
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    for (at, line) in lines.filter(|(_, line)| !line.trim_ascii().is_empty()) {
        let message = jsonl::read_line(&name, line, at + 1, 0)
            .map_err(|reason| CliError::Failed(format!("{name}:{}: {reason}", at + 1)))?;
        let words: Vec<Value> = own_words(&message).iter().map(shown).collect();
        writeln!(out, "{}", json!({"id": message.id, "words": words}))?;
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
