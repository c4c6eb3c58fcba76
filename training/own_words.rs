//! Prints the stretches of own words that presend finds in rows of JSON, and its words; copy to crates/core/examples/ to run (README.md).

use std::io::BufRead;

use presend_core::builtin::LEXICON;
use presend_core::message::{RegionKind, jsonl};
use presend_core::words::{Block, NUMBER, OPAQUE, SENTENCE_START, Tokenizer, blocks};
use presend_lexicon::fold::fold_word;
use presend_lexicon::table::NONE;
use serde_json::{Value, json};

fn main() {
    let own = RegionKind::Subject.bit() | RegionKind::Greeting.bit() | RegionKind::Body.bit();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("the rows are UTF-8");
        let message =
            jsonl::read_line("x", line.as_bytes(), 1, 0).expect("each row is an object with a text");
        let tokenizer = Tokenizer::new(LEXICON.table, &message);
        for block in blocks(&message, own) {
            for &(kind, span) in &block.stretches {
                let one = Block { part: block.part, stretches: vec![(kind, span)] };
                let words = tokenizer.cut(&message, &one);
                let text = &message.parts[block.part].text;
                let list: Vec<Value> = words
                    .list
                    .iter()
                    .map(|word| {
                        let shown = if word.has(OPAQUE) {
                            Value::Null
                        } else if word.has(NUMBER) {
                            "#".into()
                        } else if word.id != NONE {
                            LEXICON.table.text(word.id).into()
                        } else {
                            fold_word(&text[words.base + word.start as usize..words.base + word.end as usize])
                                .into()
                        };
                        json!([shown, word.has(SENTENCE_START)])
                    })
                    .collect();
                println!(
                    "{}",
                    json!({"id": message.id, "kind": kind.name(), "stretch": span.of(text), "words": list})
                );
            }
        }
    }
}
