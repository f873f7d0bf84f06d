package org.example.ui

import android.content.Context

class Screen {
    private var context: Context? = null
    private var loaded = false

    fun onAttach(given: Context) {
        context = given
        loaded = true
    }

    fun onViewCreated() {
        val inset = measure(context ?: return)
        Thread {
            // It was there a line ago.
            while (context == null) { /* wait */ } // wattlint-ok: busy-wait
            show(inset)
        }.start()
    }

    fun onWholeView() {
        val inset = measure((context as Activity?) ?: return)
        Thread {
            while (context == null) { /* wait */ } // wattlint-ok: busy-wait
            show(inset)
        }.start()
    }

    fun onFirstView() {
        Thread {
            while (context == null) { /* wait */ } // wattlint-expect: busy-wait
            show(0)
        }.start()
    }

    fun onSecondView() {
        if (!loaded) return
        while (!loaded) {
            Thread.sleep(10) // wattlint-ok: busy-wait
        }
    }

    fun onThirdView() {
        if (loaded) return
        while (!loaded) {
            Thread.sleep(10) // wattlint-expect: busy-wait
        }
    }

    fun reload() {
        if (!loaded) return
        loaded = false
        fetch { loaded = true }
        while (!loaded) {
            Thread.sleep(10) // wattlint-expect: busy-wait
        }
    }
}
