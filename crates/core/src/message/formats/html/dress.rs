//! Tells how the words of a page are dressed: in which colour, bold, slanted, on a coloured ground.

use presend_lexicon::names::WordList;

use super::tags::Tag;

/// Of a grey the parts differ by less.
const LEAST_HUE: u8 = 56;
/// The names of the commonest colours.
const NAMED: [(&str, [u8; 3]); 12] = [
    ("red", [255, 0, 0]),
    ("darkred", [139, 0, 0]),
    ("crimson", [220, 20, 60]),
    ("maroon", [128, 0, 0]),
    ("blue", [0, 0, 255]),
    ("darkblue", [0, 0, 139]),
    ("navy", [0, 0, 128]),
    ("green", [0, 128, 0]),
    ("darkgreen", [0, 100, 0]),
    ("purple", [128, 0, 128]),
    ("magenta", [255, 0, 255]),
    ("orange", [255, 165, 0]),
];

/// A colour as it is told from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hue {
    Red,
    Orange,
    Green,
    Blue,
    Purple,
}

/// How words are dressed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dress {
    /// None is black, grey, or what the page has else.
    pub(super) hue: Option<Hue>,
    is_bold: bool,
    is_slanted: bool,
    is_marked: bool,
    /// Links have a colour of their own.
    pub(super) is_link: bool,
}

/// What writers say of the dress of their answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Of(Hue),
    /// Another colour than the rest.
    Coloured,
    Bold,
    Slanted,
    Marked,
}

/// The words in which they say it.
pub(super) const LOOKS: [(WordList, Look); 9] = [
    (WordList::LookRed, Look::Of(Hue::Red)),
    (WordList::LookOrange, Look::Of(Hue::Orange)),
    (WordList::LookGreen, Look::Of(Hue::Green)),
    (WordList::LookBlue, Look::Of(Hue::Blue)),
    (WordList::LookPurple, Look::Of(Hue::Purple)),
    (WordList::LookColoured, Look::Coloured),
    (WordList::LookBold, Look::Bold),
    (WordList::LookSlanted, Look::Slanted),
    (WordList::LookMarked, Look::Marked),
];

impl Dress {
    /// Returns the dress of what stands in an element that stands in this.
    pub(super) fn inside(self, tag: &Tag<'_>) -> Dress {
        let mut dress = self;
        match tag.name.as_bytes() {
            b"a" => dress.is_link = true,
            b"b" | b"strong" => dress.is_bold = true,
            b"i" | b"em" => dress.is_slanted = true,
            b"mark" => dress.is_marked = true,
            _ => {}
        }
        if !tag.colour.is_empty() {
            dress.hue = hue(&tag.colour);
        }
        for (property, value) in tag.style.split(';').filter_map(|one| one.split_once(':')) {
            let (property, value) = (property.trim().to_ascii_lowercase(), value.trim());
            match property.as_str() {
                "color" => dress.hue = hue(value),
                "font-weight" => dress.is_bold = value.starts_with("bold") || value.starts_with(['7', '8']),
                "font-style" => dress.is_slanted = value.starts_with("italic"),
                "background" | "background-color" | "mso-highlight" => {
                    dress.is_marked = !value.eq_ignore_ascii_case("white")
                        && rgb(value).is_none_or(|parts| parts != [255; 3]);
                }
                _ => {}
            }
        }
        dress
    }

    /// Returns true if and only if words are dressed as their writer says.
    pub(super) fn is(self, look: Look) -> bool {
        match look {
            Look::Of(hue) => self.hue == Some(hue) && !self.is_link,
            Look::Coloured => self.hue.is_some() && !self.is_link,
            Look::Bold => self.is_bold,
            Look::Slanted => self.is_slanted,
            Look::Marked => self.is_marked,
        }
    }
}

/// Reads a colour and tells which it is; `None` for black, white and grey, and what is none.
pub(super) fn hue(value: &str) -> Option<Hue> {
    let [red, green, blue] = rgb(value)?.map(i32::from);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let span = most - least;
    if span < i32::from(LEAST_HUE) {
        return None;
    }
    let degrees = match most {
        _ if most == red => 60 * (green - blue) / span + 360,
        _ if most == green => 60 * (blue - red) / span + 120,
        _ => 60 * (red - green) / span + 240,
    };
    Some(match degrees % 360 {
        0..20 | 335..360 => Hue::Red,
        20..70 => Hue::Orange,
        70..170 => Hue::Green,
        170..255 => Hue::Blue,
        _ => Hue::Purple,
    })
}

/// `#C00000`, `#c00`, `rgb(192, 0, 0)`, `red`
fn rgb(value: &str) -> Option<[u8; 3]> {
    let value = value.split('!').next().unwrap_or_default().trim();
    if let Some(digits) = value.strip_prefix('#') {
        let number = u32::from_str_radix(digits, 16).ok()?;
        return match digits.len() {
            6 => Some([16, 8, 0].map(|by| (number >> by & 0xFF) as u8)),
            3 => Some([8, 4, 0].map(|by| (number >> by & 0xF) as u8 * 0x11)),
            _ => None,
        };
    }
    if let Some(parts) = value.strip_prefix("rgb(").and_then(|parts| parts.strip_suffix(')')) {
        let mut parts = parts.split(',').map(|part| part.trim().parse::<u8>().ok());
        return Some([parts.next()??, parts.next()??, parts.next()??]);
    }
    NAMED.iter().find(|(name, _)| value.eq_ignore_ascii_case(name)).map(|(_, parts)| *parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_told_apart() {
        for (value, want) in [
            ("red", Some(Hue::Red)),
            ("#C00000", Some(Hue::Red)),
            ("#f00", Some(Hue::Red)),
            ("rgb(192, 0, 0)", Some(Hue::Red)),
            ("#FFC000", Some(Hue::Orange)),
            ("#00B050", Some(Hue::Green)),
            ("#1F497D", Some(Hue::Blue)),
            ("#0070C0 !important", Some(Hue::Blue)),
            ("#7030A0", Some(Hue::Purple)),
            ("black", None),
            ("windowtext", None),
            ("#444444", None),
            ("#12", None),
            ("rgb(1,2)", None),
        ] {
            assert_eq!(hue(value), want, "{value}");
        }
    }
}
