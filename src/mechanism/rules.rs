//! Rules: the causal claims of the documents that are built in, each of which can be switched off.

use crate::words::words;

words! {
    /// A causal claim of the documents, built in as a rule that can be switched off: `rules.c1` to `rules.c25` in files;
    /// docs/claims.md says under those names what each does.
    pub enum Rule {
        /// Air power decides the open fight, and kills civilians.
        AirPowerDecidesAndKills = "c1",
        /// Taking a town is not holding it.
        TakingIsNotHolding = "c2",
        /// Rebels who lose towns turn to guerrilla war, and relations with residents worsen.
        LostTownsTurnToGuerrilla = "c3",
        /// Effort spent in one place is not spent in another.
        EffortIsSpentOnce = "c4",
        /// A common enemy, kin, a respected leader and open borders between groups draw rebels and jihadists together.
        CommonEnemyDrawsTogether = "c5",
        /// The stronger ally pushes the other aside.
        StrongerAllyPushesAside = "c6",
        /// A guarantor that leaves its camps to one side: a breach, and a reason to strike.
        GuarantorExitIsABreach = "c7",
        /// Slow implementation pays both sides and feeds rebellion.
        DelayFeedsRebellion = "c8",
        /// Rhetoric of sovereignty wins support and makes concessions dear.
        RhetoricBinds = "c9",
        /// A hostile label and the refusal to talk push groups together.
        LabelsPushTogether = "c10",
        /// Rearmament with a new patron raises the belief that the war can be won.
        NewPatronRaisesBelief = "c11",
        /// War splits the coalition.
        WarSplitsCoalitions = "c12",
        /// Withdrawing instead of fighting in the streets saves the force and the residents.
        WithdrawalSparesForces = "c13",
        /// Mercenaries abuse civilians, and do not make the country safer.
        MercenariesAbuse = "c14",
        /// A pact of mutual defence shows resolve, but partners are busy at home.
        PactShowsResolve = "c15",
        /// Information is contested.
        InformationIsContested = "c16",
        /// Smuggling routes and local feuds sustain armed groups.
        RoutesSustainGroups = "c17",
        /// Postponed elections, bans and defeat unsettle the capital.
        DefeatUnsettlesTheCapital = "c18",
        /// Without a third party nobody mitigates mistrust.
        NobodyMitigatesMistrust = "c19",
        /// Fighting hastens the exit of a guarantor.
        FightingHastensExit = "c20",
        /// Looted bases rearm the rebels.
        LootRearms = "c21",
        /// Fighters drift between groups along kin and community.
        FightersDriftAlongKin = "c22",
        /// The capital rejects the accord as too generous.
        CapitalRejectsTheAccord = "c23",
        /// Those left out spoil what is agreed.
        LeftOutSpoil = "c24",
        /// Communities differ in loyalty.
        CommunitiesDiffer = "c25",
    }
}

/// How many causal claims there are.
pub const RULES: usize = Rule::ALL.len();

/// Which causal claims are switched on in a draw. A rule set to a range such as `0..1` is on in the draws that take at least
/// one half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules([bool; RULES]);

impl Default for Rules {
    fn default() -> Self {
        Self([true; RULES])
    }
}

impl Rules {
    /// Whether a rule is on.
    #[inline]
    pub fn on(&self, rule: Rule) -> bool {
        self.0[rule as usize]
    }

    /// The same rules with one of them off.
    pub fn without(mut self, rule: Rule) -> Self {
        self.0[rule as usize] = false;
        self
    }

    /// The rules with these values (on from one half up), in the order of [`Rule`].
    pub fn from_values(values: impl IntoIterator<Item = f64>) -> Self {
        let mut rules = Self::default();
        for (rule, value) in rules.0.iter_mut().zip(values) {
            *rule = value >= 0.5;
        }
        rules
    }
}
