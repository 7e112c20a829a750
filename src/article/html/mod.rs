//! HTML as a flat tree of nodes, and the blocks of text in it.

pub mod blocks;
pub mod boilerplate;
pub mod charset;
pub mod fragment;
pub mod tag;
pub mod tree;
pub mod tree_builder;
