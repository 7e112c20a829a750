//! The new value that a correction sets.

use serde::Serialize;

/// A new value, or the removal of a wrong one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum NewValue<T> {
    /// Sets this value.
    To(T),
    /// Removes the value.
    Nothing,
}

impl<T: Clone> NewValue<T> {
    /// Applies `new` to `value`, or leaves `value` unchanged if `new` is `None`.
    pub fn apply(new: Option<&Self>, value: &mut Option<T>) {
        match new {
            Some(Self::To(to)) => *value = Some(to.clone()),
            Some(Self::Nothing) => *value = None,
            None => {}
        }
    }
}
