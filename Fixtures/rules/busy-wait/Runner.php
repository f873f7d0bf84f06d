<?php

namespace App\Console;

use Symfony\Component\Process\Process;

/** Runs commands, and waits for them. */
class Runner
{
    private bool $stopped = false;
    private int $left = 5;
    private array $jobs = [];
    private $device;

    public function __construct($device)
    {
        $this->device = $device;
        pcntl_signal(SIGTERM, function () {
            $this->stop();
        });
    }

    public function stop(): void
    {
        $this->stopped = true;
    }

    public function build(): int
    {
        $process = new Process(['make', 'all']);
        $process->start();
        while ($process->isRunning()) {
            usleep(10000); // wattlint-expect: busy-wait
        }
        return $process->getExitCode();
    }

    public function untilStopped(): void
    {
        while (!$this->stopped) {
            usleep(50_000); // wattlint-expect: busy-wait
        }
    }

    public function buildSlowly(): void
    {
        $process = new Process(['make', 'all']);
        while ($process->isRunning()) {
            usleep(200000); // wattlint-ok: busy-wait
        }
    }

    public function untilBuilding(Process $process): void
    {
        while (!$process->isRunning()) {
            usleep(1000); // wattlint-ok: busy-wait
        }
    }

    public function work(): void
    {
        while (!$this->stopped) {
            $this->device->step();
            usleep(1000); // wattlint-ok: busy-wait
        }
    }

    public function show(Process $process): void
    {
        while ($process->isRunning()) {
            echo $process->getIncrementalOutput();
            usleep(1000); // wattlint-ok: busy-wait
        }
    }

    public function counted(): void
    {
        while (!$this->stopped && $this->left > 0) {
            $this->left--;
            usleep(1000); // wattlint-ok: busy-wait
        }
    }

    public function late(float $deadline): void
    {
        while (!$this->stopped && microtime(true) < $deadline) {
            usleep(1000); // wattlint-ok: busy-wait
        }
    }

    public function remote(string $path): void
    {
        while (!file_exists($path)) {
            usleep(1000); // wattlint-ok: busy-wait
        }
        while (!$this->device->ready) {
            usleep(1000); // wattlint-ok: busy-wait
        }
    }
}
