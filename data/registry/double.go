package registry

import (
	"cmp"
	"slices"
	"sync/atomic"

	"github.com/quanyu/quanyu/rule"
)

// atOnce is how many identifiers are compared at once: 64 MB.
var atOnce int64 = 4 << 20

// identifiers finds identifiers that stand in several rows. Those of a register
// of up to atOnce rows are kept and sorted. Of a larger one a sieve of 16 bits a
// row is kept; what it lets through may have come before and is compared in a
// second reading.
type identifiers struct {
	registry *Registry
	kept     [][]identifier // of each worker
	sieve    []uint64       // a Bloom filter with three bits in one word, so that workers share it
	passed   []map[uint64]bool
	parts    uint64 // in how many parts they are compared where too many pass
}

type identifier struct {
	hash uint64
	row  int64
}

func (x identifier) compare(y identifier) int {
	return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.row, y.row))
}

// identify makes room for the identifiers. The rows of text aren't known before;
// a row has 32 bytes at least.
func (r *Registry) identify(workers int) *identifiers {
	n := r.Rows()
	if n < 0 && r.file != nil {
		if info, err := r.file.Stat(); err == nil {
			n = info.Size() / 32
		}
	}
	s := &identifiers{registry: r, kept: make([][]identifier, workers), parts: uint64(max(1, (n+atOnce-1)/atOnce))}
	switch {
	case !r.Has("id"):
	case s.parts == 1:
		for w := range s.kept { // a little more than its share
			s.kept[w] = make([]identifier, 0, max(0, n)/int64(workers)*9/8)
		}
	default:
		s.sieve = make([]uint64, n/4+1)
		s.passed = make([]map[uint64]bool, workers)
		for w := range s.passed {
			s.passed[w] = map[uint64]bool{}
		}
	}
	return s
}

// add takes the identifiers of a batch.
func (s *identifiers) add(worker int, b *rule.Batch) {
	if s.sieve == nil {
		s.keep(worker, b, func(uint64) bool { return true })
		return
	}
	passed := s.passed[worker]
	each(b, func(hash uint64, _ int64) {
		bits := uint64(1)<<(hash&63) | 1<<(hash>>6&63) | 1<<(hash>>12&63)
		before := atomic.OrUint64(&s.sieve[(hash>>18)%uint64(len(s.sieve))], bits)
		if before&bits == bits && int64(len(passed)) <= atOnce {
			passed[hash] = true
		}
	})
}

// keep takes those identifiers of a batch that are wanted, with their rows.
func (s *identifiers) keep(worker int, b *rule.Batch, wanted func(hash uint64) bool) {
	each(b, func(hash uint64, row int64) {
		if wanted(hash) {
			s.kept[worker] = append(s.kept[worker], identifier{hash, row})
		}
	})
}

// each calls do with the hash of every identifier of a batch. Codes that a
// spreadsheet rounded are left out: those of several firms look the same.
func each(b *rule.Batch, do func(hash uint64, row int64)) {
	c := b.Columns["id"]
	if c == nil {
		return
	}
	for i, code := range c.Codes {
		if c.Missing != nil && c.Missing[i] || rounded(c.Words[code]) {
			continue
		}
		h := uint64(14695981039346656037) // FNV-1a, its upper bits mixed in
		for _, x := range []byte(c.Words[code]) {
			h = (h ^ uint64(x)) * 1099511628211
		}
		h ^= h >> 29
		h *= 0xbf58476d1ce4e5b9
		do(h^h>>32, b.Start+int64(i))
	}
}

// doubles finds identifiers that came before, once all are added.
func (s *identifiers) doubles(bad *tally) error {
	if s.sieve == nil {
		s.compare(bad)
		return nil
	}
	passed, full := map[uint64]bool{}, false
	for _, some := range s.passed {
		full = full || int64(len(some)) > atOnce
		for hash := range some {
			passed[hash] = true
		}
	}
	s.sieve, s.passed = nil, nil
	if !full && len(passed) == 0 {
		return nil
	}
	if !full {
		return s.again(bad, func(hash uint64) bool { return passed[hash] })
	}
	passed = nil
	for part := range s.parts {
		if err := s.again(bad, func(hash uint64) bool { return hash%s.parts == part }); err != nil {
			return err
		}
	}
	return nil
}

// again reads the identifiers once more and compares those that are wanted.
func (s *identifiers) again(bad *tally, wanted func(hash uint64) bool) error {
	for w := range s.kept {
		s.kept[w] = s.kept[w][:0]
	}
	err := s.registry.Each([]string{"id"}, len(s.kept), func(worker int, b *rule.Batch) error { s.keep(worker, b, wanted); return nil })
	if err == nil {
		s.compare(bad)
	}
	return err
}

// compare tells identifiers that came before. Two of 50,000,000 that differ have
// the same hash once in 15,000 registers. Each worker's are sorted where they
// are, and read in one order.
func (s *identifiers) compare(bad *tally) {
	r := s.registry
	for _, l := range s.kept {
		slices.SortFunc(l, identifier.compare)
	}
	next := make([]int, len(s.kept))
	first, any := identifier{}, false
	for {
		at := -1
		for w, l := range s.kept {
			if next[w] < len(l) && (at < 0 || l[next[w]].compare(s.kept[at][next[at]]) < 0) {
				at = w
			}
		}
		if at < 0 {
			return
		}
		switch x := s.kept[at][next[at]]; {
		case any && x.hash == first.hash:
			bad.add(matter{"F005", "id"}, spot{x.row, r.position("id"), "= " + r.source.cell(first.row, r.position("id"))})
		default:
			first, any = x, true
		}
		next[at]++
	}
}
