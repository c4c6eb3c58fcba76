//! Makes enums whose values have names: those that lexicons, options and JSON use.

/// Defines an enum whose variants have names: those that lexicons, options and JSON use.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident, $($(#[$of:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$of])* $variant,)+
        }

        impl $name {
            /// Every value, in the order of the enum.
            pub const ALL: [$name; [$($text),+].len()] = [$($name::$variant),+];

            /// Every name, in the order of [`Self::ALL`].
            pub const NAMES: [&'static str; [$($text),+].len()] = [$($text),+];

            /// Returns the name that lexicons, options and JSON use.
            #[must_use]
            pub const fn name(self) -> &'static str {
                self.of(&$name::NAMES)
            }

            /// Returns a value's item of a list that has one for each value.
            #[must_use]
            #[expect(clippy::indexing_slicing, reason = "the list has as many items as there are values")]
            pub const fn of<T: Copy>(self, list: &[T; [$($text),+].len()]) -> T {
                list[self as usize]
            }

            /// Reads a value by its name.
            #[must_use]
            pub fn parse(name: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|value| value.name() == name)
            }

            /// Reads a value by its number in a packed table; the byte that stands for "none" has no value.
            #[must_use]
            pub fn numbered(number: u32) -> Option<$name> {
                $name::ALL.get(number as usize).copied()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                let name = String::deserialize(from)?;
                $name::parse(&name).ok_or_else(|| {
                    let known = $name::NAMES.join(", ");
                    serde::de::Error::custom(format!("`{name}` is not one of {known}"))
                })
            }
        }
    };
}

pub(crate) use named;
