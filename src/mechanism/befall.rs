//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "befall" {
} }

/// Stub.
pub fn befall(_view: &View<Settings>, _out: &mut Proposals) {}
