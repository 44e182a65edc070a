package watershed

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
)

func fixed(x float64, decimals int) string { return evaluate.Number(x).Fixed(decimals) }

// chance prints a probability that comes from draws: =0.31, <0.01.
func chance(p float64, draws int) string {
	if p == 0 {
		return "<" + fixed(math.Ceil(100/float64(max(draws, 1)))/100, 2)
	}
	return "=" + fixed(p, 2)
}

// chances is a share of cases as people say it: 约一成, 七成多; in about 10 % of
// cases.
func chances(share float64) city.Text {
	tenths := int(10 * share)
	switch {
	case share < 0.05:
		return say("不到半成", "in under 5 % of cases")
	case tenths == 0:
		return say("不到一成", "in under 10 % of cases")
	case share > 0.99:
		return say("九成九以上", "in over 99 % of cases")
	}
	word := []string{"", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"}[tenths]
	if 10*share-float64(tenths) < 0.4 {
		return say("约"+word+"成", fmt.Sprintf("in about %d %% of cases", 10*tenths))
	}
	return say(word+"成多", fmt.Sprintf("in %s %% of cases", fixed(100*share, 0)))
}

func higher(x float64) city.Text {
	if x < 0 {
		return say("低", "lower")
	}
	return say("高", "higher")
}

// amount is a figure of the claim in its unit, in both languages.
func (q *inquiry) amount(n string) city.Text {
	u, _ := city.ParseUnit(q.claim.Unit)
	en := map[string]string{"元": "yuan", "人": "people", "%": "%"}[u.Base]
	for _, x := range []struct {
		exp  int32
		name string
	}{{12, "trillion "}, {8, "hundred million "}, {4, "ten thousand "}} {
		if u.Factor.Equal(pow10(x.exp)) {
			en = x.name + en
		}
	}
	return say(n+q.claim.Unit, strings.TrimSpace(n+" "+en))
}

// floor is the lower end of the claimed range as written.
func (q *inquiry) floor() city.Text { return q.amount(city.Printed(minFigure(q.claim.Figures))) }

// claimed is the claimed range as written.
func (q *inquiry) claimed() city.Text {
	low, high := minFigure(q.claim.Figures), maxFigure(q.claim.Figures)
	if low.Equal(high) {
		return q.floor()
	}
	zh, en := q.amount(city.Printed(high)), q.amount(city.Printed(high))
	return say(city.Printed(low)+"至"+zh.Zh, city.Printed(low)+" to "+en.En)
}

// write gives the safe wording, what a critic says, and what would decide.
func (q *inquiry) write() {
	r := &q.result
	zh, en := q.scene()
	zt, et := q.test()
	ze, ee := q.end()
	r.Rewording = say(zh+zt+ze, en+et+ee)
	r.Counter = q.counter()
	if r.Verdict == diagnose.Undecidable {
		r.Decide = q.needed()
	}
}

// scene says what the data are, and who is beyond the size.
func (q *inquiry) scene() (zh, en string) {
	k, name, source := q.kind(), q.name(q.outcome.indicator), q.source()
	from, to := q.span()
	zh = fmt.Sprintf("据%s，%d个%s%d—%d年的%s可算出%d个逐年增速，", source, q.main.places, k.Zh, from, to, name.Zh, q.main.rows)
	en = fmt.Sprintf("By %s, the %s of %d %s from %d to %d gives %d yearly rates of growth; ", source, name.En, q.main.places, k.En, from, to, q.main.rows)
	if q.main.rowsAbove == 0 {
		return zh + "没有一个发生在达到" + q.floor().Zh + "以后。", en + "none of them comes after " + q.floor().En + " was reached. "
	}
	var names []string
	longest, only := 0, ""
	for _, c := range q.crossed { // in the order of crossing
		if longest = max(longest, c.after); slices.Contains(q.main.above, c.place) {
			names = append(names, q.short(c.place))
		}
	}
	if float64(q.main.rowsAbove) < 0.2*float64(q.main.rows) {
		only = "只"
	}
	zh += fmt.Sprintf("其中发生在达到%s以后的%s有%d个（%s%%），来自%s%d个%s，最长的%d年。", q.floor().Zh, only, q.main.rowsAbove, fixed(share(q.main.rowsAbove, q.main.rows), 1), first(names, "、", "等"), len(names), k.Zh, longest)
	en += fmt.Sprintf("%d of them (%s %%) come after %s was reached, in %d %s (%s), over %d years at most. ", q.main.rowsAbove, fixed(share(q.main.rowsAbove, q.main.rows), 1), q.floor().En, len(names), k.En, first(names, ", ", " and others"), longest)
	return zh, en
}

// test says what the tests found, in words that need no method.
func (q *inquiry) test() (zh, en string) {
	m := q.main
	if m.within == nil {
		return "达到这一规模前后的情况没有数据可比。", "There is nothing to compare on the two sides of that size. "
	}
	at, size := m.within.Steps[0], fixed(math.Abs(m.shift), 1)
	zh = fmt.Sprintf("扣除各%s自身的特点、各年共同的涨落和规模越大增速越慢的一般规律后，", q.kind().Zh)
	en = "Beside what is peculiar to each place, what moves all of them in a year, and the rule that large ones grow more slowly, "
	if m.held != nil {
		zh += fmt.Sprintf("变化出现在%s%s，不在所称区间；除此之外，", plain(*m.held), m.unit)
		en += fmt.Sprintf("growth shifts at %s %s, not in the claimed range; apart from that, ", plain(*m.held), m.unit)
	}
	place, placeEn := fmt.Sprintf("取这一区间里差别最大的一处（%s%s），", plain(at.Threshold), m.unit), fmt.Sprintf("where the difference within the range is largest (%s %s), ", plain(at.Threshold), m.unit)
	if m.p() < significant {
		zh += place + fmt.Sprintf("越过之后年增速%s%s个百分点；如果没有门槛，20次里有19次差别在%s个百分点以内。", higher(m.shift).Zh, size, fixed(m.chance, 1))
		en += placeEn + fmt.Sprintf("growth beyond is %s points %s; without any threshold it would differ by %s points or less in 19 cases of 20. ", size, higher(m.shift).En, fixed(m.chance, 1))
	} else {
		zh += "即使" + place + fmt.Sprintf("越过之后年增速也只%s%s个百分点；而即使根本没有门槛，20次里也有19次会碰上%s个百分点以内的差别。", higher(m.shift).Zh, size, fixed(m.chance, 1))
		en += placeEn + fmt.Sprintf("growth beyond is no more than %s points %s; even without any threshold it would differ by up to %s points in 19 cases of 20. ", size, higher(m.shift).En, fixed(m.chance, 1))
		if p := q.power(); p != nil && p.Rejected >= adequate {
			zh += fmt.Sprintf("如果真有%s个百分点的变化，用这些数据有%s的机会发现它。", plain(important), chances(p.Rejected).Zh)
			en += fmt.Sprintf("A true shift of %s points would be found %s. ", plain(important), chances(p.Rejected).En)
		} else if p != nil {
			zh += fmt.Sprintf("反过来，即使真有%s个百分点的变化，用这些数据发现它的机会也只有%s。", plain(important), chances(p.Rejected).Zh)
			en += fmt.Sprintf("On the other hand a true shift of %s points would be found %s only. ", plain(important), chances(p.Rejected).En)
		}
	}
	if _, high, ok := m.searchable(); ok && !m.inReach() && high < m.from {
		zh += fmt.Sprintf("按通行做法（两头各留%d%%的样本），最高只能检验到%s%s，%s在可检验的范围之外。", int(100*trimming), plain(high), m.unit, q.claimed().Zh)
		en += fmt.Sprintf("By the usual rule (%d %% of the sample kept on either side) sizes can be tested up to %s %s: %s lies outside. ", int(100*trimming), plain(high), m.unit, q.claimed().En)
	}
	return zh, en
}

// first lists the first eight names.
func first(names []string, comma, more string) string {
	if len(names) <= 8 {
		return strings.Join(names, comma)
	}
	return strings.Join(names[:8], comma) + more
}

// end draws the conclusion, and warns of the picture that everyone will see.
func (q *inquiry) end() (zh, en string) {
	what := q.claimed().Zh + "是" + orElse(q.claim.Word, "门槛")
	m := q.main
	switch q.verdictOfLaw() {
	case diagnose.Supported:
		set := m.whole.Steps[0].Set
		zh = fmt.Sprintf("逐一去掉各地、换用同一版本数据，结论都不变；变化出现在%s至%s%s之间（95%%的把握）。", plain(set.Lowest), plain(set.Highest), m.unit)
		en = fmt.Sprintf("This survives the loss of any place and other versions of the data; the shift lies between %s and %s (%s, 95 %%). ", plain(set.Lowest), plain(set.Highest), m.unit)
	case diagnose.Partly:
		zh, en = "但这一结果经不起全部复核，只能作为线索，尚不能作为规律。", "Not every check bears this out: it is a lead and no law yet. "
	case diagnose.NotSupported:
		zh, en = "因此，数据不支持"+what+"的说法。", "The data do not bear out that "+q.claimed().En+" is a threshold. "
	default:
		n := len(m.above)
		zh = fmt.Sprintf("因此，凭%d个%s的数据既不能证实、也不能否定%s。", n, q.kind().Zh, what)
		en = fmt.Sprintf("So %d %s can neither prove nor disprove that %s is a threshold. ", n, q.kind().En, q.claimed().En)
		if n == 0 {
			zh, en = "因此，现有数据既不能证实、也不能否定"+what+"。", "So the data can neither prove nor disprove that "+q.claimed().En+" is a threshold. "
		}
	}
	own, others, n := averages(q.crossed)
	if n == 0 || own[0]-own[1] < slowed || others[0]-others[1] < slowed {
		return zh, en
	}
	zh += fmt.Sprintf("越过的%d个%s年均增速由%s%%降到%s%%，但同样的年份里从未达到这一规模的%s也由%s%%降到%s%%，放缓不能归因于规模。", n, q.kind().Zh, fixed(own[0], 1), fixed(own[1], 1), q.kind().Zh, fixed(others[0], 1), fixed(others[1], 1))
	en += fmt.Sprintf("Growth of the %d that crossed fell from %s%% to %s%% a year, but in the same years that of the others fell from %s%% to %s%%: the slowdown cannot be put down to size.", n, fixed(own[0], 1), fixed(own[1], 1), fixed(others[0], 1), fixed(others[1], 1))
	return zh, en
}

// verdictOfLaw is the verdict on the law itself, where the sentence denies it.
func (q *inquiry) verdictOfLaw() diagnose.Verdict {
	v := q.result.Verdict
	switch {
	case q.claim.Denied && v == diagnose.Supported:
		return diagnose.NotSupported
	case q.claim.Denied && v == diagnose.NotSupported:
		return diagnose.Supported
	}
	return v
}

// counter is what a critic makes of it.
func (q *inquiry) counter() city.Text {
	k := q.kind()
	t := say("各"+k.Zh+"越过的时间、行政级别和产业各不相同，", "Those beyond the size differ in rank, industry and the year in which they crossed; ")
	if q.money() {
		t = plus(t, say("现价总量又随物价上涨，同一条线在不同年份不是同一个规模；", "a line at current prices is not the same size in different years; "))
	}
	switch q.verdictOfLaw() {
	case diagnose.Supported:
		return plus(t, say("检验说明增速在此有变化，没有说明原因，也不能推到样本之外更大的规模。", "the test shows a shift, not its cause, and nothing about sizes beyond the sample."))
	case diagnose.NotSupported:
		return plus(t, say(fmt.Sprintf("检验能排除的是%s个百分点以上的一次性变化，更小的或逐步的变化不在其内。", plain(important)), fmt.Sprintf("what is ruled out is one shift of %s points or more, not a smaller or gradual one.", plain(important))))
	}
	return plus(t, say("举一两个越过后放缓（或加快）的例子，可以支持任何一种说法。", "one or two examples that slowed, or sped up, can be found for any view."))
}

// needed is what would decide.
func (q *inquiry) needed() city.Text {
	var zh, en []string
	if n := q.crossers(); n < enoughPlaces {
		zh = append(zh, fmt.Sprintf("越过之后满两年的%s至少%d个（现有%d个）", q.kind().Zh, enoughPlaces, n))
		en = append(en, fmt.Sprintf("%d %s at least that crossed two years ago or more (there are %d)", enoughPlaces, q.kind().En, n))
	}
	zh = append(zh, "更多"+q.kind().Zh+"、更多年份在同一普查口径下的修订数")
	en = append(en, "more "+q.kind().En+" and years in one revised series")
	if q.money() {
		zh, en = append(zh, "各地可比价增速和逐年常住人口"), append(en, "growth at constant prices and yearly population of each place")
	}
	zh = append(zh, "事先写明“越过之后什么会改变、何时检验”，用此后新越过的"+q.kind().Zh+"来验证")
	en = append(en, "a statement made beforehand of what should change and when it will be tested, on those that cross from now on")
	return say("需要："+strings.Join(zh, "；")+"。", "Needed: "+strings.Join(en, "; ")+".")
}

// source names where the panel comes from: the source of most rows.
func (q *inquiry) source() string {
	count, best := map[string]int{}, ""
	for _, r := range q.rows {
		key := r.now.Source
		if key == "" {
			key = r.now.Origin.File
		}
		if count[key]++; count[key] > count[best] || count[key] == count[best] && key < best {
			best = key
		}
	}
	s, known := q.bench.Set.Sources[best]
	if !known || s.Title == "" {
		return "《" + strings.TrimSuffix(path.Base(best), path.Ext(best)) + "》"
	}
	if strings.Contains(s.Title, "《") {
		return s.Publisher + s.Title
	}
	return s.Publisher + "《" + s.Title + "》"
}

func plus(a, b city.Text) city.Text { return say(a.Zh+b.Zh, a.En+b.En) }
