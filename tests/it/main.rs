//! Tests of the whole: one binary, one file for each behaviour.

mod house;
