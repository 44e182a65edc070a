package check

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

var (
	sourcesTitle = city.Text{Zh: "两处来源不一致", En: "two sources disagree"}
	sourcesText  = city.Text{
		Zh: `同一指标、同一地方、同一时期，两处来源给的数不同，且超出各自四舍五入的范围。两个数都保留；
如果数据状态（初步、最终、普查修订）或发布日期能解释，就写明，但不替使用者取舍。`,
		En: `Two sources give different values for one indicator, place and period, beyond the rounding of each. Both are kept;
where the status (preliminary, final, census-revised) or the date of publication explains it, that is named.`}

	duplicateTitle = city.Text{Zh: "重复行", En: "duplicate rows"}
	duplicateText  = city.Text{
		Zh: `同一来源里同一指标、同一地方、同一时期出现两次。数值不同是错误：其中一个必定有误或缺少区分（口径、范围）；数值相同是提示。`,
		En: `One source has the same indicator, place and period twice: an error where the values differ, a note where they are equal.`}
)

// cell is what one number is about.
type cell struct {
	indicator, place, definition, parent, group string
	facet                                       city.Facet
	period                                      city.Period
}

func cellOf(o city.Observation) cell {
	return cell{o.Indicator, o.Place, o.Definition, o.Parent, o.Group, o.Facet, o.Period}
}

// groups joins the values of one cell, in the order of the data; only cells
// with two or more.
func groups(s *data.Set) [][]city.Observation {
	at := map[cell]int{}
	var all [][]city.Observation
	for _, o := range s.Observations {
		if o.Status == city.Missing || o.Status == city.Target {
			continue
		}
		k := cellOf(o)
		if i, ok := at[k]; ok {
			all[i] = append(all[i], o)
			continue
		}
		at[k] = len(all)
		all = append(all, []city.Observation{o})
	}
	var out [][]city.Observation
	for _, g := range all {
		if len(g) > 1 {
			out = append(out, g)
		}
	}
	return out
}

// sourceKey tells sources apart: by id, else by file.
func sourceKey(o city.Observation) string { return o.Origin.File + "\x00" + o.Source }

// agree reports whether two printed values can be one value.
func agree(a, b city.Observation) bool {
	v, ok := city.Convert(b.Value, b.Unit, a.Unit)
	if !ok {
		return true // other units: D107 speaks
	}
	b.Value = v
	alo, ahi := data.Interval(a)
	blo, bhi := data.Interval(b)
	return data.Overlap(alo, ahi, blo, bhi)
}

// disagreeing is D106. Ranks and growth rates count as well as levels.
func disagreeing(s *data.Set) []city.Finding {
	var out []city.Finding
	for _, g := range groups(s) {
		var firsts []city.Observation // one value a source
		seen := map[string]bool{}
		for _, o := range g {
			if !seen[sourceKey(o)] {
				seen[sourceKey(o)] = true
				firsts = append(firsts, o)
			}
		}
		differs := false
		for i := 1; i < len(firsts); i++ {
			differs = differs || !agree(firsts[0], firsts[i])
		}
		if !differs || slip(firsts) != 0 {
			continue
		}
		var zh, en []string
		for _, o := range firsts {
			zh = append(zh, printed(o)+"（"+sourceName(s, o, "zh")+"）")
			en = append(en, printed(o)+" ("+sourceName(s, o, "en")+")")
		}
		why := explained(s, firsts)
		out = append(out, finding(s, "D106", city.SeverityWarning, firsts[0], city.Text{
			Zh: fmt.Sprintf("%s%s两处来源不一致：%s%s", subject(s, firsts[0]).Zh, facetName(firsts[0], "zh"), strings.Join(zh, "，"), why.Zh),
			En: fmt.Sprintf("%s%s: sources disagree: %s%s", subject(s, firsts[0]).En, facetName(firsts[0], "en"), strings.Join(en, ", "), why.En),
		}, g...))
	}
	return out
}

func facetName(o city.Observation, lang string) string {
	return map[city.Facet]city.Text{city.Growth: {Zh: "的增速", En: " (growth)"}, city.Rank: {Zh: "的位次", En: " (rank)"}}[o.Facet].In(lang)
}

// sourceName is the publisher, title and grade of a source, else its file.
func sourceName(s *data.Set, o city.Observation, lang string) string {
	src, ok := s.Sources[o.Source]
	name := o.Origin.File
	if ok && (src.Publisher != "" || src.Title != "") {
		name = strings.TrimSpace(src.Publisher + "《" + src.Title + "》")
	}
	if o.Grade != "" {
		name += city.Text{Zh: "，" + o.Grade + "级", En: ", grade " + o.Grade}.In(lang)
	}
	return name
}

// explained names a difference of status or date that may be the reason.
func explained(s *data.Set, list []city.Observation) city.Text {
	revision := map[city.Status]city.Text{
		city.Preliminary: {Zh: "初步核算", En: "preliminary"}, city.CensusRevised: {Zh: "普查修订", En: "census-revised"},
		city.Final: {Zh: "最终核实", En: "final"}, city.Estimate: {Zh: "预计", En: "estimate"}, city.Rounded: {Zh: "约数", En: "rounded"},
	}
	if a, b := list[0], list[1]; a.Status != b.Status {
		return city.Text{
			Zh: fmt.Sprintf("；数据状态不同（%s与%s），可能由此而来", revision[a.Status].Zh, revision[b.Status].Zh),
			En: fmt.Sprintf("; their status differs (%s and %s), which may explain it", revision[a.Status].En, revision[b.Status].En)}
	}
	if a, b := s.Sources[list[0].Source].Date, s.Sources[list[1].Source].Date; a != "" && b != "" && a != b {
		return city.Text{
			Zh: fmt.Sprintf("；发布日期不同（%s与%s），后者可能是修订数", min(a, b), max(a, b)),
			En: fmt.Sprintf("; they were published on %s and %s, the later may be a revision", min(a, b), max(a, b))}
	}
	return city.Text{}
}

// duplicates is D111.
func duplicates(s *data.Set) []city.Finding {
	var out []city.Finding
	for _, g := range groups(s) {
		bySource := map[string][]city.Observation{}
		var order []string
		for _, o := range g {
			k := sourceKey(o)
			if bySource[k] == nil {
				order = append(order, k)
			}
			bySource[k] = append(bySource[k], o)
		}
		for _, k := range order {
			l := bySource[k]
			if len(l) < 2 {
				continue
			}
			same := true
			for _, o := range l[1:] {
				v, ok := city.Convert(o.Value, o.Unit, l[0].Unit)
				same = same && ok && v.Equal(l[0].Value)
			}
			severity, zh, en := city.SeverityError, "数值不同", "with different values"
			if same {
				severity, zh, en = city.SeverityNote, "数值相同", "with equal values"
			}
			var all []string
			for _, o := range l {
				all = append(all, o.Origin.Cell+" "+printed(o))
			}
			out = append(out, finding(s, "D111", severity, l[0], city.Text{
				Zh: fmt.Sprintf("%s%s在同一来源出现%d次，%s：%s", subject(s, l[0]).Zh, facetName(l[0], "zh"), len(l), zh, strings.Join(all, "，")),
				En: fmt.Sprintf("%s%s stands %d times in one source %s: %s", subject(s, l[0]).En, facetName(l[0], "en"), len(l), en, strings.Join(all, ", ")),
			}, l...))
		}
	}
	return out
}

// slip gives the power of ten by which values of one cell differ, where it is
// that of a unit slip: 4 or 8 (万, 亿), 2 for percent against fraction; else 0.
func slip(list []city.Observation) int {
	for i := 1; i < len(list); i++ {
		v, ok := city.Convert(list[i].Value, list[i].Unit, list[0].Unit)
		if !ok || v.Sign() <= 0 || list[0].Value.Sign() <= 0 {
			continue
		}
		if n := slipOf(v.Rat(), list[0].Value.Rat(), isShare(list[0]), big.NewRat(11, 10)); n != 0 {
			return n
		}
	}
	return 0
}

// slipOf compares two positive values: they differ by 10^4 or 10^8 (10^2 for
// shares) within the factor slack.
func slipOf(a, b *big.Rat, share bool, slack *big.Rat) int {
	q := new(big.Rat).Quo(a, b)
	if q.Cmp(big.NewRat(1, 1)) < 0 {
		q.Inv(q)
	}
	powers := []int{4, 8}
	if share {
		powers = []int{2}
	}
	for _, n := range powers {
		r := new(big.Rat).Quo(q, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)))
		if r.Cmp(slack) <= 0 && new(big.Rat).Inv(r).Cmp(slack) <= 0 {
			return n
		}
	}
	return 0
}
