package watershed

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// enough places beyond a size for no word to be said about their number, and
// the least that a verdict may rest on.
const (
	enoughPlaces = 10
	enoughShare  = 0.1 // of all places
	leastPlaces  = 5
)

// boundary is a change of a prefecture's area between a year and the one before.
type boundary struct {
	place, document string
	year            int
	what            city.Text
}

// boundaries are the mergers and splits of whole prefectures since 1999 that
// changed what a city's total is of (documents of the State Council, as listed
// in FIERsity/china-prefecture-crosswalk, CC BY 4.0).
var boundaries = []boundary{
	{"340100", "国函〔2011〕84号", 2011, say("合肥2011年划入原地级巢湖市的一部分", "Hefei took in part of the former Chaohu in 2011")},
	{"340200", "国函〔2011〕84号", 2011, say("芜湖2011年划入原地级巢湖市的一部分", "Wuhu took in part of the former Chaohu in 2011")},
	{"340500", "国函〔2011〕84号", 2011, say("马鞍山2011年划入原地级巢湖市的一部分", "Ma'anshan took in part of the former Chaohu in 2011")},
	{"370100", "国函〔2018〕163号", 2019, say("济南2019年起含原地级莱芜市", "Jinan holds the former Laiwu from 2019 on")},
}

// moved is the change of boundaries between the two years of a row; nil where
// none is known.
func (r row) moved() *boundary {
	for i, b := range boundaries {
		if b.place == r.place && b.year == r.year {
			return &boundaries[i]
		}
	}
	return nil
}

// traps names what makes such claims go wrong and applies here.
func (q *inquiry) traps() {
	q.fewPlaces()
	q.nominalYardstick()
	q.nationalSlowdown()
	q.censusRevision()
	q.boundaryChange()
	q.circularLabel()
	if len(q.notDone) > 0 {
		zh, en := both(q.notDone)
		q.because("step-not-done", "未做的检验："+strings.Join(zh, "；"), "not done: "+strings.Join(en, "; "))
	}
}

func (q *inquiry) because(code, zh, en string) {
	q.result.Reasons = append(q.result.Reasons, diagnose.Reason{Code: code, Text: say(zh, en)})
}

// crossers are the places seen on both sides of the size, with two years beyond.
func (q *inquiry) crossers() int {
	n := 0
	for _, c := range q.crossed {
		if c.before && c.after >= 2 {
			n++
		}
	}
	return n
}

func (q *inquiry) fewPlaces() {
	n, k, all := q.crossers(), q.kind(), len(q.outcome.cells)
	if len(q.crossed) == 0 {
		q.because("few-places", "没有一个"+k.Zh+"达到"+q.floor().Zh, "none of the "+k.En+" reaches "+q.floor().En)
		return
	}
	if n >= enoughPlaces && float64(len(q.crossed)) >= enoughShare*float64(all) {
		return
	}
	if !slices.ContainsFunc(q.crossed, func(c crossing) bool { return c.before }) {
		q.because("few-places", fmt.Sprintf("达到%s的%d个%s在数据里一直在其上，看不到越过的前后", q.floor().Zh, len(q.crossed), k.Zh), fmt.Sprintf("the %d %s that reach %s were beyond it all the time: nobody is seen to cross", len(q.crossed), k.En, q.floor().En))
		return
	}
	zh, en := q.listCrossed(enoughPlaces)
	only := map[bool]string{true: "只"}[float64(len(q.crossed)) < 0.3*float64(all)]
	q.because("few-places",
		fmt.Sprintf("%d个%s中达到%s的%s有%d个（%s），其中越过前后都有数、越过后满两年的%d个", all, k.Zh, q.floor().Zh, only, len(q.crossed), zh, n),
		fmt.Sprintf("%d of %d %s reach %s (%s); %d of them have values on both sides and two years beyond", len(q.crossed), all, k.En, q.floor().En, en, n))
}

// listCrossed is 上海2009年、北京2011年 …, the first so many, and how many were
// beyond the size all the time.
func (q *inquiry) listCrossed(most int) (zh, en string) {
	var zhs, ens []string
	always := 0
	for _, c := range q.crossed {
		if !c.before {
			always++
			continue
		}
		zhs, ens = append(zhs, fmt.Sprintf("%s%d年", q.short(c.place), c.year)), append(ens, fmt.Sprintf("%s %d", q.short(c.place), c.year))
	}
	zh, en = first(zhs, most, "、", "等"), first(ens, most, ", ", " and others")
	if always > 0 {
		zh, en = zh+fmt.Sprintf("，另%d个一直在其上", always), en+fmt.Sprintf("; %d were beyond it all the time", always)
	}
	return zh, en
}

func (q *inquiry) nominalYardstick() {
	if !q.money() {
		return
	}
	first, last := map[string]bool{}, map[string]bool{}
	from, to := q.span()
	for place, cells := range q.size.cells {
		for year, into := range map[int]map[string]bool{from: first, to: last} {
			if c, ok := cells[year]; ok && c.value >= q.from {
				into[place] = true
			}
		}
	}
	zh := fmt.Sprintf("以现价划线，物价和名义增长会把各地一个个推过线：%d年达到的有%d个，%d年有%d个", from, len(first), to, len(last))
	en := fmt.Sprintf("a line at current prices is crossed by inflation and nominal growth alone: %d places were beyond it in %d, %d in %d", len(first), from, len(last), to)
	if r := q.proportion; r != nil && r.within != nil {
		line := fixed(r.from, 1) + "%"
		if r.to > r.from {
			line += "—" + fixed(r.to, 1) + "%"
		}
		found, foundEn := "没有发现变化", "no shift is found"
		if r.p() < significant {
			found, foundEn = q.shifted(r).Zh, q.shifted(r).En
		}
		p := chance(r.p(), r.within.Steps[0].Draws)
		zh += "；换成" + r.name.Zh + "（按末年折算为" + line + "）再检验，" + found + "（p" + p + "）"
		en += "; by " + r.name.En + " (" + line + " in the last year) " + foundEn + " (p " + p + ")"
	}
	q.because("nominal-yardstick", zh, en)
}

// slowed is by how much growth of the others falls, in points, from which a
// general slowdown is named.
func (q *inquiry) slowed() float64 { return q.important / 2 }

func (q *inquiry) nationalSlowdown() {
	own, others, n := averages(q.crossed)
	if n == 0 || others[0]-others[1] < q.slowed() {
		return
	}
	q.because("national-slowdown",
		fmt.Sprintf("越过前后各取至多%d年，越过的%d个%s%s由%s变为%s；同样的年份，从未达到的%s也由%s降到%s", window, n, q.kind().Zh, q.mean().Zh, q.rate(own[0]), q.rate(own[1]), q.kind().Zh, q.rate(others[0]), q.rate(others[1])),
		fmt.Sprintf("in up to %d years either side, %s of the %d that crossed went from %s to %s; in the same years the others fell from %s to %s", window, q.mean().En, n, q.rate(own[0]), q.rate(own[1]), q.rate(others[0]), q.rate(others[1])))
}

// censuses are the years of the national economic censuses, after which figures
// of the years before were revised.
var censuses = []int{2004, 2008, 2013, 2018, 2023}

func (q *inquiry) censusRevision() {
	var revised []string
	jumps, spans := 0, false
	for _, r := range q.rows {
		if r.vintages[0] && !slices.Contains(revised, r.place) {
			revised = append(revised, r.place)
		}
		if r.jump {
			jumps++
		}
		spans = spans || slices.Contains(censuses, r.year-1)
	}
	switch {
	case q.vintage != nil:
		names := make([]string, len(revised))
		for i, p := range revised {
			names[i] = q.short(p)
		}
		list := some(names, 8)
		zh, en := "只用同一版本的"+fmt.Sprint(q.vintage.rows)+"个增速重做，结论不变", "on the "+fmt.Sprint(q.vintage.rows)+" rates of one vintage the answer is the same"
		if (q.vintage.p() < significant) != (q.main.p() < significant) {
			zh, en = strings.Replace(zh, "结论不变", "结论不同", 1), strings.Replace(en, "is the same", "differs", 1)
		}
		if a, b := q.main.shift, q.vintage.shift; a*b < 0 {
			zh += fmt.Sprintf("，但所估变化由%s%s变为%s%s个百分点，方向都反了", higher(a).Zh, q.points(a), higher(b).Zh, q.points(b))
			en += fmt.Sprintf(", but the estimated shift turns from %s points %s to %s %s", q.points(a), higher(a).En, q.points(b), higher(b).En)
		}
		q.because("census-revision", "同一张表混有两种版本：据来源说明，"+list+"早年的数是修订数，其余多为首次公布数；"+zh, "one table mixes two vintages: by its note the early figures of "+list+" are revised and most others first published; "+en)
	case spans && jumps > 0 && q.size.indicator == "gdp":
		q.because("census-revision", fmt.Sprintf("未注明各年是首次公布数还是普查修订数，经济普查前后未必可比；有%d个增速偏离当年各地水平过远，可能与修订有关", jumps),
			fmt.Sprintf("nothing says whether figures are as first published or revised, and they may not compare across an economic census; %d rates lie far from those of their year and may come from a revision", jumps))
	}
}

func (q *inquiry) boundaryChange() {
	var zh, en []string
	for _, r := range q.rows {
		if b := r.moved(); b != nil {
			zh, en = append(zh, b.what.Zh+"（"+b.document+"）"), append(en, b.what.En+" ("+b.document+")")
		}
	}
	if len(zh) > 0 {
		q.because("boundary-change", "区划有调整，当年的数与上年地域不同："+strings.Join(zh, "；"), "boundaries changed, and the year is not of the same area as the one before: "+strings.Join(en, "; "))
	}
}

var (
	labels  = regexp.MustCompile(`创新驱动型?|创新型|转型成功|成功|领军|领先|先进|高质量|一流|强市`)
	outcome = regexp.MustCompile(`增速|增长|放缓|加快|回落`)
)

func (q *inquiry) circularLabel() {
	s := q.claim.Sentence
	if word := labels.FindString(s); word != "" {
		q.because("circular-label", "“"+word+"”要在越过之前就有可以核对的标准；越过之后按成败贴上的标签，不能反过来证明这一规律", "“"+word+"” needs a standard set before the crossing; a label given for success proves nothing about what success comes from")
		return
	}
	if !outcome.MatchString(s) && q.claim.Against == "" {
		q.because("circular-label", "没有写明越过之后什么会改变，按"+q.name(q.outcome.indicator).Zh+"的"+q.growth().Zh+"检验；事后看谁发展得好再说它越过了“"+orElse(q.claim.Word, "门槛")+"”，是循环论证",
			"the sentence does not say what changes beyond it, so "+q.growth().En+" of "+q.name(q.outcome.indicator).En+" was tested; to say afterwards that those that do well have passed it is circular")
	}
}

func orElse(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func both(list []city.Text) (zh, en []string) {
	for _, t := range list {
		zh, en = append(zh, t.Zh), append(en, t.En)
	}
	return zh, en
}

// some lists the first names and counts the rest.
func some(names []string, most int) string {
	if len(names) <= most {
		return strings.Join(names, "、")
	}
	return strings.Join(names[:most], "、") + fmt.Sprintf("等%d个", len(names))
}
