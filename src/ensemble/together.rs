//! Many threads: units of work are handed out in order, may finish in any, and are taken back in order.

use super::{Blocks, Observer, Order, Plan, Stopped, play_block};
use crate::{run::Workbench, study::Study};
use rayon::ThreadPool;
use std::{
    collections::BTreeMap,
    ops::Range,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
};

/// Hands units to a pool of threads and takes them back in order.
pub(super) fn together<O: Observer>(
    study: &Study,
    plan: &Plan,
    part: Range<u64>,
    observer: &mut O,
    pool: &ThreadPool,
) -> Result<(), Stopped<O::Error>> {
    let variants = study.variants.len();
    let blocks = Blocks::new(plan, part.clone());
    let units = blocks.count() * variants as u64;
    // Enough ahead that no worker waits for a slow unit, and little enough that memory stays flat.
    let ahead = (variants + 3 * pool.current_num_threads()) as u64;
    let benches: Vec<Mutex<Option<Workbench>>> = (0..pool.current_num_threads()).map(|_| Mutex::new(None)).collect();
    let stop = AtomicBool::new(false);
    let (send, receive) = mpsc::channel();
    let work = |unit: u64| {
        let (block, variant) = (unit / variants as u64, (unit % variants as u64) as usize);
        let worker = rayon::current_thread_index().unwrap_or(0);
        let mut bench = benches[worker].lock().unwrap_or_else(PoisonError::into_inner);
        play_block(study, plan, (blocks.runs(block), variant), &mut bench)
    };
    pool.in_place_scope(|scope| {
        let (mut next, mut due) = (0, 0);
        let mut waiting = BTreeMap::new();
        let mut order = Order { end: part.end, observer };
        while due < units {
            while next < units && next < due + ahead {
                let (send, work, stop, unit) = (send.clone(), &work, &stop, next);
                scope.spawn(move |_| {
                    let histories = if stop.load(Ordering::Relaxed) { Vec::new() } else { work(unit) };
                    // Nobody listens any more only when the ensemble has ended.
                    let _ = send.send((unit, histories));
                });
                next += 1;
            }
            if let Ok((unit, histories)) = receive.recv() {
                waiting.insert(unit, histories);
            }
            // One answer may complete several blocks: those behind it were waiting for it.
            while due < units && waiting.range(due..due + variants as u64).count() == variants {
                let block = (due..due + variants as u64).filter_map(|unit| waiting.remove(&unit)).collect();
                due += variants as u64;
                if let Err(error) = order.hand_over(block) {
                    stop.store(true, Ordering::Relaxed);
                    return Err(Stopped::Observer(error));
                }
            }
        }
        Ok(())
    })
}
