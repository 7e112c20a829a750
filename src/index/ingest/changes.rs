//! What changed in the figures of articles that came in another version: in the same place, or on the same page.

use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::index::change::Change;
use crate::index::copies::Stories;
use crate::index::folder::IndexFolder;
use crate::index::history::{History, Version};
use crate::index::reader::Reader;
use crate::index::record::{Key, Record};

/// Adds to the versions that an ingest has brought what changed since those before them. `earlier` is the index as it was.
pub fn note(
    folder: &IndexFolder,
    earlier: Option<&Reader>,
    history: &History,
    versions: &mut [Version],
) -> Result<()> {
    let again = |version: &Version| history.knows(version.key);
    if !versions
        .iter()
        .any(|version| again(version) || version.url.is_some())
    {
        return Ok(());
    }
    let now = Reader::open(folder)?;
    for version in versions.iter_mut().filter(|version| again(version)) {
        let before = earlier
            .map(|earlier| record(earlier, version.key))
            .transpose()?;
        if let (Some(before), Some(after)) = (before.flatten(), record(&now, version.key)?) {
            version.changes.extend(Change::between(&before, &after));
        }
    }
    let Some(stories) = Stories::of(&now)? else {
        return Ok(());
    };
    let places = versions.iter().enumerate();
    let places: FxHashMap<Key, usize> = places.map(|(nth, version)| (version.key, nth)).collect();
    for of_page in stories.versions() {
        let records = of_page.iter().map(|address| now.stored(*address));
        let records: Vec<_> = records.collect::<Result<_>>()?;
        for pair in records.windows(2) {
            let [before, after] = pair else { continue };
            let place = places.get(&after.key).or_else(|| places.get(&before.key));
            if let Some(&place) = place {
                versions[place]
                    .changes
                    .extend(Change::between(before, after));
            }
        }
    }
    Ok(())
}

fn record(reader: &Reader, key: Key) -> Result<Option<Record>> {
    let address = reader.find(key)?;
    address.map(|address| reader.stored(address)).transpose()
}
