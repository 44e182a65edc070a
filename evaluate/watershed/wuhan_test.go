package watershed

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
)

const founding = "经济总量在1.5至2.0万亿元区间是一个重要分水岭"

// The claim of the founding text on the table of 36 main cities. The counts were
// taken from the table by hand: 26 yearly rates from a GDP of 1.5 trillion yuan
// or more, in six cities, of 580.
func TestWatershed(t *testing.T) {
	b := wuhan(t)
	r := diagnose.Judge(claim(founding, "gdp", "万亿元", "1.5", "2.0"), b)
	if r.Verdict != diagnose.Undecidable {
		t.Errorf("verdict %s", r.Verdict)
	}
	codes := reasons(r)
	for _, want := range []string{"outside-searchable-range", "few-places", "low-power", "nominal-yardstick", "national-slowdown", "census-revision", "circular-label", "boundary-change", "step-not-done"} {
		if codes[want].IsZero() {
			t.Errorf("no reason %s", want)
		}
	}
	figures := map[string]string{}
	for _, f := range r.Figures {
		figures[f.Name.Zh] = city.Printed(f.Value) + f.Unit
	}
	for name, want := range map[string]string{
		"达到1.5万亿元的城市数": "6个", "可用的逐年增速": "580个", "其中达到之后的": "26个", "可检验的最大规模": "14113.58亿元",
	} {
		if figures[name] != want {
			t.Errorf("%s is %s, not %s", name, figures[name], want)
		}
	}
	for _, want := range []string{"1999—2017年36个城市有580个", "只有26个，来自上海、北京、广州、深圳、天津、重庆", "1.41万亿元", "既不能证实、也不能否定"} {
		if !strings.Contains(r.Rewording.Zh, want) {
			t.Errorf("the wording lacks %q: %s", want, r.Rewording.Zh)
		}
	}
	if r.Figures[0].Formula == nil || r.Figures[0].Formula.Expr != "COUNT({0},{1},{2},{3},{4},{5})" || r.Evidence[0].Origin.Cell != "K14" {
		t.Errorf("main figure %+v, first cell %s", r.Figures[0], r.Evidence[0].Origin.Cell)
	}
	if len(r.Exhibits) != 4 || len(r.Exhibits[3].Rows) != 580 {
		t.Fatalf("%d exhibits", len(r.Exhibits))
	}
	for _, e := range r.Exhibits {
		for _, row := range e.Rows {
			if len(row) != len(e.Head) {
				t.Errorf("%s: a row of %d cells under %d headings", e.Title.Zh, len(row), len(e.Head))
			}
		}
	}
	if n := utf8.RuneCountInString(r.Rewording.Zh); n > 350 {
		t.Errorf("%d letters are too many to be read aloud: %s", n, r.Rewording.Zh)
	}
	jargon := regexp.MustCompile(`bootstrap|自助|F值|固定效应|Hansen|显著|p=|回归`)
	if word := jargon.FindString(r.Rewording.Zh); word != "" {
		t.Errorf("the paragraph says %q", word)
	}
}

// The order of observations, and the number of workers, change nothing.
func TestSameAnswer(t *testing.T) {
	b := wuhan(t)
	c := claim(founding, "gdp", "万亿元", "1.5", "2.0")
	first := diagnose.Judge(c, b)
	for i, j := 0, len(b.Set.Observations)-1; i < j; i, j = i+1, j-1 {
		b.Set.Observations[i], b.Set.Observations[j] = b.Set.Observations[j], b.Set.Observations[i]
	}
	b.Set.Index()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	again := diagnose.Judge(c, b)
	if first.Rewording != again.Rewording || len(first.Figures) != len(again.Figures) {
		t.Errorf("%s\n%s", first.Rewording.Zh, again.Rewording.Zh)
	}
	for i := range first.Figures {
		if !first.Figures[i].Value.Equal(again.Figures[i].Value) {
			t.Errorf("%s: %s, then %s", first.Figures[i].Name.Zh, first.Figures[i].Value, again.Figures[i].Value)
		}
	}
}

// On 300 cities, 2000 to 2023, the claimed region lies outside of what can be
// searched with 5 % of the sample on either side: that stops at 0.69 trillion
// yuan of all values, and a little below where each is the size of the year
// before a growth rate.
func TestThreeHundredCities(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/reference/china-cities-xi2026/china_city_panel_real.csv.gz")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("reference data are missing: %v", err)
		}
		t.Skip("reference data are not here: china-cities-xi2026")
	}
	zipped, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(zipped).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	table.WriteString("城市,年份,地区生产总值（亿元）\n")
	for _, x := range records[1:] {
		if x[0] >= "2000" && x[6] != "" {
			table.WriteString(x[2] + "," + x[0] + "," + x[6] + "\n")
		}
	}
	b := wuhan(t)
	b.Set = load(t, map[string][]byte{"城市面板.csv": []byte(table.String())}, data.Options{})
	r := diagnose.Judge(claim(founding, "gdp", "万亿元", "1.5", "2.0"), b)
	codes := reasons(r)
	if r.Verdict != diagnose.Undecidable || codes["outside-searchable-range"].IsZero() {
		t.Errorf("%s %v", r.Verdict, codes)
	}
	for _, f := range r.Figures {
		if f.Name.En == "largest size that can be tested" && (f.Value.LessThan(newDecimal(6000)) || f.Value.GreaterThan(newDecimal(6900))) {
			t.Errorf("sizes up to %s%s can be tested", f.Value, f.Unit)
		}
	}
}
