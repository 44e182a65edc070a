package registry

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

var yuan = rule.Unit{Text: "元", Factor: 1}

func firmFields() []*rule.Field {
	f := func(name, zh string, kind rule.Kind, unit rule.Unit, names ...string) *rule.Field {
		return &rule.Field{Name: name, Entity: "firm", Title: city.Text{Zh: zh}, Kind: kind, Unit: unit, Names: names}
	}
	person := rule.Unit{Text: "人", Factor: 1}
	scale := f("scale", "规模", rule.Words, rule.Unit{})
	scale.Values = []string{"大型", "中型"}
	return []*rule.Field{
		f("id", "统一社会信用代码", rule.Words, rule.Unit{}), f("name", "企业名称", rule.Words, rule.Unit{}),
		f("district", "所在区", rule.Words, rule.Unit{}), f("industry", "行业", rule.Words, rule.Unit{}, "行业代码"),
		f("registered", "成立日期", rule.Date, rule.Unit{}), f("staff", "从业人数", rule.Number, person), f("tech_staff", "科技人员", rule.Number, person),
		f("sales_last", "营业收入", rule.Number, yuan), f("rd_last", "研发费用", rule.Number, yuan, "研究开发费用"),
		f("share", "高新收入占比", rule.Number, rule.Unit{Text: "ratio", Factor: 1}), f("listed", "是否上市", rule.Bool, rule.Unit{}), scale,
	}
}

// all reads every row of a register into one batch, in order.
func all(t *testing.T, r *Registry, workers int, fields ...string) map[string][]string {
	t.Helper()
	if len(fields) == 0 {
		for _, c := range r.columns {
			fields = append(fields, c.field.Name)
		}
	}
	type part struct {
		start int64
		cells map[string][]string
	}
	var parts []part
	var mu sync.Mutex
	err := r.Each(fields, workers, func(_ int, b *rule.Batch) error {
		if b.Entity != "firm" || b.Rows > BatchRows {
			return fmt.Errorf("batch of %d %s", b.Rows, b.Entity)
		}
		p := part{b.Start, map[string][]string{}}
		for name, c := range b.Columns {
			for i := range b.Rows {
				s := "—"
				switch {
				case c.Missing != nil && c.Missing[i]:
					if c.Numbers != nil && !math.IsNaN(c.Numbers[i]) {
						return fmt.Errorf("%s is missing and %v", name, c.Numbers[i])
					}
				case c.Codes != nil:
					s = c.Words[c.Codes[i]]
				default:
					s = shown(c.Numbers[i])
				}
				p.cells[name] = append(p.cells[name], s)
			}
		}
		mu.Lock()
		defer mu.Unlock()
		parts = append(parts, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.start, b.start) })
	out := map[string][]string{}
	for _, p := range parts {
		for name, cells := range p.cells {
			if int64(len(out[name])) != p.start {
				t.Fatalf("%s: a batch starts at %d after %d rows", name, p.start, len(out[name]))
			}
			out[name] = append(out[name], cells...)
		}
	}
	return out
}

func opened(t *testing.T, name string, raw []byte) *Registry {
	t.Helper()
	r, err := Open(written(t, name, raw), firmFields(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func written(t *testing.T, name string, raw []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const register = `合成企业名录,,,,,,,,,,
统一社会信用代码,企业名称,所在区,行业代码,成立日期,从业人数,科技人员,营业收入(万元),研发费用（亿元）,高新收入占比(%),是否上市
919900010000000011,"甲,""合成""公司",东区,C39,2015-03-01,30,3,"1,200.5",0.02,60,是
919900010000000022,乙公司,西区,3940,2015年3月1日,０,—,,0,6.5%,否
919900010000000033,丙公司,东区,1,20150301,12,2,-3,NA,0.5,1
`

var registerCells = map[string][]string{
	"id": {"919900010000000011", "919900010000000022", "919900010000000033"}, "name": {`甲,"合成"公司`, "乙公司", "丙公司"}, "district": {"东区", "西区", "东区"},
	"industry": {"39", "3940", "01"}, "registered": {"16495", "16495", "16495"}, "staff": {"30", "0", "12"}, "tech_staff": {"3", "—", "2"},
	"sales_last": {"12005000", "—", "—"}, "rd_last": {"2000000", "0", "—"}, "share": {"0.6", "0.065", "0.005"}, "listed": {"1", "0", "1"},
}

// One register in every shape in which text comes: the same cells.
func TestText(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(register)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(register)
	if err != nil {
		t.Fatal(err)
	}
	tabs := strings.ReplaceAll(strings.ReplaceAll(register, ",", "\t"), "1\t200", "1,200")
	tabs = strings.ReplaceAll(tabs, "甲\t", "甲,")
	for name, text := range map[string]string{
		"utf8": register, "bom": "\xef\xbb\xbf" + register, "gb18030": gb, "utf16": wide, "crlf": strings.ReplaceAll(register, "\n", "\r\n"),
		"no last line end": strings.TrimSuffix(register, "\n"), "tabs": tabs, "blank lines": strings.Replace(register, "919900010000000022", "\n\n919900010000000022", 1),
	} {
		r := opened(t, "a.csv", []byte(text))
		for _, workers := range []int{1, 3} {
			if got := all(t, r, workers); !reflect.DeepEqual(got, registerCells) {
				t.Errorf("%s on %d workers:\n%v\nwant\n%v", name, workers, got, registerCells)
			}
		}
		if r.Rows() != -1 || !r.Has("staff") || r.Has("scale") {
			t.Errorf("%s: %d rows, columns %+v", name, r.Rows(), r.columns)
		}
	}
}

func workbookOf(t *testing.T, sheets map[string][][]any, order ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, name := range order {
		if i == 0 {
			_ = f.SetSheetName("Sheet1", name)
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for k, row := range sheets[name] {
			if err := f.SetSheetRow(name, fmt.Sprintf("A%d", k+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkbook(t *testing.T) {
	raw := workbookOf(t, map[string][][]any{
		"说明": {{"这是合成数据"}},
		"名录": {
			{"单位：万元"}, {"统一社会信用代码", "企业名称", "所在区", "行业代码", "成立日期", "从业人数", "科技人员", "营业收入", "研发费用（亿元）", "高新收入占比(%)", "是否上市"},
			{"919900010000000011", `甲,"合成"公司`, "东区", "C39", "2015-03-01", 30, 3, 1200.5, 0.02, 60, true},
			{"919900010000000022", "乙公司", "西区", 3940, 42064, "０", "—", nil, 0, "6.5%", "否"},
			{},
			{"919900010000000033", "丙公司", "东区", 1, "2015/3/1", 12, 2, -3, "#N/A", 0.5, 1},
		},
	}, "说明", "名录")
	r := opened(t, "a.xlsx", raw)
	if got := all(t, r, 2); !reflect.DeepEqual(got, registerCells) {
		t.Errorf("%v\nwant\n%v", got, registerCells)
	}
	if err := r.Check(2); err != nil {
		t.Fatal(err)
	}
	// the row after the blank one is found where it stands
	for _, f := range r.Findings() {
		if f.Code == "F008" && f.Sources[0].Cell != "H6" {
			t.Errorf("%+v", f)
		}
	}
}

// A register in memory, written and read again, in one group and in many.
func TestParquetRoundTrip(t *testing.T) {
	r := opened(t, "a.csv", []byte(register))
	var batch *rule.Batch
	err := r.Each(registered(r), 1, func(_ int, b *rule.Batch) error { batch = deep(b); return nil })
	if err != nil {
		t.Fatal(err)
	}
	for _, copies := range []int{1, 5} {
		batches := slices.Repeat([]*rule.Batch{batch}, copies)
		var first, second bytes.Buffer
		if err := Write(&first, firmFields(), []Note{{"synthetic", "合成"}}, batches...); err != nil {
			t.Fatal(err)
		}
		if err := Generate(&second, firmFields(), []Note{{"synthetic", "合成"}}, copies, 3, func(i int) *rule.Batch { return batches[i] }); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Error("three workers write other bytes than one")
		}
		p := opened(t, "a.parquet", first.Bytes())
		want := map[string][]string{"scale": slices.Repeat([]string{"—"}, 3*copies)}
		for name, cells := range registerCells {
			want[name] = slices.Repeat(cells, copies)
		}
		if got := all(t, p, 2); !reflect.DeepEqual(got, want) || p.Rows() != int64(3*copies) {
			t.Errorf("%d rows:\n%v\nwant\n%v", p.Rows(), got, want)
		}
		if got := all(t, p, 2, "staff", "nothing"); len(got) != 1 {
			t.Errorf("columns that were not asked for: %v", got)
		}
		m := Memory(batches)
		if got := all(t, m, 2); !reflect.DeepEqual(got["staff"], want["staff"]) || m.Rows() != int64(3*copies) {
			t.Errorf("from memory: %v", got)
		}
	}
}

func registered(r *Registry) (out []string) {
	for _, c := range r.columns {
		out = append(out, c.field.Name)
	}
	return out
}

func deep(b *rule.Batch) *rule.Batch {
	c := &rule.Batch{Entity: b.Entity, Rows: b.Rows, Columns: map[string]*rule.Column{}}
	for name, x := range b.Columns {
		c.Columns[name] = &rule.Column{Numbers: slices.Clone(x.Numbers), Codes: slices.Clone(x.Codes), Words: slices.Clone(x.Words), Missing: slices.Clone(x.Missing)}
	}
	return c
}

// What other programs write: whole numbers, floats of four bytes, decimals,
// times, dictionaries, texts for numbers, plain columns without null, and rows
// enough for several batches and pieces of one group.
func TestForeignParquet(t *testing.T) {
	type row struct {
		ID       string   `parquet:"统一社会信用代码"`
		District string   `parquet:"所在区,dict"`
		Industry int32    `parquet:"行业代码"`
		Day      int64    `parquet:"成立日期,timestamp(millisecond)"`
		Staff    int64    `parquet:"从业人数,dict"`
		Tech     float32  `parquet:"科技人员"`
		Sales    string   `parquet:"营业收入(万元)"`
		RD       *float64 `parquet:"研发费用(万元),optional"`
		Share    int32    `parquet:"高新收入占比,decimal(2:9)"`
		Listed   *bool    `parquet:"是否上市,optional"`
	}
	const n = 3*BatchRows + 1000
	rows := make([]row, n)
	half := []float64{0.5, 2.25}
	flags := []bool{true, false}
	for i := range rows {
		rows[i] = row{fmt.Sprintf("%018d", i), []string{"东区", " 西区 "}[i%2], int32(13 + i%20), int64(i) * 86400000, int64(i % 300), float32(i % 7), fmt.Sprint(i) + ".5", &half[i%2], int32(i % 100), &flags[i%2]}
		if i%3 == 0 {
			rows[i].RD, rows[i].Listed = nil, nil
		}
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[row](&b, parquet.MaxRowsPerRowGroup(2*n), parquet.PageBufferSize(10000))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := opened(t, "pandas.parquet", b.Bytes())
	got := all(t, r, 3)
	for i := range n {
		rd, listed := shown(half[i%2]*1e4), []string{"1", "0"}[i%2]
		if i%3 == 0 {
			rd, listed = "—", "—"
		}
		for name, want := range map[string]string{
			"id": fmt.Sprintf("%018d", i), "district": []string{"东区", "西区"}[i%2], "industry": fmt.Sprint(13 + i%20), "registered": fmt.Sprint(i), "staff": fmt.Sprint(i % 300),
			"tech_staff": fmt.Sprint(i % 7), "sales_last": shown((float64(i) + 0.5) * 1e4), "rd_last": rd, "listed": listed,
		} {
			if got[name][i] != want {
				t.Fatalf("row %d: %s is %s, want %s", i, name, got[name][i], want)
			}
		}
	}
}

func TestCreditCodes(t *testing.T) {
	for _, code := range []string{"914403001922038216", "9144030071526726XG"} { // of two listed or well-known firms, as published
		if !CreditCode(code) {
			t.Errorf("%s is refused", code)
		}
		if OrgCheck(code[8:16]) != code[16] {
			t.Errorf("%s: organisation code", code)
		}
		for i := range 18 { // every single wrong digit is found
			for _, d := range []byte(creditDigits) {
				wrong := code[:i] + string(d) + code[i+1:]
				if d != code[i] && CreditCode(wrong) {
					t.Errorf("%s passes", wrong)
				}
			}
		}
	}
	for _, code := range []string{"", "91440300192203821", "9144030019220382166", "91440300192203821I", "914403001922O38216", "９144"} {
		if CreditCode(code) {
			t.Errorf("%q passes", code)
		}
	}
}

func refusal(t *testing.T, name string, raw []byte) *city.Error {
	t.Helper()
	r, err := Open(written(t, name, raw), firmFields(), Options{})
	if err == nil {
		defer r.Close()
		if err = r.Check(2); err == nil {
			return nil
		}
	}
	var e *city.Error
	if !errors.As(err, &e) {
		t.Fatalf("%s: %v", name, err)
	}
	if e.File == "" || e.Message.Zh == "" || e.Message.En == "" {
		t.Errorf("%s: %+v", name, e)
	}
	return e
}

func TestRefusals(t *testing.T) {
	many := &strings.Builder{}
	many.WriteString("id,所在区\n")
	for i := range MaxGroups + 1 {
		fmt.Fprintf(many, "%d,东区%d号\n", i, i)
	}
	var p bytes.Buffer
	if err := Write(&p, firmFields(), nil, &rule.Batch{Entity: "firm", Rows: 1, Columns: map[string]*rule.Column{"staff": {Numbers: []float64{1}}}}); err != nil {
		t.Fatal(err)
	}
	cut := p.Bytes()[:p.Len()-20]
	broken := slices.Clone(p.Bytes())
	for i := 4; i < 40; i++ {
		broken[i] ^= 0xff
	}
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String("所在区,从业人数\n东区,3\n西")
	for name, c := range map[string]struct {
		raw  string
		code string
		line int
	}{
		"empty":               {"", "empty", 0},
		"no rows":             {"id,staff\n", "empty", 0},
		"no known heading":    {"a,b\n1,2\n", "no_heading", 0},
		"twice":               {"从业人数,staff\n1,2\n", "double_heading", 1},
		"pdf":                 {"%PDF-1.4 ...", "mislabelled", 0},
		"broken in UTF-8":     {"所在区,从业人数\n东区,3\n\xff\xfe西区,4\n", "bad_encoding", 3},
		"broken in GB18030":   {gb + "\xff\xff,4\n", "bad_encoding", 3},
		"open quote":          {"所在区,从业人数\n东区,3\n\"西区,4\n北区,5\n", "bad_csv", 3},
		"a million districts": {many.String(), "too_many_groups", 0},
		"cut Parquet":         {string(cut), "bad_parquet", 0},
		"broken Parquet":      {string(broken), "bad_parquet", 0},
	} {
		e := refusal(t, "x.csv", []byte(c.raw))
		if e == nil || e.Code != c.code || e.Line != c.line {
			t.Errorf("%s: %+v, want %s in line %d", name, e, c.code, c.line)
		}
	}
	if _, err := Open(filepath.Join(t.TempDir(), "no"), nil, Options{}); err == nil {
		t.Error("a missing file opens")
	}
}

func TestFindings(t *testing.T) {
	r := opened(t, "a.csv", []byte(`统一社会信用代码,所在区,行业,成立日期,从业人数,科技人员,营业收入,备注,规模,是否上市
914403001922038216,东区,39,2015-02-30,30,31,100,,大型,是
914403001922038216,东区,99,2015-01-01,-3,0,100,,小型,也许
914403001922038217,东区,39,2015,2.5,0,一百,,中型,
,东区,39,,2,0,100,,中型,否
`))
	if err := r.Check(2); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range r.Findings() {
		where := ""
		if len(f.Sources) > 0 {
			where = f.Sources[0].Cell
		}
		got = append(got, strings.TrimSpace(fmt.Sprint(f.Code, " ", f.Indicator, " ", where)))
		if f.Message.Zh == "" || f.Message.En == "" || f.Severity != Codes().Finding(f.Code, "", "").Severity {
			t.Errorf("%+v", f)
		}
	}
	want := []string{
		"F004 是否上市 J3", "F004 成立日期 D2", "F004 营业收入 G4", "F005 统一社会信用代码 A3", "F007 行业 C3", "F008 从业人数 E3", "F008 科技人员 F2", "F011 规模 I3",
		"F003", "F006 统一社会信用代码 A4", "F010 统一社会信用代码", "F002", "F009",
	}
	slices.Sort(got[:8])
	slices.Sort(want[:8])
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}

// Findings are the same on any number of workers, and capped in what they
// list, not in what they count.
func TestFindingsOfMany(t *testing.T) {
	var text strings.Builder
	text.WriteString("统一社会信用代码,所在区,从业人数\n")
	for i := range 50000 {
		fmt.Fprintf(&text, "%018d,东区,%d\n", i%30000, i%100-1)
	}
	r := opened(t, "a.csv", []byte(text.String()))
	var before []city.Finding
	for _, workers := range []int{1, 2, 5} {
		if err := r.Check(workers); err != nil {
			t.Fatal(err)
		}
		after := r.Findings()
		if before != nil && !reflect.DeepEqual(before, after) {
			t.Errorf("%d workers find other things:\n%v\n%v", workers, before, after)
		}
		before = after
	}
	for code, want := range map[string]string{"F005": "20000 行", "F008": "500 个"} {
		i := slices.IndexFunc(before, func(f city.Finding) bool { return f.Code == code })
		if i < 0 || !strings.Contains(before[i].Message.Zh, want) || len(before[i].Sources) != examples {
			t.Errorf("%s: %+v", code, before)
		}
	}
	if s := before[0].Sources[0].Cell; before[0].Code != "F005" || s != "A30002" {
		t.Errorf("the first double stands in %s of %+v", s, before[0])
	}
}

// The error of the earliest batch ends Each, and a panic of do is the caller's.
func TestEachEnds(t *testing.T) {
	b := &rule.Batch{Entity: "firm", Rows: 1, Columns: map[string]*rule.Column{"staff": {Numbers: []float64{1}}}}
	m := Memory(slices.Repeat([]*rule.Batch{b}, 50))
	for range 20 {
		err := m.Each(nil, 4, func(_ int, b *rule.Batch) error {
			if b.Start%10 == 7 {
				return fmt.Errorf("at %d", b.Start)
			}
			return nil
		})
		if err == nil || err.Error() != "at 7" {
			t.Fatalf("%v", err)
		}
	}
	defer func() {
		if v := recover(); v != "fault" {
			t.Errorf("recovered %v", v)
		}
	}()
	_ = m.Each(nil, 2, func(int, *rule.Batch) error { panic("fault") })
}
