//! Finds tokens by the forms that their issuers gave them, without an expression and without work at start.

mod forms;
mod runs;
mod secret_names;
mod stand_ins;

use std::cell::{LazyCell, RefCell};
use std::ops::Range;

use presend_lexicon::names::Alphabet;
use presend_lexicon::tokens::{Piece, SHORTEST_TOKEN, TokenFormat};

use super::hit::Hit;
use super::latest::Latest;
use crate::text::{Ends, Span};
use forms::{FORMS, Forms, Reach};
use runs::long_runs;
use secret_names::{NEAR, SecretNames};
use stand_ins::stands_in;
pub(super) use stand_ins::{is_filled, is_published};

/// A token whose form starts with no literal starts with so many letters and digits at least; with `-` and `_` among them where
/// words stand before it, and with a tilde in Azure's, which words and addresses seldom have.
const SHORTEST_RUN: usize = 5;

/// Appends the tokens in `limits` of the text of a part.
pub(super) fn find_tokens(text: &str, limits: Span, part: usize, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let names: LazyCell<RefCell<SecretNames>> = LazyCell::new(|| RefCell::new(SecretNames::new()));
    let mut known: Latest<(Span, Range<usize>)> = Latest::default();
    for run in long_runs(bytes, limits) {
        // What is found in a run depends on it and on the words before it.
        let seen = |run: Span| bytes.get(run.start.saturating_sub(NEAR)..run.end);
        let is_it =
            |(other, _): &&(Span, Range<usize>)| other.len() == run.len() && seen(*other) == seen(run);
        let from = hits.len();
        if let Some((other, found)) = known.find(is_it) {
            for number in found.clone() {
                let Some(&hit) = hits.get(number) else { break };
                let [start, end] = [hit.span.start, hit.span.end].map(|at| run.start + (at - other.start));
                hits.push(Hit { span: Span::new(start, end), ..hit });
            }
            continue;
        }
        find_in_run(bytes, run, &names, |rule, token| hits.push(Hit::on_text(rule, part, token, true)));
        known.keep((run, from..hits.len()));
    }
}

/// Calls `found` with the rule and the place of each token in a run of non-blanks.
fn find_in_run(bytes: &[u8], run: Span, names: &RefCell<SecretNames>, mut found: impl FnMut(u32, Span)) {
    let forms = &*FORMS;
    let (all, bytes) = (bytes, bytes.head(run.end));
    let (mut at, mut reach) = (run.start, Reach::default());
    while at + SHORTEST_TOKEN <= run.end {
        let may_begin = bytes.get(at).is_some_and(|byte| forms.may_begin(*byte));
        let token = if may_begin && begins_token(bytes, at) {
            longest(forms, bytes, at, (&mut reach, &|| names.borrow_mut().is_near(all, at)))
        } else {
            None
        };
        if let Some((rule, end, is_secret)) = token {
            if is_secret && !is_published(bytes.between(at, end)) {
                found(rule, Span::new(at, end));
            }
            at = end;
        } else {
            at += 1;
        }
    }
}

/// Returns the rule of the format of which most bytes from `at` are a token, where it ends, and whether it may be a true one.
/// Forms that ask for words before them are tried only where a secret is named before.
fn longest(
    forms: &Forms,
    bytes: &[u8],
    at: usize,
    (reach, is_named): (&mut Reach, &dyn Fn() -> bool),
) -> Option<(u32, usize, bool)> {
    let begins = Begins::at(bytes.tail(at));
    // Without a literal, a token is of signs of which the shortest has room.
    let has_room = (begins.plain || begins.asking) && forms.has_room((&mut *reach, bytes, at));
    if !has_room && !forms.may_have_literal(bytes.tail(at)) {
        return None;
    }
    let before = bytes.between(at.saturating_sub(NEAR), at);
    let is_named = LazyCell::new(is_named);
    let matching = |order: (bool, usize), format: TokenFormat<'_>| {
        let (body, end) = match_format(format, bytes, at)?;
        let is_near = format.near.is_empty() || (*is_named && has_one_of(before, format.near.iter()));
        // Of equally long ones the last wins, and one that asks for words before the others.
        is_near.then_some(((end, order), (format.rule, body)))
    };
    let by_literal = forms.with_literal(bytes.tail(at)).filter_map(|format| matching((false, 0), format));
    let plain = (has_room && begins.plain).then_some(&forms.plain);
    let asking = has_room && begins.asking && forms.may_ask(bytes.tail(at)) && *is_named;
    let asking = asking.then_some(&forms.asking);
    let runs = plain.into_iter().chain(asking).flatten();
    let mut best = by_literal.max_by_key(|(order, _)| *order);
    forms.with_run(runs, (reach, bytes, at), |number, format| {
        let match_here = matching((!format.near.is_empty(), number + 1), format);
        if let Some((order, _)) = match_here
            && best.is_none_or(|(longest, _)| order >= longest)
        {
            best = match_here;
        }
    });
    let ((end, _), (rule, body)) = best?;
    Some((rule, end, !stands_in(bytes.between(body, end))))
}

/// Which forms without a literal at their start may stand at a place, by its first signs.
struct Begins {
    /// Forms that need no word before them.
    plain: bool,
    /// Forms that do: more signs may stand in them.
    asking: bool,
}

impl Begins {
    fn at(rest: &[u8]) -> Begins {
        let head = rest.get(..=SHORTEST_RUN).unwrap_or(rest);
        let with = |alphabet: Alphabet| head.iter().take(SHORTEST_RUN).all(|byte| alphabet.has(*byte));
        let plain = with(Alphabet::Base62) || head.contains(&b'~');
        Begins { plain, asking: with(Alphabet::Base64Url) }
    }
}

/// Returns true if and only if a token may begin here: not inside a word, unless that is an escape such as `\n` or `%3D`.
fn begins_token(bytes: &[u8], at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let first = before(1);
    if first.is_ascii_alphanumeric() {
        let second = before(2);
        let is_escaped = second == b'\\' && matches!(first, b'n' | b'r' | b't');
        return is_escaped || before(3) == b'%' && first.is_ascii_hexdigit() && second.is_ascii_hexdigit();
    }
    first.is_ascii() && (first != b'_' || !before(2).is_ascii_alphanumeric())
}

/// Returns where the first run of a token begins and where the token ends, if one of this format stands at `at`.
fn match_format(format: TokenFormat<'_>, bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let (mut end, mut body, mut last) = (at, None, None);
    for piece in format.pieces() {
        match piece {
            Piece::Literal(literal) => {
                end = bytes.tail(end).starts_with(literal).then_some(end + literal.len())?;
                last = None;
            }
            Piece::Run(alphabet, least, most) => {
                let rest = bytes.tail(end);
                let length = rest.iter().take(most).take_while(|byte| alphabet.has(**byte)).count();
                // A full stop behind a token is the sentence's, unless its length is known.
                let trailing = rest.head(length).iter().rev().take_while(|&&byte| byte == b'.');
                let dots = if least == most { 0 } else { trailing.count() };
                if length - dots < least {
                    return None;
                }
                body = body.or(Some(end));
                end += length - dots;
                last = Some(alphabet);
            }
        }
    }
    let goes_on = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let is_inside = last.is_some_and(|last| bytes.get(end).is_some_and(|byte| last.has(*byte)));
    let ends = !goes_on(end) && (!is_inside || !goes_on(end + 1));
    if ends { body.map(|body| (body, end)) } else { None }
}

/// Returns true if and only if the text before a token has one of these words, in whichever case.
fn has_one_of<'w>(before: &[u8], mut words: impl Iterator<Item = &'w str>) -> bool {
    let before = before.to_ascii_lowercase();
    words.any(|word| memchr::memmem::find(&before, word.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{LEXICON, phrases};
    use presend_lexicon::names::WordList;

    fn found(text: &str) -> Vec<&str> {
        let mut hits = Vec::new();
        find_tokens(text, Span::new(0, text.len()), 0, &mut hits);
        hits.iter().map(|hit| hit.span.of(text)).collect()
    }

    /// No token stands in this file: its prefix and its signs are put together here.
    fn token() -> String {
        format!("{}_{}", "ghp", "q7RkT2mZx9LpW4vB8sNd".repeat(2).get(..36).expect("long enough"))
    }

    #[test]
    fn a_token_ends_before_the_stop_and_begins_behind_an_escape() {
        let token = format!("{}Zu3", &token()[..37]);
        for (before, after) in
            [("", ""), ("It is ", "."), ("a=\\n", "\\n"), ("x%3D", "&y"), ("_", "_"), ("(", ").")]
        {
            assert_eq!(found(&format!("{before}{token}{after}")), [token.as_str()], "{before}…{after}");
        }
    }

    #[test]
    fn a_run_that_stands_again_is_found_again() {
        let line = format!("the key is {} of the build\n", token());
        assert_eq!(found(&line.repeat(40)), vec![token(); 40]);
        let other = line.replace("q7Rk", "m3Wd");
        assert_eq!(found(&format!("{line}{other}{line}")).len(), 3);
    }

    #[test]
    fn what_goes_on_or_began_before_is_no_token() {
        let token = format!("{}Zu3", &token()[..37]);
        assert!(found(&format!("npm{}abc", &token[3..])).is_empty(), "a token of npm has one length");
        assert_eq!(found(&format!("npm{}", &token[3..])).len(), 1);
        assert!(found(&format!("my{token}")).is_empty());
        assert!(found(&format!("é{token}")).is_empty());
        assert!(found(&format!("{}_{}", "ghp", "x".repeat(36))).is_empty());
    }

    /// Tries every form at a place: what the sorted forms must agree with.
    fn plainly(bytes: &[u8], at: usize) -> Option<(u32, usize, bool)> {
        let formats = LEXICON.token_formats();
        let rest = &bytes[at..];
        let begins = Begins::at(rest);
        let before = &bytes[at.saturating_sub(NEAR)..at];
        let has_secret = has_one_of(before, phrases(WordList::SecretNames).iter().copied());
        let may_stand =
            |format: &TokenFormat<'_>| if format.near.is_empty() { begins.plain } else { begins.asking };
        let startless =
            [false, true].into_iter().flat_map(|asks| formats.without_start(asks).map(|(_, format)| format));
        let all = formats.starting(rest).chain(startless.filter(may_stand));
        let matching = all.filter_map(|format| {
            let (body, end) = match_format(format, bytes, at)?;
            let asks = !format.near.is_empty();
            let is_near = !asks || (has_secret && has_one_of(before, format.near.iter()));
            is_near.then(|| (format.rule, end, !stands_in(&bytes[body..end])))
        });
        matching.max_by_key(|&(_, end, _)| end)
    }

    /// Writes a token of a form, with signs that follow from `seed`; every third run is a sign short or longer.
    fn sample(format: TokenFormat<'_>, seed: &mut usize) -> String {
        let mut draw = |below: usize| {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (*seed >> 33) % below
        };
        let piece = |piece: Piece<'_>| match piece {
            Piece::Literal(literal) => String::from_utf8_lossy(literal).into_owned(),
            Piece::Run(alphabet, least, most) => {
                let signs: Vec<char> =
                    (0..128u8).filter(|sign| alphabet.has(*sign)).map(char::from).collect();
                let length = match draw(3) {
                    0 => least + draw(2 * most.min(80)) - 1,
                    _ => least,
                };
                (0..length).map(|_| signs[draw(signs.len())]).collect()
            }
        };
        format.pieces().map(piece).collect()
    }

    #[test]
    fn the_sorted_forms_find_what_every_form_tried_finds() {
        let (mut seed, mut met) = (7, 0);
        let formats = LEXICON.token_formats();
        for format in (0..).map_while(|number| formats.get(number)) {
            for before in ["", "the key is ", "password=", "secret:x", "token %3D"] {
                let words: Vec<&str> = format.near.iter().collect();
                let text = format!("{} {before}{}.", words.join(" "), sample(format, &mut seed));
                let mut reach = Reach::default();
                let (bytes, names) = (text.as_bytes(), RefCell::new(SecretNames::new()));
                for at in text.find(before).unwrap_or(0)..text.len() {
                    let found =
                        longest(&FORMS, bytes, at, (&mut reach, &|| names.borrow_mut().is_near(bytes, at)));
                    assert_eq!(found, plainly(bytes, at), "{} at {at}", format.name);
                    met += usize::from(found.is_some());
                }
            }
        }
        assert!(met > 500, "{met}");
    }
}
