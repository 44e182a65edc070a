// Package progress shows on a terminal how far long work has come: one line that
// is written over, with an estimate of the time left, and gone when the work is
// done. It is for people who wait and is no part of any result.
package progress

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/quanyu/quanyu/city"
)

// To is the terminal, and Lang the language of its reader. The command line sets
// both before any work begins; where To is nil nothing is shown.
var (
	To   io.Writer
	Lang = "zh"
)

// Work that is over in a second needs no line, and nobody reads faster than it changes.
const (
	patience = time.Second
	pace     = 200 * time.Millisecond
)

var now = time.Now

// Work is long work that is being done. A nil *Work shows nothing.
type Work struct {
	title       city.Text
	total       int64 // 0 where it is not known
	mu          sync.Mutex
	done        int64
	began, last time.Time
	width       int // of the line that stands on the terminal
}

// Start begins work of so many steps; 0 where nobody knows how many.
func Start(zh, en string, total int64) *Work {
	if To == nil {
		return nil
	}
	t := now()
	return &Work{title: city.Text{Zh: zh, En: en}, total: total, began: t, last: t.Add(patience - pace)}
}

// Add says that n more steps are done. Any number of workers may call it.
func (w *Work) Add(n int64) {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done += n
	if t := now(); t.Sub(w.last) >= pace {
		w.last = t
		w.write(w.line(t.Sub(w.began)))
	}
}

// End takes the line away.
func (w *Work) End() {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.width > 0 {
		w.write("")
		fmt.Fprint(To, "\r")
	}
}

// line says how much is done, and how long the rest takes at this speed.
func (w *Work) line(spent time.Duration) string {
	title := w.title.In(Lang)
	if w.total <= 0 {
		return fmt.Sprintf("%s %d", title, w.done)
	}
	done := min(w.done, w.total)
	s := fmt.Sprintf("%s %d/%d", title, done, w.total)
	if done == 0 {
		return s
	}
	left := time.Duration(float64(spent) * float64(w.total-done) / float64(done)).Round(time.Second)
	if Lang == "en" {
		return s + ", about " + left.String() + " left"
	}
	return s + "，约还需 " + chinese(left)
}

func chinese(d time.Duration) string {
	if m := int(d.Minutes()); m > 0 {
		return fmt.Sprintf("%d 分 %d 秒", m, int(d.Seconds())-60*m)
	}
	return fmt.Sprintf("%d 秒", int(d.Seconds()))
}

// write puts a line over the one that stands there.
func (w *Work) write(line string) {
	width := 0
	for _, r := range line {
		if width++; r > 0x2e80 {
			width++
		}
	}
	fmt.Fprint(To, "\r", line, strings.Repeat(" ", max(0, w.width-width)))
	w.width = width
}
