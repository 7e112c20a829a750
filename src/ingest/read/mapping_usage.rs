//! Checks that the fields named with `--map` exist, so that mistyped names are reported.

use crate::article::{ArticleField, FieldMapping};
use crate::plural::count_of;

/// Tracks which mapped fields occurred in the records.
pub struct MappingUsage {
    mapping: FieldMapping,
    records: u64,
    met: Vec<ArticleField>,
}

impl MappingUsage {
    /// Creates an empty tracker for `mapping`.
    pub fn new(mapping: FieldMapping) -> Self {
        Self {
            mapping,
            records: 0,
            met: Vec::new(),
        }
    }

    /// Notes the mapped fields that occurred in a record. `keys` lists the record's fields with the article fields that
    /// they filled.
    pub fn note(&mut self, keys: &[(ArticleField, String)]) {
        self.records += 1;
        for (column, key) in keys {
            if !self.met.contains(column) && self.mapping.maps(*column, key) {
                self.met.push(*column);
            }
        }
    }

    /// Returns a warning for each article field whose mapped names occurred in no record. Returns none if no records
    /// were read.
    pub fn warnings(&self) -> impl Iterator<Item = String> {
        let unmet = self.mapping.fields();
        let unmet = unmet.filter(|column| self.records > 0 && !self.met.contains(column));
        unmet.map(|column| {
            let (typed, records) = (self.mapping.typed(column), self.records);
            format!(
                "--map {typed}: no such field in {}",
                count_of(records, "record")
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unmatched_field_mapping_causes_a_warning() {
        let mapping: FieldMapping = "body=story,body=copy,date=pub.day".parse().expect("sound");
        let mut mapped = MappingUsage::new(mapping);
        assert_eq!(mapped.warnings().count(), 0);
        mapped.note(&[
            (ArticleField::Body, "Copy".to_owned()),
            (ArticleField::Published, "date".to_owned()),
        ]);
        let warnings: Vec<_> = mapped.warnings().collect();
        assert!(
            warnings[0].starts_with("--map date=pub.day: no such field in 1 record"),
            "{warnings:?}"
        );
        mapped.note(&[(ArticleField::Published, "pub.day".to_owned())]);
        assert_eq!(mapped.warnings().count(), 0);
    }
}
