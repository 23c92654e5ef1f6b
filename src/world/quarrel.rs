//! Quarrels: what an actor keeps in mind about war with another.

/// What one actor keeps in mind about war with another who could wage it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quarrel {
    /// Its resolve, drawn once; nothing before the question first arises.
    pub resolve: Option<f64>,
    /// Incidents between the two that nobody has settled, decaying stock.
    pub incidents: f64,
    /// What war is worth to it against peace, as weighed last; above nought it wants war.
    pub urge: f64,
    /// Week in which it weighs the question because of news; 0: none.
    pub due: u32,
}
