package study

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/design"
	land "github.com/quanyu/quanyu/design/citywide"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/diagnose/industry"
)

// Found is what one stage found, in a line, and how many doubts it has about its
// own data; its own command says the rest.
type Found struct {
	Command  string    `json:"command"`
	Title    city.Text `json:"title"`
	Says     city.Text `json:"says"`
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
}

// Found lists what the stages beside the claims found, in their order.
func (s *Study) Found(o *Outcome) []Found {
	out := []Found{}
	add := func(command, zh, en string, synthetic bool, says city.Text, doubts []city.Finding) {
		f := Found{Command: command, Title: city.Text{Zh: zh, En: en}, Says: says}
		if synthetic {
			f.Title.Zh, f.Title.En = zh+"（合成）", en+" (synthetic)"
		}
		for _, d := range doubts {
			switch d.Severity {
			case city.SeverityError:
				f.Errors++
			case city.SeverityWarning:
				f.Warnings++
			}
		}
		out = append(out, f)
	}
	if x := o.Index; x != nil {
		add("index", "综合指数", "index", false, indexFound(x, o.Set.Places.Name(s.Place)), nil)
	}
	if n := len(o.Evaluations); n > 0 {
		add("evaluate", "成效评估", "evaluations", false, texts("方案%d个，判定见上", "%d specifications; for verdicts see above", n), nil)
	}
	if c := o.Chains; c != nil {
		add("chains", "两条链", "chains", c.Synthetic, chainsFound(c), c.Findings)
	}
	if a := o.Applied; a != nil {
		add("apply", "政策测算", "package", a.Population != nil && a.Population.Synthetic, appliedFound(a), a.Findings)
	}
	if a := o.Allocated; a != nil {
		add("allocate", "全域布局", "allocation", a.Synthetic, allocatedFound(a), a.Findings)
	}
	if l := o.Land; l != nil {
		add("land", "创新用地", "land", l.Synthetic, landFound(l), l.Findings)
	}
	return out
}

func texts(zh, en string, args ...any) city.Text {
	return city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)}
}

// joined puts parts of a line side by side.
func joined(parts []city.Text) city.Text {
	var zh, en []string
	for _, p := range parts {
		zh, en = append(zh, p.Zh), append(en, p.En)
	}
	return city.Text{Zh: strings.Join(zh, "；"), En: strings.Join(en, "; ")}
}

// indexFound is where the study's place stands, or the first of the ranking.
func indexFound(x *benchmark.Result, place string) city.Text {
	var v *benchmark.PlaceView
	ranked := 0
	for i := range x.Places {
		p := &x.Places[i]
		if p.Rank == nil {
			continue
		}
		if ranked++; p.Place == place || v == nil || v.Place != place && *p.Rank < *v.Rank {
			v = p
		}
	}
	if v == nil {
		return texts("没有地方排得出位次", "no place is ranked")
	}
	says := texts("%[2]d个地方中%[1]s第%[3]d位", "%[1]s is at rank %[3]d of %[2]d places", v.Name, ranked, *v.Rank)
	if v.Interval != nil {
		low, high := v.Interval[0].Fixed(0), v.Interval[1].Fixed(0)
		says.Zh += "（区间第" + low + "至第" + high + "位）"
		says.En += " (interval " + low + " to " + high + ")"
	}
	return says
}

func chainsFound(c *industry.Chains) city.Text {
	scored, top := 0, ""
	for _, n := range c.Nodes {
		if n.Chokepoint.Rank > 0 {
			scored++
		}
		if n.Chokepoint.Rank == 1 {
			top = n.Title
		}
	}
	parts := []city.Text{texts("%d个环节，%d个给得出卡点分", "%d nodes, %d with a chokepoint score", len(c.Nodes), scored)}
	if top != "" {
		parts = append(parts, texts("牵制最大的是%s", "the tightest is %s", top))
	}
	if a := c.Absorbed; a.Results > 0 {
		parts = append(parts, texts("成果%d项，本地采用%d项", "%d results, %d taken up here", a.Results, a.Local))
	}
	return joined(parts)
}

func appliedFound(a *design.Applied) city.Text {
	var parts []city.Text
	for _, c := range a.Counted {
		parts = append(parts, city.Text{Zh: c.Title.Zh + "一年新增" + design.RangeText(c.Extra, "zh"), En: c.Title.En + ": " + design.RangeText(c.Extra, "en") + " more a year"})
	}
	if p := a.Population; p != nil {
		parts = append(parts, texts("企业%d家", "%d firms", p.Firms))
	}
	if c := a.Change; c != nil {
		parts = append(parts, texts("%d家得到更多，%d家更少", "%d get more, %d less", c.GetMore, c.GetLess))
	}
	if b := a.Budget; b != nil && a.Population != nil {
		var over []string
		for _, l := range b.Over() {
			over = append(over, l.Name)
		}
		need := city.Text{Zh: "需要资金" + b.Needed.Text("zh"), En: b.Needed.Text("en") + " needed"}
		switch {
		case b.Refused:
			need = city.Text{Zh: need.Zh + "，超出“" + strings.Join(over, "”“") + "”", En: need.En + ", over " + strings.Join(over, ", ")}
		case b.Cut != nil:
			need = city.Text{Zh: need.Zh + fmt.Sprintf("，超出“%s”，%d家次没有安排", strings.Join(over, "”“"), b.Cut.LeftOut), En: need.En + fmt.Sprintf(", over %s: %d grants go without", strings.Join(over, ", "), b.Cut.LeftOut)}
		}
		parts = append(parts, need)
	}
	return joined(parts)
}

func allocatedFound(a *allocation) city.Text {
	first := a.Allocations[0]
	all := first.Use[len(first.Use)-1]
	with := map[string]bool{}
	for _, c := range first.Themes {
		with[c.District] = true
	}
	parts := []city.Text{texts("%d个区中%d个安排了%d个主题，资金%s万元，用地%s公顷", "%[2]d of %[1]d districts take %[3]d themes, %[4]s 万元, %[5]s hectares",
		len(a.Districts), len(with), len(first.Themes), all.Money.Fixed(0), all.Land.Fixed(0))}
	if n := len(first.Locks); n > 0 {
		costly := 0
		for _, l := range first.Locks {
			if l.Price.Fixed(2) != city.Number(0).Fixed(2) {
				costly++
			}
		}
		parts = append(parts, texts("既定事项%d项，%d项有代价", "%d locks, %d of them at a price", n, costly))
	}
	return joined(parts)
}

func landFound(l *land.Landed) city.Text {
	var parts []city.Text
	if len(l.Parcels) > 0 {
		n, already := map[string]int{}, 0
		for _, p := range l.Parcels {
			if p.Existing {
				already++
			} else {
				n[p.Verdict]++
			}
		}
		parts = append(parts, texts("%d个地块中可以%d，须修改控规%d，不可以%d，依据不足%d", "%d parcels: %d eligible, %d need another plan, %d not, %d undecided",
			len(l.Parcels), n[land.Eligible], n[land.Amendment], n[land.NotEligible], n[land.Unknown]))
		if already > 0 {
			parts = append(parts, texts("现状已是%d", "%d are M0 land already", already))
		}
	}
	if v := l.Inventory; v != nil {
		answer := land.AnswerWords(v.Verdict)
		parts = append(parts, texts("%[1]d个片区，“%[2]s”：%[3]s", "%[1]d clusters, %[4]q: %[5]s", len(v.Clusters), v.Claim.Zh, answer.Zh, v.Claim.En, answer.En))
	}
	return joined(parts)
}
