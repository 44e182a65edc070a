package diagnose

import (
	"cmp"
	"fmt"
	"math/big"
	"regexp"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
)

var shareChangeRule = say(
	"比重的变化为两期比重之差，单位为百分点；用百分号表示的，另按相对变化核对并指出混用；期间口径有变化的，依据不足",
	"a change of a share is the difference of two shares, in percentage points; one stated in percent is also held against the relative change, and the confusion is named; across a break it cannot be decided")

// judgeShareChange tests 比重提高1.2个百分点.
func judgeShareChange(c Claim, b *Bench) Result {
	a := newArith(c, b, shareChangeRule)
	if c.Indicator == "" {
		return a.unknown()
	}
	a.c.Against = a.resolved(c.Against)
	if w, ok := a.wholeMeant(); ok && w.place != a.c.Place {
		from, to, ok := a.ends(c.Indicator)
		if !ok {
			return a.lacking(a.missing(c.Indicator, a.c.Place, to))
		}
		return a.pointsOver(w, from, to)
	}
	a.c.Indicator = a.shareIndicator()
	if a.c.Against == "" && shareWordsIn.MatchString(c.Sentence) {
		if id := a.ownShare(c.Indicator); id != "" {
			a.c.Indicator = id
		} else if !a.isShare(c.Indicator) {
			return a.wholeUnknown()
		}
	} else if a.c.Against == "" && a.meansOwnShare() {
		a.c.Indicator = a.ownShare(c.Indicator)
	}
	from, to, ok := a.ends(a.c.Indicator)
	if !ok {
		return a.lacking(a.missing(a.c.Indicator, a.c.Place, to))
	}
	return a.points(from, to)
}

// growthOfShare tests 占比增长3.4%: a share is said to grow in percent, where
// percentage points are meant.
func (a *arith) growthOfShare(from, to city.Period) Result {
	a.r.Rule = shareChangeRule
	return a.points(from, to)
}

// shareIndicator is the indicator of the share that the claim speaks of: its
// own, or the one whose identity is part over whole.
func (a *arith) shareIndicator() string {
	if a.c.Against == "" || a.isShare(a.c.Indicator) {
		return a.c.Indicator
	}
	if id := a.ratioOf(a.c.Indicator, a.c.Against); id != "" {
		return id
	}
	return a.c.Indicator
}

// shareWordsIn are the words that say that a share is meant.
var shareWordsIn = regexp.MustCompile(`占比|比重|份额|占`)

// ownShare finds the share that an amount has of its usual whole, where the
// sentence names none (第三产业增加值占比): of GDP first.
func (a *arith) ownShare(indicator string) string {
	if a.isShare(indicator) {
		return ""
	}
	found := ""
	for _, i := range a.b.indicators().All() {
		for _, id := range i.Identities {
			if id.Kind != "ratio" || id.B != indicator || i.Unit != "%" {
				continue
			}
			if id.C == "gdp" {
				return i.ID
			}
			if found == "" {
				found = i.ID
			}
		}
	}
	return found
}

// meansOwnShare reports whether points said of an amount are those of its
// share, which an earlier clause named (占比62.6%，比上年提高1.2个百分点): there are
// data of the share, and the figure is not the amount's own growth in percent.
func (a *arith) meansOwnShare() bool {
	id := a.ownShare(a.c.Indicator)
	if id == "" || a.c.Figure == nil || a.c.Unit == "%" {
		return false
	}
	scratch := *a
	from, to, ok := scratch.ends(a.c.Indicator)
	if !ok || len(a.values(id, a.c.Place, from)) == 0 || len(a.values(id, a.c.Place, to)) == 0 {
		return false
	}
	x, y, stop := scratch.comparable(a.c.Indicator, a.c.Place, from, to)
	r, ok := fromLevels(x, y, 0)
	return stop.code != "" || !ok || rateFit(a.c.Hedge, signed(a.c), "%", r.iv, r.mid) != holds
}

// wholeUnknown is the result where a share of nothing named is stated.
func (a *arith) wholeUnknown() Result {
	a.reason("no-comparator", "句中没有写明占什么的比重", "the sentence does not say of what it is a share")
	a.r.Decide = say("写明占哪个总量的比重", "name the whole that it is a share of")
	return a.r
}

// ratioOf finds the indicator that is part over whole; "" where there is none.
func (a *arith) ratioOf(part, whole string) string {
	for _, i := range a.b.indicators().All() {
		for _, id := range i.Identities {
			if id.Kind == "ratio" && id.B == part && id.C == whole {
				return i.ID
			}
		}
	}
	return ""
}

// points tests the difference of two shares.
func (a *arith) points(from, to city.Period) Result {
	x, y, stop := a.shareEnds(from, to)
	if stop.code != "" {
		return a.barred(a.c.Indicator, from, to, stop)
	}
	if base := y.Unit; base != "%" && base != "‰" {
		return a.pointsOfLevel(x, y)
	}
	diff := growth.Points(x.iv(), y.iv())
	mid := new(big.Rat).Sub(y.mid(), x.mid())
	core := open
	if !x.open() && !y.open() {
		core = a.pointsFit(diff, mid, x, y)
	}
	a.r.Verdict = combine(a.qualify(tested{core: core}, y))
	places := max(city.Decimals(x.Value), city.Decimals(y.Value))
	if x.Derived || y.Derived {
		places = a.computedPlaces()
	}
	a.figure("变化", "change", mid, places, "百分点", to, fmt.Sprintf("%s-%s", y.expr, x.expr), x, y)
	if r, ok := fromLevels(x, y, 0); ok {
		a.figure("相对变化", "relative change", r.mid, 2, "%", to, r.expr, x, y)
	}
	a.pointsWords(x, y, mid, places, core)
	return a.r
}

// pointsOfLevel tests percentage points that are said of a level: a growth in
// percent is meant.
func (a *arith) pointsOfLevel(x, y term) Result {
	r, ok := fromLevels(x, y, 0)
	if !ok {
		return a.noBase(x.Period, y.Period)
	}
	a.c.Unit = "%"
	core := holds
	if a.c.Figure != nil {
		core = a.fitOf(r)
	}
	a.reason("percent-point", "数量的增减应写百分比，百分点只用于比重和速度", "a level grows in percent; percentage points are for shares and rates")
	a.r.Verdict = combine(a.qualify(tested{core: core, strength: mixed}, y))
	a.rateFigures([]rateReading{r}, []outcome{core})
	a.rateWords([]rateReading{r}, []outcome{core})
	return a.r
}

// shareEnds gives the share at both ends: as printed, else computed from part
// and whole.
func (a *arith) shareEnds(from, to city.Period) (x, y term, stop barrier) {
	x, y, stop = a.comparable(a.c.Indicator, a.c.Place, from, to)
	if stop.code != "no-data" && x.Unit == "%" || a.c.Against == "" {
		return x, y, stop
	}
	if stop.across() {
		return x, y, stop
	}
	u, v, s := a.shareOver(a.r.Claim.Indicator, whole{indicator: a.c.Against, place: a.c.Place}, from, to)
	if s.code != "" {
		return x, y, s
	}
	return u, v, barrier{}
}

// quotient is part over whole in percent, as a term of its own.
func (a *arith) quotient(part, whole term) (term, bool) {
	d, ok := whole.datum.in(part.Unit)
	if !ok {
		return term{}, false
	}
	w := whole.into(part.Unit)
	iv, ok := growth.Share(part.iv(), growth.Interval{Lo: d.Lo, Hi: hiOr(d)})
	if !ok || whole.open() || part.open() {
		return term{}, false
	}
	mid, ok := growth.Share(part.point(), w.point())
	if !ok {
		return term{}, false
	}
	o := part.Observation
	o.Value, o.Unit = city.Round(mid.Lo, 2), "%"
	if softer(whole.Status, o.Status) {
		o.Status = whole.Status
	}
	t := term{datum: datum{Observation: o, Lo: iv.Lo, Hi: iv.Hi, Derived: true}, expr: fmt.Sprintf("(%s/%s*100)", part.expr, w.expr), exact: mid.Lo}
	t.Inputs = append(append([]city.Observation(nil), part.evidence()...), whole.evidence()...)
	return t, true
}

func hiOr(d datum) *big.Rat {
	if d.Hi == nil {
		return d.Lo
	}
	return d.Hi
}

// pointsFit tests the figure on the reading that its unit states; percent for
// a share is the relative change, and points written as percent are a slip.
func (a *arith) pointsFit(diff growth.Interval, mid *big.Rat, x, y term) outcome {
	if a.c.Figure == nil {
		return denied(directionFit(cmp.Or(a.c.Direction, "up"), diff, mid, big.NewRat(1, 10)), a.c.Denied)
	}
	f := signed(a.c)
	inPoints := rateFit(a.c.Hedge, f, "百分点", diff, mid)
	if a.c.Unit != "%" {
		if r, ok := fromLevels(x, y, 0); ok && inPoints == fails && rateFit(a.c.Hedge, f, "%", r.iv, r.mid) == holds {
			a.reason("percent-point", "句中数字是相对变化（%），不是百分点", "the figure is the relative change in percent, not percentage points")
		}
		return denied(inPoints, a.c.Denied)
	}
	r, ok := fromLevels(x, y, 0)
	relative := fails
	if ok {
		relative = rateFit(a.c.Hedge, f, "%", r.iv, r.mid)
	}
	switch {
	case inPoints == holds:
		a.reason("percent-point", "比重的变化应写百分点，句中写成了百分比", "the change of a share is in percentage points; the sentence says percent")
	case relative == holds:
		a.reason("percent-point", "比重增长百分之几容易被读成百分点，应写百分点", "a share that grows in percent is easily read as percentage points")
	case relative == open || inPoints == open:
		return open
	default:
		return denied(fails, a.c.Denied)
	}
	return mixed
}

// pointsWords writes reasons, rewording and counter.
func (a *arith) pointsWords(x, y term, mid *big.Rat, places int32, core outcome) {
	d := changed(mid, places, "百分点", true)
	base := sinceBase(x.Period, y.Period)
	vx, vy := a.shareValue(x), a.shareValue(y)
	s, on := a.shareSubject(y), onBase(base, vx, d)
	a.r.Rewording = sentence(city.Text{
		Zh: s.Zh + "为" + vy.Zh + "，" + on.Zh,
		En: s.En + " stood at " + vy.En + "; " + on.En,
	})
	if core == fails && a.c.Figure != nil {
		a.mismatch(stated(a.c), d)
	}
	if core == open {
		a.reason("within-tolerance", "差别在数据舍入范围之内，无法判定", "the difference lies within the rounding of the data")
		a.r.Decide = say("需要小数位更多的比重数据", "needed: shares with more decimals")
	}
	t := a.b.counterStatus(y.datum)
	if r, ok := fromLevels(x, y, 0); ok {
		m := moved(r.mid, 1)
		t = plus(say("按相对变化只是"+m.Zh, "in relative terms it "+m.En), semicolon(t), t)
	}
	if !t.IsZero() {
		a.r.Counter = sentence(t)
	}
}

// shareSubject is the subject of a share; one computed here is named by part
// and whole.
func (a *arith) shareSubject(y term) city.Text {
	if a.c.Against == "" || a.isShare(y.Indicator) {
		return a.subjectOf(y)
	}
	part, whole := a.subjectOf(y), a.b.indicator(a.c.Against, "")
	return city.Text{Zh: part.Zh + "占" + whole.Zh + "的比重", En: "the share of " + part.En + " in " + whole.En}
}

func semicolon(t city.Text) city.Text {
	if t.IsZero() {
		return t
	}
	return say("；", "; ")
}
