package org.example.work;

import java.util.List;
import java.util.ArrayList;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.example.net.Link;

/** A worker, and those who wait for it. */
public class Worker implements Runnable {
    private static final long PAUSE = 20;
    private final AtomicBoolean running = new AtomicBoolean(false);
    private final AtomicInteger busy = new AtomicInteger();
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> names = new ArrayList<>();
    private final Link link = new Link();
    private volatile boolean started;
    private volatile boolean never;
    private Thread thread;
    private int tries;

    public void start() throws InterruptedException {
        thread = new Thread(this);
        thread.start();
        while (!started) {
            Thread.sleep(10); // wattlint-expect: busy-wait
        }
    }

    @Override
    public void run() {
        started = true;
        running.set(true);
        while (running.get()) {
            work();
            pause();
        }
    }

    private void work() {
        names.add(lines.poll());
    }

    private void pause() {}

    public void stop() {
        running.set(false);
    }

    public void untilRunning() {
        while (!running.get()) {
            try {
                Thread.sleep(PAUSE); // wattlint-expect: busy-wait
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    public void untilDead() throws InterruptedException {
        while (thread.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(50); // wattlint-expect: busy-wait
        }
    }

    public void spin() {
        while (!started) { // wattlint-expect: busy-wait
        }
    }

    public void hint() {
        while (!started) {
            Thread.onSpinWait(); // wattlint-expect: busy-wait
        }
    }

    public void close() {
        executor.shutdown();
        while (!executor.isTerminated()) { // wattlint-expect: busy-wait
        }
    }

    public String result(Callable<String> task) throws Exception {
        Future<String> future = executor.submit(task);
        while (!future.isDone()) {
            Thread.sleep(10); // wattlint-expect: busy-wait
        }
        return future.get();
    }

    public void named() throws InterruptedException {
        while (names.isEmpty()) {
            Thread.sleep(10); // wattlint-expect: busy-wait
        }
    }

    public void filled() throws InterruptedException {
        while (lines.isEmpty()) {
            Thread.sleep(10); // wattlint-expect: busy-wait
        }
    }

    public void drained() throws InterruptedException {
        // Until others have taken them all.
        while (!lines.isEmpty()) {
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
    }

    public void untilAlive() throws InterruptedException {
        while (!thread.isAlive()) {
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
    }

    public void loop() throws InterruptedException {
        while (running.get()) {
            work();
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
    }

    public void taking() throws InterruptedException {
        while (!started) {
            String line = lines.take();
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
    }

    public void late(long most) throws InterruptedException {
        long begin = System.currentTimeMillis();
        while (!started && System.currentTimeMillis() - begin < most) {
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
        while (!started) {
            if (System.nanoTime() > most) {
                throw new IllegalStateException("too late");
            }
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
    }

    public void counted() throws InterruptedException {
        int i = 0;
        while (!started && i < 100) {
            i++;
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
        while (!started && tries < 100) {
            this.tries++;
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
    }

    public void tenth() throws InterruptedException {
        while (!started) {
            Thread.sleep(100); // wattlint-ok: busy-wait
        }
    }

    public void linked() throws InterruptedException {
        while (!link.connected) {
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
        while (!link.isOpen()) {
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
    }

    public void nobody() throws InterruptedException {
        // Nothing here sets it.
        while (!never) {
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
    }

    private boolean isStarted() {
        return started && busy.get() == 0;
    }

    private boolean isSent() {
        link.send("?");
        return started;
    }

    public void finish() {
        busy.decrementAndGet();
    }

    public void asking() throws InterruptedException {
        while (!isStarted()) {
            Thread.sleep(10); // wattlint-expect: busy-wait
        }
        while (!isSent()) {
            Thread.sleep(10); // wattlint-ok: busy-wait
        }
    }

    public void enter() {
        while (!running.compareAndSet(false, true)) { // wattlint-ok: busy-wait
            Thread.onSpinWait();
        }
    }
}
