//! Copies that keep memory: a run begins with `clone_from` its start, and lists that grew in the last run need not grow again.
//! (A derived `clone_from` throws the memory away.)

use super::{Agenda, Index, Map, Marks, Totals, Traffic, Ways, World};

/// Writes `Clone` for a struct, field by field; one that is not named is a compile error.
macro_rules! clone_in_place {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl Clone for $name {
            fn clone(&self) -> Self {
                Self { $($field: self.$field.clone()),+ }
            }

            fn clone_from(&mut self, other: &Self) {
                $(self.$field.clone_from(&other.$field);)+
            }
        }
    };
}

clone_in_place!(Totals {
    events,
    fighter_deaths,
    civilian_deaths,
    blockade_weeks,
    unserved_weeks,
    aidless_weeks,
    civilian_by,
    by_region,
    violent_in,
    attacks,
    between,
    incidents,
    fatal,
    joint,
    kinds,
    happened,
});

clone_in_place!(Agenda { sorted, ends });

clone_in_place!(Marks { words, cells });

clone_in_place!(Map { routes, roads, distance, ways, people });

clone_in_place!(Ways { pace, days, faded, left, next });

clone_in_place!(Index {
    men,
    present,
    posted,
    troops,
    wings,
    standing,
    under_way,
    pacts,
    own,
    strengths,
    blocs,
    rulers,
    living,
    members,
    governments,
    facing,
    foes,
    friends,
    known,
    belonging,
    backing,
    kinship,
    grudges,
});

clone_in_place!(Traffic { orders, agenda, events, reports });

clone_in_place!(World {
    week,
    month,
    actors,
    positions,
    salience,
    ties,
    climbs,
    places,
    control,
    seen,
    communities,
    support,
    grievance,
    stated_grievance,
    kin,
    forces,
    agreements,
    operations,
    prospects,
    quarrels,
    fronts,
    visits,
    totals,
    ladder,
    reading,
    unsound,
    map,
    index,
    traffic,
});
