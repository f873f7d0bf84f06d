import Foundation

/// Loads, and waits for what is loaded.
final class Loader {
    private var isReady = false
    private var pending: [String] = []
    private let most = 4
    private let sensor: Sensor
    private var tries = 0

    init(sensor: Sensor) {
        self.sensor = sensor
    }

    func load() {
        isReady = true
        pending.append("one")
    }

    func wait() {
        while !isReady {
            usleep(1000) // wattlint-expect: busy-wait
        }
    }

    func waitByThread() {
        while !self.isReady {
            Thread.sleep(forTimeInterval: 0.01) // wattlint-expect: busy-wait
        }
    }

    func waitAsync() async throws {
        while !isReady {
            try await Task.sleep(nanoseconds: 10_000_000) // wattlint-expect: busy-wait
        }
    }

    func waitInUnits() async throws {
        while pending.isEmpty {
            try? await Task.sleep(for: .milliseconds(20)) // wattlint-expect: busy-wait
        }
    }

    func guarded() {
        while true {
            guard !isReady else { break }
            usleep(5_000) // wattlint-expect: busy-wait
        }
    }

    func yielding() async {
        while !isReady {
            await Task.yield() // wattlint-expect: busy-wait
        }
    }

    func build() throws {
        let process = Process()
        try process.run()
        while process.isRunning {
            usleep(10_000) // wattlint-expect: busy-wait
        }
    }

    func captured(_ queue: DispatchQueue) {
        var done = false
        queue.async { done = true }
        while !done {
            usleep(1000) // wattlint-expect: busy-wait
        }
    }

    func work() {
        while !isReady {
            sensor.step()
            usleep(1000) // wattlint-ok: busy-wait
        }
    }

    func unwrapped() {
        while !isReady {
            if let next = pending.first { print(next) }
            usleep(1000) // wattlint-ok: busy-wait
        }
    }

    func slow() async throws {
        while !isReady {
            try await Task.sleep(nanoseconds: 500_000_000) // wattlint-ok: busy-wait
        }
        while !isReady {
            try await Task.sleep(for: .seconds(1)) // wattlint-ok: busy-wait
        }
        while !isReady {
            Thread.sleep(forTimeInterval: 0.1) // wattlint-ok: busy-wait
        }
    }

    func late() {
        let deadline = Date().addingTimeInterval(5)
        while !isReady && Date() < deadline {
            usleep(1000) // wattlint-ok: busy-wait
        }
    }

    func counted() {
        var left = 100
        while !isReady, left > 0 {
            left -= 1
            usleep(1000) // wattlint-ok: busy-wait
        }
        while !isReady && tries < 100 {
            tries += 1
            usleep(1000) // wattlint-ok: busy-wait
        }
    }

    func measured() {
        while !sensor.isReady {
            usleep(1000) // wattlint-ok: busy-wait
        }
        while !sensor.poll() {
            usleep(1000) // wattlint-ok: busy-wait
        }
    }

    func running() {
        // Lets the run loop do its work in each round.
        while !isReady {
            RunLoop.current.run(until: Date(timeIntervalSinceNow: 0.01)) // wattlint-ok: busy-wait
        }
    }
}
