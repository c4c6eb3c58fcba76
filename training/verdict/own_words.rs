//! Prints the writer's own words of each message as presend cuts them, with their place and the marks behind them; copy to crates/core/examples/ to run (README.md).
use presend_core::builtin::LEXICON;
use presend_core::message::{RegionKind, jsonl};
use presend_core::words::{NUMBER, OPAQUE, Tokenizer, blocks};
use presend_lexicon::fold::fold_word;
use presend_lexicon::table::NONE;
use std::io::{BufRead, Write};

/// The marks that may end a sentence, out of what stands between two words.
fn marks(between: &str) -> String {
    between.chars().filter(|c| ".!?…".contains(*c)).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let own = RegionKind::Subject.bit() | RegionKind::Greeting.bit() | RegionKind::Body.bit();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let message = jsonl::read_line("x", line?.as_bytes(), 1, 0)?;
        let tokenizer = Tokenizer::new(LEXICON.table, &message);
        let mut list = Vec::new();
        for block in blocks(&message, own) {
            let words = tokenizer.cut(&message, &block);
            let text = &message.parts[block.part].text;
            let last = block.stretches.last().map_or(0, |(_, span)| span.end);
            for (at, word) in words.list.iter().enumerate() {
                let (start, end) = (words.base + word.start as usize, words.base + word.end as usize);
                let next = words.list.get(at + 1).map_or(last, |next| words.base + next.start as usize);
                let folded = if word.has(OPAQUE) {
                    "<>".to_string()
                } else if word.has(NUMBER) {
                    "#".to_string()
                } else if word.id != NONE {
                    LEXICON.table.text(word.id).to_string()
                } else {
                    fold_word(&text[start..end]).to_string()
                };
                let behind = if next > end { marks(&text[end..next]) } else { String::new() };
                list.push(serde_json::json!([words.kind_at(start).name(), folded, word.flags & 0xFF, start, end, behind]));
            }
        }
        writeln!(out, "{}", serde_json::json!({"id": message.id, "words": list}))?;
    }
    Ok(())
}
