package sample

import (
	"bytes"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/registry"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
)

func firmFields(t testing.TB) []*rule.Field {
	raw, err := os.ReadFile("../../catalog/rules/fields.yaml")
	if err != nil {
		t.Fatal(err)
	}
	library, err := rule.Read(rule.File{Name: "fields.yaml", Data: raw})
	if err != nil {
		t.Fatal(err)
	}
	return library.Fields("firm")
}

func theCity(t testing.TB) *Frame {
	f, err := City()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The tables that the program brings along are those of the study.
func TestContentIsTheStudy(t *testing.T) {
	for _, name := range []string{"population.yaml", "population/district-industry.csv", "population/industry-size.csv", "population/district-size.csv", "population/profiles.csv"} {
		a, err := content.ReadFile("content/" + name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join("../../studies/sample-city", filepath.FromSlash(name)))
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs from the study's (%v)", name, err)
		}
	}
}

// Every field of firms in the rules is there, but for the points of experts.
func TestHasEveryField(t *testing.T) {
	if lacks := Lacks(firmFields(t)); len(lacks) > 0 {
		t.Errorf("firms of the sample city lack %v: draw them in firm.go", lacks)
	}
}

func TestFitReport(t *testing.T) {
	f := theCity(t)
	for _, n := range []int64{1, 1000, 100_000, 1_000_000} {
		counts, r, err := f.Draw(n, 1)
		if err != nil {
			t.Fatal(err)
		}
		sum := int64(0)
		for _, c := range counts {
			sum += c
		}
		if sum != n || r.Cells != 13*64 && r.Cells != len(counts) || len(r.Margins) != 3 {
			t.Errorf("%d firms: %d drawn, %+v", n, sum, r)
		}
		for _, m := range r.Margins {
			if m.Fitted > 1e-6*city.Number(n) || m.Where == "" {
				t.Errorf("%d firms: %+v", n, m)
			}
		}
		if n == 1_000_000 && (r.Margins[0].Relative > 0.03 || r.Margins[2].Share > 0.001) {
			t.Errorf("%+v", r.Margins)
		}
	}
}

// The same seed gives the same bytes on one worker and on three; another seed
// gives others. What is written reads back without an error among findings.
func TestWrite(t *testing.T) {
	f, fields := theCity(t), firmFields(t)
	var files [3]bytes.Buffer
	for i, c := range []struct {
		seed    uint64
		workers int
	}{{1, 1}, {1, 3}, {2, 1}} {
		if _, err := f.Write(&files[i], fields, 70_000, c.seed, c.workers, "test"); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) || bytes.Equal(files[0].Bytes(), files[2].Bytes()) {
		t.Error("bytes hang on the workers, or not on the seed")
	}
	path := filepath.Join(t.TempDir(), "firms.parquet")
	if err := os.WriteFile(path, files[0].Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := registry.Open(path, fields, registry.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := r.Check(2); err != nil {
		t.Fatal(err)
	}
	for _, x := range r.Findings() {
		if x.Severity == city.SeverityError || x.Code == "F006" || x.Code == "F012" {
			t.Errorf("%s: %s", x.Code, x.Message.Zh)
		}
	}
	if !r.Synthetic() || !strings.Contains(r.Note("title"), "合成") {
		t.Error("the file doesn't say that it is synthetic")
	}
}

// Firms that are in no file are those of the file, with the same findings.
func TestRegistry(t *testing.T) {
	f, fields := theCity(t), firmFields(t)
	var raw bytes.Buffer
	if _, err := f.Write(&raw, fields, 70_000, 1, 1, "test"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "firms.parquet")
	if err := os.WriteFile(path, raw.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	file, err := registry.Open(path, fields, registry.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	drawn, _, err := f.Registry(fields, 70_000, 1, "test")
	if err != nil {
		t.Fatal(err)
	}
	if drawn.Rows() != file.Rows() || !drawn.Synthetic() || drawn.Note("seed") != file.Note("seed") {
		t.Errorf("%d rows, seed %s", drawn.Rows(), drawn.Note("seed"))
	}
	var sums [2]uint64
	for i, r := range []*registry.Registry{file, drawn} {
		var sum atomic.Uint64
		err := r.EachChecked(2, func(_ int, b *rule.Batch) error {
			sum.Add(hashed(b))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		sums[i] = sum.Load()
	}
	if sums[0] != sums[1] {
		t.Error("the values differ")
	}
	if d := cmp.Diff(file.Findings(), drawn.Findings(), cmpopts.IgnoreFields(city.Origin{}, "File")); d != "" {
		t.Errorf("the findings differ: %s", d)
	}
	if d := cmp.Diff(file.Lacking(fields), drawn.Lacking(fields)); d != "" {
		t.Errorf("the fields differ: %s", d)
	}
}

// hashed is a sum over the values of a batch, whatever the order of its columns.
func hashed(b *rule.Batch) (sum uint64) {
	for name, c := range b.Columns {
		for i := range b.Rows {
			value := "-"
			switch {
			case c.Missing != nil && c.Missing[i]:
			case c.Codes != nil:
				value = c.Words[c.Codes[i]]
			default:
				value = strconv.FormatFloat(c.Numbers[i], 'g', -1, 64)
			}
			h := fnv.New64a()
			fmt.Fprint(h, b.Start+int64(i), name, value)
			sum += h.Sum64()
		}
	}
	return sum
}

// What the manual promises of the firms: edges, bunching, gaps, and sums that
// hold together.
func TestFirms(t *testing.T) {
	p, _, err := theCity(t).plan(100_000, 7)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	ids := map[string]bool{}
	for g := range p.groups() {
		b := p.batch(g)
		v := func(slot, i int) float64 { return b.Columns[slotNames[slot]].Numbers[i] }
		for i := range b.Rows {
			id, name := b.Columns["id"].Words[i], b.Columns["name"].Words[i]
			if !registry.CreditCode(id) || !strings.HasPrefix(id, "9199") || registry.OrgCheck(id[8:16]) != id[16] || ids[id] || !strings.HasPrefix(name, "合成") {
				t.Fatalf("row %d: %s %s", i, id, name)
			}
			ids[id] = true
			tell := func(what string, is bool) {
				if is {
					count[what]++
				}
			}
			tell("a tenth exactly", 10*v(techStaff, i) == v(staff, i))
			tell("5 percent exactly", v(salesSum, i) > 0 && v(rdSum, i)*20 == v(salesSum, i))
			tell("3,000,000 exactly", v(taxable, i) == 3e6)
			tell("just under 3,000,000", v(taxable, i) > 2.9e6 && v(taxable, i) <= 3e6)
			tell("just over 3,000,000", v(taxable, i) > 3e6 && v(taxable, i) <= 3.1e6)
			tell("certificate", v(isHNTE, i) == 1)
			tell("R&D", v(rd, i) > 0)
			tell("no accounts", math.IsNaN(v(sales, i)))
			tell("no sales", v(sales, i) == 0)
			tell("moved", !math.IsNaN(v(relocated, i)))
			tell("lapsed", !math.IsNaN(v(lapsed, i)))
			tell("a year to the day", v(registered, i) == float64(theDate-365))
			if v(techStaff, i) > v(staff, i) || v(rdDomestic, i) > v(rdSum, i) || v(rd, i) > v(rdSum, i) || v(htIncome, i) > v(totalIncome, i) || v(rd, i) > v(cost, i) || v(staff, i) < 1 {
				t.Fatalf("row %d contradicts itself", i)
			}
			for slot := range slots {
				x := v(slot, i)
				if c := b.Columns[slotNames[slot]]; math.IsInf(x, 0) || math.IsNaN(x) != (c.Missing != nil && c.Missing[i]) {
					t.Fatalf("row %d: %s is %v", i, slotNames[slot], x)
				}
			}
		}
	}
	for what, least := range map[string]int{"a tenth exactly": 100, "5 percent exactly": 10, "3,000,000 exactly": 2, "certificate": 700, "R&D": 10000, "no accounts": 3000, "no sales": 500, "moved": 10, "lapsed": 100, "a year to the day": 100} {
		if count[what] < least {
			t.Errorf("%s: %d firms, want %d or more", what, count[what], least)
		}
	}
	if count["just under 3,000,000"] < count["just over 3,000,000"]*5/4 {
		t.Errorf("no bunching: %v", count)
	}
	t.Log(count)
}

var theDate = func() rule.Day { d, _ := rule.ParseDay("2019-12-31"); return d }()

// exponential is e^x to the last digits.
func TestExponential(t *testing.T) {
	for x := -30.0; x <= 30; x += 0.173 {
		if got, want := exponential(x), math.Exp(x); math.Abs(got/want-1) > 1e-14 {
			t.Errorf("exponential(%g) = %g, want %g", x, got, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	good := map[string]string{
		"population.yaml": "title: 试（合成）\ndate: 2019-12-31\ncode: \"91990001\"\nmargins:\n- {name: A, file: a.csv}\n- {name: B, file: b.csv}\nprofiles: p.csv\n",
		"a.csv":           "district,industry,count\n甲区,39,5\n甲区,65,5\n乙区,39,3\n",
		"b.csv":           "district,size,count\n甲区,大型,1\n甲区,微型,9\n乙区,微型,3\n",
		"p.csv":           "profile,title,divisions,sales_per_head,margin,rd_firms,rd_ratio,tech_ratio,ht_firms,ip\nx,全部,39 65,60,0.05,0.5,0.05,0.2,0.5,1\n",
	}
	run := func(change map[string]string) error {
		dir := t.TempDir()
		for name, text := range good {
			if c, ok := change[name]; ok {
				text = c
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		folder, err := files.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer folder.Close()
		_, err = Read(folder)
		return err
	}
	if err := run(nil); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ file, from, to, says, at string }{
		"not synthetic":  {"population.yaml", "（合成）", "", "合成", "population.yaml"},
		"a real code":    {"population.yaml", "91990001", "91420100", "9199", "population.yaml"},
		"no day":         {"population.yaml", "2019-12-31", "2019-13-31", "日期", "population.yaml"},
		"unknown key":    {"population.yaml", "date:", "day:", "", "population.yaml"},
		"disagree":       {"b.csv", "微型,9", "微型,8", "甲区", "population.yaml"},
		"negative":       {"b.csv", "微型,9", "微型,-9", "户数", "b.csv"},
		"no division":    {"a.csv", "65", "98", "大类", "a.csv"},
		"a class":        {"a.csv", "65", "6510", "大类", "a.csv"},
		"unknown size":   {"b.csv", "大型", "巨型", "规模", "b.csv"},
		"twice":          {"a.csv", "乙区,39,3", "甲区,39,3", "两次", "a.csv"},
		"unknown axis":   {"a.csv", "industry", "branch", "branch", "a.csv"},
		"no assumptions": {"p.csv", "39 65", "39", "65", "p.csv"},
		"over one":       {"p.csv", "0.5,1", "1.5,1", "ht_firms", "p.csv"},
		"no count":       {"a.csv", ",count", ",n", "count", "a.csv"},
		"no support":     {"b.csv", "乙区,微型,3", "乙区,微型,0", "", "population.yaml"},
	} {
		err := run(map[string]string{c.file: strings.Replace(good[c.file], c.from, c.to, 1)})
		var e *city.Error
		if !errors.As(err, &e) || e.File != c.at || !strings.Contains(e.Message.Zh, c.says) || e.Message.En == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkWrite1M(b *testing.B) {
	f, fields := theCity(b), firmFields(b)
	for b.Loop() {
		n := &counter{}
		if _, err := f.Write(n, fields, 1_000_000, 1, 0, "test"); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n.n)/1e6, "MB")
	}
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) { c.n += int64(len(p)); return len(p), nil }
