//! Shows the tests of this folder small workspaces with one fault each: what sees none in presend must see these.

use std::fs;

use super::circles;
use super::imports::Imports;
use super::tree::Tree;
use super::words::lists;

/// Reads a workspace of these files.
fn tree(files: &[(&str, &str)]) -> Tree {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("Cargo.toml", "[package]\nname = \"ex-ample\"\n")].iter().chain(files) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    Tree::read_from(folder.path())
}

/// Returns who imports whom, `a.rs -> b.rs`.
fn edges(files: &[(&str, &str)]) -> Vec<String> {
    let tree = tree(files);
    let short = |file: usize| tree.files[file].path.trim_start_matches("src/").to_owned();
    let edges = Imports::of(&tree).edges;
    edges.keys().map(|(from, to)| format!("{} -> {}", short(*from), short(*to))).collect()
}

#[test]
fn every_form_of_import_is_seen() {
    for code in [
        "use crate::b::Item;",
        "use super::b::Item;",
        "use crate::{b::{self, Item}};",
        "use crate::b; fn f(x: b::Item) {}",
        "use crate::b as c; fn f(x: &[c::Item]) {}",
        "fn f() { crate::b::call::<u8>(); }",
        "fn f() { use crate::b::*; call(); }",
        "use crate::b::*; fn f() { call(); }",
        "fn f() { println!(\"{}\", super::b::Item::NEW); }",
        "fn f(x: u8) -> bool { matches!(x, crate::b::NUMBER) }",
        "fn f(x: u8) { match x { crate::b::NUMBER => {} _ => {} } }",
        "impl crate::b::Trait for u8 {}",
        "fn f(x: impl Fn() -> crate::b::Item) {}",
        "#[serde(with = \"crate::b\", default = \"crate::b::call\")] struct A;",
        "mod inner { use super::super::b::Item; }",
        "use ex_ample::b::Item;",
    ] {
        let edges = edges(&[("src/lib.rs", "mod a; mod b;"), ("src/a.rs", code), ("src/b.rs", B)]);
        assert_eq!(edges, ["a.rs -> b.rs"], "{code}");
    }
}

const B: &str = "named! { Item, Of = \"of\" } macro_rules! m { () => { pub trait Trait {} } } pub fn call() {} pub const NUMBER: u8 = 1;";

#[test]
fn what_only_looks_like_an_import_is_none() {
    for code in [
        "// crate::b::Item\nconst A: &str = \"crate::b::Item\";",
        "#[cfg(test)] mod tests { use crate::b::Item; }",
        "#[cfg(test)] use crate::b::Item;",
        "impl A { #[cfg(test)] fn f() -> crate::b::Item {} }",
        "use other::b::Item;",
        "fn f() { let b = 1; g(b); }",
    ] {
        let edges = edges(&[("src/lib.rs", "mod a; mod b;"), ("src/a.rs", code), ("src/b.rs", B)]);
        assert!(edges.is_empty(), "{code}: {edges:?}");
    }
}

#[test]
fn a_door_stands_for_the_rooms_behind_it() {
    let door = |own: &str| format!("mod a; mod b; pub use b::{{call, Item}}; {own}");
    let seen = |own: &str, a: &str| {
        edges(&[
            ("src/lib.rs", "mod door;"),
            ("src/door/mod.rs", &door(own)),
            ("src/door/a.rs", a),
            ("src/door/b.rs", B),
        ])
    };
    assert_eq!(seen("", "use super::Item;"), ["door/a.rs -> door/b.rs"]);
    assert_eq!(seen("", "use crate::door::Item;"), ["door/a.rs -> door/b.rs"]);
    assert_eq!(seen("pub struct Own;", "use super::Own;"), ["door/a.rs -> door/mod.rs"]);
    assert_eq!(seen("pub fn own() { call() }", ""), ["door/mod.rs -> door/b.rs"]);
    assert_eq!(seen("pub fn own() { let call = 1; g(call) }", ""), [""; 0]);
    assert_eq!(seen("pub fn own() -> a::A {}", "pub struct A; use super::own;").len(), 2);
}

#[test]
fn circles_of_any_length_are_found() {
    let lib = ("src/lib.rs", "mod a; mod b; mod c; mod d;");
    let files = [
        lib,
        ("src/a.rs", "use crate::b::B; pub struct A;"),
        ("src/b.rs", "use crate::c::C; pub struct B;"),
        ("src/c.rs", "use crate::a::A; use crate::d::D; pub struct C;"),
        ("src/d.rs", "pub struct D;"),
    ];
    let tree = tree(&files);
    let circles = circles::find(&tree, &Imports::of(&tree).edges);
    let names: Vec<Vec<&str>> = circles
        .iter()
        .map(|circle| circle.iter().map(|file| tree.files[*file].path.as_str()).collect())
        .collect();
    assert_eq!(names, [["src/a.rs", "src/b.rs", "src/c.rs"]]);
}

#[test]
fn word_lists_are_told_from_names() {
    let found = |code: &str| lists::of(&tree(&[("src/lib.rs", code)]).files[0]).len();
    for code in [
        "const A: [&str; 4] = [\"about\", \"because\", \"how\", \"why\"];",
        "const A: &[(&str, u8)] = &[(\"on\", 1), (\"am\", 2), (\"le\", 3), (\"el\", 4)];",
        "const A: &str = \"about because how why\";",
        "fn f() { \"about because how why\".split(' ') }",
        "fn f(x: &str) -> bool { matches!(x, \"the\" | \"next\" | \"less\" | \"than\") }",
        "fn f(x: &str) -> u8 { match x { \"today\" | \"tonight\" => 0, \"tomorrow\" => 1, \"end of week\" => 5, _ => 9 } }",
        "fn f(x: &str) -> bool { x == \"me\" || x == \"my\" || x == \"mine\" || x == \"we\" }",
        "static A: [&[u8]; 4] = [b\"wrote:\", b\"writes:\", b\"schrieb:\", b\"said:\"];",
        "fn f() { vec![\"about\", \"because\", \"how\", \"why\"] }",
    ] {
        assert_eq!(found(code), 1, "{code}");
    }
    for code in [
        "const A: [&str; 3] = [\"about\", \"because\", \"how\"];",
        "const A: [&str; 4] = [\"--format\", \"P001\", \"X-Presend\", \"in-person-or-video\"];",
        "fn f(x: &str) -> A { match x { \"error\" => A::Error, \"info\" => A::Info, \"hint\" => A::Hint, \"in person\" => A::InPerson } }",
        "const A: [(&str, Check); 4] = [(\"meeting\", meeting::check), (\"crisis\", crisis::check), (\"kickoff\", kickoff), (\"heated\", heated)];",
        "named! { Hint = \"hint\", Info = \"info\", Error = \"error\", InPerson = \"in person\" }",
        "fn f() { json!({\"text\": 1, \"subject\": 2, \"from\": 3, \"date\": 4}) }",
        "fn f(x: A) -> &str { match x { A::B => \"one\", A::C => \"two\", A::D => \"three\", A::E => \"four\" } }",
        "#[cfg(test)] mod tests { const A: [&str; 4] = [\"about\", \"because\", \"how\", \"why\"]; }",
        "const A: &str = \"Write it down, then talk.\";",
    ] {
        assert_eq!(found(code), 0, "{code}");
    }
}
