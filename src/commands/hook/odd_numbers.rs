//! Reads over numbers in a tool call that JSON or its parser does not have: some hosts write `Infinity` and `NaN`, and what one
//! number cannot hold must not keep the draft beside it from being checked.

/// Returns JSON with `null` for each number outside of its strings that is none or is too large.
pub(super) fn without_odd_numbers(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len());
    let mut rest = json;
    while let Some(first) = rest.first() {
        let length = match first {
            b'"' => string_length(rest),
            byte if is_of_number(*byte) => rest.iter().take_while(|byte| is_of_number(**byte)).count(),
            _ => 1,
        };
        let (piece, behind) = rest.split_at(length.min(rest.len()));
        out.extend_from_slice(if is_odd(piece) { b"null" } else { piece });
        rest = behind;
    }
    out
}

/// Returns how many bytes a text begins with that are one string.
fn string_length(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let end = text.iter().skip(1).position(|byte| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

const fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

fn is_odd(piece: &[u8]) -> bool {
    let is_number =
        piece.first().is_some_and(|first| first.is_ascii_digit() || matches!(first, b'-' | b'N' | b'I'));
    let number =
        std::str::from_utf8(piece).ok().filter(|_| is_number).and_then(|piece| piece.parse::<f64>().ok());
    number.is_some_and(|number| !number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_none_become_null_outside_of_strings() {
        for (json, expected) in [
            (
                r#"{"a":NaN,"b":-Infinity,"c":[Infinity,1e999,-1E+999]}"#,
                r#"{"a":null,"b":null,"c":[null,null,null]}"#,
            ),
            (
                r#"{"a":"NaN \" 1e999","b":1e308,"c":true,"d":null}"#,
                r#"{"a":"NaN \" 1e999","b":1e308,"c":true,"d":null}"#,
            ),
            (r#"["\\",1e999,"cut 1e999"#, r#"["\\",null,"cut 1e999"#),
        ] {
            assert_eq!(String::from_utf8(without_odd_numbers(json.as_bytes())).unwrap(), expected);
        }
    }
}
