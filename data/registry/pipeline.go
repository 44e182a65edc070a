package registry

import (
	"errors"
	"io"
	"sync"

	"github.com/quanyu/quanyu/city"
)

// pipeline gives the parts that produce makes, in one goroutine, to workers.
// produce ends with io.EOF when all is given. The error of the earliest part
// wins, whichever worker was first, and those of do before that of produce,
// which comes after the parts before it; a panic of do goes on in the caller.
func pipeline[T any](workers int, produce func(give func(T) bool) error, do func(worker int, part T) error) error {
	type numbered struct {
		n    int
		part T
	}
	parts, stop := make(chan numbered, workers), make(chan struct{})
	var (
		mu    sync.Mutex
		least = -1 // the earliest part that failed
		fault any
		first error
		made  error
		group sync.WaitGroup
	)
	fail := func(n int, err error, panicked any) {
		mu.Lock()
		defer mu.Unlock()
		if least < 0 {
			close(stop)
		}
		if least < 0 || n < least {
			least, first, fault = n, err, panicked
		}
	}
	one := func(worker int, p numbered) {
		defer func() {
			if v := recover(); v != nil {
				fail(p.n, nil, v)
			}
		}()
		if err := do(worker, p.part); err != nil {
			fail(p.n, err, nil)
		}
	}
	for w := range workers {
		group.Go(func() {
			for p := range parts {
				one(w, p)
			}
		})
	}
	n := 0
	made = safely(func() error {
		return produce(func(part T) bool {
			select {
			case <-stop:
				return false
			case parts <- numbered{n, part}:
				n++
				return true
			}
		})
	})
	close(parts)
	group.Wait()
	if fault != nil {
		panic(fault)
	}
	if first != nil {
		return first
	}
	if errors.Is(made, io.EOF) {
		return nil
	}
	return made
}

// located reports whether an error says where it is.
func located(err error) bool {
	var e *city.Error
	return errors.As(err, &e)
}

// lines remembers in which line each row stands: mostly one after the other.
type lines struct {
	mu    sync.Mutex
	jumps []jump
}

type jump struct {
	row  int64
	line int
}

func (l *lines) reset() {
	l.mu.Lock()
	l.jumps = l.jumps[:0]
	l.mu.Unlock()
}

// at says that a row, the next, stands in a line, counted from 1.
func (l *lines) at(row int64, line int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n := len(l.jumps); n == 0 || line-l.jumps[n-1].line != int(row-l.jumps[n-1].row) {
		l.jumps = append(l.jumps, jump{row, line})
	}
}

// of gives the line of a row.
func (l *lines) of(row int64) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := len(l.jumps) - 1; i >= 0; i-- {
		if j := l.jumps[i]; j.row <= row {
			return j.line + int(row-j.row)
		}
	}
	return int(row) + 1
}
