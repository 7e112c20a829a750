//! Selects the most important features, and packs their weights into bytes.

use figured::training::{
    BUCKET_BYTES, CLASS_CAPACITY, LEFT_WEIGHTS, MOST_CLASSES, RIGHT_WEIGHTS, TRANSITION_CAPACITY,
    bucket_index, fingerprint,
};

use crate::class_model::{ClassModel, ClassRow};
use crate::slot_index::SlotIndex;
use crate::transition_model::{TransitionModel, TransitionRow};

/// One weight in this many is clipped to the largest value that a byte can encode.
const CUT_WEIGHTS: usize = 200_000;

/// Class weights are left out if the absolute value of their byte is smaller than this.
const LEAST_BYTE: i8 = 6;

/// The number of buckets in each table, and the maximum number of weights in each pool.
pub struct TableSizes {
    pub transitions: usize,
    pub relations: usize,
    pub relation_pool: usize,
    pub tags: usize,
    pub tag_pool: usize,
}

impl Default for TableSizes {
    /// Returns sizes for a file of about four megabytes.
    fn default() -> Self {
        Self {
            transitions: 37_600,
            relations: 7_400,
            relation_pool: 300_000,
            tags: 6_800,
            tag_pool: 260_000,
        }
    }
}

/// The slots that a table keeps.
pub struct KeptSlots {
    buckets: usize,
    capacity: usize,
    /// The fingerprints of the kept slots in each bucket, the most important slot first.
    fingerprints: Vec<Vec<u8>>,
}

impl KeptSlots {
    /// Keeps the most important slots with distinct fingerprints in each bucket. `slots` contains each slot with its
    /// importance.
    fn new(mut slots: Vec<(f32, u32)>, buckets: usize, capacity: usize) -> Self {
        slots.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut fingerprints = vec![Vec::with_capacity(capacity); buckets];
        for (_, slot) in slots {
            let bucket: &mut Vec<u8> = &mut fingerprints[bucket_index(slot, buckets)];
            if bucket.len() < capacity && !bucket.contains(&fingerprint(slot)) {
                bucket.push(fingerprint(slot));
            }
        }
        Self {
            buckets,
            capacity,
            fingerprints,
        }
    }

    /// Returns an index that maps each kept slot to its row. Rows are numbered by bucket, and by position within a
    /// bucket.
    pub fn slot_index(&self) -> SlotIndex {
        SlotIndex::from_table(self.buckets * self.capacity, |slot| {
            let bucket = bucket_index(slot, self.buckets);
            let place = self.fingerprints[bucket]
                .iter()
                .position(|one| *one == fingerprint(slot))?;
            Some(bucket * self.capacity + place)
        })
    }
}

/// Selects the features to store in the transition table.
pub fn transition_table(model: &TransitionModel, buckets: usize) -> KeptSlots {
    let importance = |row: &TransitionRow| {
        (row.weights[0].abs() + row.weights[1].abs()) * (1.0 + row.updates as f32).ln()
    };
    let slots = model.rows().map(|(slot, row)| (importance(row), slot));
    KeptSlots::new(slots.collect(), buckets, TRANSITION_CAPACITY)
}

/// Selects the features to store in a class table.
pub fn class_table(model: &ClassModel, buckets: usize) -> KeptSlots {
    let largest = largest_weight(
        model
            .rows()
            .flat_map(|(_, row)| row.weights.iter().map(|weight| weight.value))
            .collect(),
    );
    let importance = |row: &ClassRow| {
        let sum: f32 = row.weights.iter().map(|weight| weight.value.abs()).sum();
        let stored = row
            .weights
            .iter()
            .filter(|weight| to_byte(weight.value, largest).abs() >= LEAST_BYTE)
            .count();
        // A feature takes about 5.3 bytes of its bucket, and two bytes of the pool for each class.
        (stored > 0).then(|| sum * (1.0 + row.updates as f32).ln() / (5.3 + 2.0 * stored as f32))
    };
    let slots = model
        .rows()
        .filter_map(|(slot, row)| Some((importance(row)?, slot)));
    KeptSlots::new(slots.collect(), buckets, CLASS_CAPACITY)
}

/// Returns the bytes of the transition table.
pub fn fill_transition_table(model: &TransitionModel, kept: &KeptSlots) -> Vec<u8> {
    let largest = largest_weight(model.rows().flat_map(|(_, row)| row.weights).collect());
    let mut bytes = vec![0; kept.buckets * BUCKET_BYTES];
    for (bucket, fingerprints) in kept.fingerprints.iter().enumerate() {
        for (place, fingerprint) in fingerprints.iter().enumerate() {
            let row = model.row(bucket * TRANSITION_CAPACITY + place);
            let start = bucket * BUCKET_BYTES + place;
            bytes[start] = *fingerprint;
            bytes[start + LEFT_WEIGHTS] = to_byte(row.weights[0], largest) as u8;
            bytes[start + RIGHT_WEIGHTS] = to_byte(row.weights[1], largest) as u8;
        }
    }
    bytes
}

/// The bytes of a class table.
pub struct ClassTableBytes {
    pub buckets: Vec<u8>,
    pub pool: Vec<u8>,
}

/// Returns the bytes of a class table. Leaves out the smallest weights if the pool is too small for all weights.
pub fn fill_class_table(
    model: &ClassModel,
    kept: &KeptSlots,
    pool_limit: usize,
) -> ClassTableBytes {
    let rows = || {
        let places = kept.fingerprints.iter().enumerate();
        places.flat_map(|(bucket, fingerprints)| {
            let places = fingerprints.iter().enumerate();
            places.map(move |(place, fingerprint)| {
                (
                    bucket,
                    place,
                    *fingerprint,
                    model.row(bucket * CLASS_CAPACITY + place),
                )
            })
        })
    };
    let weights = || rows().flat_map(|(.., row)| row.weights.iter().map(|weight| weight.value));
    let largest = largest_weight(weights().collect());
    let fits = |least: i8| {
        weights()
            .filter(|value| to_byte(*value, largest).abs() >= least)
            .count()
            <= pool_limit
    };
    let least = (LEAST_BYTE..=i8::MAX)
        .find(|least| fits(*least))
        .unwrap_or(i8::MAX);
    println!("  weights of classes below the byte {least} are left out");

    let mut bytes = ClassTableBytes {
        buckets: vec![0; kept.buckets * BUCKET_BYTES],
        pool: Vec::new(),
    };
    for (bucket, place, fingerprint, row) in rows() {
        let first = bytes.pool.len() / 2;
        let stored = row
            .weights
            .iter()
            .map(|weight| (weight.class, to_byte(weight.value, largest)));
        let stored: Vec<_> = stored
            .filter(|(_, byte)| byte.abs() >= least)
            .take(MOST_CLASSES)
            .collect();
        bytes.pool.extend(
            stored
                .iter()
                .flat_map(|(class, byte)| [*class, *byte as u8]),
        );
        let entry = (first << 6 | stored.len()) as u32;
        let start = bucket * BUCKET_BYTES;
        bytes.buckets[start + place] = fingerprint;
        bytes.buckets[start + 16 + 4 * place..start + 20 + 4 * place]
            .copy_from_slice(&entry.to_le_bytes());
    }
    bytes
}

/// Returns the weight that the largest byte encodes. A few outliers exceed it.
fn largest_weight(mut weights: Vec<f32>) -> f32 {
    weights.retain(|weight| *weight != 0.0);
    for weight in &mut weights {
        *weight = weight.abs();
    }
    weights.sort_by(|a, b| b.total_cmp(a));
    weights
        .get(weights.len() / CUT_WEIGHTS)
        .copied()
        .unwrap_or(1.0)
}

/// Returns the byte that encodes a weight: the square root of its ratio to the largest weight, scaled to 127 and with
/// the sign of the weight.
fn to_byte(weight: f32, largest: f32) -> i8 {
    let root = (weight.abs() / largest).min(1.0).sqrt() * 127.0;
    root.round().copysign(weight) as i8
}
