//! Runs what the fuzz targets run, without a fuzzer: over every seed, and over mutations of the seeds.

use std::collections::BTreeSet;
use std::fs;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::support::{read, root};
use fuzzed::TARGETS;

#[path = "../../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "as a crate of its own it is what the fuzz targets see")]
mod fuzzed;

/// Mutations of each target; the same ones in every run.
const MUTATIONS: u32 = 2_000;

/// What one mutation does to the bytes.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Put,
    Flip,
    Cut,
    Repeat,
    Word,
    Splice,
    End,
}

const KINDS: [Kind; 7] =
    [Kind::Put, Kind::Flip, Kind::Cut, Kind::Repeat, Kind::Word, Kind::Splice, Kind::End];

type Change = (Kind, Index, Index, u8);

/// The seeds of a target, and the words of the dictionary.
struct Material {
    seeds: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
}

impl Material {
    fn of(target: &str) -> Material {
        let entries = fs::read_dir(root().join("fuzz/seeds").join(target)).unwrap();
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let seeds = paths.iter().map(|path| fs::read(path).unwrap()).collect();
        Material { seeds, words: words() }
    }

    fn mutated(&self, seed: Index, changes: &[Change]) -> Vec<u8> {
        let mut bytes = seed.get(&self.seeds).clone();
        for (kind, at, other, byte) in changes {
            self.change(&mut bytes, *kind, (*at, *other), *byte);
        }
        bytes
    }

    fn change(&self, bytes: &mut Vec<u8>, kind: Kind, (at, other): (Index, Index), byte: u8) {
        let start = at.index(bytes.len() + 1);
        let end = (start + usize::from(byte) % 40).min(bytes.len());
        match kind {
            Kind::Put => bytes.insert(start, byte),
            Kind::Flip if start < end => bytes[start] ^= 1 << (byte % 8),
            Kind::Flip => {}
            Kind::Cut => drop(bytes.drain(start..end)),
            Kind::Repeat => {
                let again = bytes[start..end].repeat(1 + usize::from(byte) % 8);
                bytes.splice(start..start, again);
            }
            Kind::Word => drop(bytes.splice(start..start, other.get(&self.words).iter().copied())),
            Kind::Splice => {
                let seed = other.get(&self.seeds);
                bytes.splice(start..end, seed[at.index(seed.len() + 1)..].iter().copied());
            }
            Kind::End => bytes.truncate(start),
        }
    }
}

/// Reads the dictionary as libFuzzer does.
fn words() -> Vec<Vec<u8>> {
    let text = read("fuzz/words.dict");
    let quoted = text.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    quoted.map(unescaped).collect()
}

fn unescaped(word: &str) -> Vec<u8> {
    let mut pieces = word.split("\\x");
    let mut bytes = pieces.next().unwrap().as_bytes().to_vec();
    for piece in pieces {
        let (digits, rest) = piece.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).unwrap());
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}

fn hold(target: &str) {
    let run = TARGETS.iter().find(|(name, _)| *name == target).unwrap().1;
    let material = Material::of(target);
    assert!(!material.seeds.is_empty(), "{target} has no seed");
    material.seeds.iter().for_each(|seed| run(seed));
    let config = ProptestConfig { cases: MUTATIONS, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let change = (prop::sample::select(&KINDS[..]), any::<Index>(), any::<Index>(), any::<u8>());
    let done = runner.run(&(any::<Index>(), vec(change, 1..9)), |(seed, changes)| {
        run(&material.mutated(seed, &changes));
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{target}: {error}"));
}

macro_rules! targets {
    ($($name:ident)*) => {
        const TESTED: &[&str] = &[$(stringify!($name)),*];
        $(#[test] fn $name() { hold(stringify!($name)); })*
    };
}

targets! {
    agent_call chat exports git html ics jsonl lexicon lsp made_mail mail markdown mbox mcp native_host outgoing settings slack
    term text whole zip
}

/// A target that is missing in one of the places would be fuzzed, or tested, by nobody.
#[test]
fn every_target_has_its_test_its_program_and_its_seeds() {
    let of_code: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(of_code, TESTED);
    let manifest: toml::Table = read("fuzz/Cargo.toml").parse().unwrap();
    let programs: Vec<&str> =
        manifest["bin"].as_array().unwrap().iter().map(|bin| bin["name"].as_str().unwrap()).collect();
    assert_eq!(of_code, programs);
    let folders = |name: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(root().join(name)).unwrap();
        entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect()
    };
    let names: BTreeSet<String> = of_code.into_iter().map(str::to_owned).collect();
    assert_eq!(folders("fuzz/seeds"), names);
    assert_eq!(folders("fuzz/fuzz_targets"), names);
    for name in &names {
        let program = read(&format!("fuzz/fuzz_targets/{name}.rs"));
        assert!(program.contains(&format!("|bytes: &[u8]| presend_fuzz::{name}(bytes)")), "{program}");
    }
}
