//! What a value is corrected to.

use serde::Serialize;

/// A new value, or none in the place of a wrong one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum NewValue<T> {
    /// This value.
    To(T),
    /// No value.
    Nothing,
}

impl<T: Clone> NewValue<T> {
    /// Replaces `value` by what it is corrected to, if it is.
    pub fn apply(new: Option<&Self>, value: &mut Option<T>) {
        match new {
            Some(Self::To(to)) => *value = Some(to.clone()),
            Some(Self::Nothing) => *value = None,
            None => {}
        }
    }
}
