// Package spin has a lock whose rounds last for a few instructions.
package spin

import (
	"runtime"
	"sync/atomic"
)

type Lock struct {
	state atomic.Int32
	owner int32
}

func (l *Lock) Lock() {
	for !l.state.CompareAndSwap(0, 1) {
		for l.state.Load() == 1 {
			runtime.Gosched() // wattlint-ok: busy-wait
		}
	}
}

func (l *Lock) Unlock() { l.state.Store(0) }

func (l *Lock) Wait() {
	for l.state.Load() == 1 { // wattlint-ok: busy-wait
	}
}
