package progress

import (
	"bytes"
	"sync"
	"testing"
	"time"
)

// at runs a test on a terminal that is a buffer and a clock that it moves itself.
func at(t *testing.T) (terminal *bytes.Buffer, forward func(time.Duration)) {
	clock := time.Unix(0, 0)
	terminal = &bytes.Buffer{}
	To, now = terminal, func() time.Time { return clock }
	t.Cleanup(func() { To, now, Lang = nil, time.Now, "zh" })
	return terminal, func(d time.Duration) { clock = clock.Add(d) }
}

func TestLine(t *testing.T) {
	terminal, forward := at(t)
	w := Start("重算", "runs", 1000)
	forward(900 * time.Millisecond)
	w.Add(100)
	if terminal.Len() > 0 {
		t.Errorf("within a second: %q", terminal)
	}
	forward(1100 * time.Millisecond)
	w.Add(100) // 200 in two seconds
	if got, want := terminal.String(), "\r重算 200/1000，约还需 8 秒"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	forward(pace / 2)
	w.Add(1)
	terminal.Reset()
	Lang = "en"
	forward(298 * time.Second)
	w.Add(299) // 500 in 300 s
	if got, want := terminal.String(), "\rruns 500/1000, about 5m0s left"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	terminal.Reset()
	w.End()
	if got, want := terminal.String(), "\r                              \r"; got != want {
		t.Errorf("at the end %q, want %q", got, want)
	}
}

func TestNoTotal(t *testing.T) {
	terminal, forward := at(t)
	w := Start("已判定企业", "firms", 0)
	forward(2 * time.Second)
	w.Add(65536)
	if got, want := terminal.String(), "\r已判定企业 65536"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestNoTerminal(t *testing.T) {
	w := Start("重算", "runs", 10)
	w.Add(1)
	w.End()
	if w != nil {
		t.Error("there is work to show and no terminal")
	}
}

func TestShortWork(t *testing.T) {
	terminal, _ := at(t)
	w := Start("重算", "runs", 10)
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() { w.Add(1) })
	}
	all.Wait()
	w.End()
	if terminal.Len() > 0 {
		t.Errorf("short work wrote %q", terminal)
	}
}
