//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "flee" {
} }

/// Stub.
pub fn flee(_view: &View<Settings>, _out: &mut Proposals) {}
