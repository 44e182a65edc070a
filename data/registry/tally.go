package registry

import (
	"slices"
	"sync"
)

// examples is how many places a finding names.
const examples = 5

// matter is what is wrong in a place: a code and what it is about.
type matter struct {
	code  string
	about string // a field, or a rule over several
}

// spot is one place.
type spot struct {
	row  int64
	at   int // column of the file
	text string
}

// tally counts what is wrong with rows and keeps the first places, whatever
// the order in which workers come.
type tally struct {
	mu    sync.Mutex
	count map[matter]int64
	first map[matter][]spot
}

func newTally() *tally { return &tally{count: map[matter]int64{}, first: map[matter][]spot{}} }

// add counts one place; on a nil tally it does nothing.
func (t *tally) add(m matter, s spot) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count[m]++
	list := t.first[m]
	i, _ := slices.BinarySearchFunc(list, s, func(a, b spot) int {
		if a.row != b.row {
			return int(min(max(a.row-b.row, -1), 1))
		}
		return a.at - b.at
	})
	if i < examples {
		list = slices.Insert(list, i, s)
		t.first[m] = list[:min(len(list), examples)]
	}
}

// several adds n places of one batch, of which the first are given.
func (t *tally) several(m matter, n int64, first []spot) {
	if t == nil || n == 0 {
		return
	}
	for _, s := range first {
		t.add(m, s)
	}
	t.mu.Lock()
	t.count[m] += n - int64(len(first))
	t.mu.Unlock()
}

// aside counts a line that holds no firm and would be the given row.
func (t *tally) aside(row int64, line int, first string) {
	if first != "" {
		t.add(matter{"F014", ""}, spot{row, line, first})
	}
}

// missing counts rows that lack a value.
func (t *tally) missing(field string, n int64) {
	if t == nil || n == 0 {
		return
	}
	t.mu.Lock()
	t.count[matter{"", field}] += n
	t.mu.Unlock()
}
