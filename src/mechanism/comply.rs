//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "comply" {
} }

/// Stub.
pub fn comply(_view: &View<Settings>, _out: &mut Proposals) {}
