package org.example.jobs

import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlin.time.Duration.Companion.milliseconds
import org.example.device.Sensor

class Jobs(private val scope: CoroutineScope, private val sensor: Sensor) {
    private var ready = false
    private val stopped = AtomicBoolean(false)
    private val phase = MutableStateFlow(0)
    private val waiting = mutableListOf<String>()

    fun start() {
        scope.launch { ready = true }
        while (!ready) {
            Thread.sleep(10) // wattlint-expect: busy-wait
        }
    }

    suspend fun untilReady() {
        while (!ready) delay(20) // wattlint-expect: busy-wait
    }

    suspend fun untilReadyInUnits() {
        while (!ready) {
            delay(20.milliseconds) // wattlint-expect: busy-wait
        }
    }

    fun stop() {
        stopped.set(true)
        phase.value = 2
        waiting.add("end")
    }

    suspend fun untilStopped() {
        while (!stopped.get()) {
            delay(50) // wattlint-expect: busy-wait
        }
    }

    suspend fun finished() {
        val job = scope.launch { work() }
        while (!job.isCompleted) {
            delay(10) // wattlint-expect: busy-wait
        }
    }

    suspend fun untilPhase() {
        while (phase.value == 0) {
            delay(10) // wattlint-expect: busy-wait
        }
    }

    suspend fun drained() {
        while (waiting.isNotEmpty()) {
            delay(10) // wattlint-expect: busy-wait
        }
    }

    private fun work() {}

    suspend fun tick() {
        while (ready) {
            work()
            delay(16) // wattlint-ok: busy-wait
        }
    }

    suspend fun drawn() {
        var frame = 0
        while (ready) {
            frame += 1
            sensor.draw(frame)
            delay(16) // wattlint-ok: busy-wait
        }
    }

    suspend fun alive() {
        while (scope.isActive) {
            delay(50) // wattlint-ok: busy-wait
        }
    }

    suspend fun measured() {
        // The hardware can only be asked.
        while (!sensor.isReady()) {
            delay(5) // wattlint-ok: busy-wait
        }
        while (!sensor.ready) {
            delay(5) // wattlint-ok: busy-wait
        }
    }

    suspend fun late(most: Long) {
        val start = System.currentTimeMillis()
        while (!ready && System.currentTimeMillis() - start < most) {
            delay(10) // wattlint-ok: busy-wait
        }
    }

    suspend fun tries() {
        var left = 100
        while (!ready) {
            if (left-- == 0) break
            delay(10) // wattlint-ok: busy-wait
        }
    }

    suspend fun half() {
        while (!ready) delay(500) // wattlint-ok: busy-wait
    }

    suspend fun halfInUnits() {
        while (!ready) delay(500.milliseconds) // wattlint-ok: busy-wait
    }

    suspend fun asked(timeout: Long) {
        while (!ready) delay(timeout) // wattlint-ok: busy-wait
    }
}
