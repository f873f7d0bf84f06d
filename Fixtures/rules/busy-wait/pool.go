// Package pool starts workers and waits for them, in all the ways that there are.
package pool

import (
	"context"
	"net/http"
	"os"
	"runtime"
	"sync/atomic"
	"time"
)

const poll = 5 * time.Millisecond

var booted bool

func Boot() { booted = true }

type Pool struct {
	started bool
	stop    int32
	done    atomic.Bool
	busy    int
	size    int
	lines   []string
	results chan string
	conn    *http.Client
}

func New(size int) *Pool { return &Pool{size: size} }

func (p *Pool) Start() {
	go p.run()
	for !p.started {
		time.Sleep(10 * time.Millisecond) // wattlint-expect: busy-wait
	}
}

func (p *Pool) run() {
	p.started = true
	for atomic.LoadInt32(&p.stop) == 0 {
		p.work()
		time.Sleep(10 * time.Millisecond) // wattlint-ok: busy-wait
	}
	p.done.Store(true)
}

func (p *Pool) work() {
	p.busy++
	p.lines = append(p.lines, "")
}

func (p *Pool) Stop() {
	atomic.StoreInt32(&p.stop, 1)
	for !p.done.Load() {
		time.Sleep(poll) // wattlint-expect: busy-wait
	}
}

func (p *Pool) Stopped() {
	for atomic.LoadInt32(&p.stop) == 0 {
		runtime.Gosched() // wattlint-expect: busy-wait
	}
}

func (p *Pool) Spin() {
	for !p.done.Load() { // wattlint-expect: busy-wait
	}
}

func (p *Pool) Free() {
	for {
		if p.busy < p.size {
			return
		}
		time.Sleep(time.Millisecond) // wattlint-expect: busy-wait
	}
}

func (p *Pool) Lines() {
	for len(p.lines) == 0 {
		time.Sleep(time.Duration(20) * time.Millisecond) // wattlint-expect: busy-wait
	}
}

func (p *Pool) Seconds() {
	for !p.started {
		time.Sleep(1 * time.Second) // wattlint-ok: busy-wait
	}
}

func (p *Pool) Tenth() {
	for !p.started {
		time.Sleep(100 * time.Millisecond) // wattlint-ok: busy-wait
	}
}

func (p *Pool) Given(pause time.Duration) {
	for !p.started {
		time.Sleep(pause) // wattlint-ok: busy-wait
	}
}

func (p *Pool) Late(ctx context.Context) {
	deadline := time.Now().Add(5 * time.Second)
	for !p.started && time.Now().Before(deadline) {
		time.Sleep(10 * time.Millisecond) // wattlint-ok: busy-wait
	}
	for !p.started {
		if ctx.Err() != nil {
			return
		}
		time.Sleep(10 * time.Millisecond) // wattlint-ok: busy-wait
	}
}

func (p *Pool) Counted() {
	for i := 0; i < 100 && !p.started; i++ {
		time.Sleep(10 * time.Millisecond) // wattlint-ok: busy-wait
	}
	tries := 0
	for !p.started {
		tries++
		if tries > 100 {
			return
		}
		time.Sleep(10 * time.Millisecond) // wattlint-ok: busy-wait
	}
}

func (p *Pool) Receiving() {
	for !p.started {
		<-p.results
		time.Sleep(10 * time.Millisecond) // wattlint-ok: busy-wait
	}
}

func (p *Pool) Over() {
	for !p.started {
		for _, line := range p.lines {
			println(line)
			p.send(line)
		}
		time.Sleep(10 * time.Millisecond) // wattlint-ok: busy-wait
	}
}

func (p *Pool) send(line string) {}

func (p *Pool) isStarted() bool { return p.started }

func (p *Pool) isTouched() bool {
	p.work()
	return p.started
}

func (p *Pool) Asking() {
	for !p.isStarted() {
		time.Sleep(10 * time.Millisecond) // wattlint-expect: busy-wait
	}
	for !p.isTouched() {
		time.Sleep(10 * time.Millisecond) // wattlint-ok: busy-wait
	}
}

func File(path string) {
	// Another program makes it.
	for {
		if _, err := os.Stat(path); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond) // wattlint-ok: busy-wait
	}
}

func Remote(url string) {
	for {
		if _, err := http.Get(url); err == nil {
			return
		}
		time.Sleep(50 * time.Millisecond) // wattlint-ok: busy-wait
	}
}

func Booted() {
	for !booted {
		time.Sleep(10 * time.Millisecond) // wattlint-expect: busy-wait
	}
}

func Captured(work func()) {
	var done int32
	go func() {
		work()
		atomic.StoreInt32(&done, 1)
	}()
	for atomic.LoadInt32(&done) == 0 {
		time.Sleep(5 * time.Millisecond) // wattlint-expect: busy-wait
	}
}

func Watched(flag *int32) {
	// Whoever has it, may be anybody.
	for atomic.LoadInt32(flag) == 0 {
		time.Sleep(5 * time.Millisecond) // wattlint-ok: busy-wait
	}
}

func (p *Pool) Client() {
	for p.conn.Timeout == 0 {
		time.Sleep(5 * time.Millisecond) // wattlint-ok: busy-wait
	}
}

func (p *Pool) Select(done chan struct{}) {
	for {
		select {
		case <-done:
			return
		default:
			time.Sleep(10 * time.Millisecond) // wattlint-expect: busy-wait
		}
	}
}

func (p *Pool) SelectSpinning(ctx context.Context) {
	for {
		select {
		case line := <-p.results:
			p.send(line)
		case <-ctx.Done():
			return
		default: // wattlint-expect: busy-wait
		}
	}
}

func (p *Pool) SelectWorking(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		default:
			p.work()
			time.Sleep(10 * time.Millisecond) // wattlint-ok: busy-wait
		}
	}
}

func (p *Pool) SelectBeside(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		default: // wattlint-ok: busy-wait
		}
		p.work()
	}
}

func (p *Pool) SelectSlow(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		default:
			time.Sleep(time.Second) // wattlint-ok: busy-wait
		}
	}
}

func (p *Pool) SelectWhile(ctx context.Context) {
	for !p.started {
		select {
		case <-ctx.Done():
			return
		default:
			time.Sleep(time.Millisecond) // wattlint-ok: busy-wait
		}
	}
}
