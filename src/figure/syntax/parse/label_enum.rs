//! A macro that declares enums of named labels.

/// Declares an enum from a table of variants, each with its name and meaning.
macro_rules! label_enum {
    ($(#[$attribute:meta])* $name:ident { $($variant:ident $label:literal $meaning:literal)+ }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum $name {
            $(#[doc = concat!("`", $label, "`: ", $meaning, ".")] $variant,)+
        }

        impl $name {
            /// All labels, in numeric order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns the label's name in treebanks.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// Returns the label with this name, or `None` if there is none.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|label| label.name() == name)
            }
        }
    };
}

pub(super) use label_enum;
