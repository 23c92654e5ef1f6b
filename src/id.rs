//! Ids: small typed indices inside a world, and the 64-bit keys by which chance knows an entity.
//!
//! An index says where an entity lies in memory and may differ from world to world; a [`Key`] follows from the entity's
//! name alone and is what every draw is tied to.

/// The key of an entity: a 64-bit hash of its id, of its parentage, or of two keys in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

/// A finaliser with full avalanche (the one of `SplitMix64`): every input bit moves about half of the output bits.
pub(crate) const fn scramble(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Key {
    /// The key of a name: FNV-1a over its bytes, then scrambled.
    pub const fn of(name: &str) -> Self {
        let bytes = name.as_bytes();
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let mut i = 0;
        while i < bytes.len() {
            hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0000_0100_0000_01b3);
            i += 1;
        }
        Self(scramble(hash))
    }

    /// The key of an ordered pair: `a.with(b)` and `b.with(a)` differ.
    #[inline]
    pub const fn with(self, other: Self) -> Self {
        Self(scramble(self.0.rotate_left(23).wrapping_add(0x9e37_79b9_7f4a_7c15) ^ other.0))
    }

    /// The key of the `n`-th entity that this one brought forth under a rule (a splinter, a new band).
    pub const fn child(self, rule: &str, n: u32) -> Self {
        self.with(Self::of(rule)).with(Self(n as u64))
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u16);

        impl $name {
            /// Position in the dense array of its kind.
            #[inline]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            #[inline]
            fn from(index: usize) -> Self {
                debug_assert!(index < u16::MAX as usize);
                Self(index as u16)
            }
        }
    )+};
}

ids! {
    /// An actor.
    ActorId,
    /// A place.
    PlaceId,
    /// A route.
    RouteId,
    /// A community.
    CommunityId,
    /// A force.
    ForceId,
    /// An agreement.
    AgreementId,
    /// An operation.
    OperationId,
    /// An issue on which actors take positions.
    IssueId,
    /// A claim of a document.
    ClaimId,
    /// A region, the set of places that carry its name.
    RegionId,
}

/// A set of regions. A case has at most [`Regions::MOST`] of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Regions(u64);

impl Regions {
    /// Most regions that a case may have.
    pub const MOST: usize = u64::BITS as usize;

    /// Whether a region is in the set.
    #[inline]
    pub const fn has(self, region: RegionId) -> bool {
        self.0 & Self::bit(region) != 0
    }

    /// Whether there is none.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    #[inline]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    const fn bit(region: RegionId) -> u64 {
        match 1_u64.checked_shl(region.0 as u32) {
            Some(bit) => bit,
            None => 0,
        }
    }
}

impl FromIterator<RegionId> for Regions {
    fn from_iter<T: IntoIterator<Item = RegionId>>(regions: T) -> Self {
        Self(regions.into_iter().fold(0, |all, region| all | Self::bit(region)))
    }
}

/// Whether a text is a valid id: `[a-z][a-z0-9_]*`, at most 64 characters.
pub fn is_valid(id: &str) -> bool {
    id.len() <= 64
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_order_and_parentage_apart() {
        let (a, b) = (Key::of("csp"), Key::of("jnim"));
        assert_ne!(a.with(b), b.with(a));
        assert_ne!(a.child("split", 0), a.child("split", 1));
        assert_ne!(a.child("split", 0), a.child("leave", 0));
        assert_eq!(Key::of("csp"), a);
    }

    #[test]
    fn a_set_of_regions_holds_what_was_put_in_and_nothing_else() {
        let set: Regions = [RegionId(0), RegionId(63), RegionId(0)].into_iter().collect();
        assert!(set.has(RegionId(0)) && set.has(RegionId(63)) && !set.has(RegionId(1)));
        assert_eq!(set.len(), 2);
        assert!(Regions::default().is_empty() && !set.is_empty());
        assert!(!set.has(RegionId(64)), "beyond the limit is nothing, not the first again");
    }

    #[test]
    fn ids_follow_the_pattern() {
        assert!(is_valid("jnim_north2"));
        for bad in ["", "2a", "_a", "Csp", "csp-psd", "é", &"a".repeat(65)] {
            assert!(!is_valid(bad), "{bad}");
        }
    }
}
