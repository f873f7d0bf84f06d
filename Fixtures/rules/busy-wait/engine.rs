//! An engine with threads that wait for each other.
use std::hint;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

static BOOTED: AtomicBool = AtomicBool::new(false);
const POLL: Duration = Duration::from_millis(5);

pub fn boot() {
    BOOTED.store(true, Ordering::Release);
}

pub fn until_booted() {
    while !BOOTED.load(Ordering::Acquire) {
        thread::sleep(Duration::from_millis(10)); // wattlint-expect: busy-wait
    }
}

pub struct Engine {
    running: Arc<AtomicBool>,
    active: AtomicUsize,
    port: Port,
    locked: AtomicBool,
}

impl Engine {
    pub fn stop(&self) {
        self.running.store(false, Ordering::SeqCst);
        self.active.fetch_sub(1, Ordering::SeqCst);
    }

    pub fn until_stopped(&self) {
        while self.running.load(Ordering::SeqCst) {
            std::thread::sleep(POLL); // wattlint-expect: busy-wait
        }
    }

    pub fn spin(&self) {
        while self.running.load(Ordering::SeqCst) {
            hint::spin_loop(); // wattlint-expect: busy-wait
        }
    }

    pub fn yields(&self) {
        loop {
            if self.active.load(Ordering::SeqCst) == 0 {
                break;
            }
            thread::yield_now(); // wattlint-expect: busy-wait
        }
    }

    pub async fn until_stopped_async(&self) {
        while self.running.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(20)).await; // wattlint-expect: busy-wait
        }
    }

    pub fn run(&self) {
        while self.running.load(Ordering::SeqCst) {
            self.step();
            thread::sleep(Duration::from_millis(10)); // wattlint-ok: busy-wait
        }
    }

    fn step(&self) {}

    pub fn tell(&self) {
        while self.running.load(Ordering::SeqCst) {
            send!(self.port, "tick");
            thread::sleep(Duration::from_millis(10)); // wattlint-ok: busy-wait
        }
    }

    pub fn slow(&self) {
        while self.running.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(100)); // wattlint-ok: busy-wait
        }
        while self.running.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_secs(1)); // wattlint-ok: busy-wait
        }
    }

    pub fn late(&self) {
        let start = Instant::now();
        while self.running.load(Ordering::SeqCst) && start.elapsed() < Duration::from_secs(5) {
            thread::sleep(Duration::from_millis(10)); // wattlint-ok: busy-wait
        }
    }

    pub fn counted(&self) {
        let mut left = 100;
        while self.running.load(Ordering::SeqCst) {
            left -= 1;
            if left == 0 {
                break;
            }
            thread::sleep(Duration::from_millis(10)); // wattlint-ok: busy-wait
        }
    }

    pub fn device(&self) {
        while !self.port.is_ready() {
            thread::sleep(Duration::from_millis(1)); // wattlint-ok: busy-wait
        }
        while self.port.status & 1 == 0 {
            hint::spin_loop(); // wattlint-ok: busy-wait
        }
    }

    pub fn lock(&self) {
        while self.locked.compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() {
            while self.locked.load(Ordering::Relaxed) {
                hint::spin_loop(); // wattlint-ok: busy-wait
            }
        }
    }

    pub fn unlock(&self) {
        self.locked.store(false, Ordering::Release);
    }
}

pub fn join(work: fn()) {
    let handle = thread::spawn(work);
    while !handle.is_finished() {
        thread::sleep(Duration::from_millis(10)); // wattlint-expect: busy-wait
    }
}

pub fn captured() {
    let done = Arc::new(AtomicBool::new(false));
    let flag = done.clone();
    thread::spawn(move || flag.store(true, Ordering::SeqCst));
    while !done.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(10)); // wattlint-expect: busy-wait
    }
}

pub fn watched(flag: &AtomicBool) {
    while !flag.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(10)); // wattlint-ok: busy-wait
    }
}
