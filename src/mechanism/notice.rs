//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "notice" {
} }

/// Stub.
pub fn notice(_view: &View<Settings>, _out: &mut Proposals) {}
