//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "decide" {
} }

/// Stub.
pub fn decide(_view: &View<Settings>, _out: &mut Proposals) {}
