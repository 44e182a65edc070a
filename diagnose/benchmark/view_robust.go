package benchmark

import (
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite/robust"
)

// robustness says what was varied, what each option does alone, and shows the runs
// that the specification asks for.
func (c *computation) robustness() (*RobustnessView, error) {
	out := &RobustnessView{Runs: c.report.Runs, Independent: c.report.Independent, Seed: c.plans.Seed, Separable: robust.Separable, Failures: []FailureView{}, Replays: []ReplayView{}}
	alone := c.design.Alone()
	for _, choice := range c.plans.Choices {
		v := ChoiceView{Choice: choice.Name, Options: []OptionView{}}
		for _, a := range alone {
			if a.Choice == choice.Name {
				v.Options = append(v.Options, OptionView{a.Option, city.Number(a.Change)})
			}
		}
		out.Choices = append(out.Choices, v)
	}
	for _, f := range c.report.Failures {
		out.Failures = append(out.Failures, FailureView{f.Run, c.settings(f.Run), c.spec.message(f.Err, c.table)})
	}
	out.Watched = c.plans.Watch
	for run, ranks := range c.report.Watched {
		out.Replications = append(out.Replications, ReplicationView{run, c.settings(run), ranks})
	}
	for _, run := range c.spec.Robustness.Replay {
		if run < 0 || run >= c.report.Runs {
			return nil, c.spec.wrong("replay:", "replay 写 0 至 %d（第几次）", "replay is numbers of runs from 0 to %d", c.report.Runs-1)
		}
		v, err := c.replay(run)
		if err != nil {
			return nil, err
		}
		out.Replays = append(out.Replays, v)
	}
	return out, nil
}

// ShowRuns asks for runs to be shown whole.
func (s *Spec) ShowRuns(runs []int) error {
	if len(runs) > 0 && s.Robustness == nil {
		return s.wrong("", "没有 robustness，没有重算可以重放", "without robustness there are no runs to replay")
	}
	for _, run := range runs {
		if !slices.Contains(s.Robustness.Replay, run) {
			s.Robustness.Replay = append(s.Robustness.Replay, run)
		}
	}
	return nil
}

// settings says how a run settles each choice.
func (c *computation) settings(run int) []SettingView {
	out := []SettingView{}
	for _, s := range c.design.Settings(run) {
		v := SettingView{Choice: s.Choice, Option: s.Option}
		if s.Option == "" {
			v.Draw = &s.Draw
		}
		out = append(out, v)
	}
	return out
}

// replay computes one run alone.
func (c *computation) replay(run int) (ReplayView, error) {
	out := ReplayView{Run: run, Settings: c.settings(run), Places: []RunPlace{}}
	r, err := c.design.Replay(run)
	if err != nil {
		return out, err
	}
	last, top := r.Last(), c.hierarchy.Top()
	ranks := last.Ranks(top)
	for i, place := range last.Units {
		if last.Periods != nil && last.Periods[i] != c.period {
			continue
		}
		p := RunPlace{Place: place, Score: city.Number(last.Column(top)[i])}
		if ranks[i] > 0 {
			p.Rank = &ranks[i]
		}
		out.Places = append(out.Places, p)
	}
	return out, nil
}

// removal leaves out each node of a level once.
func (c *computation) removal() ([]RemovalView, error) {
	out := []RemovalView{}
	level := *c.spec.Robustness.Removal
	if level == 0 {
		return out, nil
	}
	if level >= c.hierarchy.Depth() {
		return nil, c.spec.wrong("removal:", "removal 写 1 至 %d（层级）", "removal is a level from 1 to %d", c.hierarchy.Depth()-1)
	}
	if len(c.hierarchy.Level(level)) == 1 {
		return out, nil // nothing would be left
	}
	list, err := c.index.Remove(level)
	if err != nil {
		return nil, err
	}
	last := c.index.Last()
	before := last.Ranks(c.hierarchy.Top())
	for _, x := range list {
		n, _ := c.hierarchy.Node(x.Code)
		v := RemovalView{Code: x.Code, Name: n.Name, Also: append([]string{}, x.Also...), Ranks: map[string]int{}}
		moved, ranked := 0, 0
		for i, place := range last.Units {
			if last.Periods != nil && last.Periods[i] != c.period || x.Ranks[i] == 0 || before[i] == 0 {
				continue
			}
			moved, ranked = moved+max(x.Ranks[i]-before[i], before[i]-x.Ranks[i]), ranked+1
			if focus := c.spec.Focus; len(focus.Places) == 0 && len(c.design.Places) <= manyPlaces || slices.Contains(focus.Places, place) || place == focus.Reference {
				v.Ranks[place] = x.Ranks[i]
			}
		}
		v.Change = city.Number(float64(moved) / float64(ranked))
		out = append(out, v)
	}
	return out, nil
}
