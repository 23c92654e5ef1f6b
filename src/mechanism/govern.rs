//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "govern" {
} }

/// Stub.
pub fn govern(_view: &View<Settings>, _out: &mut Proposals) {}
