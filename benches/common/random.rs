//! Seeded random numbers, so that every run uses the same articles.

/// A random number generator. Equal seeds give equal sequences.
pub struct Random(fastrand::Rng);

impl Random {
    /// Creates a generator from a seed.
    pub fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// Returns a number below `end`, which must not be 0.
    pub fn below(&mut self, end: u32) -> u32 {
        self.0.u32(..end)
    }

    /// Returns a number from 1 to `most`. The probability of n is roughly proportional to 1/n (Zipf's law).
    pub fn rank(&mut self, most: u32) -> u32 {
        (f64::from(most).ln() * self.0.f64()).exp() as u32
    }

    /// Returns a random element of `all`, which must not be empty.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.0.usize(..all.len())]
    }
}
