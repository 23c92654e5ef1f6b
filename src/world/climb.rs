//! Climbs: how high one actor went on the ladder of escalation against another in each of the last weeks.

/// How many weeks a rung is remembered, the current one included.
pub const WEEKS_REMEMBERED: u32 = 8;

/// The highest rung of each of the last weeks: a byte a week, this week's lowest, so that a week passes by a shift.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Climb(u64);

impl Climb {
    /// The rung of so many weeks ago, 0 being this week; weeks beyond memory are quiet.
    #[inline]
    pub const fn ago(self, weeks: u32) -> u8 {
        if weeks < WEEKS_REMEMBERED { (self.0 >> (8 * weeks)) as u8 } else { 0 }
    }

    /// The highest rung remembered.
    #[inline]
    pub const fn highest(self) -> u8 {
        let (mut left, mut top) = (self.0, 0);
        while left != 0 {
            let rung = left as u8;
            top = if rung > top { rung } else { top };
            left >>= 8;
        }
        top
    }

    /// Remembers a rung of so many weeks ago, unless that week saw a higher one.
    #[inline]
    pub fn reach(&mut self, weeks: u32, rung: u8) {
        if weeks < WEEKS_REMEMBERED && self.ago(weeks) < rung {
            self.0 &= !(0xff << (8 * weeks));
            self.0 |= u64::from(rung) << (8 * weeks);
        }
    }

    /// A week passes: the oldest is forgotten, the new one is quiet so far.
    #[inline]
    pub const fn pass(&mut self) {
        self.0 <<= 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_rung_of_a_week_is_remembered_for_eight_weeks() {
        let mut climb = Climb::default();
        climb.reach(0, 5);
        climb.reach(0, 3);
        climb.reach(7, 9);
        climb.reach(8, 11);
        assert_eq!((climb.ago(0), climb.ago(1), climb.ago(7), climb.ago(8), climb.highest()), (5, 0, 9, 0, 9));
        climb.pass();
        assert_eq!((climb.ago(0), climb.ago(1), climb.highest()), (0, 5, 5));
        for _ in 0..WEEKS_REMEMBERED {
            climb.pass();
        }
        assert_eq!(climb, Climb::default());
    }
}
