//! Tests for bad input. The program reports the error, continues with the other input and loses no articles.

mod files;
mod folders;
mod index;
mod words;
