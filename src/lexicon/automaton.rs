//! Builds the automaton of a table: terms become a graph with shared endings, then one state per set of graph nodes.

use std::collections::{BTreeMap, HashMap};

use super::inflect::forms;
use super::language::Language;
use super::table::{
    ALWAYS_BIT, Accept, Kind, NAME_BIT, NONE, NUMBER_BIT, NUMBER_WORD, ROOTS, Root, STARTS_TERM, STATE_SIZE,
    Table, edge_slot, gate_key, slot_of, word_bit,
};
use super::term::{Item, Term};

/// Steps of a term that match more than one given word.
const ANY: u32 = u32::MAX;
const NAME: u32 = u32::MAX - 1;
const NUMBER: u32 = u32::MAX - 2;

/// Words a gap may skip (DESIGN §3).
const GAP: usize = 4;

/// Most edges one term may unfold into; beyond it a user's term is refused instead of filling memory.
const MAX_EDGES: usize = 200_000;

/// A node of the graph while it is built: edges to finished nodes, and terms that end here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct Node {
    edges: Vec<(u32, u32)>,
    accepts: Vec<[u32; 2]>,
}

impl Node {
    fn join(mut self, other: &Node) -> Node {
        self.edges.extend_from_slice(&other.edges);
        self.accepts.extend_from_slice(&other.accepts);
        self
    }
}

/// Word classes of one lexicon file.
pub type OwnClasses = BTreeMap<String, Vec<Item>>;

/// Collects terms and lays them out as a table.
#[derive(Debug)]
pub struct Builder<'l> {
    language: &'l Language,
    words: HashMap<String, u32>,
    texts: Vec<String>,
    nodes: Vec<Node>,
    known: HashMap<Node, u32>,
    roots: [Node; ROOTS],
    edges: usize,
    gates: Vec<u32>,
}

impl<'l> Builder<'l> {
    /// Starts an empty table that knows the language's short forms and word lists.
    #[must_use]
    pub fn new(language: &'l Language) -> Builder<'l> {
        let mut builder = Builder {
            language,
            words: HashMap::new(),
            texts: vec![String::new()],
            nodes: Vec::new(),
            known: HashMap::new(),
            roots: Default::default(),
            edges: 0,
            gates: Vec::new(),
        };
        for (form, words) in &language.short_forms {
            builder.word(form);
            for word in words {
                builder.word(word);
            }
        }
        let lists = &language.words;
        for list in [
            &lists.clause_end,
            &lists.common,
            &lists.not_a_name,
            &lists.abbreviation,
            &lists.function,
            &lists.drawn_out,
            &language.numbers,
        ] {
            for word in list {
                builder.word(word);
            }
        }
        builder
    }

    /// Adds a term of a rule or a context frame; `root` is where it begins inside a sentence.
    ///
    /// # Errors
    /// Returns why the term cannot be used: an unknown class, or one that unfolds too far.
    pub fn add(&mut self, term: &Term, own: &OwnClasses, accept: Accept, root: Root) -> Result<(), String> {
        self.edges = 0;
        let accept = Accept { at_end: term.at_end, ..accept };
        let end = Node { edges: Vec::new(), accepts: vec![accept.pack()] };
        let node = self.unfold(&term.item, own, &end)?;
        if !term.at_start {
            self.roots[root as usize].edges.extend_from_slice(&node.edges);
        }
        self.roots[root.at_start() as usize].edges.extend_from_slice(&node.edges);
        Ok(())
    }

    /// Marks the key word of a pattern's gate, so that the word cutter notes where it stands.
    pub fn add_gate(&mut self, gate: &str) {
        let common = &self.language.words.common;
        if let Some(run) = gate_key(gate, |word| common.iter().any(|common| common == word)) {
            let number = self.word(&run.to_ascii_lowercase());
            self.gates.push(number);
        }
    }

    /// Returns the number of a folded word, giving it one if need be.
    fn word(&mut self, folded: &str) -> u32 {
        if let Some(&number) = self.words.get(folded) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).expect("a vocabulary is far below 2^32 words");
        self.texts.push(folded.to_owned());
        self.words.insert(folded.to_owned(), number);
        number
    }

    fn intern(&mut self, mut node: Node) -> u32 {
        node.edges.sort_unstable();
        node.edges.dedup();
        node.accepts.sort_unstable();
        node.accepts.dedup();
        if let Some(&number) = self.known.get(&node) {
            return number;
        }
        let number = u32::try_from(self.nodes.len()).expect("edges are capped");
        self.nodes.push(node.clone());
        self.known.insert(node, number);
        number
    }

    fn step(&mut self, symbol: u32, rest: &Node) -> Result<Node, String> {
        self.edges += 1;
        if self.edges > MAX_EDGES {
            return Err(format!("the term unfolds into more than {MAX_EDGES} steps: use fewer alternatives"));
        }
        let target = self.intern(rest.clone());
        Ok(Node { edges: vec![(symbol, target)], accepts: Vec::new() })
    }

    /// Builds the node at which `item`, followed by `rest`, begins.
    fn unfold(&mut self, item: &Item, own: &OwnClasses, rest: &Node) -> Result<Node, String> {
        match item {
            Item::Word(word) => self.unfold_word(word, rest),
            Item::Caps(word) => {
                // The folded word must be known too: capitals are looked up through it.
                self.word(word);
                let capitals = self.word(&word.to_uppercase());
                self.step(capitals, rest)
            }
            Item::Inflected(word) => {
                let language = self.language;
                let all = forms(word, &language.irregular).into_iter().map(Item::Word).collect::<Vec<Item>>();
                self.unfold_all(&all, own, rest)
            }
            Item::Class(name) => {
                let language = self.language;
                let members = language.class(name, own).ok_or_else(|| format!("unknown class `@{name}`"))?;
                self.unfold_all(members, own, rest)
            }
            Item::Name => self.step(NAME, rest),
            Item::Number => self.step(NUMBER, rest),
            Item::Any => self.step(ANY, rest),
            Item::Gap => {
                let mut node = rest.clone();
                for _ in 0..GAP {
                    node = self.step(ANY, &node)?.join(rest);
                }
                Ok(node)
            }
            Item::Sequence(items) => {
                let mut node = rest.clone();
                for item in items.iter().rev() {
                    node = self.unfold(item, own, &node)?;
                }
                Ok(node)
            }
            Item::Choice(branches) => self.unfold_all(branches, own, rest),
            Item::Optional(item) => Ok(self.unfold(item, own, rest)?.join(rest)),
        }
    }

    fn unfold_all(&mut self, branches: &[Item], own: &OwnClasses, rest: &Node) -> Result<Node, String> {
        let mut node = Node::default();
        for branch in branches {
            node = self.unfold(branch, own, rest)?.join(&node);
        }
        Ok(node)
    }

    /// A short form in a term stands for its words, as it does in a text.
    fn unfold_word(&mut self, word: &str, rest: &Node) -> Result<Node, String> {
        let language = self.language;
        let Some(words) = language.short_forms.get(word) else {
            let number = self.word(word);
            return self.step(number, rest);
        };
        let mut node = rest.clone();
        for word in words.iter().rev() {
            let number = self.word(word);
            node = self.step(number, &node)?;
        }
        Ok(node)
    }

    /// Lays out everything added so far.
    #[must_use]
    pub fn finish(self) -> Table {
        let mut table = Table::default();
        self.lay_out_vocabulary(&mut table);
        self.lay_out_states(&mut table);
        table
    }

    fn lay_out_vocabulary(&self, table: &mut Table) {
        let count = self.texts.len();
        let mut starts = vec![0];
        let mut arena = String::new();
        for text in &self.texts {
            arena.push_str(text);
            starts.push(u32::try_from(arena.len()).expect("a vocabulary is far below 4 GiB"));
        }
        let hashes: Vec<u64> = self.texts.iter().map(|text| super::fold::hash_of(text)).collect();
        let mut slots = vec![NONE; (count * 4).next_power_of_two()];
        let mask = slots.len() - 1;
        for (number, &hash) in hashes.iter().enumerate().skip(1) {
            let mut slot = slot_of(hash) & mask;
            while slots[slot] != NONE {
                slot = (slot + 1) & mask;
            }
            slots[slot] = u32::try_from(number).expect("a vocabulary is far below 2^32 words");
        }
        let number_of = |text: &str| self.words.get(text).copied().unwrap_or(NONE);
        let splits = self.texts.iter().flat_map(|text| match self.language.short_forms.get(text) {
            Some(words) => [number_of(&words[0]), words.get(1).map_or(NONE, |word| number_of(word))],
            None => [NONE, NONE],
        });
        let capitals = self.texts.iter().map(|text| {
            let upper = text.to_uppercase();
            if upper == *text { NONE } else { number_of(&upper) }
        });
        table.splits = splits.collect();
        table.capitals = capitals.collect();
        table.flags = self.flags().into();
        #[expect(clippy::cast_possible_truncation, reason = "the two halves of a hash")]
        let halves = hashes.iter().flat_map(|&hash| [hash as u32, (hash >> 32) as u32]);
        table.hashes = halves.collect();
        (table.slots, table.starts) = (slots.into(), starts.into());
        table.arena = arena.into();
    }

    fn flags(&self) -> Vec<u32> {
        use super::table::{
            ABBREVIATION, CLAUSE_END, COMMON, DRAWN_OUT, FUNCTION, GATE, NOT_A_NAME, SHORT_FORM,
        };
        let mut flags = vec![0; self.texts.len()];
        let lists = &self.language.words;
        for (list, flag) in [
            (&lists.clause_end, CLAUSE_END),
            (&lists.common, COMMON),
            (&lists.not_a_name, NOT_A_NAME),
            (&lists.abbreviation, ABBREVIATION),
            (&lists.function, FUNCTION),
            (&lists.drawn_out, DRAWN_OUT),
            (&self.language.numbers, NUMBER_WORD),
        ] {
            for word in list {
                if let Some(&number) = self.words.get(word) {
                    flags[number as usize] |= flag;
                }
            }
        }
        for form in self.language.short_forms.keys() {
            if let Some(&number) = self.words.get(form) {
                flags[number as usize] |= SHORT_FORM;
            }
        }
        for &gate in &self.gates {
            flags[gate as usize] |= GATE;
        }
        flags
    }

    fn lay_out_states(&self, table: &mut Table) {
        let mut layout = Layout { nodes: &self.nodes, numbers: HashMap::new(), sets: vec![Vec::new()] };
        let mut roots = vec![NONE; self.texts.len() * ROOTS];
        let mut specials = vec![NONE; ROOTS * 2];
        for (root, node) in self.roots.iter().enumerate() {
            for (symbol, targets) in group(node.edges.iter().copied()) {
                let state = layout.number(targets);
                match symbol {
                    NAME => specials[root * 2] = state,
                    NUMBER => specials[root * 2 + 1] = state,
                    // A term cannot begin with a gap.
                    ANY => {}
                    word => roots[word as usize * ROOTS + root] = state,
                }
            }
        }
        layout.write(table);
        let flags = table.flags.to_mut();
        for (number, states) in roots.chunks_exact(ROOTS).enumerate() {
            let capitals = table.capitals[number] as usize;
            let in_capitals = &roots[capitals * ROOTS..capitals * ROOTS + 2];
            let as_number = flags[number] & NUMBER_WORD != 0 && (specials[1] != NONE || specials[3] != NONE);
            if as_number || states[..2].iter().chain(in_capitals).any(|&state| state != NONE) {
                flags[number] |= STARTS_TERM;
            }
        }
        table.roots = roots.into();
        table.root_specials = specials.into();
    }
}

/// Gathers the targets of each symbol.
fn group(edges: impl Iterator<Item = (u32, u32)>) -> BTreeMap<u32, Vec<u32>> {
    let mut by_symbol: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (symbol, target) in edges {
        by_symbol.entry(symbol).or_default().push(target);
    }
    by_symbol
}

/// Numbers sets of graph nodes as states, in the order in which they are met.
struct Layout<'n> {
    nodes: &'n [Node],
    numbers: HashMap<Vec<u32>, u32>,
    sets: Vec<Vec<u32>>,
}

impl Layout<'_> {
    fn number(&mut self, mut set: Vec<u32>) -> u32 {
        set.sort_unstable();
        set.dedup();
        if let Some(&number) = self.numbers.get(&set) {
            return number;
        }
        let number = u32::try_from(self.sets.len()).expect("edges are capped");
        self.sets.push(set.clone());
        self.numbers.insert(set, number);
        number
    }

    fn write(&mut self, table: &mut Table) {
        let (mut states, mut edges, mut accepts) = (vec![0; STATE_SIZE], Vec::new(), Vec::new());
        let pairs = |list: &Vec<u32>| u32::try_from(list.len() / 2).expect("edges are capped");
        let mut at = 1;
        while at < self.sets.len() {
            let set = self.sets[at].clone();
            let (edge_start, accept_start) = (pairs(&edges), pairs(&accepts));
            let nodes = self.nodes;
            let mut special = [NONE; 3];
            let mut own: Vec<(u32, u32)> = Vec::new();
            for (symbol, targets) in
                group(set.iter().flat_map(|&node| nodes[node as usize].edges.iter().copied()))
            {
                let next = self.number(targets);
                match symbol {
                    ANY => special[0] = next,
                    NAME => special[1] = next,
                    NUMBER => special[2] = next,
                    word => own.push((word, next)),
                }
            }
            edges.extend(hashed(&own));
            let mut ends: Vec<[u32; 2]> =
                set.iter().flat_map(|&node| nodes[node as usize].accepts.clone()).collect();
            ends.sort_unstable();
            ends.dedup();
            accepts.extend(ends.into_iter().flatten());
            states.extend([edge_start, pairs(&edges), accept_start, pairs(&accepts)]);
            states.extend(special);
            at += 1;
        }
        table.needs = needs(&states, &edges).into();
        (table.states, table.edges, table.accepts) = (states.into(), edges.into(), accepts.into());
    }
}

/// Computes for each state which bits must come next or later for it to lead anywhere: see [`Table::needs`].
fn needs(states: &[u32], edges: &[u32]) -> Vec<u32> {
    let rows: Vec<&[u32]> = states.chunks_exact(STATE_SIZE).collect();
    let next = |row: &[u32]| {
        let words = edges[row[0] as usize * 2..row[1] as usize * 2].chunks_exact(2).map(|pair| pair[0]);
        let bits = words.filter(|&word| word != NONE).fold(0, |bits, word| bits | word_bit(word));
        let special =
            [(row[2] < row[3], ALWAYS_BIT), (row[5] != NONE, NAME_BIT), (row[6] != NONE, NUMBER_BIT)];
        special.iter().filter(|(is_met, _)| *is_met).fold(bits, |bits, (_, bit)| bits | bit)
    };
    let later = |row: &[u32]| {
        let (mut bits, mut any) = (0, row[4]);
        while any != NONE {
            bits |= next(rows[any as usize]);
            any = rows[any as usize][4];
        }
        bits
    };
    let halves = |bits: u64| [(bits & u64::from(u32::MAX)) as u32, (bits >> 32) as u32];
    rows.iter().flat_map(|row| [halves(next(row)), halves(later(row))]).flatten().collect()
}

/// Lays out the edges of a state as a hash table with at least one free slot; none for none.
fn hashed(edges: &[(u32, u32)]) -> Vec<u32> {
    if edges.is_empty() {
        return Vec::new();
    }
    let slots = (edges.len() * 3 / 2 + 1).next_power_of_two();
    let mut table = vec![NONE; slots * 2];
    for &(word, next) in edges {
        let mut slot = edge_slot(word) & (slots - 1);
        while table[slot * 2] != NONE {
            slot = (slot + 1) & (slots - 1);
        }
        (table[slot * 2], table[slot * 2 + 1]) = (word, next);
    }
    table
}

/// Makes the accept of a rule's term.
#[must_use]
pub fn accept(rule: usize, kind: Kind, index: usize) -> Accept {
    let number = |n: usize| u32::try_from(n).expect("lexicons are far below 2^24 rules and terms");
    Accept { rule: number(rule), kind, at_end: false, index: number(index) }
}
