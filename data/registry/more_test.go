package registry

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
	"github.com/xuri/excelize/v2"
)

// Headings: names, titles, other names and units, in whatever brackets; a unit
// of another kind is another thing.
func TestHeadings(t *testing.T) {
	r := &Registry{entity: "firm", fields: append(firmFields(), &rule.Field{Name: "area", Entity: "park", Title: city.Text{Zh: "面积"}})}
	fields := r.named()
	for printed, want := range map[string]struct {
		name   string
		factor float64
		stated bool
	}{
		"staff": {"staff", 1, true}, "STAFF": {"staff", 1, true}, "从业人数": {"staff", 1, true}, " 从业人数（人） ": {"staff", 1, true}, "从业人数[万人]": {"staff", 1e4, true},
		"研发费用(千元)": {"rd_last", 1e3, true}, "研究开发费用（亿元）": {"rd_last", 1e8, true}, "研发费用": {"rd_last", 1, false}, "rd_last": {"rd_last", 1, true},
		"高新收入占比（％）": {"share", 0.01, true}, "高新收入占比": {"share", 1, true}, "行业代码": {"industry", 1, true}, "成立 日期": {"registered", 1, true},
	} {
		f, factor, stated := match(fields, printed, nil)
		if f == nil || f.Name != want.name || factor != want.factor || stated != want.stated {
			t.Errorf("%q: %+v %g %v", printed, f, factor, stated)
		}
	}
	for _, printed := range []string{"", "从业人数(%)", "研发费用(件)", "研发费用(美元)", "面积", "合计", "研发费用率"} {
		if f, _, _ := match(fields, printed, nil); f != nil {
			t.Errorf("%q names %s", printed, f.Name)
		}
	}
	if _, factor, stated := match(fields, "研发费用", []string{"人", "万元"}); factor != 1e4 || !stated {
		t.Error("the unit of the whole table isn't taken")
	}
	if _, factor, _ := match(fields, "从业人数", []string{"万元"}); factor != 1 {
		t.Error("staff is counted in money")
	}
}

func TestDates(t *testing.T) {
	c := column{field: &rule.Field{Kind: rule.Date}}
	for s, want := range map[string]string{
		"2019-12-31": "2019-12-31", "2019/1/5": "2019-01-05", "2019.1.5": "2019-01-05", "20190105": "2019-01-05", "2019年1月5日": "2019-01-05", "２０１９年１月５日": "2019-01-05",
		"2019-12-31 08:30:00": "2019-12-31", "2019/12/31T00:00": "2019-12-31", "43830": "2019-12-31", "43830.5": "2019-12-31", "2020-02-29": "2020-02-29", "1965-03-01": "1965-03-01",
	} {
		if x, v := c.number(s, false); v != good || rule.Day(x).String() != want {
			t.Errorf("%q: %v %v", s, rule.Day(x), v)
		}
	}
	if x, _ := c.number("42368", true); rule.Day(x).String() != "2019-12-31" {
		t.Errorf("days since 1904: %v", rule.Day(x))
	}
	for _, s := range []string{"2019", "2019-12", "2019-02-29", "2019-13-01", "20191301", "12/31/2019", "昨天", "0", "-5", "1e9", "99999999999"} {
		if x, v := c.number(s, false); v != unreadable {
			t.Errorf("%q became %v", s, rule.Day(x))
		}
	}
}

func TestNumbers(t *testing.T) {
	money := column{field: &rule.Field{Name: "x", Unit: yuan}, factor: 1e4}
	for s, want := range map[string]float64{"1": 1e4, "-1.5": -15000, "1,234.5": 12345000, "１２": 120000, "¥3": 30000, "1e2": 1e6, "+2": 20000} {
		if x, v := money.number(s, false); v != good || x != want {
			t.Errorf("%q: %g %v", s, x, v)
		}
	}
	for _, s := range []string{"一百", "1,23", "12,34", "5%", "0x10", "1_000", "Inf", "1e999", "约3", "3万", "无", "1 2"} {
		if x, v := money.number(s, false); v != unreadable {
			t.Errorf("%q became %g", s, x)
		}
	}
	for _, s := range []string{"", " ", "—", "NA", "#N/A", "NaN", "/"} {
		if _, v := money.number(s, false); v != blank {
			t.Errorf("%q isn't blank", s)
		}
	}
}

// Duplicates are the same whether all identifiers are kept, those that a sieve
// lets through are compared, or so many pass that they are compared in parts.
func TestDoublesOfLargeRegisters(t *testing.T) {
	defer func(n int64) { atOnce = n }(atOnce)
	var text strings.Builder
	text.WriteString("id\n")
	for i := range 3000 {
		fmt.Fprintf(&text, "%018d\n", i*i%977)
	}
	r := opened(t, "a.csv", []byte(text.String()))
	var all [][]city.Finding
	for _, n := range []int64{4 << 20, 600, 40} { // 489 identifiers stand in several rows
		for _, workers := range []int{1, 3} {
			atOnce = n
			if err := r.Check(workers); err != nil {
				t.Fatal(err)
			}
			all = append(all, r.Findings())
		}
	}
	i := slices.IndexFunc(all[0], func(f city.Finding) bool { return f.Code == "F005" })
	if i < 0 || !strings.Contains(all[0][i].Message.Zh, "2511 行") {
		t.Errorf("%+v", all[0])
	}
	for _, other := range all[1:] {
		if !reflect.DeepEqual(all[0], other) {
			t.Errorf("%+v\n%+v", all[0], other)
		}
	}
}

// Workbooks that can't be read: cut short, locked, of another kind, without a
// sheet that has known headings.
func TestBadWorkbooks(t *testing.T) {
	good := workbookOf(t, map[string][][]any{"名录": {{"从业人数"}, {3}}}, "名录")
	empty := workbookOf(t, map[string][][]any{"名录": {{"甲", "乙"}, {3, 4}}}, "名录")
	f := excelize.NewFile()
	_ = f.SetSheetRow("Sheet1", "A1", &[]any{"从业人数"})
	var locked bytes.Buffer
	if err := f.Write(&locked, excelize.Options{Password: "x"}); err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{"cut": good[:len(good)/2], "locked": locked.Bytes(), "no heading": empty} {
		if e := refusal(t, "a.xlsx", raw); e == nil {
			t.Errorf("%s is read", name)
		}
	}
	if e := refusal(t, "a.xlsx", good); e != nil {
		t.Errorf("%+v", e)
	}
}

// Several passes at once read the same rows.
func TestConcurrent(t *testing.T) {
	r := opened(t, "a.csv", []byte(register))
	done := make(chan map[string][]string)
	for range 4 {
		go func() { done <- all(t, r, 2) }()
	}
	for range 4 {
		if got := <-done; !reflect.DeepEqual(got, registerCells) {
			t.Errorf("%v", got)
		}
	}
}
