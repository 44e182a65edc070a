package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/diagnose/industry"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/study"
)

func (a *app) runComplexity(dir *files.Folder, name string) (*methodResult, error) {
	spec, err := industry.ReadComplexity(dir, name)
	if err != nil {
		return nil, err
	}
	r, err := industry.RunComplexity(dir, spec)
	if err != nil {
		return nil, err
	}
	versioned := struct {
		Version string `json:"version"`
		*industry.ComplexityResult
	}{study.Version, r}
	return &methodResult{json: versioned, text: func() { a.complexity(r) }, exhibits: exhibit.Complexity(r, study.Version)}, nil
}

// complexity prints a result as tables.
func (a *app) complexity(r *industry.ComplexityResult) {
	a.say("专业化与经济复杂度：%s（%s）", "specialisation and economic complexity: %s (%s)", r.Title, r.Files[0].Name)
	period := ""
	if r.Period != nil {
		period = fmt.Sprintf(a.either("%d 年，", "%d, "), *r.Period)
	}
	a.say("%s%d 个地方，%d 种活动，区位商达到 %g 的有 %d 处", "%[1]s%[2]d places, %[3]d activities, %[5]d quotients reach %[4]g", period, r.Sample.Places, r.Sample.Activities, r.Settings.Cutoff, r.Sample.Presences)
	fmt.Fprintln(a.out)
	a.specialised(r)
	a.activities(r)
	for _, f := range r.Focus {
		a.focused(f)
	}
	a.moved(r)
	if n := r.Network; n != nil {
		a.say("活动网络：%d 条连线，门槛 %s（列在 --json 与 --out 里）", "network of activities: %d links, threshold %s (listed in --json and --out)", len(n.Links), n.Threshold.Digits(3))
	}
	a.noted(r.Notes)
}

// mostLines is how many places or activities a screen shows.
const mostLines = 30

func (a *app) specialised(r *industry.ComplexityResult) {
	list := slices.Clone(r.Places)
	slices.SortStableFunc(list, func(x, y industry.PlaceView) int { return rankOf(x.Rank) - rankOf(y.Rank) })
	rows := [][]string{{a.either("地方", "place"), a.either("名次", "rank"), a.either("名次区间", "interval"), "ECI", a.either("活动数", "activities"), a.either("适合度", "fitness"), a.either("前景", "outlook"), a.either("集中度", "Herfindahl")}}
	outside := slices.ContainsFunc(list, func(p industry.PlaceView) bool { return p.Outside.Fixed(0) != "—" })
	if outside {
		rows[0] = append(rows[0], a.either("外部复杂度", "complexity elsewhere"), a.either("覆盖", "covered"))
	}
	incomes := slices.ContainsFunc(list, func(p industry.PlaceView) bool { return p.EXPY.Fixed(0) != "—" })
	if incomes {
		rows[0] = append(rows[0], "EXPY")
	}
	for _, p := range list[:min(len(list), mostLines)] {
		interval := "—"
		if p.RankInterval != nil {
			interval = fmt.Sprintf("%d%s%d", p.RankInterval[0], a.either(" 至 ", " to "), p.RankInterval[1])
		}
		row := []string{p.Place, place(p.Rank), interval, p.ECI.Fixed(3), fmt.Sprint(p.Diversity), p.Fitness.Fixed(3), p.Outlook.Fixed(3), p.Herfindahl.Fixed(3)}
		if outside {
			row = append(row, p.Outside.Fixed(3), (p.Covered*100).Fixed(0)+"%")
		}
		if incomes {
			row = append(row, p.EXPY.Digits(5))
		}
		rows = append(rows, row)
	}
	a.first(rows, len(list))
}

// first prints a table that begins a list, and says how much longer that is.
func (a *app) first(rows [][]string, all int) {
	shown := len(rows) - 1
	if shown < all {
		more := make([]string, len(rows[0]))
		more[0] = fmt.Sprintf(a.either("…其余 %d 个", "…%d more"), all-shown)
		rows = append(rows, more)
	}
	a.table(rows)
}

// rankOf puts what has no rank last.
func rankOf(rank *int) int {
	if rank == nil {
		return 1 << 30
	}
	return *rank
}

func place(rank *int) string {
	if rank == nil {
		return "—"
	}
	return fmt.Sprint(*rank)
}

func (a *app) activities(r *industry.ComplexityResult) {
	list := slices.Clone(r.Activities)
	slices.SortStableFunc(list, func(x, y industry.ActivityView) int { return rankOf(x.Rank) - rankOf(y.Rank) })
	rows := [][]string{{a.either("活动", "activity"), a.either("名次", "rank"), "PCI", a.either("几处有", "places"), a.either("区位基尼", "locational Gini")}}
	for _, v := range list[:min(len(list), 10)] {
		rows = append(rows, []string{v.Activity, place(v.Rank), v.PCI.Fixed(3), fmt.Sprint(v.Ubiquity), v.Locational.Fixed(3)})
	}
	a.first(rows, len(list))
}

func (a *app) focused(f industry.FocusView) {
	a.say("%s：已经专业化的", "%s: specialised in", f.Place)
	rows := [][]string{{a.either("活动", "activity"), a.either("区位商", "quotient"), "PCI", a.either("依据", "standing")}}
	for _, c := range f.Held {
		rows = append(rows, []string{c.Activity, c.Quotient.Fixed(2), c.PCI.Fixed(2), a.standing(c)})
	}
	a.table(rows)
	a.say("%s：还没有、离已有的最近的", "%s: not there yet, nearest to what is", f.Place)
	rows = [][]string{{a.either("活动", "activity"), a.either("密度", "density"), a.either("相对密度", "relative"), "PCI", a.either("增益", "gain"), a.either("区位商", "quotient"), a.either("靠近已有的", "near to")}}
	for _, c := range f.Options {
		rows = append(rows, []string{c.Activity, c.Density.Fixed(3), c.Relative.Fixed(2), c.PCI.Fixed(2), c.Gain.Fixed(2), c.Quotient.Fixed(2), strings.Join(c.Near, a.either("、", ", "))})
	}
	a.table(rows)
	var alike []string
	for _, p := range f.Alike {
		alike = append(alike, p.Place+" "+p.Correlation.Fixed(2))
	}
	a.say("结构最像的：%s（区位商对数的相关）", "most alike: %s (correlation of the logarithms of quotients)", strings.Join(alike, a.either("、", ", ")))
	fmt.Fprintln(a.out)
	if len(f.Linked) == 0 {
		return
	}
	a.say("%s：另一空间的基础最厚的活动", "%s: activities with most of the other space behind them", f.Place)
	rows = [][]string{{a.either("活动", "activity"), a.either("密度", "density"), a.either("已经有", "there"), a.either("靠近", "near to")}}
	for _, l := range f.Linked {
		rows = append(rows, []string{l.Activity, l.Density.Fixed(3), map[bool]string{true: a.either("是", "yes"), false: a.either("否", "no")}[l.Here], strings.Join(l.Near, a.either("、", ", "))})
	}
	a.table(rows)
}

func (a *app) standing(c industry.CellView) string {
	if c.OnLittle {
		return a.either("期望不足 5 个", "fewer than 5 expected")
	}
	return "—"
}

func (a *app) moved(r *industry.ComplexityResult) {
	v := r.Change
	if v == nil {
		return
	}
	a.say("自 %d 以来：进入 %d 处，退出 %d 处；进入的活动此前密度更高的机会为 %s（0.5 等于没有预见力）", "since %d: %d entries, %d exits; the chance that an entry had the higher density before is %s (0.5 foretells nothing)", v.Since, len(v.Entries), len(v.Exits), v.Foretold.Fixed(2))
	rows := [][]string{{a.either("地方", "place"), a.either("增长量", "growth"), a.either("共同", "common"), a.either("结构", "mix"), a.either("自身", "own")}}
	for _, s := range v.Shifts[:min(len(v.Shifts), mostLines)] {
		rows = append(rows, []string{s.Place, (s.After - s.Before).Digits(4), s.Common.Digits(4), s.Mix.Digits(4), s.Own.Digits(4)})
	}
	a.first(rows, len(v.Shifts))
}
