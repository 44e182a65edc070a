package benchmark

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// stands says where a place stands: 湖北省第8位（区间第8至第9位）; of a change, both
// years with score and rank.
func (m *Measure) stands(s statement) city.Text {
	now := m.stand(s.node, s.place, s.year)
	if s.since != 0 {
		before, d := m.stand(s.node, s.place, s.since), m.decimals(s.node)
		a, b := city.Number(before.score).Fixed(d), city.Number(now.score).Fixed(d)
		score := city.Text{Zh: fmt.Sprintf("由%d年的%s分升至%d年的%s分", s.since, a, s.last, b), En: fmt.Sprintf("rose from %s in %d to %s in %d", a, s.since, b, s.last)}
		switch {
		case a == b:
			score = city.Text{Zh: fmt.Sprintf("%d年和%d年都是%s分", s.since, s.last, a), En: fmt.Sprintf("was %s in %d and in %d", a, s.since, s.last)}
		case now.score < before.score:
			score = city.Text{Zh: strings.Replace(score.Zh, "升至", "降至", 1), En: strings.Replace(score.En, "rose", "fell", 1)}
		}
		rank := city.Text{Zh: fmt.Sprintf("由第%d位到第%d位", before.rank, now.rank), En: fmt.Sprintf("went from %d to %d", before.rank, now.rank)}
		if before.rank == now.rank {
			rank = city.Text{Zh: fmt.Sprintf("前后都是第%d位", now.rank), En: fmt.Sprintf("was %d in both", now.rank)}
		}
		return city.Text{
			Zh: fmt.Sprintf("%s得分%s，在%d个地方中的位次%s", s.place, score.Zh, m.places, rank.Zh),
			En: fmt.Sprintf("the score of %s %s, its rank among %d places %s", s.place, score.En, m.places, rank.En),
		}
	}
	t := city.Text{Zh: fmt.Sprintf("%s第%d位", s.place, now.rank), En: fmt.Sprintf("%s ranks %d", s.place, now.rank)}
	if in := m.within(s); in != nil && in[0] != in[1] {
		low, high := math.Round(float64(in[0])), math.Round(float64(in[1]))
		t.Zh += fmt.Sprintf("（区间第%.0f至第%.0f位）", low, high)
		t.En += fmt.Sprintf(" (interval %.0f to %.0f)", low, high)
	}
	if s.points {
		score := city.Number(now.score).Fixed(m.decimals(s.node))
		t.Zh, t.En = t.Zh+"，得"+score+"分", t.En+" with a score of "+score
	}
	return t
}

// within is the interval of a rank in the year of the index; nil where the runs
// did not count it.
func (m *Measure) within(s statement) *[2]city.Number {
	i := slices.IndexFunc(m.Result.Places, func(v PlaceView) bool { return v.Place == s.place })
	if i < 0 || s.year != 0 {
		return nil
	}
	if s.node == "" {
		return m.Result.Places[i].Interval
	}
	if in, counted := m.Result.Places[i].Within[s.node]; counted {
		return &in
	}
	return nil
}

// decimals are one on a scale such as 0 to 100, three on one from 0 to 1.
func (m *Measure) decimals(node string) int {
	for _, v := range m.Result.Places {
		if m.stand(node, v.Place, 0).score > 10 {
			return 1
		}
	}
	return 3
}

// wording joins where the places stand.
func (m *Measure) wording(s statement, said []city.Text) city.Text {
	var zh, en []string
	for _, t := range said {
		if !slices.Contains(zh, t.Zh) && (s.since == 0 || len(zh) == 0) {
			zh, en = append(zh, t.Zh), append(en, t.En)
		}
	}
	lead, leadEn := fmt.Sprintf("在%d个地方中，", m.places), fmt.Sprintf("among %d places, ", m.places)
	switch {
	case s.since != 0:
		lead, leadEn = "各年用同一标尺，", "on one scale for all years, "
	case s.year != 0:
		lead, leadEn = fmt.Sprintf("%d年%s", s.year, lead), fmt.Sprintf("in %d, %s", s.year, leadEn)
	}
	return city.Text{
		Zh: fmt.Sprintf("按课题的综合指数%s，%s%s", m.part(s.node, "（", "方面）"), lead, strings.Join(zh, "，")),
		En: fmt.Sprintf("by the index of the study%s, %s%s", m.part(s.node, " (", ")"), leadEn, strings.Join(en, ", ")),
	}
}

// counter is what a critic would say.
func (m *Measure) counter(s statement) city.Text {
	t := city.Text{
		Zh: "指数由选取的指标和权重合成，换一组指标结论可能不同",
		En: "the index depends on its indicators and weights, and others may say otherwise",
	}
	if s.since != 0 && s.score {
		up, places := 0, 0
		for _, v := range m.Result.Places {
			now, before := m.stand(s.node, v.Place, s.year), m.stand(s.node, v.Place, s.since)
			if now.rank > 0 && before.rank > 0 {
				places++
				up += count(now.score > before.score)
			}
		}
		t.Zh += fmt.Sprintf("；同期%d个地方中有%d个得分上升，得分升不等于位次前移", places, up)
		t.En += fmt.Sprintf("; over the same years the scores of %d of %d places rose: a higher score is no better rank", up, places)
	}
	if s.since != 0 && !s.score {
		t.Zh += "；位次的变动也来自别的地方"
		t.En += "; a rank moves because others do, too"
	}
	for _, x := range m.Result.Audit.Mixed {
		if x.Code == s.node || s.node == "" && x.Code == m.made.hierarchy.Top() {
			t.Zh += "；投入与产出加在一起，投入多不等于产出多"
			t.En += "; it adds inputs to outputs"
		}
	}
	return t
}

// figures puts the ranks behind a claim into its result, and scores where it is
// about them.
func (m *Measure) figures(r *diagnose.Result, list []statement) {
	note := &diagnose.Formula{Note: city.Text{Zh: "由 index.yaml 计算，见 quanyu index", En: "computed from index.yaml, see quanyu index"}}
	add := func(s statement, year, last int) {
		at := m.stand(s.node, s.place, year)
		name := m.part(s.node, "", "")
		if name == "" {
			name = "综合指数"
		}
		f := diagnose.Figure{Name: city.Text{Zh: name + "位次", En: "rank by the index"}, Value: decimal.NewFromInt(int64(at.rank)), Unit: "位", Period: city.Year(last), Formula: note}
		if s.score || s.points {
			d := m.decimals(s.node)
			f.Name, f.Unit, f.Value = city.Text{Zh: name + "得分", En: "score by the index"}, "分", decimal.RequireFromString(city.Number(at.score).Fixed(d))
		}
		if !slices.ContainsFunc(r.Figures, func(g diagnose.Figure) bool { return g.Name == f.Name && g.Period == f.Period }) {
			r.Figures = append(r.Figures, f)
		}
	}
	for _, s := range list {
		if s.ahead != "" && s.place != m.set.Places.Name(r.Claim.Place) {
			s.place = s.ahead
		}
		add(s, s.year, s.last)
		if s.since != 0 {
			add(s, s.since, s.since)
		}
	}
}

// evidence cites the figures of the indicators of a node for the places and years
// of a claim.
func (m *Measure) evidence(r *diagnose.Result, c diagnose.Claim, s statement) {
	indicators, _ := m.under(s.node)
	for _, place := range append([]string{c.Place}, c.Peers...) {
		for _, a := range indicators {
			src := &source{spec: m.spec, set: m.set, places: []string{place}}
			for _, year := range []int{s.last, s.since} {
				if year == 0 {
					continue
				}
				if f, err := src.fill(a, year); err == nil {
					r.Evidence = append(r.Evidence, f.behind[0]...)
				}
			}
		}
	}
}
