package watershed

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/diagnose"
)

// write gives the safe wording, what a critic says, and what would decide. The
// wording is one paragraph to be read aloud: who is beyond the size, what the eye
// sees, what the tests found, how well they could see, and the conclusion.
func (q *inquiry) write() {
	r := &q.result
	for _, part := range []func() (zh, en string){q.scene, q.contrast, q.test, q.reach, q.conclusion} {
		zh, en := part()
		r.Rewording = plus(r.Rewording, say(zh, en))
	}
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
	longest, few := 0, ""
	for _, c := range q.crossed { // in the order of crossing
		if longest = max(longest, c.after); slices.Contains(q.main.above, c.place) {
			names = append(names, q.short(c.place))
		}
	}
	if float64(q.main.rowsAbove) < 0.2*float64(q.main.rows) {
		few = "只"
	}
	zh += fmt.Sprintf("其中发生在达到%s以后的%s有%d个（%s%%），来自%s%d个%s，最长的%d年。", q.floor().Zh, few, q.main.rowsAbove, fixed(share(q.main.rowsAbove, q.main.rows), 1), first(names, "、", "等"), len(names), k.Zh, longest)
	en += fmt.Sprintf("%d of them (%s %%) come after %s was reached, in %d %s (%s), over %d years at most. ", q.main.rowsAbove, fixed(share(q.main.rowsAbove, q.main.rows), 1), q.floor().En, len(names), k.En, first(names, ", ", " and others"), longest)
	return zh, en
}

// contrast sets what the eye sees, a slowdown of those that crossed, beside the
// others in the same years.
func (q *inquiry) contrast() (zh, en string) {
	own, others, n := averages(q.crossed)
	if n == 0 || own[0]-own[1] < slowed || others[0]-others[1] < slowed {
		return "", ""
	}
	k := q.kind()
	whole, wholeEn := "放缓是普遍的，不能归因于规模", "the slowdown was general and cannot be put down to size"
	if others[0]-others[1] < 0.7*(own[0]-own[1]) {
		whole, wholeEn = "放缓至少有一部分是普遍的", "a part of the slowdown at least was general"
	}
	zh = fmt.Sprintf("越过前后各取至多%d年，这%d个%s的年均增速由%s%%降到%s%%；但同样的年份里，从未达到这一规模的%s也由%s%%降到%s%%，%s。", window, n, k.Zh, fixed(own[0], 1), fixed(own[1], 1), k.Zh, fixed(others[0], 1), fixed(others[1], 1), whole)
	en = fmt.Sprintf("Over up to %d years either side of the crossing, growth of these %d fell from %s%% to %s%% a year; but in the same years that of the others fell from %s%% to %s%%: %s. ", window, n, fixed(own[0], 1), fixed(own[1], 1), fixed(others[0], 1), fixed(others[1], 1), wholeEn)
	return zh, en
}

// test says what the tests found, in words that need no method.
func (q *inquiry) test() (zh, en string) {
	m := q.main
	if m.within == nil {
		return "达到这一规模前后的情况没有数据可比。", "There is nothing to compare on the two sides of that size. "
	}
	at, size := q.at(m.within.Steps[0].Threshold), fixed(math.Abs(m.shift), 1)
	zh = fmt.Sprintf("扣除各%s自身的特点、各年共同的涨落和规模越大增速越慢的一般规律后，", q.kind().Zh)
	en = "Beside what is peculiar to each place, what moves all of them in a year, and the rule that large ones grow more slowly, "
	if m.held != nil {
		zh += fmt.Sprintf("变化出现在%s，不在所称区间；除此之外，", q.at(*m.held).Zh)
		en += fmt.Sprintf("growth shifts at %s, not in the claimed range; apart from that, ", q.at(*m.held).En)
	}
	if q.from == q.to {
		zh += fmt.Sprintf("以%s为界，越过之后年增速%s%s个百分点，", q.floor().Zh, higher(m.shift).Zh, size)
		en += fmt.Sprintf("growth beyond %s is %s points %s, ", q.floor().En, size, higher(m.shift).En)
	} else {
		zh += fmt.Sprintf("在这一区间里逐处比较，差别最大的一处（%s）是越过之后年增速%s%s个百分点，", at.Zh, higher(m.shift).Zh, size)
		en += fmt.Sprintf("the largest difference within the range (at %s) is growth %s points %s beyond it, ", at.En, size, higher(m.shift).En)
	}
	if m.p() < significant {
		zh += fmt.Sprintf("而没有门槛时，偶然波动20次里有19次不超过%s个百分点", fixed(m.chance, 1))
		en += fmt.Sprintf("while without any threshold chance stays within %s points in 19 cases of 20", fixed(m.chance, 1))
	} else {
		zh += fmt.Sprintf("但即使没有门槛，偶然波动也能造成这样的差别（20次里有19次在%s个百分点以内）", fixed(m.chance, 1))
		en += fmt.Sprintf("but even without any threshold chance may give as much (within %s points in 19 cases of 20)", fixed(m.chance, 1))
	}
	if v := q.vintage; v != nil && v.shift*m.shift < 0 && m.p() >= significant {
		zh += fmt.Sprintf("；只用同一版本的数据重算，又变成%s%s个百分点", higher(v.shift).Zh, fixed(math.Abs(v.shift), 1))
		en += fmt.Sprintf("; on one vintage of the data it turns into %s points %s", fixed(math.Abs(v.shift), 1), higher(v.shift).En)
	}
	return zh + "。", en + ". "
}

// reach says how well the data could see a shift, and how far.
func (q *inquiry) reach() (zh, en string) {
	m := q.main
	if p := q.power(); p != nil && m.within != nil && m.p() >= significant {
		seen := chances(p.Rejected)
		if p.Rejected >= adequate {
			zh = fmt.Sprintf("如果真有%s个百分点的变化，这些数据有%s的机会发现它。", plain(important), seen.Zh)
			en = fmt.Sprintf("A true shift of %s points would be found %s. ", plain(important), seen.En)
		} else {
			zh = fmt.Sprintf("反过来，即使真有%s个百分点的变化，这些数据发现它的机会也%s。", plain(important), only(seen.Zh))
			en = fmt.Sprintf("On the other hand a true shift of %s points would be found %s only. ", plain(important), seen.En)
		}
	}
	low, high, ok := m.searchable()
	if !ok || m.inReach() {
		return zh, en
	}
	part, side := int(100*trimming), say("最高只能检验到"+q.at(high).Zh, "up to "+q.at(high).En)
	if m.to < low {
		side = say("最低只能检验到"+q.at(low).Zh, "down to "+q.at(low).En)
	}
	zh += fmt.Sprintf("按通行做法（样本两头各留%d%%），%s，够不到%s。", part, side.Zh, q.claimed().Zh)
	en += fmt.Sprintf("By the usual rule (%d %% of the sample kept on either side) sizes can be tested %s, which does not reach %s. ", part, side.En, q.claimed().En)
	return zh, en
}

// only puts 只有 before a share that does not say so itself.
func only(share string) string {
	if strings.HasPrefix(share, "不到") {
		return share
	}
	return "只有" + share
}

// first lists the first eight names.
func first(names []string, comma, more string) string {
	if len(names) <= 8 {
		return strings.Join(names, comma)
	}
	return strings.Join(names[:8], comma) + more
}

// conclusion is what may be said.
func (q *inquiry) conclusion() (zh, en string) {
	what, whatEn := q.claimed().Zh+"是"+orElse(q.claim.Word, "门槛"), "that "+q.claimed().En+" is a threshold"
	switch q.verdictOfLaw() {
	case diagnose.Supported:
		set := q.main.whole.Steps[0].Set
		return fmt.Sprintf("逐一去掉各地、换用其他数据，结论都不变；变化出现在%s至%s之间（95%%的把握）。因此，数据支持%s的说法，至于原因，另需论证。", plain(set.Lowest), q.at(set.Highest).Zh, what),
			fmt.Sprintf("This survives the loss of any place and other choices of data; the shift lies between %s and %s (95 %%). So the data bear out %s; why it is one is another question.", q.at(set.Lowest).En, q.at(set.Highest).En, whatEn)
	case diagnose.Partly:
		return "但这一结果经不起全部复核，只能作为线索，尚不能作为规律。", "Not every check bears this out: it is a lead and no law yet."
	case diagnose.NotSupported:
		return "因此，数据不支持" + what + "的说法。", "So the data do not bear out " + whatEn + "."
	}
	if n := len(q.main.above); n > 0 {
		return fmt.Sprintf("因此，凭这%d个%s的数据，既不能证实、也不能否定%s。", n, q.kind().Zh, what), fmt.Sprintf("So the data of these %d %s can neither prove nor disprove %s.", n, q.kind().En, whatEn)
	}
	return "因此，现有数据既不能证实、也不能否定" + what + "。", "So the data can neither prove nor disprove " + whatEn + "."
}
