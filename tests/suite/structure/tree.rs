//! Reads the workspace: every source file, parsed, and the modules that the files make up.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, ImplItem, Item, ItemMod};

/// A source file of a package.
pub(super) struct File {
    /// From the root of the workspace, with `/` on every system.
    pub(super) path: String,
    pub(super) text: String,
    /// What stands in the file, without its tests; empty for a file that is all tests.
    pub(super) items: Vec<Item>,
    /// The lines that belong to tests, counted from 1.
    pub(super) test_lines: BTreeSet<usize>,
}

/// A module; inline ones share the file of the module around them.
pub(super) struct Module {
    /// Name of its crate, as code writes it.
    pub(super) package: String,
    pub(super) parent: Option<usize>,
    pub(super) file: usize,
    /// Its name and what it holds, without tests.
    pub(super) name: String,
    pub(super) items: Vec<Item>,
}

/// All files and modules; the crates are the modules without a parent.
#[derive(Default)]
pub(super) struct Tree {
    root: PathBuf,
    pub(super) files: Vec<File>,
    pub(super) modules: Vec<Module>,
}

impl Tree {
    /// Reads this workspace.
    pub(super) fn read() -> Tree {
        let tree = Tree::read_from(crate::support::root());
        assert!(tree.files.len() > 100, "the walk over the workspace found only {} files", tree.files.len());
        tree
    }

    /// Reads every package of a workspace from its crate roots.
    pub(super) fn read_from(root: &Path) -> Tree {
        let mut tree = Tree { root: root.to_owned(), ..Tree::default() };
        for folder in packages(root) {
            let name = package_name(&folder);
            // Nothing else can name what a program or a build script holds.
            for (start, package) in [("src/lib.rs", name.as_str()), ("src/main.rs", ""), ("build.rs", "")] {
                let path = folder.join(start);
                if path.exists() {
                    tree.add_file(&path, package, "", None, false);
                }
            }
        }
        tree
    }

    /// Adds a file with the modules that it declares, and returns the number of its own module.
    fn add_file(&mut self, path: &Path, package: &str, name: &str, parent: Option<usize>, is_test: bool) {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut items = syntax.items;
        let mut test_lines = BTreeSet::new();
        let tests = take_tests(&mut items, &mut test_lines);
        if is_test {
            test_lines.extend(1..=text.lines().count());
            items.clear();
        }
        let file = self.files.len();
        let shown = path.strip_prefix(&self.root).unwrap().to_string_lossy().replace('\\', "/");
        self.files.push(File { path: shown, text, items: items.clone(), test_lines });
        let below = folder_of_children(path);
        self.add_module(Module { package: package.into(), parent, file, name: name.into(), items }, &below);
        for declared in tests.iter().filter(|declared| declared.content.is_none()) {
            self.add_file(&file_of(declared, &below), package, &declared.ident.to_string(), None, true);
        }
    }

    fn add_module(&mut self, module: Module, below: &Path) {
        let (package, file, number) = (module.package.clone(), module.file, self.modules.len());
        let inner: Vec<ItemMod> = module
            .items
            .iter()
            .filter_map(|item| if let Item::Mod(inner) = item { Some(inner.clone()) } else { None })
            .collect();
        self.modules.push(module);
        for declared in inner {
            let name = declared.ident.to_string();
            if let Some((_, items)) = declared.content {
                let child = Module {
                    package: package.clone(),
                    parent: Some(number),
                    file,
                    name: name.clone(),
                    items,
                };
                self.add_module(child, &below.join(name));
            } else {
                self.add_file(&file_of(&declared, below), &package, &name, Some(number), false);
            }
        }
    }

    /// Says whether `module` lies somewhere below `above`.
    pub(super) fn is_below(&self, module: usize, above: usize) -> bool {
        let mut parents =
            std::iter::successors(self.modules[module].parent, |parent| self.modules[*parent].parent);
        parents.any(|parent| parent == above)
    }

    pub(super) fn children(&self, parent: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.modules.len()).filter(move |child| self.modules[*child].parent == Some(parent))
    }
}

/// Returns the folders of the packages: the root, and those below `crates` and `bindings`.
pub(super) fn packages(root: &Path) -> Vec<PathBuf> {
    let mut folders = vec![root.to_owned()];
    for group in ["crates", "bindings"] {
        let entries = fs::read_dir(root.join(group)).into_iter().flatten();
        folders.extend(entries.map(|entry| entry.unwrap().path()));
    }
    folders.retain(|folder| folder.join("Cargo.toml").exists());
    folders.sort();
    folders
}

fn package_name(folder: &Path) -> String {
    let manifest: toml::Table = fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap();
    manifest["package"]["name"].as_str().unwrap().replace('-', "_")
}

/// Returns the folder in which the modules that a file declares have their files.
fn folder_of_children(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap().to_string_lossy();
    let folder = path.parent().unwrap();
    if ["mod", "lib", "main", "build"].contains(&&*stem) { folder.to_owned() } else { folder.join(&*stem) }
}

fn file_of(declared: &ItemMod, below: &Path) -> PathBuf {
    let named = declared.attrs.iter().any(|attribute| attribute.path().is_ident("path"));
    assert!(!named, "`mod {}` hides its file behind #[path]", declared.ident);
    let flat = below.join(format!("{}.rs", declared.ident));
    if flat.exists() { flat } else { below.join(declared.ident.to_string()).join("mod.rs") }
}

/// Takes out what is compiled for tests alone, notes its lines, and returns the modules among it.
fn take_tests(items: &mut Vec<Item>, lines: &mut BTreeSet<usize>) -> Vec<ItemMod> {
    let mut tests = Vec::new();
    items.retain_mut(|item| {
        let is_test = attributes(item).iter().any(is_for_tests);
        if is_test {
            lines.extend(lines_of(item));
            tests.extend(if let Item::Mod(module) = item { Some(module.clone()) } else { None });
            return false;
        }
        match item {
            Item::Mod(ItemMod { content: Some((_, inner)), .. }) => tests.extend(take_tests(inner, lines)),
            Item::Impl(block) => block.items.retain(|item| {
                let ImplItem::Fn(function) = item else { return true };
                let is_test = function.attrs.iter().any(is_for_tests);
                if is_test {
                    lines.extend(lines_of(function));
                }
                !is_test
            }),
            _ => {}
        }
        true
    });
    tests
}

fn lines_of(item: &impl syn::spanned::Spanned) -> std::ops::RangeInclusive<usize> {
    item.span().start().line..=item.span().end().line
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("test")
        || attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|condition| condition == "test")
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
