//! Reads the form of a token: literals, and runs of an alphabet with their lengths.

use crate::names::Alphabet;

/// The longest run that a form may ask for.
const LONGEST_RUN: usize = 4000;
/// A form of fewer signs would be found in ordinary words; the search leaves shorter runs of non-blanks out.
pub const SHORTEST_TOKEN: usize = 16;

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// One of these texts.
    Literal(Vec<String>),
    /// Signs of an alphabet: at least and at most so many.
    Run(Alphabet, usize, usize),
}

/// Reads a form such as `ghp_|gho_ base62:36` or `digits:8-10 :AA base64url:33`: parts between blanks, each a literal (with
/// alternatives behind `|`) or an alphabet with a length or a range of lengths.
///
/// # Errors
/// Returns what is wrong.
pub fn parse(form: &str) -> Result<Vec<Part>, String> {
    let parts: Vec<Part> = form.split_ascii_whitespace().map(part).collect::<Result<_, String>>()?;
    let least: usize = parts
        .iter()
        .map(|part| match part {
            Part::Literal(texts) => texts.iter().map(String::len).min().unwrap_or(0),
            Part::Run(_, least, _) => *least,
        })
        .sum();
    if least < SHORTEST_TOKEN {
        return Err(format!("`{form}` can be as short as {least} characters; {SHORTEST_TOKEN} are needed"));
    }
    if matches!(parts.first(), Some(Part::Literal(texts)) if texts.iter().any(|text| text.len() < 2)) {
        return Err(format!("`{form}` starts with a literal of fewer than two characters"));
    }
    let has_run = parts.iter().any(|part| matches!(part, Part::Run(..)));
    if has_run { Ok(parts) } else { Err(format!("`{form}` does not name an alphabet, such as `base62:36`")) }
}

fn part(text: &str) -> Result<Part, String> {
    let literal = || match text {
        "|" => Part::Literal(vec![text.to_owned()]),
        _ => Part::Literal(text.split('|').map(str::to_owned).collect()),
    };
    let Some((name, lengths)) = text.split_once(':').filter(|(name, _)| !name.is_empty()) else {
        return Ok(literal());
    };
    let is_length = !lengths.is_empty() && lengths.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let Some(alphabet) = Alphabet::parse(name) else {
        let known = Alphabet::NAMES.join(", ");
        return if is_length {
            Err(format!("`{name}` is not an alphabet; the known ones are {known}"))
        } else {
            Ok(literal())
        };
    };
    let (least, most) = lengths.split_once('-').unwrap_or((lengths, lengths));
    match (least.parse(), most.parse()) {
        (Ok(least), Ok(most)) if 0 < least && least <= most && most <= LONGEST_RUN => {
            Ok(Part::Run(alphabet, least, most))
        }
        _ => Err(format!("`{text}` has no length from 1 to {LONGEST_RUN}, such as `{name}:20-24`")),
    }
}

/// Lists a form once for each combination of its alternatives.
#[must_use]
pub fn spelled_out(parts: &[Part]) -> Vec<Vec<Part>> {
    let mut all: Vec<Vec<Part>> = vec![Vec::new()];
    for part in parts {
        let choices: Vec<Part> = match part {
            Part::Literal(texts) => texts.iter().map(|text| Part::Literal(vec![text.clone()])).collect(),
            Part::Run(..) => vec![part.clone()],
        };
        let longer =
            |before: &Vec<Part>, choice: &Part| [before.as_slice(), std::slice::from_ref(choice)].concat();
        all =
            all.iter().flat_map(|before| choices.iter().map(move |choice| longer(before, choice))).collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_literals_and_runs() {
        let parts = parse("digits:8-10 :AA|:AB base64url:33").expect("a good form");
        assert_eq!(
            parts,
            [
                Part::Run(Alphabet::Digits, 8, 10),
                Part::Literal(vec![":AA".to_owned(), ":AB".to_owned()]),
                Part::Run(Alphabet::Base64Url, 33, 33),
            ]
        );
        let spelled = spelled_out(&parts);
        assert_eq!(spelled.len(), 2);
        assert_eq!(spelled[1][1], Part::Literal(vec![":AB".to_owned()]));
    }

    #[test]
    fn what_is_no_form_is_refused() {
        let fault = |form: &str| parse(form).expect_err("a bad form");
        assert!(fault("key_ bas62:30").contains("`bas62` is not an alphabet"));
        assert!(fault("key_ base62:4").contains("16 are needed"));
        assert!(fault("key_ base62:40-20").contains("no length"));
        assert!(fault("key_ base62:99999").contains("no length"));
        assert!(fault("a-literal-without-more").contains("does not name an alphabet"));
    }
}
