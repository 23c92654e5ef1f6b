//! Tests of the whole: one binary, one file for each behaviour.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on should stop loudly")]

mod again;
mod circles;
mod claims;
mod commands;
mod compare;
mod contributing;
mod coverage;
mod credible;
mod draws;
mod effects;
mod examples;
mod faults;
mod french;
mod golden;
mod house;
mod kept;
mod laws;
mod levers;
mod loading;
mod loading_properties;
mod orders;
mod papers;
mod parquet;
mod parts;
mod planted;
mod report;
mod roots;
mod running;
mod safe;
mod sensitivity;
mod silence;
mod spreads;
mod support;
mod told;
mod unread;
mod usage;
mod witness;
mod worlds;
