//! The date from which relative dates such as `7d` are counted.

use std::str::FromStr;

use jiff::civil::Date;

/// The date from which relative dates such as `7d` are counted.
#[derive(Clone, Copy, Debug)]
pub enum Today {
    /// The current date in the system's time zone. It is read only when needed, because that opens the time zone database.
    Current,
    /// A fixed date.
    Fixed(Date),
}

impl Today {
    /// Returns the date.
    pub fn date(self) -> Date {
        match self {
            Self::Current => jiff::Zoned::now().date(),
            Self::Fixed(date) => date,
        }
    }
}

impl FromStr for Today {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::Fixed)
    }
}
