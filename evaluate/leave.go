package evaluate

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/threshold"
)

// LeftView is the search without one unit.
type LeftView struct {
	Without    string    `json:"without"`
	Thresholds []float64 `json:"thresholds"` // empty where the search was refused
	F          Number    `json:"f"`          // of the first step
}

func leftView(left []threshold.Left, f *frame) []LeftView {
	out := []LeftView{}
	for _, l := range left {
		out = append(out, LeftView{f.units[l.Unit], append([]float64{}, l.Thresholds...), Number(l.F)})
	}
	return out
}

// moved says, for each threshold that the tests support (for all, where nothing
// was tested), between which values it moves when one unit is left out, and
// which units move it furthest. The threshold meant is the nearest of those
// found.
func moved(r *threshold.Result, left []LeftView) []city.Text {
	n := supported(r)
	var out []city.Text
	for _, t := range r.Thresholds {
		if n >= 0 && t.Step > n {
			continue
		}
		low, high, refused := t.Value, t.Value, 0
		var lowUnit, highUnit string
		for _, l := range left {
			if len(l.Thresholds) == 0 {
				refused++
				continue
			}
			v := slices.MinFunc(l.Thresholds, func(a, b float64) int { return cmp.Compare(math.Abs(a-t.Value), math.Abs(b-t.Value)) })
			if v < low {
				low, lowUnit = v, l.Without
			}
			if v > high {
				high, highUnit = v, l.Without
			}
		}
		out = append(out, city.Text{
			Zh: fmt.Sprintf("逐一去掉 %d 个单位，门槛 %s 在 %s%s 至 %s%s 之间", len(left), plain(t.Value), plain(low), without("（去掉", lowUnit, "）"), plain(high), without("（去掉", highUnit, "）")),
			En: fmt.Sprintf("leaving out one of %d units the threshold %s stays between %s%s and %s%s", len(left), plain(t.Value), plain(low), without(" (without ", lowUnit, ")"), plain(high), without(" (without ", highUnit, ")")),
		})
		if refused > 0 {
			last := &out[len(out)-1]
			last.Zh += fmt.Sprintf("；去掉其中 %d 个后无法估计", refused)
			last.En += fmt.Sprintf("; without %d of them nothing could be estimated", refused)
		}
	}
	return out
}

func without(before, unit, after string) string {
	if unit == "" {
		return ""
	}
	return before + unit + after
}
