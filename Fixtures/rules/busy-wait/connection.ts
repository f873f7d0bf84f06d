// A connection whose parts wait for each other.
import { setTimeout as pause } from "timers/promises";
import { spawn } from "child_process";
import { sleep as k6sleep } from "k6";
import { delay } from "./clock";
import { Socket } from "./socket";

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function halfSecond() {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

let booted = false;
export const limits = { most: 4 };

export function boot(): void {
  booted = true;
}

export class Connection {
  private ready = false;
  private active = 0;
  private readonly most = 4;
  private queue: string[] = [];
  private tries = 0;
  private socket = new Socket();

  async open(): Promise<void> {
    this.socket.on("open", () => {
      this.ready = true;
    });
    while (!this.ready) {
      await sleep(10); // wattlint-expect: busy-wait
    }
  }

  async openInline(): Promise<void> {
    while (!this.ready) {
      await new Promise((resolve) => setTimeout(resolve, 50)); // wattlint-expect: busy-wait
    }
  }

  async openByTimers(): Promise<void> {
    while (true) {
      if (this.ready) break;
      await pause(5); // wattlint-expect: busy-wait
    }
  }

  async openByImport(): Promise<void> {
    while (!this.ready) await delay(20); // wattlint-expect: busy-wait
  }

  async slot(): Promise<void> {
    while (this.active >= this.most) {
      await sleep(5); // wattlint-expect: busy-wait
    }
    this.active++;
    this.active += 0;
  }

  release(): void {
    this.active -= 1;
  }

  async drained(): Promise<void> {
    // As short as that takes.
    while (this.queue.length > 0) {
      await sleep(1); // wattlint-ok: busy-wait
    }
  }

  push(line: string): void {
    this.queue.push(line);
  }

  async pump(): Promise<void> {
    while (this.ready) {
      const line = this.queue.shift();
      if (line) this.socket.send(line);
      await sleep(10); // wattlint-ok: busy-wait
    }
  }

  async pumpShort(): Promise<void> {
    while (this.ready) {
      this.flush();
      await sleep(10); // wattlint-ok: busy-wait
    }
  }

  private flush(): void {}

  async late(): Promise<void> {
    const start = Date.now();
    while (!this.ready && Date.now() - start < 5000) {
      await sleep(10); // wattlint-ok: busy-wait
    }
  }

  async lateInside(deadline: number): Promise<void> {
    while (!this.ready) {
      if (performance.now() > deadline) throw new Error("too late");
      await sleep(10); // wattlint-ok: busy-wait
    }
  }

  async counted(): Promise<void> {
    for (let i = 0; i < 100 && !this.ready; i++) {
      await sleep(10); // wattlint-ok: busy-wait
    }
  }

  async countedField(): Promise<void> {
    while (!this.ready && this.tries < 100) {
      this.tries++;
      await sleep(10); // wattlint-ok: busy-wait
    }
  }

  async slow(): Promise<void> {
    while (!this.ready) await sleep(100); // wattlint-ok: busy-wait
  }

  async helperWithoutArgument(): Promise<void> {
    while (!this.ready) await halfSecond(); // wattlint-ok: busy-wait
  }

  async bySeconds(): Promise<void> {
    while (!this.ready) k6sleep(50); // wattlint-ok: busy-wait
  }

  async connected(): Promise<void> {
    // The socket sets it.
    while (this.socket.state !== "open") {
      await sleep(10); // wattlint-ok: busy-wait
    }
  }

  async remote(url: string): Promise<void> {
    while (!(await fetch(url)).ok) {
      await sleep(50); // wattlint-ok: busy-wait
    }
  }

  async notAwaited(): Promise<void> {
    while (!this.ready) {
      sleep(10); // wattlint-ok: busy-wait
      await this.socket.next();
    }
  }

  private isReady(): boolean {
    return this.ready && this.active < this.most;
  }

  private isFed(): boolean {
    this.socket.send("?");
    return this.ready;
  }

  async asking(): Promise<void> {
    while (!this.isReady()) await sleep(10); // wattlint-expect: busy-wait
    while (!this.isFed()) await sleep(10); // wattlint-ok: busy-wait
    while (!this.socket.isReady()) await sleep(10); // wattlint-ok: busy-wait
  }

  stuck(): void {
    // Nothing runs beside it, so that this is a mistake and no wait.
    while (!this.ready) {} // wattlint-ok: busy-wait
  }
}

export async function whenBooted(): Promise<void> {
  while (!booted) await sleep(20); // wattlint-expect: busy-wait
}

export async function captured(socket: Socket): Promise<void> {
  let done = false;
  socket.on("close", () => {
    done = true;
  });
  while (!done) {
    await sleep(10); // wattlint-expect: busy-wait
  }
}

export async function given(state: { done: boolean }): Promise<void> {
  while (!state.done) await sleep(10); // wattlint-ok: busy-wait
}

export async function child(): Promise<number | null> {
  const process = spawn("make", ["all"]);
  while (process.exitCode === null) {
    await sleep(20); // wattlint-expect: busy-wait
  }
  return process.exitCode;
}

export async function frames(draw: (n: number) => void): Promise<void> {
  let frame = 0;
  while (booted) {
    draw(frame++);
    await sleep(16); // wattlint-ok: busy-wait
  }
}

export async function element(selector: string): Promise<void> {
  // The page of another program.
  while (document.querySelector(selector) === null) {
    await sleep(50); // wattlint-ok: busy-wait
  }
}

export async function removed(bus: Socket): Promise<void> {
  let gone = false;
  bus.once("deleted", () => {
    gone = true;
  });
  while (!gone) {
    await delay(1); // wattlint-expect: busy-wait
  }
  while (bus.gone) {
    await delay(1); // wattlint-ok: busy-wait
  }
}

export const speaker = {
  isSpeaking: false,
  begin() {
    this.isSpeaking = true;
  },
  async next(wait: boolean) {
    while (wait && this.isSpeaking) await delay(25); // wattlint-expect: busy-wait
    while (wait && this.other) await delay(25); // wattlint-ok: busy-wait
  },
};
