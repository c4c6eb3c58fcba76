//! Prints the stretches of own words that presend finds in rows of JSON, and its words; copy to examples/ to run (README.md).
use presend::lexicon::{LEXICON, table::NONE};
use presend::message::RegionKind;
use presend::text::fold::fold_word;
use presend::words::*;
use std::io::BufRead;
fn main() {
    let own = RegionKind::Subject.bit() | RegionKind::Greeting.bit() | RegionKind::Body.bit();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let message = presend::message::jsonl::read_line("x", line.as_bytes(), 1, 0).unwrap();
        let cutter = Cutter::new(&LEXICON.table, &message);
        for block in blocks(&message, own) {
            for &(kind, span) in &block.stretches {
                let one = Block { part: block.part, stretches: vec![(kind, span)] };
                let words = cutter.cut(&message, &one);
                let text = &message.parts[block.part].text;
                let list: Vec<serde_json::Value> = words.list.iter().map(|w| {
                    let raw = &text[words.base + w.start as usize..words.base + w.end as usize];
                    let t = if w.has(OPAQUE) { serde_json::Value::Null } else if w.has(NUMBER) { "#".into() }
                        else if w.id != NONE { LEXICON.table.text(w.id).into() } else { fold_word(raw).into() };
                    serde_json::json!([t, w.has(SENTENCE_START)])
                }).collect();
                println!("{}", serde_json::json!({"id": message.id, "kind": kind.name(), "stretch": span.of(text), "words": list}));
            }
        }
    }
}
