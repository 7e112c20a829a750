//! Parses HTML into a flat tree and collects its text blocks.

pub mod blocks;
pub mod boilerplate;
pub mod charset;
pub mod fragment;
pub mod tag;
pub mod tree;
pub mod tree_builder;
