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
	k, source := q.kind(), q.source()
	from, to := q.span()
	zh = fmt.Sprintf("据%s，%d—%d年%d个%s有%d个%s%s，", source, from, to, q.main.places, k.Zh, q.main.rows, q.name(q.outcome.indicator).Zh, q.growth().Zh)
	en = fmt.Sprintf("By %s, there are %d figures of %s of %s in %d %s from %d to %d; ", source, q.main.rows, q.growth().En, q.name(q.outcome.indicator).En, q.main.places, k.En, from, to)
	switch q.main.rowsAbove {
	case 0:
		return zh + "没有一个在" + q.reached().Zh + "以后。", en + "none of them comes after " + q.reached().En + " was reached. "
	case q.main.rows:
		return zh + "全部在" + q.reached().Zh + "以后，看不到此前的情形。", en + "all of them come after " + q.reached().En + " was reached, and nothing is seen of the time before. "
	}
	var names []string
	for _, c := range q.crossed { // in the order of crossing
		if slices.Contains(q.main.above, c.place) {
			names = append(names, q.short(c.place))
		}
	}
	few := map[bool]string{true: "只"}[float64(q.main.rowsAbove) < 0.2*float64(q.main.rows)]
	list, listEn := strings.Join(names, "、"), strings.Join(names, ", ")
	if len(names) > mostNamed {
		list, listEn = first(names, 2, "、", fmt.Sprintf("等%d个%s", len(names), k.Zh)), fmt.Sprintf("%d %s such as %s", len(names), k.En, first(names, 2, ", ", ""))
	}
	zh += fmt.Sprintf("其中%s以后的%s有%d个，来自%s。", q.reached().Zh, few, q.main.rowsAbove, list)
	en += fmt.Sprintf("%d of them, of %s, come after %s was reached. ", q.main.rowsAbove, listEn, q.reached().En)
	return zh, en
}

// mostNamed is how many places the paragraph names; of more it counts.
const mostNamed = 6

// contrast sets what the eye sees, a slowdown of those that crossed, beside the
// others in the same years.
func (q *inquiry) contrast() (zh, en string) {
	own, others, n := averages(q.crossed)
	if n == 0 || own[0]-own[1] < q.slowed() || others[0]-others[1] < q.slowed() {
		return "", ""
	}
	k := q.kind()
	whole, wholeEn := "放缓是普遍的", "the slowdown was general and cannot be put down to size"
	if others[0]-others[1] < 0.7*(own[0]-own[1]) {
		whole, wholeEn = "放缓至少有一部分是普遍的", "a part of the slowdown at least was general"
	}
	which := map[bool]string{true: "这", false: "前后可比的"}[n == len(q.main.above)]
	zh = fmt.Sprintf("%s%d个%s越过前后（各至多%d年）%s由%s降到%s，但同期未达到的%s也由%s降到%s，%s。", which, n, k.Zh, window, q.mean().Zh, q.rate(own[0]), q.rate(own[1]), k.Zh, q.rate(others[0]), q.rate(others[1]), whole)
	en = fmt.Sprintf("In the %d that can be compared, %s fell from %s to %s on crossing (up to %d years either side), but in the same years that of the others fell from %s to %s: %s. ", n, q.mean().En, q.rate(own[0]), q.rate(own[1]), window, q.rate(others[0]), q.rate(others[1]), wholeEn)
	return zh, en
}

// test says what the tests found, in words that need no method.
func (q *inquiry) test() (zh, en string) {
	m := &q.main
	if m.within == nil {
		if q.main.rowsAbove == 0 || q.main.rowsAbove == q.main.rows {
			return "", ""
		}
		return "没有一个在这些年里越过，前后无从比较。", "None is seen to cross it, and there is nothing to compare. "
	}
	zh = fmt.Sprintf("扣除各%s自身特点、各年共同涨落和%s的一般规律后，", q.kind().Zh, q.large().Zh)
	en = "Beside what is peculiar to each place, what moves all of them in a year, and the rule " + q.large().En + ", "
	if m.held != nil {
		zh += fmt.Sprintf("变化出现在%s，不在所称之处；除此之外，", q.at(*m.held).Zh)
		en += fmt.Sprintf("growth shifts at %s, not where it is claimed; apart from that, ", q.at(*m.held).En)
	}
	shift := q.shifted(m)
	if q.from < q.to {
		zh += fmt.Sprintf("区间内差别最大处（%s）", q.at(m.within.Steps[0].Threshold).Zh)
		en += fmt.Sprintf("at the largest difference within the range (%s) ", q.at(m.within.Steps[0].Threshold).En)
	}
	zh, en = zh+shift.Zh, en+shift.En
	chance := fixed(m.chance, q.decimals())
	if chance == q.points(m.shift) {
		chance = fixed(m.chance, q.decimals()+1)
	}
	_, _, n := averages(q.crossed)
	switch {
	case n < leastPlaces && !(m.found() && m.meets() && m.p() < significant):
		zh += fmt.Sprintf("，但前后可比的只有%d个，分不清是规模的作用还是它们自身的变化", n)
		en += fmt.Sprintf(", but only %d can be compared on both sides, and size cannot be told from what is their own", n)
	case m.p() >= significant:
		zh += fmt.Sprintf("，没有超出偶然波动（20次里有19次在%s个百分点以内）", chance)
		en += fmt.Sprintf(", no more than chance may give (within %s points in 19 cases of 20)", chance)
	case math.Abs(m.shift) < q.important/2:
		zh += "，虽不像是偶然，但小得谈不上" + orElse(q.claim.Word, "门槛")
		en += ", hardly by chance, but too little to be called a watershed"
	default:
		zh += fmt.Sprintf("，超出偶然波动（20次里有19次在%s个百分点以内）", chance)
		en += fmt.Sprintf(", more than chance gives (within %s points in 19 cases of 20)", chance)
	}
	if v := q.vintage; v != nil && v.shift*m.shift < 0 && m.p() >= significant {
		zh += fmt.Sprintf("；只用同一版本数据又变成%s%s个百分点", higher(v.shift).Zh, q.points(v.shift))
		en += fmt.Sprintf("; on one vintage of the data it turns into %s points %s", q.points(v.shift), higher(v.shift).En)
	}
	return zh + "。", en + ". "
}

// reach says how well the data could see a shift, and how far.
func (q *inquiry) reach() (zh, en string) {
	m := q.main
	if p := q.power(); p != nil && m.within != nil && m.p() >= significant {
		seen := chances(p.share)
		if p.share >= adequate {
			zh = fmt.Sprintf("如果真有%s个百分点的变化，这些数据有%s的机会发现。", q.matter(), seen.Zh)
			en = fmt.Sprintf("A true shift of %s points would be found %s. ", q.matter(), seen.En)
		} else {
			zh = fmt.Sprintf("即使真有%s个百分点的变化，发现的机会也%s。", q.matter(), only(seen.Zh))
			en = fmt.Sprintf("Even a true shift of %s points would be found %s only. ", q.matter(), seen.En)
		}
	}
	low, high, ok := m.searchable()
	if !ok || m.inReach() || m.from <= high && m.to >= low {
		return zh, en
	}
	side := say("最高只能检验到"+q.at(high).Zh, "up to "+q.at(high).En)
	if m.to < low {
		side = say("最低只能检验到"+q.at(low).Zh, "down to "+q.at(low).En)
	}
	zh += fmt.Sprintf("按通行做法%s。", side.Zh)
	en += fmt.Sprintf("By the usual rule (%d %% of the sample kept on either side) sizes can be tested %s only. ", int(100*trimming), side.En)
	return zh, en
}

// only puts 只有 before a share that does not say so itself.
func only(share string) string {
	if strings.HasPrefix(share, "不到") {
		return share
	}
	return "只有" + share
}

// first lists the first names, and says more where there are others.
func first(names []string, most int, comma, more string) string {
	if len(names) <= most {
		return strings.Join(names, comma)
	}
	return strings.Join(names[:most], comma) + more
}

// conclusion is what may be said.
func (q *inquiry) conclusion() (zh, en string) {
	what, whatEn := q.line().Zh+"是"+orElse(q.claim.Word, "门槛"), "that "+q.line().En+" is a threshold"
	switch q.verdictOfLaw() {
	case diagnose.Supported:
		checks, checksEn := "逐一去掉达到的"+q.kind().Zh, "This survives the loss of any one of the "+q.kind().En
		for i, r := range q.checks() {
			checks, checksEn = checks+"、"+r.name.Zh, checksEn+map[bool]string{true: ", and holds on ", false: " and on "}[i == 0]+r.name.En
		}
		return fmt.Sprintf("%s，结论都不变。因此，数据支持%s的说法；原因另需论证。", checks, what),
			fmt.Sprintf("%s. So the data bear out %s; why it is one is another question.", checksEn, whatEn)
	case diagnose.Partly:
		failed := q.failures()[0]
		return fmt.Sprintf("但%s，因此只能作为线索，尚不能作为规律。", failed[0]), fmt.Sprintf("But %s: it is a lead and no law yet.", failed[1])
	case diagnose.NotSupported:
		if q.mismatched() {
			return "变化的方向与所说的相反，因此数据不支持" + what + "的说法。", "The shift is in the other direction, and the data do not bear out " + whatEn + "."
		}
		return "因此，数据不支持" + what + "的说法。", "So the data do not bear out " + whatEn + "."
	}
	if q.main.found() != (q.main.p() < significant) && q.main.inReach() {
		return "不限定位置的检验与此不一致，因此还不能下结论。", "The test without a place named beforehand disagrees, and nothing can be concluded yet."
	}
	if p := q.power(); p != nil && p.share >= adequate && q.main.p() >= significant && q.crossers() >= leastPlaces {
		return fmt.Sprintf("因此，没有看到%s的迹象，但这一规模已到样本的边上，还不足以下否定的结论。", what), fmt.Sprintf("So nothing points to it %s, but that size lies at the edge of the sample, and this is not enough to deny it.", whatEn)
	}
	if n := len(q.main.above); n > 0 && n < len(q.outcome.cells) {
		return fmt.Sprintf("因此，凭这%d个%s既不能证实、也不能否定%s。", n, q.kind().Zh, what), fmt.Sprintf("So the data of these %d %s can neither prove nor disprove %s.", n, q.kind().En, whatEn)
	}
	return "因此，现有数据既不能证实、也不能否定" + what + "。", "So the data can neither prove nor disprove " + whatEn + "."
}
