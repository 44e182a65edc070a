package evaluate

import (
	"fmt"
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/threshold"
)

// claim is the claimed range; one value is a range of no width.
func (s *ThresholdSpec) claim() (from, to float64) {
	return s.Claimed[0], s.Claimed[len(s.Claimed)-1]
}

// where says the claimed range in words.
func (s *ThresholdSpec) where() city.Text {
	from, to := s.claim()
	if from == to {
		return city.Text{Zh: plain(from), En: plain(from)}
	}
	return city.Text{Zh: plain(from) + " 至 " + plain(to), En: plain(from) + " to " + plain(to)}
}

func (c *ClaimedView) note(spec *ThresholdSpec) city.Text {
	w := spec.where()
	if c.Best == nil {
		return city.Text{
			Zh: fmt.Sprintf("论断所称的 %s 处没有可试的取值，无从与别处的假想门槛比较", w.Zh),
			En: fmt.Sprintf("no value can be tried at the claimed %s: it cannot be set beside placebo thresholds elsewhere", w.En),
		}
	}
	return city.Text{
		Zh: fmt.Sprintf("假想门槛：论断所称的 %s 处最好的是 %s（F=%s）；别处的 %d 个取值中有 %d 个的 F 更大", w.Zh, plain(c.Best.Value), c.Best.F.Fixed(2), c.Others, c.Better),
		En: fmt.Sprintf("placebo thresholds: the best at the claimed %s is %s (F %s); of %d values elsewhere %d have a larger F", w.En, plain(c.Best.Value), c.Best.F.Fixed(2), c.Others, c.Better),
	}
}

func (p *PermutedView) note(spec *ThresholdSpec, units int) city.Text {
	t := city.Text{
		Zh: fmt.Sprintf("置换检验：把 %d 个单位的“%s”历程整体互换 %d 次，p=%s", p.Units, spec.Threshold, p.Draws, p.P.Fixed(3)),
		En: fmt.Sprintf("permutation: the histories of %[2]q of %[1]d units exchanged as wholes %[3]d times give p=%[4]s", p.Units, spec.Threshold, p.Draws, p.P.Fixed(3)),
	}
	if p.P >= 0.05 {
		t.Zh += "：换成别的单位的历程也常有这样大的 F"
		t.En += ": histories of other units often give as large an F"
	}
	if p.Units < units {
		t.Zh += fmt.Sprintf("；另外 %d 个单位的时期与谁都不同，没有互换", units-p.Units)
		t.En += fmt.Sprintf("; %d units share their periods with no other and kept their own", units-p.Units)
	}
	return t
}

// notes says the power at hand, and what low power makes of a test that found
// nothing.
func (p *PowerView) notes(spec *ThresholdSpec, found bool) []city.Text {
	w, what := spec.where(), shiftOf(p.Regressor)
	var out []city.Text
	if p.Shift != 0 {
		out = append(out, city.Text{
			Zh: fmt.Sprintf("效力：若%s在 %s 处真的变化 %s，这份数据有 %s%% 的机会检出门槛，%s%% 的机会既检出又找在那里（模拟 %d 次；越过那里的单位少时估得偏高）", what.Zh, w.Zh, plain(p.Shift), (100 * p.Rejected).Fixed(0), (100 * p.Found).Fixed(0), p.Simulations),
			En: fmt.Sprintf("power: if %s shifted by %s at %s, these data would reject in %s %% of %d simulations, and in %s %% also put the threshold there; where few units cross it this is too high", what.En, plain(p.Shift), w.En, (100 * p.Rejected).Fixed(0), p.Simulations, (100 * p.Found).Fixed(0)),
		})
		if last := &out[0]; !found && p.Rejected < 0.8 {
			last.Zh += "；机会不到八成，没有检出不等于没有，这份数据不能判定"
			last.En += "; under 80 %, not found is not absent: these data cannot decide"
		}
	}
	if math.IsNaN(float64(p.Smallest)) {
		return append(out, city.Text{
			Zh: fmt.Sprintf("%s在 %s 处无论变化多大，这份数据都没有八成的机会检出：越过那里的样本太少", what.Zh, w.Zh),
			En: fmt.Sprintf("however much %s shifted at %s, these data would not see it in 80 %% of cases: too few rows lie beyond", what.En, w.En),
		})
	}
	return append(out, city.Text{
		Zh: fmt.Sprintf("%s在 %s 处的变化要到 %s，这份数据才有八成的机会检出", what.Zh, w.Zh, p.Smallest.Digits(2)),
		En: fmt.Sprintf("%s must shift by %s at %s before these data see it in 80 %% of cases", what.En, p.Smallest.Digits(2), w.En),
	})
}

func (a *AtView) notes() []city.Text {
	var out []city.Text
	for _, s := range a.Shifts {
		what, p, pEn := shiftOf(s.Name), "p"+chance(s.P), "p"+chance(s.P)
		if !math.IsNaN(float64(s.Wild)) {
			p, pEn = p+"，按单位的野自助 p"+chance(s.Wild), pEn+", wild bootstrap by unit p"+chance(s.Wild)
		}
		out = append(out, city.Text{
			Zh: fmt.Sprintf("给定门槛 %s（不搜索）：越过之后%s变化 %s（聚类标准误 %s，%s）", plain(s.Threshold), what.Zh, s.Change.Digits(4), s.Clustered.Digits(4), p),
			En: fmt.Sprintf("threshold %s as given, not searched: beyond it %s shifts by %s (clustered s.e. %s, %s)", plain(s.Threshold), what.En, s.Change.Digits(4), s.Clustered.Digits(4), pEn),
		})
	}
	return out
}

// chance prints a probability with its sign: =0.012, <0.001.
func chance(p Number) string {
	if p < 0.0005 {
		return "<0.001"
	}
	return "=" + p.Fixed(3)
}

// shiftOf names what a shift is of.
func shiftOf(name string) city.Text {
	if name == threshold.Constant {
		return city.Text{Zh: "水平", En: "the level"}
	}
	return city.Text{Zh: "“" + name + "”的斜率", En: fmt.Sprintf("the slope of %q", name)}
}
