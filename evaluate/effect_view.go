package evaluate

import (
	"errors"
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// EstimateView is one estimated effect, in the unit of the outcome.
type EstimateView struct {
	Name  string    `json:"name"`
	Value Number    `json:"value"`
	SE    Number    `json:"se"`
	CI    [2]Number `json:"ci"`
	P     Number    `json:"p"`
	MDE   Number    `json:"mde"` // the smallest true effect that this error finds in four of five studies
}

// PartView is the effect at one time since the treatment, of one cohort, or in
// one period.
type PartView struct {
	At    int       `json:"at"`
	Value Number    `json:"value"`
	SE    Number    `json:"se"`
	CI    [2]Number `json:"ci"`   // of this one alone
	Band  [2]Number `json:"band"` // that holds for all at once; null without it
	P     Number    `json:"p"`
}

// RefusedView is a part of a study that the data do not allow.
type RefusedView struct {
	Name    string    `json:"name"`
	Code    string    `json:"code"`
	Message city.Text `json:"message"`
}

func estimateView(name string, e effect.Estimate) EstimateView {
	return EstimateView{name, Number(e.Value), Number(e.StandardError), pair(e.Interval), Number(e.Probability), Number(e.Detectable)}
}

func pair(v [2]float64) [2]Number { return [2]Number{Number(v[0]), Number(v[1])} }

// refused turns a fault of an engine into a part that is not there; any other
// error is none.
func refused(name string, err error) (RefusedView, bool) {
	var fault *panel.Fault
	if !errors.As(err, &fault) {
		return RefusedView{}, false
	}
	return RefusedView{name, string(fault.Kind), faultText(fault)}, true
}

// flow is the way from the rows that were given to the rows that are used. An
// engine names the outcome its own way; here it has the name of the
// specification.
func (f *frame) flow(stages []panel.Stage, outcome string) []StageView {
	out := []StageView{}
	for _, s := range stages {
		v := StageView{Reason: s.Reason, Variable: s.Variable, DroppedRows: s.DroppedRows, DroppedUnits: []string{}, Rows: s.Rows, Units: s.Units}
		if v.Variable == "outcome" {
			v.Variable = outcome
		}
		for _, u := range s.DroppedUnits {
			v.DroppedUnits = append(v.DroppedUnits, f.units[u])
		}
		out = append(out, v)
	}
	return out
}

// called gives the names of units by number.
func (f *frame) called(units []int) []string {
	out := []string{}
	for _, u := range units {
		out = append(out, f.units[u])
	}
	return out
}

// some lists a few names.
func some(names []string) string {
	const most = 4
	if len(names) <= most {
		return strings.Join(names, "、")
	}
	return strings.Join(names[:most-1], "、") + fmt.Sprintf("…(%d)", len(names))
}
