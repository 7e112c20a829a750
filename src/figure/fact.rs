//! The facts of a figure that models decide.

/// A fact of a figure that a model decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The measure, such as killed.
    Measure,
    /// The owner of the counted people or things.
    Owner,
    /// The source.
    Source,
    /// The time expression.
    Time,
    /// The modality.
    Stance,
    /// The agent, such as an army or a storm.
    Agent,
    /// The place of the event.
    Location,
}

impl Fact {
    /// All facts. The measure comes first, because the others depend on it.
    pub const ALL: [Self; 7] = [
        Self::Measure,
        Self::Owner,
        Self::Source,
        Self::Time,
        Self::Stance,
        Self::Agent,
        Self::Location,
    ];

    /// The facts that must all be right for a figure to be right. An agent or a place only adds detail.
    pub const ESSENTIAL: [Self; 5] = [
        Self::Measure,
        Self::Owner,
        Self::Source,
        Self::Time,
        Self::Stance,
    ];

    /// Returns the name of the fact in JSON and in the weights file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Measure => "measure",
            Self::Owner => "whose",
            Self::Source => "claimant",
            Self::Time => "as_of",
            Self::Stance => "stance",
            Self::Agent => "agent",
            Self::Location => "place",
        }
    }

    /// Returns the fact called `name`, or `None` if there is no such fact.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.name() == name)
    }
}
