//! Compiles `lexicons/` into tables inside the binary, by the code that compiles a user's lexicon at run time.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use presend_lexicon::rule::{self, Lexicon, List, Rule};
use presend_lexicon::{compile, cues, decision, decision_toml, error, file, language, table, time};

fn main() {
    println!("cargo::rerun-if-changed=../../lexicons");
    match build() {
        Ok(code) => {
            let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
            std::fs::write(out.join("lexicon.rs"), code).expect("OUT_DIR is writable");
        }
        Err(errors) => {
            for error in errors {
                println!("cargo::error={error}");
            }
            std::process::exit(1);
        }
    }
}

fn build() -> Result<String, Vec<String>> {
    let texts = |name: &str| {
        let path = Path::new("../../lexicons").join(name);
        std::fs::read_to_string(&path).map_err(|error| vec![format!("{}: {error}", path.display())])
    };
    let (classes, inflection, context) =
        (texts("en/classes.toml")?, texts("inflection.toml")?, texts("context.toml")?);
    let language = language::Language::parse(
        ("lexicons/en/classes.toml", &classes),
        ("lexicons/inflection.toml", &inflection),
        ("lexicons/context.toml", &context),
    )
    .map_err(|error| vec![error.to_string()])?;
    let mut sources = Vec::new();
    for (path, text) in rule_files()? {
        let source = file::parse(&path, &text).map_err(strings)?;
        refuse_slow_patterns(&source)?;
        sources.push(source);
    }
    let cue_texts = [
        texts("cues/cues.tsv")?,
        texts("cues/shapes.tsv")?,
        texts("cues/codes.tsv")?,
        texts("cues/axes.tsv")?,
    ];
    let [cues, shapes, codes, axes] = cue_texts.each_ref().map(String::as_str);
    let cue_texts = cues::CueTexts { cues, shapes, codes, axes };
    let in_cues = |error: String| vec![format!("lexicons/cues: {error}")];
    let cues = cues::parse(cue_texts.cues).map_err(in_cues)?;
    let words: Vec<&str> =
        cues.phrases.iter().flatten().map(String::as_str).filter(|word| *word != "^").collect();
    let lexicon = compile::compile(&language, &sources, &[], true, &words).map_err(strings)?;
    let number = |word: &str| Some(lexicon.table.word(word)).filter(|number| *number != table::NONE);
    let cues = cues.layout(&cue_texts, lexicon.table.flags.len(), number).map_err(in_cues)?;
    let decision = decision_toml::parse("lexicons/verdict.toml", &texts("verdict.toml")?)
        .map_err(|error| vec![error.to_string()])?;
    let time_words =
        time::parse("lexicons/time.toml", &texts("time.toml")?).map_err(|error| vec![error.to_string()])?;
    Ok(code_of(&lexicon) + &decision_code(&decision) + &time_code(&time_words) + &cue_code(&cues))
}

/// Returns path and text of the files of all rules, sorted: a folder for each group, a file for each rule.
fn rule_files() -> Result<Vec<(String, String)>, Vec<String>> {
    let mut files = Vec::new();
    for (group, _) in file::GROUPS {
        let folder = format!("lexicons/en/{group}");
        let failed = |error: std::io::Error| vec![format!("{folder}: {error}")];
        for entry in std::fs::read_dir(Path::new("../..").join(&folder)).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            // What editors leave beside a file has other endings.
            if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                files.push((format!("{folder}/{name}"), std::fs::read_to_string(&path).map_err(failed)?));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Regular expressions cost start-up time: the built-in lexicons use them for structured values alone, words are terms.
fn refuse_slow_patterns(source: &file::LexiconSource) -> Result<(), Vec<String>> {
    let wordy = source
        .toml
        .rule
        .iter()
        .filter(|rule| source.toml.group.get_ref() != "private" && !rule.patterns.is_empty());
    let errors: Vec<String> = wordy
        .map(|rule| {
            let reason = "patterns are for structured values (group private); say it in terms";
            source.error(rule.code.span().start, reason).to_string()
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn strings(errors: Vec<error::LexiconError>) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}

/// Writes the lexicon as a constant of Rust.
fn code_of(lexicon: &Lexicon) -> String {
    let table = &lexicon.table;
    let mut code = String::new();
    let arrays = [
        ("slots", &table.slots),
        ("hashes", &table.hashes),
        ("starts", &table.starts),
        ("flags", &table.flags),
        ("splits", &table.splits),
        ("capitals", &table.capitals),
        ("roots", &table.roots),
        ("root_specials", &table.root_specials),
        ("states", &table.states),
        ("needs", &table.needs),
        ("edge_states", &table.edge_states),
        ("accepts", &table.accepts),
        ("pairs", &table.pairs),
    ];
    for (name, numbers) in &arrays {
        let upper = name.to_uppercase();
        writeln!(code, "static {upper}: [u32; {}] = {:?};", numbers.len(), numbers)
            .expect("writing to a string");
    }
    writeln!(code, "static EDGE_WORDS: [u16; {}] = {:?};", table.edge_words.len(), table.edge_words)
        .expect("writing to a string");
    let fields: String =
        arrays.iter().map(|(name, _)| format!("{name}: Cow::Borrowed(&{}), ", name.to_uppercase())).collect();
    let rules: String = lexicon.rules.iter().map(rule_code).collect();
    let marks: String =
        lexicon.marks.iter().map(|(mark, rule)| format!("({}, {rule}),", text_code(mark))).collect();
    let patterns: String = lexicon.patterns.iter().map(pattern_code).collect();
    let frames: String = lexicon.frames.iter().map(frame_code).collect();
    write!(
        code,
        "/// The lexicons that stand in `lexicons/`.\n\
         pub static LEXICON: Lexicon = Lexicon {{ table: Table {{ arena: {}, edge_words: Cow::Borrowed(&EDGE_WORDS), {fields} }},\n\
         rules: Cow::Borrowed(&[{rules}]),\nmarks: Cow::Borrowed(&[{marks}]),\n\
         gate_keys: Cow::Borrowed(&{:?}),\npatterns: Cow::Borrowed(&[{patterns}]),\nframes: Cow::Borrowed(&[{frames}]) }};\n",
        text_code(&table.arena),
        lexicon.gate_keys
    )
    .expect("writing to a string");
    code
}

fn text_code(text: &str) -> String {
    format!("Cow::Borrowed({text:?})")
}

fn list_code(list: &List) -> String {
    format!("List::packed({})", text_code(list.as_packed()))
}

fn rule_code(rule: &Rule) -> String {
    let texts = [
        ("code", &rule.code),
        ("name", &rule.name),
        ("group", &rule.group),
        ("severity", &rule.severity),
        ("channel", &rule.channel),
        ("message", &rule.message),
        ("note", &rule.note),
        ("help", &rule.help),
        ("check", &rule.check),
    ];
    let lists = [
        ("profiles", &rule.profiles),
        ("terms", &rule.terms),
        ("unless", &rule.unless),
        ("fires", &rule.fires),
        ("quiet", &rule.quiet),
        ("sources", &rule.sources),
    ];
    let texts: String = texts.iter().map(|(name, text)| format!("{name}: {}, ", text_code(text))).collect();
    let lists: String = lists.iter().map(|(name, list)| format!("{name}: {}, ", list_code(list))).collect();
    let weights: String =
        rule.weights.iter().map(|(axis, weight)| format!("({}, {weight:?}),", text_code(axis))).collect();
    let wordings: String = rule
        .suggestions
        .iter()
        .map(|wording| {
            let (title, text) = (text_code(&wording.title), text_code(&wording.text));
            format!(
                "Wording {{ title: {title}, text: {text}, applicability: {} }},",
                text_code(&wording.applicability)
            )
        })
        .collect();
    format!(
        "Rule {{ {texts}{lists}weights: Cow::Borrowed(&[{weights}]), suggestions: Cow::Borrowed(&[{wordings}]), \
         follow_up: {}, zones: {}, negatable: {}, blocks: {} }},\n",
        rule.follow_up, rule.zones, rule.negatable, rule.blocks
    )
}

fn pattern_code(pattern: &rule::Pattern) -> String {
    format!(
        "Pattern {{ rule: {}, regex: {}, gates: {}, digits: {}, groups: {}, with: {}, mixed: {}, test: {}, group: {}, not: {}, line: {} }},\n",
        pattern.rule,
        text_code(&pattern.regex),
        list_code(&pattern.gates),
        pattern.digits,
        list_code(&pattern.groups),
        text_code(&pattern.with),
        pattern.mixed,
        text_code(&pattern.test),
        pattern.group,
        list_code(&pattern.not),
        pattern.line
    )
}

fn frame_code(frame: &rule::Frame) -> String {
    format!(
        "Frame {{ name: {}, rules: {}, reach: {}, words: {}, effect: {}, factor: {:?}, least: {} }},\n",
        text_code(&frame.name),
        list_code(&frame.rules),
        text_code(&frame.reach),
        frame.words,
        text_code(&frame.effect),
        frame.factor,
        frame.least
    )
}

/// Writes the cues as a constant of Rust.
fn cue_code(cues: &cues::CueTable) -> String {
    let weighted = |list: &[cues::Weighted]| {
        let entries: String =
            list.iter().map(|(name, weights)| format!("({}, {weights:?}),", text_code(name))).collect();
        format!("Cow::Borrowed(&[{entries}])")
    };
    let nodes: String = cues
        .nodes
        .iter()
        .map(|node| format!("Node {{ cue: {}, from: {}, to: {} }},", node.cue, node.from, node.to))
        .collect();
    format!(
        "/// The cues of `lexicons/cues/`.\n\
         pub static CUES: CueTable = CueTable {{ columns: {:?}, heads: Cow::Borrowed(&{:?}), start: {}, nodes: Cow::Borrowed(&[{nodes}]),\n\
         edges: Cow::Borrowed(&{:?}), first_entry: Cow::Borrowed(&{:?}), entries: Cow::Borrowed(&{:?}),\n\
         shapes: {}, codes: {} }};\n",
        cues.columns,
        cues.heads,
        cues.start,
        cues.edges,
        cues.first_entry,
        cues.entries,
        weighted(&cues.shapes),
        weighted(&cues.codes)
    )
}

/// Writes the words of date and time as a constant of Rust.
fn time_code(words: &time::TimeWords) -> String {
    let list = |list: &[time::Meaning]| {
        let entries: String =
            list.iter().map(|(word, number)| format!("({}, {number}),", text_code(word))).collect();
        format!("Cow::Borrowed(&[{entries}])")
    };
    format!(
        "/// The words of `lexicons/time.toml`.\n\
         pub static TIME: TimeWords = TimeWords {{ weekdays: {}, months: {}, numbers: {}, units: {}, parts: {}, ends: {}, zones: {}, unclear_zones: {} }};\n",
        list(&words.weekdays),
        list(&words.months),
        list(&words.numbers),
        list(&words.units),
        list(&words.parts),
        list(&words.ends),
        list(&words.zones),
        list(&words.unclear_zones)
    )
}

/// Writes the decision table as a constant of Rust.
fn decision_code(decision: &decision::Decision) -> String {
    let rows: String = decision.rows.iter().map(row_code).collect();
    let outranks: String = decision
        .outranks
        .iter()
        .map(|(code, over)| format!("({}, {}),", text_code(code), list_code(over)))
        .collect();
    let modifiers: String = decision.modifiers.iter().map(modifier_code).collect();
    let plan = |plan: &decision::PlanEntry| {
        let (channel, live, write) =
            (text_code(&plan.channel), list_code(&plan.live), list_code(&plan.write));
        let rows = &plan.rows;
        format!(
            "PlanEntry {{ channel: {channel}, rows: Cow::Borrowed(&{rows:?}), live: {live}, write: {write} }},"
        )
    };
    let plans: String = decision.plans.iter().map(plan).collect();
    let variants: String = decision.variants.iter().map(variant_code).collect();
    format!(
        "/// The judge's numbers and the decision table in `lexicons/verdict.toml`.\n\
         pub static DECISION: Decision = Decision {{ levels: {:?}, thresholds: {:?}, rows: Cow::Borrowed(&[{rows}]),\n\
         leak_codes: {}, leak_say: {}, outranks: Cow::Borrowed(&[{outranks}]),\n\
         modifiers: Cow::Borrowed(&[{modifiers}]), variants: Cow::Borrowed(&[{variants}]), plans: Cow::Borrowed(&[{plans}]),\n\
         down_raises: {}, up_lowers: {}, lists_of_all: {}, lists_of_group: {}, commit_groups: {} }};\n",
        decision.levels,
        decision.thresholds,
        list_code(&decision.leak_codes),
        text_code(&decision.leak_say),
        list_code(&decision.down_raises),
        list_code(&decision.up_lowers),
        list_code(&decision.lists_of_all),
        list_code(&decision.lists_of_group),
        list_code(&decision.commit_groups)
    )
}

fn modifier_code(modifier: &decision::Modifier) -> String {
    format!(
        "Modifier {{ number: {}, name: {}, when: {}, rows: Cow::Borrowed(&{:?}), codes: {}, action: {}, channel: {}, say: {} }},\n",
        modifier.number,
        text_code(&modifier.name),
        text_code(&modifier.when),
        modifier.rows,
        list_code(&modifier.codes),
        text_code(&modifier.action),
        text_code(&modifier.channel),
        text_code(&modifier.say)
    )
}

fn variant_code(variant: &decision::Variant) -> String {
    format!(
        "Variant {{ code: {}, name: {}, message: {}, note: {}, help: {} }},\n",
        text_code(&variant.code),
        text_code(&variant.name),
        text_code(&variant.message),
        text_code(&variant.note),
        text_code(&variant.help)
    )
}

fn row_code(row: &decision::Row) -> String {
    format!(
        "Row {{ row: {}, name: {}, when: {}, codes: {}, levels: {:?}, only: {}, ask: {}, by_cues: {}, direction: {}, action: {}, channel: {}, \
         follow_up: {}, wait: {}, say: {} }},\n",
        row.row,
        text_code(&row.name),
        text_code(&row.when),
        list_code(&row.codes),
        row.levels,
        list_code(&row.only),
        row.ask,
        row.by_cues,
        list_code(&row.direction),
        text_code(&row.action),
        text_code(&row.channel),
        row.follow_up,
        row.wait,
        text_code(&row.say)
    )
}
