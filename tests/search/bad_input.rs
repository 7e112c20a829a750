//! Bad input. The program reports the error, continues with the remaining input and loses no articles.

mod files;
mod folders;
mod index;
mod words;
