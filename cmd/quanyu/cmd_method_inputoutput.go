package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/diagnose/industry"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/study"
)

func (a *app) runInputOutput(dir *files.Folder, name string) (*methodResult, error) {
	spec, err := industry.ReadInputOutput(dir, name)
	if err != nil {
		return nil, err
	}
	r, err := industry.RunInputOutput(dir, spec)
	if err != nil {
		return nil, err
	}
	versioned := struct {
		Version string `json:"version"`
		*industry.InputOutputResult
	}{study.Version, r}
	return &methodResult{json: versioned, text: func() { a.inputOutput(r) }, exhibits: exhibit.InputOutput(r, study.Version)}, nil
}

// inputOutput prints a result as tables.
func (a *app) inputOutput(r *industry.InputOutputResult) {
	a.say("投入产出：%s（%s），%d 个部门", "input-output: %s (%s), %d sectors", r.Title, r.Files[0].Name, len(r.Sectors))
	fmt.Fprintln(a.out)
	a.sectors(r)
	a.region(r.Region)
	if f := r.Fitted; f != nil {
		a.say("按新的合计调平：%d 次迭代（表在 --json 与 --out 里）", "fitted to new sums in %d iterations (the table is in --json and --out)", f.Iterations)
		fmt.Fprintln(a.out)
	}
	a.shock(r.Shock)
	a.noted(r.Notes)
}

func (a *app) sectors(r *industry.InputOutputResult) {
	list := slices.Clone(r.Sectors)
	slices.SortStableFunc(list, func(x, y industry.SectorView) int { return cmp.Compare(y.Extraction.Share, x.Extraction.Share) })
	rows := [][]string{{a.either("部门", "sector"), a.either("总产出", "output"), a.either("产出乘数", "multiplier"), a.either("影响力", "backward"), a.either("推动力", "forward"), a.either("剔除后损失", "lost without it"), a.either("占总产出", "of all")}}
	for _, u := range list[0].Uses {
		rows[0] = append(rows[0], u.Use+a.either("乘数", " multiplier"))
	}
	for _, s := range list[:min(len(list), mostLines)] {
		name := s.Sector
		if s.Key {
			name += a.either("（关键）", " (key)")
		}
		row := []string{name, number(float64(s.Output)), s.Multiplier.Fixed(3), s.Backward.Fixed(3), s.Forward.Fixed(3), s.Extraction.Total.Digits(5), (s.Extraction.Share * 100).Fixed(1) + "%"}
		for _, u := range s.Uses {
			row = append(row, u.Multiplier.Fixed(3))
		}
		rows = append(rows, row)
	}
	a.first(rows, len(list))
}

func (a *app) region(r *industry.RegionView) {
	if r == nil {
		return
	}
	a.say("本地系数（%s）：每单位产出在本地买多少、从外地买多少", "the region's coefficients (%s): bought in the region and outside per unit of output", r.Method)
	rows := [][]string{{a.either("部门", "sector"), a.either("本地产出", "output here"), a.either("区位商", "quotient"), a.either("本地投入", "from here"), a.either("外地投入", "from outside")}}
	for _, s := range r.Sectors {
		rows = append(rows, []string{s.Sector, number(float64(s.Output)), s.Quotient.Fixed(2), s.Local.Fixed(3), s.Imported.Fixed(3)})
	}
	a.table(rows)
}

func (a *app) shock(s *industry.ShockView) {
	if s == nil {
		return
	}
	for _, c := range s.Cuts {
		a.say("断供：%s减 %.6g%%", "cut: %s by %.6g%%", c.Sector, c.Share*100)
	}
	a.say("总产出减 %s（%s%%），%d 轮", "output falls by %s (%s%%), in %d rounds", s.Loss.Digits(5), (s.Share * 100).Fixed(1), s.Rounds)
	rows := [][]string{{a.either("停产减产的部门", "sector"), a.either("余下", "left"), a.either("减产", "lost"), a.either("第几轮", "round"), a.either("最缺的投入", "scarcest input")}}
	for _, t := range s.Stops {
		binding := a.either("自身", "itself")
		if t.Binding != nil {
			binding = *t.Binding
		}
		rows = append(rows, []string{t.Sector, (t.Left * 100).Fixed(1) + "%", t.Loss.Digits(4), fmt.Sprint(t.Round), binding})
	}
	a.table(rows)
	for _, f := range s.Substitutes {
		by, user := f.By, f.User
		if by == "" {
			by = a.either("外地", "elsewhere")
		}
		if user == "" {
			user = a.either("各部门", "all sectors")
		}
		a.say("替代：%s 由 %s 供给%s，要 %s，供 %s", "substitute: %s from %s for %s, asked %s, given %s", f.For, by, user, f.Asked.Digits(4), f.Amount.Digits(4))
	}
	for _, g := range s.Gaps {
		a.say("仍缺：%s %s", "still lacking: %s %s", g.Sector, g.Amount.Digits(4))
	}
}
