package sample

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/data/registry"
	"github.com/quanyu/quanyu/internal/progress"
	"github.com/quanyu/quanyu/rule"
)

// MaxFirms is the most firms that one file holds: codes have nine digits of
// base 31 less their check digits.
const MaxFirms = 200_000_000

// Write writes so many firms as a Parquet file with those of the fields given
// that firms of the sample have, and reports the fit. The same seed gives the same bytes on any number of
// workers (0: one for each processor). firms is from 1 to MaxFirms.
func (f *Frame) Write(w io.Writer, fields []*rule.Field, firms int64, seed uint64, workers int, version string) (*Report, error) {
	p, r, err := f.plan(firms, seed)
	if err != nil {
		return nil, err
	}
	show := progress.Start("已生成企业", "firms made", firms)
	defer show.End()
	return r, registry.Generate(w, held(fields), f.Notes(firms, seed, version), p.groups(), workers, func(group int) *rule.Batch {
		b := p.batch(group)
		show.Add(int64(b.Rows))
		return b
	})
}

// Registry gives the same firms as a register that is in no file: they are drawn
// whenever it is read, a few batches at a time.
func (f *Frame) Registry(fields []*rule.Field, firms int64, seed uint64, version string) (*registry.Registry, *Report, error) {
	p, r, err := f.plan(firms, seed)
	if err != nil {
		return nil, nil, err
	}
	return registry.Generated(f.Spec.Title, held(fields), f.Notes(firms, seed, version), firms, p.groups(), p.batch), r, nil
}

// held are those fields that firms of the sample have.
func held(fields []*rule.Field) (out []*rule.Field) {
	for _, f := range fields {
		if has(f.Name) {
			out = append(out, f)
		}
	}
	return out
}

// Lacks names the fields that firms of the sample don't have, but for those
// that experts fill.
func Lacks(fields []*rule.Field) []string {
	var out []string
	for _, f := range fields {
		if !has(f.Name) && !slices.Contains(experts, f.Name) {
			out = append(out, f.Name)
		}
	}
	return out
}

// has reports whether firms of the sample have a field.
func has(name string) bool {
	return slices.Contains(slotNames[:], name) || slices.Contains(wordNames, name)
}

// plan is a population that is ready to be drawn.
type plan struct {
	frame *Frame
	firms int64
	seed  uint64
	ends  []int64 // firms up to and with each cell
	step  int64   // between the places in the cells of one row and the next; firms*step fits an int64
}

func (f *Frame) plan(firms int64, seed uint64) (*plan, *Report, error) {
	if firms < 1 || firms > MaxFirms {
		panic("sample: too many firms, or none")
	}
	counts, report, err := f.Draw(firms, seed)
	if err != nil {
		return nil, nil, err
	}
	p := &plan{frame: f, firms: firms, seed: seed, ends: make([]int64, len(counts))}
	sum := int64(0)
	for i, n := range counts {
		sum += n
		p.ends[i] = sum
	}
	// A step that shares no divisor with the number of firms visits all of them
	// once, and near the golden section neighbours come from cells far apart.
	p.step = max(1, int64(float64(firms)*0.6180339887498949))
	for gcd(p.step, firms) != 1 {
		p.step++
	}
	return p, report, nil
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// groups is how many row groups there are.
func (p *plan) groups() int { return int((p.firms + registry.BatchRows - 1) / registry.BatchRows) }

// batch draws the firms of one row group, from a stream of their own.
func (p *plan) batch(group int) *rule.Batch {
	start := int64(group) * registry.BatchRows
	rows := int(min(registry.BatchRows, p.firms-start))
	f := p.frame
	b := &rule.Batch{Entity: "firm", Start: start, Rows: rows, Columns: map[string]*rule.Column{}}
	numbers := make([]*rule.Column, slots)
	for s := range numbers {
		numbers[s] = &rule.Column{Numbers: make([]float64, rows)}
		b.Columns[slotNames[s]] = numbers[s]
	}
	words := map[string]*rule.Column{}
	for _, name := range wordNames {
		words[name] = &rule.Column{Codes: make([]int32, rows)}
		b.Columns[name] = words[name]
	}
	id, name, area, branch, kind := words["id"], words["name"], words["district"], words["industry"], words["contract_kind"]
	area.Words, branch.Words, kind.Words = f.Axes[district], f.Axes[industry], contractKinds
	id.Words, name.Words = make([]string, rows), make([]string, rows)
	kind.Missing = make([]bool, rows)
	one := firm{draws: draws{*rand.NewPCG(p.seed, 1<<32|uint64(group))}, date: float64(f.Date)}
	for i := range rows {
		at := (start + int64(i)) % p.firms
		cell, _ := slices.BinarySearchFunc(p.ends, at*p.step%p.firms, func(end, n int64) int {
			if end <= n {
				return -1
			}
			return 1
		})
		s := cell % len(f.Axes[size])
		k := cell / len(f.Axes[size]) % len(f.Axes[industry])
		d := cell / len(f.Axes[size]) / len(f.Axes[industry])
		one.profile, one.size, one.industry = &f.profiles[f.profile[k]], s, f.Axes[industry][k]
		one.draw()
		for slot, v := range one.v {
			c := numbers[slot]
			c.Numbers[i] = v
			if math.IsNaN(v) {
				if c.Missing == nil {
					c.Missing = make([]bool, rows)
				}
				c.Missing[i] = true
			}
		}
		id.Codes[i], name.Codes[i], area.Codes[i], branch.Codes[i] = int32(i), int32(i), int32(d), int32(k)
		id.Words[i] = code(f.Spec.Code, at)
		name.Words[i] = fmt.Sprintf("合成企业%09d", at+1)
		if kind.Missing[i] = one.kind < 0; one.kind >= 0 {
			kind.Codes[i] = int32(one.kind)
		}
	}
	return b
}

// code makes a unified social credit code of eight digits and a number: an
// organisation code of eight digits with its check digit, and the check digit
// of the whole, as GB 11714 and GB 32100 have them.
func code(prefix string, n int64) string {
	const digits = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	var org [8]byte
	for i := len(org) - 1; i >= 0; i-- {
		org[i] = digits[n%31]
		n /= 31
	}
	var b strings.Builder
	b.WriteString(prefix)
	b.Write(org[:])
	b.WriteByte(registry.OrgCheck(string(org[:])))
	check, _ := registry.CreditCheck(b.String())
	b.WriteByte(check)
	return b.String()
}
