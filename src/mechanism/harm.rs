//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "harm" {
} }

/// Stub.
pub fn harm(_view: &View<Settings>, _out: &mut Proposals) {}
