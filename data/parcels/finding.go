package parcels

import (
	"fmt"
	"math"
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/rule"
)

// Codes lists every code of a Finding, in order.
func Codes() city.Codes {
	return city.Codes{
		city.NewCode("G101", city.SeverityError, "边界自相交，或不成面", "a boundary that crosses itself, or encloses no area",
			"边界与自己交叉或相接，洞在外边界之外，洞与边界相交，各部分相互重叠：面积没有确定的意思，只用登记面积，没有登记面积的按缺面积算，也不查它与别的地块是否重叠。",
			"The boundary meets itself, a hole lies outside or crosses a ring, or parts overlap, so that no definite area is enclosed: only the recorded area is used, and the parcel is not compared with others."),
		city.NewCode("G102", city.SeverityError, "地块重叠", "parcels that overlap",
			"两个地块有共同的部分（1平方米以上，且占小的一块千分之一以上）。合计时只算一次。",
			"Two parcels have a part in common (a square metre or more, and a thousandth of the smaller). Sums count it once."),
		city.NewCode("G103", city.SeverityWarning, "没有面积的地块", "parcels without an area",
			"既没有登记面积，也没有可用的图形。照样判定，面积、建筑面积和金额写未知，合计里没有它。",
			"Neither a recorded area nor a usable shape. The parcel is judged; its area, floor space and money are unknown and in no sum."),
		city.NewCode("G104", city.SeverityWarning, "登记面积与图形不符", "recorded area and shape disagree",
			"登记面积与图形算出的面积相差1%以上（GCJ-02 坐标为3%以上）。用登记面积。", "They differ by 1 % or more (3 % in GCJ-02). The recorded area is used."),
		city.NewCode("G105", city.SeverityError, "地块编号重复", "the same parcel twice",
			"几行是同一个编号。各行都判定，请先去重。", "Several rows have one identifier. Each is judged: remove the duplicates first."),
		city.NewCode("G106", city.SeverityNote, "没有编号的地块", "parcels without an identifier",
			"以“第几行”为编号。", "They are named by their row."),
		city.NewCode("G107", city.SeverityWarning, "偏移坐标", "shifted coordinates",
			"GCJ-02 是加了偏移的坐标，偏移处处不同，面积因此可差0.7%。有登记面积的用登记面积。",
			"GCJ-02 shifts coordinates, everywhere by another amount, so that areas may be off by 0.7 %. The recorded area is used where there is one."),
		city.NewCode("G108", city.SeverityError, "面积不是正数", "areas that are not positive",
			"面积为零或负，按缺面积算。", "Zero or negative areas count as missing."),
		city.NewCode("G109", city.SeverityWarning, "用地性质认不出", "use codes that are not known",
			"用地性质应是 GB 50137 的代码（M1、B2……）、100101 这样的用地用海分类代码，或其名称。只写“工业用地”不知道是哪一类，写了两种用途（M1/B1）的不知道算哪一种，都按缺数据算。",
			"A use code is one of GB 50137 (M1, B2 ...), of the classification of land and sea (100101), or its name. Industrial land of no stated class, and two uses (M1/B1), count as missing."),
	}
}

func (p *Parcels) find(code, zh, en string, args ...any) {
	f := Codes().Finding(code, zh, en, args...)
	f.Sources = []city.Origin{{File: p.Name}}
	p.Findings = append(p.Findings, f)
}

// listed shows the first of a list.
func listed(words []string) string {
	const most = 8
	if len(words) > most {
		return strings.Join(words[:most], "、") + "……"
	}
	return strings.Join(words, "、")
}

// identify names every row.
func (p *Parcels) identify() {
	p.IDs = make([]string, p.Rows())
	seen := map[string]bool{}
	var double []string
	unnamed := 0
	for i := range p.IDs {
		id := p.Word("parcel_id", i)
		if id == "" {
			id = fmt.Sprintf("第%d行", i+1)
			unnamed++
		} else if seen[id] {
			double = append(double, id)
		}
		seen[id], p.IDs[i] = true, id
	}
	if len(double) > 0 {
		p.find("G105", "%[1]d行的编号与前面的行相同：%[2]s", "%[1]d rows have the identifier of a row before: %[2]s", len(double), listed(double))
	}
	if unnamed > 0 {
		p.find("G106", "%d行没有编号，以行号为名", "%d rows have no identifier and are named by their row", unnamed)
	}
}

// measure settles the area of every row.
func (p *Parcels) measure() {
	p.Area, p.crossed = make([]float64, p.Rows()), make([]bool, p.Rows())
	tolerance := 0.01
	if p.CRS != nil && p.CRS.Name == gcj02.Name {
		tolerance = 0.03
		p.find("G107", "坐标是加了偏移的 GCJ-02，算出的面积可差0.7%%", "the coordinates are GCJ-02, shifted: computed areas may be off by 0.7 %%")
	}
	outlines := p.outlines()
	var none, wrong, differ, differs []string
	for i := range p.Area {
		recorded, drawn := p.Number("parcel_area", i), outlines[i].area
		if recorded <= 0 {
			wrong, recorded = append(wrong, p.IDs[i]), math.NaN()
		}
		if f := outlines[i].fault; f != nil {
			p.crossed[i] = true
			p.find("G101", "地块 %[1]s %[2]s", "parcel %[1]s %[3]s", p.IDs[i], f.Zh, f.En)
		}
		if math.Abs(recorded-drawn) > tolerance*recorded {
			a, b := city.Number(recorded).Fixed(0), city.Number(drawn).Fixed(0)
			differ, differs = append(differ, fmt.Sprintf("%s（登记%s，图形%s平方米）", p.IDs[i], a, b)), append(differs, fmt.Sprintf("%s (%s, %s)", p.IDs[i], a, b))
		}
		if p.Area[i] = recorded; math.IsNaN(recorded) {
			p.Area[i] = drawn
		}
		if math.IsNaN(p.Area[i]) {
			none = append(none, p.IDs[i])
		}
	}
	if len(wrong) > 0 {
		p.find("G108", "%[1]d个地块的面积不是正数：%[2]s", "%[1]d parcels have an area that is not positive: %[2]s", len(wrong), listed(wrong))
	}
	if len(differ) > 0 {
		p.find("G104", "%[1]d个地块的登记面积与图形不符：%[2]s", "the recorded area and the shape of %[1]d parcels disagree (recorded, drawn, m2): %[3]s", len(differ), listed(differ), listed(differs))
	}
	if len(none) > 0 {
		p.find("G103", "%[1]d个地块没有面积：%[2]s", "%[1]d parcels have no area: %[2]s", len(none), listed(none))
	}
}

// outline is the area that a shape encloses, in square metres, NaN where there is
// none, or why it encloses none that is definite.
type outline struct {
	area  float64
	fault *city.Text
}

// outlines measures all shapes, by row.
func (p *Parcels) outlines() []outline {
	out := make([]outline, p.Rows())
	parallel.Each(0, len(out), func(i int) {
		out[i].area = math.NaN()
		if p.Shapes == nil || p.Shapes[i] == nil {
			return
		}
		why, at, located, is := p.Shapes[i].fault()
		if !is {
			if area := p.Shapes[i].Area(p.CRS); area > 0 {
				out[i].area = area
			}
			return
		}
		if located {
			why.Zh, why.En = fmt.Sprintf("在（%.6f，%.6f）处", at[0], at[1])+why.Zh, why.En+fmt.Sprintf(" at (%.6f, %.6f)", at[0], at[1])
		}
		out[i].fault = &why
	})
	return out
}

// tellOverlaps names the pairs that overlap.
func (p *Parcels) tellOverlaps() {
	if len(p.Overlaps) == 0 {
		return
	}
	var pairs []string
	sum := 0.0
	for i, a := range p.Area {
		if c := p.Counted[i]; c < a {
			sum += a - c
		}
	}
	for _, o := range p.Overlaps {
		pairs = append(pairs, fmt.Sprintf("%s×%s %s m²", p.IDs[o.A], p.IDs[o.B], city.Number(o.Area).Fixed(0)))
	}
	p.find("G102", "%[1]d对地块重叠，合计时少算%[2]s平方米：%[3]s", "%[1]d pairs of parcels overlap; sums count %[2]s m2 once: %[3]s", len(pairs), city.Number(sum).Fixed(0), listed(pairs))
}

// useCode is a code of GB 50137-2011, by its classes; industrial land has no
// subclasses there.
var useCode = regexp.MustCompile(`^(?:(M[0-3])|((?:A[1-9]|B[1-59]|E[1-39]|G[1-3]|H[1-69]|R[1-3]|S[1-49]|U[1-39]|W[1-3])\d?[A-Z]?))(?:[^A-Z\d].*)?$`)

// useDigits is a code of the classification of land and sea of 2023.
var useDigits = regexp.MustCompile(`^(\d{2}|\d{4}|\d{6})(?:\D.*)?$`)

// useNames are classes as they are also written; the longer before the shorter.
// What is not industrial is told as far as its main class.
var useNames = []struct{ text, code string }{
	{"一类工业用地", "M1"}, {"二类工业用地", "M2"}, {"三类工业用地", "M3"},
	{"新型工业用地", "M0"}, {"新型产业用地", "M0"}, {"创新型产业用地", "M0"},
	{"一类居住用地", "R1"}, {"二类居住用地", "R2"}, {"三类居住用地", "R3"}, {"居住用地", "R"}, {"住宅用地", "R"},
	{"商业用地", "B1"}, {"商务", "B2"}, {"商业", "B"}, {"商服", "B"},
	{"一类物流仓储用地", "W1"}, {"二类物流仓储用地", "W2"}, {"三类物流仓储用地", "W3"}, {"物流仓储", "W"}, {"仓储", "W"},
	{"公共管理", "A"}, {"行政办公", "A1"}, {"文化", "A2"}, {"教育", "A3"}, {"科研", "A35"}, {"体育", "A4"}, {"医疗", "A5"},
	{"公园绿地", "G1"}, {"防护绿地", "G2"}, {"绿地", "G"}, {"公用设施", "U"}, {"道路", "S"}, {"交通", "S"},
	{"耕地", "E2"}, {"园地", "E2"}, {"林地", "E2"}, {"农林", "E2"}, {"水域", "E1"}, {"村庄", "H14"},
}

// useClasses are the main classes of 2023 that are not industrial.
var useClasses = map[string]string{"01": "E2", "02": "E2", "03": "E2", "04": "E2", "05": "E", "06": "E2", "07": "R", "08": "A", "09": "B", "11": "W", "12": "S", "13": "U", "14": "G", "17": "E1"}

// Use reads a use code; ok is false where it is none, or names two uses, or is
// industrial land of no stated class.
func Use(s string) (code string, ok bool) {
	s = strings.ToUpper(strings.TrimSpace(city.Narrow(s)))
	if m := useCode.FindStringSubmatch(s); m != nil {
		if rest := s[len(m[1]+m[2]):]; !useTwice.MatchString(rest) {
			return m[1] + m[2], true
		}
		return "", false
	}
	if m := useDigits.FindStringSubmatch(s); m != nil {
		switch d := m[1]; {
		case strings.HasPrefix(d, "10010") && d[5] >= '1' && d[5] <= '3':
			return "M" + d[5:], true
		case useClasses[d[:2]] != "":
			return useClasses[d[:2]], true
		}
		return "", false
	}
	for _, n := range useNames {
		if strings.HasPrefix(s, n.text) {
			return n.code, !mixed.MatchString(s)
		}
	}
	return "", false
}

var (
	useTwice = regexp.MustCompile(`[A-Z]\d`)
	mixed    = regexp.MustCompile(`[/+、,，及和与兼]|混合`)
)

// uses brings use codes into one form.
func (p *Parcels) uses() {
	c := p.Batch.Columns["parcel_use"]
	if c == nil {
		return
	}
	out := &rule.Column{Codes: make([]int32, p.Rows()), Missing: make([]bool, p.Rows())}
	place := map[string]int32{}
	p.odd = map[int]string{}
	var odd []string
	for i := range out.Codes {
		word := p.Word("parcel_use", i)
		code, ok := Use(word)
		if out.Missing[i] = !ok; !ok {
			if word != "" {
				odd = append(odd, p.IDs[i]+"“"+word+"”")
				p.odd[i] = word
			}
			continue
		}
		k, known := place[code]
		if !known {
			k = int32(len(out.Words))
			place[code], out.Words = k, append(out.Words, code)
		}
		out.Codes[i] = k
	}
	if p.Batch.Columns["parcel_use"] = out; len(odd) > 0 {
		p.find("G109", "%[1]d个地块的用地性质认不出，按缺数据算：%[2]s", "the use of %[1]d parcels is not known and counts as missing: %[2]s", len(odd), listed(odd))
	}
}
