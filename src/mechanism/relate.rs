//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "relate" {
} }

/// Stub.
pub fn relate(_view: &View<Settings>, _out: &mut Proposals) {}
