//! Tests for bad input. The program names what is wrong, goes on with the rest and loses no articles.

mod files;
mod folders;
mod index;
mod words;
