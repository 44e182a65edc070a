package robust

import "github.com/quanyu/quanyu/method/composite"

// Alternative is what one option alone does to the ranks.
type Alternative struct {
	Choice, Option string
	Ranks          []int   // in the order of Design.Places; 0 without a score
	Change         float64 // mean absolute change of rank; NaN where Err says why
	Err            error
}

// Alone takes each option of each choice, one at a time. For each indicator or
// aggregate left out alone, see composite.Result.Remove.
func (d *Design) Alone() []Alternative {
	var out []Alternative
	var options []*Option
	for _, c := range d.plan.Choices {
		for o := range c.Options {
			options, out = append(options, &c.Options[o]), append(out, Alternative{Choice: c.Name, Option: c.Options[o].Name})
		}
	}
	each(len(out), d.plan.Workers, func() *workspace { return newWorkspace(len(d.Places)) }, func(w *workspace, k int) {
		a := &out[k]
		a.Ranks, a.Change = make([]int, len(d.Places)), missing
		var r *composite.Result
		if r, a.Err = d.compute(&settled{options: options[k : k+1]}); a.Err != nil {
			return
		}
		scores := make([]float64, len(d.Places))
		d.scores(r, d.plan.Target, scores)
		composite.RankScores(scores, w.order, a.Ranks)
		a.Change = change(d.Scores, scores, w)
	})
	return out
}
