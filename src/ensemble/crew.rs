//! A crew: threads that share out work, and one that takes it back in order. The pool is the crew's own; the one of the whole
//! program belongs to whoever embeds the library.

use std::fmt;

/// Most threads: beyond this, starting them takes longer than they save on any machine.
#[cfg(feature = "threads")]
const MOST: usize = 256;

/// Threads that work side by side; a crew of one is the thread that asks.
#[derive(Debug)]
pub struct Crew {
    #[cfg(feature = "threads")]
    pool: Option<rayon::ThreadPool>,
}

/// The threads could not be started.
#[derive(Debug)]
pub struct NoThreads(String);

impl fmt::Display for NoThreads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the worker threads could not be started: {}", self.0)
    }
}

impl std::error::Error for NoThreads {}

#[cfg(feature = "threads")]
impl Crew {
    /// So many threads; 0 for as many as the machine has.
    ///
    /// # Errors
    /// The system has no threads to give.
    pub fn new(threads: usize) -> Result<Self, NoThreads> {
        if threads == 1 {
            return Ok(Self { pool: None });
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.min(MOST)).build();
        pool.map(|pool| Self { pool: Some(pool) }).map_err(|error| NoThreads(error.to_string()))
    }

    /// So many threads, or the one that asks where there are no more to be had.
    pub fn or_alone(threads: usize) -> Self {
        Self::new(threads).unwrap_or(Self { pool: None })
    }

    /// How many they are.
    pub fn size(&self) -> usize {
        self.pool.as_ref().map_or(1, rayon::ThreadPool::current_num_threads)
    }

    /// The pool, if they are more than one.
    pub(super) fn pool(&self) -> Option<&rayon::ThreadPool> {
        self.pool.as_ref()
    }

    /// What becomes of each item, in the order of the items.
    pub fn map<T: Sync, R: Send>(&self, items: &[T], act: impl Fn(&T) -> R + Sync) -> Vec<R> {
        use rayon::prelude::*;
        match &self.pool {
            Some(pool) => pool.install(|| items.par_iter().map(&act).collect()),
            None => items.iter().map(act).collect(),
        }
    }
}

#[cfg(not(feature = "threads"))]
impl Crew {
    /// The thread that asks, whatever number is wanted: this library was built without `threads`.
    ///
    /// # Errors
    /// None.
    pub fn new(_threads: usize) -> Result<Self, NoThreads> {
        Ok(Self {})
    }

    /// The thread that asks.
    pub fn or_alone(_threads: usize) -> Self {
        Self {}
    }

    /// How many they are: one.
    pub fn size(&self) -> usize {
        1
    }

    /// What becomes of each item, in the order of the items.
    pub fn map<T: Sync, R: Send>(&self, items: &[T], act: impl Fn(&T) -> R + Sync) -> Vec<R> {
        items.iter().map(act).collect()
    }
}

#[cfg(all(test, feature = "threads"))]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_for_thousands_of_threads() {
        assert_eq!(Crew::new(5000).map(|crew| crew.size()).ok(), Some(MOST));
    }
}
