//! Tests of `operate`.
