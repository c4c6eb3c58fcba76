//! Reads a file of `lexicons/secrets/` and packs its formats.

use serde::Deserialize;

use super::form::{self, Part};
use crate::error::LexiconError;

/// A file of formats: one issuer, or a family of small ones.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuerToml {
    /// The code of the rule that reports the tokens.
    pub rule: String,
    /// Who issues them.
    pub issuer: String,
    /// Where the facts come from.
    pub sources: Vec<String>,
    /// The formats.
    pub format: Vec<FormatToml>,
}

/// One format of tokens.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormatToml {
    /// What the token is for.
    pub name: String,
    /// Its form: see [`form::parse`].
    pub form: ::toml::Spanned<String>,
    /// Words of which one must stand before a token that nothing in its form gives away, beside a word for a secret.
    #[serde(default)]
    pub near: Vec<String>,
}

/// Reads a file.
///
/// # Errors
/// Returns what is wrong, with the line.
pub fn parse(path: &str, text: &str) -> Result<IssuerToml, LexiconError> {
    let issuer: IssuerToml =
        ::toml::from_str(text).map_err(|error| LexiconError::toml(path, text, &error))?;
    for format in &issuer.format {
        let at = |reason: String| LexiconError::at(path, text, format.form.span().start, reason);
        let parts = form::parse(format.form.get_ref()).map_err(at)?;
        let shortest = |part: &Part| match part {
            Part::Literal(texts) => texts.iter().map(String::len).min().unwrap_or(0),
            Part::Run(..) => 0,
        };
        let is_plain = parts.iter().map(shortest).sum::<usize>() == 0;
        if is_plain && format.near.is_empty() {
            let reason = "nothing in this form gives the token away; list the words it stands near in `near`";
            return Err(at(reason.to_owned()));
        }
        if format.near.iter().any(|word| word.is_empty() || *word != word.to_ascii_lowercase()) {
            return Err(at("the words of `near` must be in lower case".to_owned()));
        }
    }
    if issuer.sources.is_empty() || issuer.format.is_empty() {
        return Err(LexiconError::at(path, text, 0, "a file of formats needs `sources` and a `[[format]]`"));
    }
    Ok(issuer)
}

#[cfg(feature = "built-in")]
pub(crate) use packing::pack;

#[cfg(feature = "built-in")]
mod packing {
    use super::{FormatToml, IssuerToml, Part, form, parse};
    use crate::error::LexiconError;
    use crate::pack::{Packer, Section, small};
    use crate::tokens::{LITERAL, start_key, startless_key};

    /// Packs the formats of files, each given as (path, text). `rule` finds the number of a rule by its code.
    ///
    /// # Errors
    /// Returns what is wrong, with file and line.
    pub(crate) fn pack(
        files: &[(String, String)],
        rule: impl Fn(&str) -> Option<u32>,
        packer: &mut Packer,
    ) -> Result<(), LexiconError> {
        let mut starts: Vec<[u32; 2]> = Vec::new();
        for (path, text) in files {
            let issuer = parse(path, text)?;
            let missing = || LexiconError::at(path, text, 0, format!("there is no rule `{}`", issuer.rule));
            let rule = rule(&issuer.rule).ok_or_else(missing)?;
            for format in &issuer.format {
                add_format(rule, &issuer, format, packer, &mut starts);
            }
        }
        starts.sort_unstable();
        packer.numbers(Section::TokenStarts, starts.as_flattened());
        Ok(())
    }

    fn add_format(
        rule: u32,
        issuer: &IssuerToml,
        format: &FormatToml,
        packer: &mut Packer,
        starts: &mut Vec<[u32; 2]>,
    ) {
        let parts = form::parse(format.form.get_ref()).unwrap_or_default();
        let [issuer, name] = [&issuer.issuer, &format.name].map(|text| packer.text(text));
        let near = packer.list(&format.near);
        for parts in form::spelled_out(&parts) {
            let first = packer.len(Section::TokenParts) / 3;
            let mut key = startless_key(!format.near.is_empty());
            for (at, part) in parts.iter().enumerate() {
                let cells = match part {
                    Part::Literal(texts) => {
                        let text = texts.first().map_or("", String::as_str);
                        key = if at == 0 { start_key(text.as_bytes()) } else { key };
                        let [start, length] = packer.text(text);
                        [LITERAL, start, length]
                    }
                    Part::Run(alphabet, least, most) => [*alphabet as u32, small(*least), small(*most)],
                };
                packer.numbers(Section::TokenParts, &cells);
            }
            let count = packer.len(Section::TokenFormats) / small(crate::tokens::FORMAT_SIZE);
            starts.push([key, count]);
            let mut record = vec![rule];
            record.extend([issuer, name, near].as_flattened());
            record.extend([first, small(parts.len())]);
            packer.numbers(Section::TokenFormats, &record);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "rule = \"P001\"\nissuer = \"Kestrel\"\nsources = [\"its manual\"]\n";

    #[test]
    fn a_file_is_an_issuer_with_formats() {
        let text = format!("{HEAD}[[format]]\nname = \"key\"\nform = \"ks_ base62:20\"\n");
        let issuer = parse("kestrel.toml", &text).expect("a good file");
        assert_eq!((issuer.issuer.as_str(), issuer.format.len()), ("Kestrel", 1));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let fault = |rest: &str| parse("k.toml", &format!("{HEAD}{rest}")).unwrap_err().to_string();
        assert!(fault("[[format]]\nname = \"key\"\nform = \"hex:32\"\n").starts_with("k.toml:6: nothing in"));
        assert!(
            fault("[[format]]\nname = \"key\"\nform = \"ks_ base:20\"\n").contains("k.toml:6: `base` is no")
        );
        let near = "[[format]]\nname = \"key\"\nform = \"hex:32\"\nnear = [\"Kestrel\"]\n";
        assert!(fault(near).contains("in lower case"));
        assert!(fault("[[format]]\nnam = \"key\"\nform = \"ks_ hex:20\"\n").contains("unknown field"));
    }
}
