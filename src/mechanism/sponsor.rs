//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "sponsor" {
} }

/// Stub.
pub fn sponsor(_view: &View<Settings>, _out: &mut Proposals) {}
