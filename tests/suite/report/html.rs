//! Reads a page as a browser's tokenizer does, and complains about what such a reader has to mend.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};

/// Elements that have no end.
const EMPTY: [&str; 2] = ["meta", "br"];

/// An element, with all the text inside it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
    /// Places of the elements around it, the outermost first.
    pub(crate) inside: Vec<usize>,
}

impl Element {
    pub(crate) fn get(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }
}

/// Returns the elements of a page in their order; panics at what is not as it should be.
pub(crate) fn parse(page: &str) -> Vec<Element> {
    let (mut elements, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    for token in Tokenizer::new(page) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let attributes =
                    tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                let name = text(&tag.name);
                elements.push(Element {
                    name: name.clone(),
                    attributes,
                    text: String::new(),
                    inside: open.clone(),
                });
                if !EMPTY.contains(&name.as_str()) && !tag.self_closing {
                    open.push(elements.len() - 1);
                }
            }
            Token::EndTag(tag) => {
                let last = open.pop().unwrap_or_else(|| panic!("nothing is open at {tag:?}"));
                assert_eq!(text(&tag.name), elements[last].name, "the end of another element");
            }
            Token::String(string) => open.iter().for_each(|at| elements[*at].text.push_str(&text(&string))),
            Token::Error(error) => panic!("not as HTML is written: {error:?}"),
            Token::Comment(_) | Token::Doctype(_) => {}
        }
    }
    assert!(
        open.is_empty(),
        "left open: {:?}",
        open.iter().map(|at| &elements[*at].name).collect::<Vec<_>>()
    );
    elements
}

/// Returns the elements of a name.
pub(crate) fn named<'e>(elements: &'e [Element], name: &str) -> Vec<(usize, &'e Element)> {
    elements.iter().enumerate().filter(|(_, element)| element.name == name).collect()
}
