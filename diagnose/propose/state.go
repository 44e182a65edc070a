package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// subject is what a clause speaks of.
type subject struct {
	indicator  string // ID, else words
	known      bool   // the catalog has it
	definition string
	concept    string
	growth     bool // the words name its growth: GDP增速
	kind       city.IndicatorKind
	unit       string
	words      string // as written
}

// state is what a clause hands on to the next.
type state struct {
	ctx        Context
	cat        names
	subject    subject
	place      string
	ambiguous  bool
	period     city.Period
	from       city.Period
	years      int
	price      city.PriceBasis
	roster     string
	peers      []string
	group      string
	against    string
	growing    bool // the part before was a growth
	target     bool
	whole      subject // what 其中 and A中 speak of a part of
	quoting    bool    // the part before gave a peer's own figure: 低于深圳的4.8%
	quotedThan string
	bent       diagnose.Hedge // of the part before, 不及深圳的1/4
	ratio      string         // the share of the part before, by its name: 收入占GDP的比重
	share      [2]string      // the part and the whole of the share spoken of last
	listed     []string       // the years or places of a clause of nothing else, for 分别
	gap        gapSaid        // the part before was 高于全国2.1个百分点
	gave       bool           // the part before was 贡献了…的
	spoken     []subject      // of the levels read so far: 分别增长 after them takes them up
}

var (
	constantPrice = regexp.MustCompile(`可比价|不变价|可比口径|扣除价格因素|实际增长|实际增速|实际增幅`)
	currentPrice  = regexp.MustCompile(`现价|当年价|名义增长|名义增速`)
	aimWords      = regexp.MustCompile(`力争|争取|(?:今年|明年|年|我们|必须|下一步|本年)要(?:新增|净增|培育|引进|建成|新建|新认定)|确保|未来[^，]{1,3}年|今后[^，]{1,3}年|预期目标|预期增长|预期为|目标(?:是|为|定为|:|$)|增长目标|计划(?:到|实现|新增|完成|建设|投资|引进|培育|达到)|努力实现|努力达到|要达到|将达到|规划目标|要(?:提高|提升|达到|增长|增加|完成|实现|突破|超过|保持|控制|降低|下降)|有望达到|奋斗目标|拟|总目标|^建议`)
)

// enter reads what a clause says about period, price, place and comparator
// before any form is built.
func (st *state) enter(m *masked, s, e int) {
	text := m.plainText(s, e)
	switch {
	case constantPrice.MatchString(text):
		st.price = city.Constant
	case currentPrice.MatchString(text):
		st.price = city.Current
	}
	if strings.HasPrefix(strings.TrimLeft(text, " "), "其中") && st.subject.indicator != "" {
		st.whole = st.subject
	} else if loc := withinForm.FindStringIndex(m.mask[s:e]); loc != nil { // R&D经费中，基础研究占5.8%
		if w, ok := st.subjectIn(m, s, s+loc[0]); ok && w.known && w.concept == "" {
			st.whole = w
		}
	} else if s > 0 && strings.HasSuffix(m.mask[:s], ";") {
		st.whole = subject{}
	}
	if aimWords.MatchString(text) {
		st.target = true
	}
	st.enterPeriods(m, s, e)
	st.enterComparator(m, s, e)
}

var withinForm = pattern(`(?:之中|当中|中|内部|里)$`)

var ofTarget = regexp.MustCompile(`^的?(?:预期|工作)?(?:目标|任务|计划|预算)`)

var basePeriod = pattern(`(?:比|较|与|同|对比|相比|相较|相对于|自|从|由|是|为|相当于|快于|慢于|高于|低于|超过|达到?)$`)
var sinceTail = regexp.MustCompile(`^(?:的?[^，]{0,12})?(?:相比|对比|比较)`)

// enterPeriods sets the period and the base that a clause names.
func (st *state) enterPeriods(m *masked, s, e int) {
	for i := s; i < e; i++ {
		k, ok := m.of[i]
		if !ok || m.items[k].sign < signPeriod || m.items[k].sign > signYears {
			continue
		}
		p := m.items[k].period
		before, after := m.mask[s:i], m.mask[i+signLen:e]
		switch {
		case p.Kind == OnlyNamed || strings.HasSuffix(before, "连续") || strings.HasSuffix(before, "提前"):
		case strings.HasPrefix(p.Text, "全年") && st.period != "" && ofTarget.MatchString(after): // 上半年完成全年目标的51.2%
		case p.Kind == Before && p.Period != "":
			if basePeriod.MatchString(before) || strings.HasPrefix(after, "同期") {
				st.from = p.Period
				if st.period == p.Period { // 去年……比上年
					st.from = p.Period.Shift(-1)
				}
				if st.period == "" && st.ctx.Year > 0 {
					st.period = p.Period.Shift(1)
				}
				if st.period.Kind() != p.Period.Kind() && st.period != "" { // 一季度……较上年同期
					st.from = st.period.Shift(-1)
				}
			} else if st.from == "" {
				st.period, st.from = p.Period, ""
			}
		case p.Kind == AtPeriod && p.Period != "" && strings.HasSuffix(before, "到") && st.ctx.Year > 0 && p.Period.Year() > st.ctx.Year:
			st.period, st.target = p.Period, true // 到2025年
		case p.Kind == AtPeriod && strings.Contains(p.Text, "五") && strings.Contains(p.Text, "末") && st.ctx.Year > 0 && p.Period.Year() > st.ctx.Year+1:
			st.period, st.target = p.Period, true // “十四五”末, still ahead
		case p.Kind == AtPeriod && p.Period != "":
			if basePeriod.MatchString(before) && !strings.HasSuffix(before, "由") && !strings.HasSuffix(before, "从") || sinceTail.MatchString(after) {
				st.from = p.Period
				if strings.HasSuffix(before, "是") && st.period == "" {
					st.from = p.Period
				}
			} else if strings.HasSuffix(before, "由") || strings.HasSuffix(before, "从") || strings.HasSuffix(before, "自") {
				st.from = p.Period
			} else {
				if st.period != "" && st.period != p.Period && !st.from.Before(p.Period) {
					st.from = ""
				}
				st.period = p.Period
			}
		case p.Kind == Between:
			st.from, st.period, st.years = p.From, p.Period, 0
		case p.Kind == Since:
			st.from = p.From
		case p.Kind == ForYears && p.Unit == "年":
			st.years, st.from = p.Years, ""
		}
	}
}

var (
	compared  = pattern(`(?:与|同|和|较之于?|较|比起|相比于?|相较于?|相对于?|对比|对标|比照|对照|比)(?P<x>[^，]{1,60}?)(?:相比较?|比较|对比|比起来|相较|而言|比)?(?:,|，|$)`)
	comparedX = pattern(`(?:与|同|和|较)(?P<x>[^，]{1,60}?)(?:相比较?|比较|对比|相较)`)
	amongX    = pattern(`在(?P<x>[^，]{0,10}«R»[^，]{0,6}?)(?:中|里|之中|当中|范围内|之间)?(?:,|，|$)`)
	groupTail = regexp.MustCompile(`等?(?:其他|其它|同类|国内|一些|部分)*([^，、等]{2,10}?(?:城市|地区|省市|省份|市州|区县|同类|兄弟城市|高新区))`)
)

// enterComparator reads 与15城市相比, 与深圳等先进城市相比, 在15城市中.
func (st *state) enterComparator(m *masked, s, e int) {
	clause := m.mask[s:e]
	loc := comparedX.FindStringSubmatchIndex(clause)
	if loc == nil && e < len(m.mask) {
		if loc = compared.FindStringSubmatchIndex(clause); loc != nil && !endsCompared(clause) && !leadsCompared.MatchString(clause) {
			loc = nil
		}
	}
	if loc == nil {
		loc = amongX.FindStringSubmatchIndex(clause)
	}
	if loc == nil {
		return
	}
	xs, xe := s+loc[2], s+loc[3]
	for _, it := range m.itemsIn(xs, xe) {
		switch it.sign {
		case signRoster:
			st.roster, st.peers, it.used = m.text[it.s:it.e], nil, true
		case signPlace:
			if it.id != "" && it.match != catalog.Ambiguous && it.match != catalog.Unresolved {
				st.peers = append(st.peers, it.id)
			}
			it.used = true
		}
	}
	st.group = groupIn(m.plainText(xs, xe), st.ctx.Groups, st.roster == "")
}

var leadsCompared = regexp.MustCompile(`^(?:但|而|若)?(?:对标|比照|对照|较之于?|相较于?|相比于?|比起|对比)`)

func endsCompared(clause string) bool {
	_, ok := endsAny(clause, []string{"相比", "相比较", "比较", "对比", "相较", "比起来", "而言"})
	return ok
}

// groupIn finds a group of the study that the words name, longest first; any
// other group of cities is kept as written, so that it can be asked for.
func groupIn(words string, groups []string, asWritten bool) string {
	best := ""
	for _, g := range groups {
		if strings.Contains(words, g) && len(g) > len(best) {
			best = g
		}
	}
	if best == "" && asWritten {
		if m := groupTail.FindStringSubmatch(words); m != nil {
			return m[1]
		}
	}
	return best
}

// put writes the shared fields of a part from the state.
func (st *state) put(c *diagnose.Claim) {
	if c.Place == "" {
		c.Place = st.place
	}
	if c.Period == "" {
		c.Period = st.period
	}
	if c.Price == "" && (c.Type == diagnose.GrowthType || c.Type == diagnose.GrowthGap || c.Type == diagnose.Contribution || c.Type == diagnose.Trend) {
		c.Price = st.price
	}
}
