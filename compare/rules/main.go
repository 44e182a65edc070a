// Command rules generates synthetic firms, writes their columns into a folder
// for Python, and counts who meets the high-tech rule in three ways: by the
// shipped rules, column by column; by expr's own machine, row by row; by a loop
// written for this one rule. Prints "work <tab> key <tab> value".
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/expr-lang/expr/vm"
	"github.com/quanyu/quanyu/catalog/rules"
	"github.com/quanyu/quanyu/rule"
)

// programme joins those of the shipped criteria that need no expert.
const programme = "programme: compare\nentity: firm\nall: [hnte.age, hnte.ip_owned, hnte.tech_staff, hnte.rd_ratio, hnte.domestic_share, hnte.ht_income]\n"

const (
	repeats   = 5 // the best of which counts, for every way
	batchRows = 1 << 16
)

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: rules FOLDER FIRMS"))
	}
	n, err := strconv.Atoi(os.Args[2])
	if err != nil {
		fail(err)
	}
	f := generate(n, 2019)
	if err := f.write(os.Args[1]); err != nil {
		fail(err)
	}
	for _, workers := range []int{1, 2} {
		if err := byColumn(f, workers); err != nil {
			fail(err)
		}
	}
	programs, err := compileRows()
	if err != nil {
		fail(err)
	}
	masks, eligible := newMasks(n)
	show("expr", best(func() {
		if err := byRow(f, programs, masks, eligible); err != nil {
			fail(err)
		}
	}), count(masks, eligible))
	one, err := compile(strings.Join(rowRules[:], " and "))
	if err != nil {
		fail(err)
	}
	single := make([]bool, n)
	show("expr_one", best(func() {
		if err := byRow(f, []*vm.Program{one}, [6][]bool{single}, eligible); err != nil {
			fail(err)
		}
	}), count(masks, eligible))
	masks, eligible = newMasks(n)
	show("loop", best(func() { byHand(f, masks, eligible) }), count(masks, eligible))
}

// byColumn evaluates the shipped criteria and keeps every mask.
func byColumn(f *firms, workers int) error {
	l, err := rules.Library()
	if err != nil {
		return err
	}
	if l, err = l.Join(rule.File{Name: "compare.yaml", Data: []byte(programme)}); err != nil {
		return err
	}
	plan, err := l.Plan(rule.Options{Date: evaluated, Programmes: []string{"compare"}})
	if err != nil {
		return err
	}
	batches := f.batches()
	results := make([]rule.Result, len(batches))
	seconds := best(func() {
		var group sync.WaitGroup
		for w := range workers {
			group.Go(func() {
				for i := w; i < len(batches); i += workers {
					plan.Evaluate(batches[i], &results[i])
				}
			})
		}
		group.Wait()
	})
	var c counts
	for _, r := range results {
		for i, id := range conditions {
			for k, q := range plan.Criteria {
				if q.ID == id {
					c.each[i] += met(r.Criteria[k])
				}
			}
		}
		c.eligible += met(r.Programmes[0])
	}
	show("ours_"+strconv.Itoa(workers), seconds, c)
	return nil
}

func met(list []rule.State) (n int) {
	for _, s := range list {
		if s == rule.Met {
			n++
		}
	}
	return n
}

// batches are the columns, cut.
func (f *firms) batches() (out []*rule.Batch) {
	for start := 0; start < len(f.staff); start += batchRows {
		end := min(start+batchRows, len(f.staff))
		b := &rule.Batch{Entity: "firm", Start: int64(start), Rows: end - start, Columns: map[string]*rule.Column{}}
		for _, c := range f.columns() {
			b.Columns[c.name] = &rule.Column{Numbers: (*c.values)[start:end]}
		}
		out = append(out, b)
	}
	return out
}

// taken are the seconds of the clock and those of processors, which other work
// on the machine changes less.
type taken struct{ wall, cpu float64 }

func best(do func()) taken {
	least := taken{1e9, 1e9}
	for range repeats {
		start, used := time.Now(), processor()
		do()
		least.wall, least.cpu = min(least.wall, time.Since(start).Seconds()), min(least.cpu, processor()-used)
	}
	return least
}

// processor gives the seconds that this process has used so far.
func processor() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		fail(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

func show(work string, t taken, c counts) {
	fmt.Printf("%s\tseconds\t%.5f\n%s\tprocessor\t%.5f\n", work, t.wall, work, t.cpu)
	for i, id := range conditions {
		fmt.Printf("%s\t%s\t%d\n", work, id, c.each[i])
	}
	fmt.Printf("%s\teligible\t%d\n", work, c.eligible)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}
