//! The closed lists of the field: kinds, states and stances, in the order that comparisons use.

use crate::words::words;

words! {
    /// What sort of organisation an actor is.
    pub enum ActorKind {
        /// State authorities, elected or not.
        Government = "government",
        /// Armed forces of a government.
        Army = "army",
        /// Company that fights for pay.
        Mercenary = "mercenary",
        /// Coalition of movements; fights only through its members.
        Coalition = "coalition",
        /// Rebel movement.
        Movement = "movement",
        /// Jihadist group or wing.
        Jihadist = "jihadist",
        /// Self-defence or loyalist militia.
        Militia = "militia",
        /// Peacekeeping or observer mission.
        Peacekeeper = "peacekeeper",
        /// Outside party that mediates.
        Mediator = "mediator",
        /// Outside power that backs a party.
        Sponsor = "sponsor",
        /// Regional bloc of states.
        Bloc = "bloc",
        /// Unarmed political movement.
        Political = "political",
        /// Criminal network.
        Criminal = "criminal",
    }
}

impl ActorKind {
    /// One of this kind, as a sentence says it: an army, a government.
    pub fn one(self) -> String {
        let article = if self.word().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {}", self.word())
    }

    /// Whether actors of this kind hide among people and strike from there.
    pub const fn is_irregular(self) -> bool {
        matches!(self, Self::Movement | Self::Jihadist | Self::Militia | Self::Coalition | Self::Criminal)
    }

    /// Whether actors of this kind fight battles: they have men, and may rule where these stand. A government has men of its own
    /// only where it has sent them abroad.
    pub const fn fights(self) -> bool {
        matches!(
            self,
            Self::Government | Self::Army | Self::Mercenary | Self::Movement | Self::Jihadist | Self::Militia
        )
    }
}

words! {
    /// How one actor stands to another, from open war to union.
    pub enum Stance {
        /// Open war.
        War = "war",
        /// Hostile, short of war.
        Hostile = "hostile",
        /// Neither friend nor foe.
        Tolerant = "tolerant",
        /// Agreed not to attack each other.
        NonAggression = "non_aggression",
        /// They tell each other what they do.
        Coordination = "coordination",
        /// They fight side by side.
        JointOperations = "joint_operations",
        /// One organisation.
        Merged = "merged",
    }
}

impl Stance {
    /// The next closer stance, up to joint operations: union is an act of its own.
    pub fn closer(self) -> Self {
        Self::ALL[(self as usize + 1).min(Self::JointOperations as usize)]
    }

    /// The next more distant stance.
    pub fn further(self) -> Self {
        Self::ALL[(self as usize).saturating_sub(1)]
    }

    /// Where a stance begins on the scale of what two groups have done for and against each other, -1 to 1.
    pub const fn step(self) -> f64 {
        match self {
            Self::War | Self::Hostile => -1.0,
            Self::Tolerant => 0.0,
            Self::NonAggression => 0.2,
            Self::Coordination => 0.4,
            Self::JointOperations => 0.6,
            Self::Merged => 0.8,
        }
    }

    /// How far below its beginning a stance still lasts.
    pub const HOLDS: f64 = 0.1;

    /// The part of that scale on which a stance lies, from where it begins to where the next one does.
    pub fn scale(self) -> (f64, f64) {
        match self {
            Self::War | Self::Hostile => (-1.0, Self::Tolerant.step()),
            _ => (self.step(), self.step() + 0.2),
        }
    }

    /// Whether force is used without further ado.
    pub fn is_enemy(self) -> bool {
        self <= Self::Hostile
    }

    /// Whether the two help each other.
    pub fn is_ally(self) -> bool {
        self >= Self::Coordination
    }
}

words! {
    /// Sort of place.
    pub enum PlaceKind {
        /// Seat of the government.
        Capital = "capital",
        /// Town.
        Town = "town",
        /// Military or UN camp.
        Camp = "camp",
        /// Ground in which irregular forces can hide.
        Refuge = "refuge",
        /// Place across or at the border, outside the contest for control.
        Border = "border",
    }
}

words! {
    /// Ground of a place.
    pub enum Terrain {
        /// Open desert or savanna: no cover from the air.
        Open = "open",
        /// Built-up.
        Town = "town",
        /// River valley.
        River = "river",
        /// Mountain.
        Mountain = "mountain",
    }
}

words! {
    /// Ground of a route.
    pub enum Way {
        /// Paved or graded.
        Road = "road",
        /// Track.
        Track = "track",
        /// Along a river.
        River = "river",
        /// Sand.
        Desert = "desert",
        /// Rock.
        Mountain = "mountain",
    }
}

words! {
    /// State of a foreign or UN camp at a place.
    pub enum Camp {
        /// There is none.
        None = "none",
        /// The mission is there.
        Open = "open",
        /// The mission is leaving.
        Closing = "closing",
        /// Left, and nobody's yet.
        Vacated = "vacated",
        /// Taken over by an actor.
        Handed = "handed",
    }
}

words! {
    /// Sort of force.
    pub enum ForceKind {
        /// Dug in at a place.
        Garrison = "garrison",
        /// On the move with vehicles.
        Column = "column",
        /// Irregular fighters.
        Band = "band",
        /// Aircraft and drones; strength counts sorties a week.
        AirWing = "air_wing",
    }
}

words! {
    /// Sort of agreement.
    pub enum AgreementKind {
        /// Peace accord.
        Accord = "accord",
        /// Ceasefire.
        Ceasefire = "ceasefire",
        /// Humanitarian or tacit truce.
        Truce = "truce",
        /// Pact of one place.
        LocalPact = "local_pact",
        /// Exchange: a blockade lifted, prisoners freed, a mission allowed in.
        Deal = "deal",
        /// Protection against pay: the first party is the client, the second the provider.
        Patronage = "patronage",
        /// Mutual defence between states.
        Alliance = "alliance",
        /// Founding rules of a coalition.
        Charter = "charter",
    }
}

words! {
    /// Stage in the life of an agreement, from the worst to the best for those who rely on it.
    pub enum AgreementState {
        /// Dead.
        Collapsed = "collapsed",
        /// Set aside.
        Suspended = "suspended",
        /// Broken by a party and not yet answered.
        Breached = "breached",
        /// Proposed, not signed.
        Offered = "offered",
        /// On the table again after a breach.
        Renegotiated = "renegotiated",
        /// Signed; being carried out.
        Signed = "signed",
        /// Carried out under the eyes of a monitor.
        Monitored = "monitored",
        /// Carried out.
        Implemented = "implemented",
    }
}

impl AgreementState {
    /// Whether the parties are bound at present.
    pub fn is_in_force(self) -> bool {
        self >= Self::Signed
    }
}

words! {
    /// What an agreement obliges to.
    pub enum Clause {
        /// No attacks between the parties.
        Ceasefire = "ceasefire",
        /// Fighters join the army.
        Integration = "integration",
        /// Power moves to the regions.
        Decentralisation = "decentralisation",
        /// Camps are handed over jointly.
        CampHandover = "camp_handover",
        /// A third party reports breaches.
        Monitoring = "monitoring",
        /// A third party stands behind it.
        Guarantee = "guarantee",
        /// An attack on one is an attack on all.
        MutualDefence = "mutual_defence",
        /// The parties do not attack each other, whatever else.
        NonAggression = "non_aggression",
        /// One pays the other.
        Payment = "payment",
        /// Fighters are not prosecuted.
        Amnesty = "amnesty",
        /// Groups outside the armed parties have a say.
        Inclusion = "inclusion",
    }
}

words! {
    /// How sure we are that a source says it.
    pub enum Confidence {
        /// The source says so.
        Stated = "stated",
        /// It follows from what the source says.
        Inferred = "inferred",
        /// Our assumption.
        Assumed = "assumed",
    }
}

words! {
    /// Who commands a place, and how well.
    pub enum PlaceState {
        /// Held by the state, with services.
        Administered = "administered",
        /// Held by the state's soldiers alone.
        GarrisonOnly = "garrison_only",
        /// Held, but cut off.
        Besieged = "besieged",
        /// Nobody commands it.
        Contested = "contested",
        /// Held by others than the state.
        RebelHeld = "rebel_held",
    }
}

words! {
    /// Things that happen to the actors and that nobody chose by an action of the table.
    pub enum Shock {
        /// A government is overthrown from within.
        Coup = "coup",
        /// Many civilians are killed at once.
        Massacre = "massacre",
        /// A mission leaves the country.
        MissionEnds = "mission_ends",
        /// A mission's camp is vacated.
        CampCloses = "camp_closes",
        /// A member leaves its coalition.
        LeavesCoalition = "leaves_coalition",
        /// An actor becomes a member of a coalition.
        JoinsCoalition = "joins_coalition",
        /// An agreement is signed.
        AgreementSigned = "agreement_signed",
        /// An agreement dies.
        AgreementCollapses = "agreement_collapses",
        /// An agreement is broken by a party.
        Breach = "breach",
        /// A force leaves.
        ForceLeaves = "force_leaves",
        /// A force arrives.
        ForceArrives = "force_arrives",
        /// Aircraft arrive.
        AircraftArrive = "aircraft_arrive",
        /// The leader is lost.
        LeaderLost = "leader_lost",
        /// Gatherings are banned.
        Ban = "ban",
        /// An election is put off.
        ElectionPostponed = "election_postponed",
        /// Something is announced.
        Announcement = "announcement",
        /// A coalition or movement splits.
        Split = "split",
        /// Fighters change sides.
        Defection = "defection",
        /// A place changes hands.
        Capture = "capture",
        /// Columns of enemies run into each other.
        Clash = "clash",
        /// A stance changes.
        StanceShift = "stance_shift",
        /// People flee a place.
        Flight = "flight",
        /// People come back.
        Return = "return",
        /// Fighters are recruited in the wake of harm.
        Rising = "rising",
        /// A patron withdraws its support.
        PatronLeaves = "patron_leaves",
        /// A value is set from outside.
        Set = "set",
    }
}
