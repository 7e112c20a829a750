//! Collects the addresses of all matching documents, and removes headline duplicates.

use tantivy::query::Query;
use tantivy::{DocAddress, DocId};

use crate::error::Result;
use crate::index::IndexReader;
use crate::index::block_join::Blocks;
use crate::index::figure_attributes::FigureAttributes;
use crate::index::schema::ATTRIBUTES;
use crate::query::tantivy_ext::all_docs::AllDocs;

/// Returns all documents that match `query`, in index order.
pub fn all(reader: &IndexReader, query: &dyn Query) -> Result<Vec<DocAddress>> {
    let mut places = reader.search(query, &AllDocs)?;
    places.sort_unstable();
    Ok(places)
}

/// Removes headline figures whose duplicate in the body is among `places`, too. The places must be in index order.
pub fn without_headline_duplicates(
    reader: &IndexReader,
    mut places: Vec<DocAddress>,
) -> Result<Vec<DocAddress>> {
    remove_headline_duplicates(reader, &mut places).map_err(reader.failed())?;
    Ok(places)
}

fn remove_headline_duplicates(
    reader: &IndexReader,
    places: &mut Vec<DocAddress>,
) -> tantivy::Result<()> {
    let mut hidden = Vec::new();
    for of_segment in places.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let segment = reader.searcher().segment_reader(of_segment[0].segment_ord);
        let columns = reader.columns();
        let traits = columns.numbers::<u64>(segment, ATTRIBUTES)?;
        let blocks = Blocks::open(columns, segment)?;
        for place in of_segment {
            let of = traits
                .as_ref()
                .and_then(|traits| traits.first(place.doc_id));
            let of = FigureAttributes::unpack(of.unwrap_or(0));
            if let (true, Some(twin)) = (of.in_title, of.twin) {
                let doc_id = blocks.start(place.doc_id) + twin as DocId;
                let twin = DocAddress { doc_id, ..*place };
                if of_segment.binary_search(&twin).is_ok() {
                    hidden.push(*place);
                }
            }
        }
    }
    places.retain(|place| hidden.binary_search(place).is_err());
    Ok(())
}
