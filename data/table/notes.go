package table

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// rule is one thing that the table's own notes (or its hints) state.
type rule struct {
	mark   string      // "*", "[]", "①", "1)"; "" where the note names rows or a year instead
	status city.Status // of the marked values, or of the year
	breaks bool        // the definition changed
	from   city.Period // since when; "" where the note doesn't say
	year   city.Period // status rules without a mark: of which period
	labels []string    // cores of the labels that the note names; empty is every row
	newest bool        // status rules without a mark and a year: of the newest period
	child  bool        // the mark means 其中
	price  city.PriceBasis
	growth city.PriceBasis // price basis of growth rates
	text   string
	cell   string
}

// line is a line of text around the table with its cell.
type line struct {
	text string
	cell string
	row  int
}

var (
	leadNumber  = regexp.MustCompile(`^\s*(?:\d{1,2}[.、．]|\(\d{1,2}\)|[①-⑳])\s*`)
	definition  = regexp.MustCompile(`口径|统计范围|统计方法|统计标准|核算方法|核算办法|登记办法|认定办法|计算办法|计算方法|认定标准|不可比|不具(?:有)?可比性|行业分类|统计制度|统计调查制度|标准`)
	changed     = regexp.MustCompile(`调整|变化|变动|变更|改变|改为|修订|不一致|不可比|不尽一致|有所不同|不同|起执行|不具(?:有)?可比性|起采用|起按|起使用|起改|起包括|起含|起不含|新口径|新的?标准|新的?方法|新的?分类|新的?统计|扩大|缩小|换用|更改|改革`)
	scopeSince  = regexp.MustCompile(`(?:19|20)\d{2}年?度?(?:\d{1,2}月)?(?:份)?(?:起|开始|以前|之前|及以前|以后|之后|后|前).*(?:不含|不再含|包括|包含|含|扩大|剔除|纳入)`)
	since       = regexp.MustCompile(`(?:从|自|于)?((?:19|20)\d{2})年?(?:\d{1,2}月)?(?:度|份)?(?:起|开始|以后|后|以来|始|及以后|之后|之前|前|以前|及以前)?`)
	sinceUntil  = regexp.MustCompile(`((?:19|20)\d{2})年?(?:及以前|及之前)`)
	yearPart    = regexp.MustCompile(`((?:19|20)\d{2})年(?:(\d{1,2})` + dash + `(\d{1,2})月)?`)
	childMeans  = regexp.MustCompile(`其中|主要项|分项`)
	missMeans   = regexp.MustCompile(`不详|无该项|无数据|没有数据|数据不足|不足本表|缺失|未统计|无此项|暂缺|暂无|空缺`)
	revised     = regexp.MustCompile(`修订|订正|调整数|修正`)
	growthMeans = regexp.MustCompile(`增速|增长速度|增长率|指数|发展速度|增幅|增长`)
	bracketWord = []struct{ word, mark string }{
		{"方括号", "[]"}, {"中括号", "[]"}, {"圆括号", "()"}, {"小括号", "()"}, {"六角括号", "〔〕"}, {"尖括号", "<>"}, {"星号", "*"}, {"井号", "#"}, {"三角", "△"}, {"括号", "()"}, {"括弧", "()"},
	}
)

// markToken finds marks quoted in a note.
var markToken = regexp.MustCompile(`\[\s*\]|\(\s*\)|〔\s*〕|【\s*】|<\s*>|\{\s*\}|\*+|#+|[△▲※☆★†‡§◆●○]+|[①-⑳¹²³⁴-⁹]|\b\d{1,2}\)|\[\d{1,2}\]|\b[a-zA-Z]\b|…+|—+|"[^"]{1,4}"`)

// readNotes turns the lines around the table into rules. labels are the cores
// of the row and column names, so that a note may name them.
func readNotes(lines []line, labels []string) []rule {
	var rules []rule
	for _, l := range lines {
		text := fold(l.text)
		if preambleValue(text, "数据来源", "资料来源", "来源", "出处") != "" {
			continue
		}
		if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") && noteStart.MatchString(text) {
			text = strings.TrimSuffix(text, ")")
		}
		text = noteStart.ReplaceAllString(text, "")
		text = clauseBounds(text)
		for _, clause := range strings.Split(text, "\n") {
			clause = strings.TrimSpace(clause)
			if clause == "" {
				continue
			}
			for _, r := range readClause(clause, labels) {
				r.text, r.cell = strings.TrimSpace(leadNumber.ReplaceAllString(clause, "")), l.cell
				if r.text == "" {
					r.text = clause
				}
				rules = append(rules, r)
			}
		}
	}
	return rules
}

// clauseBounds puts a line break between the clauses of a note: at ; and 。,
// before "2." and "②", and at a comma after which a new mark is explained.
func clauseBounds(s string) string {
	s = strings.NewReplacer(";", "\n", "。", "\n", "；", "\n").Replace(s)
	s = regexp.MustCompile(`(^|[\s,、，])(\d{1,2}[.、．])([^\d])`).ReplaceAllString(s, "\n$3")
	s = regexp.MustCompile(`[,，、]\s*((?:标|带|注|加|有|打)?(?:有|注|记)?["“'‘「]?(?:\*+|#+|\[\s*\]|\(\s*\)|[△▲※☆★†‡①-⑳]|[prePRE](?:表示|为|代表)))`).ReplaceAllString(s, "\v$1")
	s = joinUnmarked(s)
	s = regexp.MustCompile(`([^\s\n"“])([①-⑳])([^"”号])`).ReplaceAllString(s, "$1\n$2$3")
	return s
}

// joinUnmarked undoes cuts at commas (\v) where no mark stands before the
// comma: "从2016年起，*指标…" is one clause.
func joinUnmarked(s string) string {
	pieces := strings.Split(s, "\v")
	out := pieces[0]
	for _, p := range pieces[1:] {
		last := out[strings.LastIndex(out, "\n")+1:]
		if len(marksIn(strings.TrimSpace(last))) > 0 {
			out += "\n" + p
		} else {
			out += "," + p
		}
	}
	return out
}

// readClause understands one clause of a note.
func readClause(c string, labels []string) []rule {
	if u := preambleValue(c, "单位", "计量单位"); u != "" {
		return nil
	}
	marks := marksIn(c)
	meaning := withoutMarks(c)
	named := labelsIn(meaning, labels)
	base := rule{labels: named}
	status, hasStatus := statusOf(meaning)
	if !hasStatus && revised.MatchString(meaning) && len(marks) > 0 && !definition.MatchString(meaning) {
		status, hasStatus = city.Final, true
	}
	var out []rule
	switch {
	case definition.MatchString(meaning) && changed.MatchString(meaning), scopeSince.MatchString(meaning):
		base.breaks, base.from = true, breakYear(meaning)
		if hasStatus && len(marks) > 0 && status != city.Final {
			base.status = status
		}
		out = withMarks(base, marks)
	case len(marks) > 0 && childMeans.MatchString(meaning) && !hasStatus:
		base.child = true
		out = withMarks(base, marks)
	case len(marks) > 0 && missMeans.MatchString(meaning):
		base.status = city.Missing
		out = withMarks(base, marks)
	case len(marks) > 0 && hasStatus:
		base.status = status
		base.labels = nil
		years := statusYears(meaning)
		if len(years) == 0 {
			years = []city.Period{""}
		}
		for _, y := range years { // 带#的指标2020年为初步统计数
			r := base
			r.year = y
			out = append(out, withMarks(r, marks)...)
		}
	case hasStatus && status != city.Missing:
		if out = yearRules(base, meaning); len(out) == 0 && statusTail.MatchString(meaning) && status != city.Target {
			base.status, base.newest = status, true
			out = []rule{base}
		}
	}
	price := readPrice(meaning, named)
	if len(out) == 0 && price == nil && len(marks) > 0 {
		return withMarks(base, marks)
	}
	if price != nil {
		out = append(out, *price)
	}
	return out
}

// statusTail ends a note that says of the table, or of a row, how final its
// figures are: 1-12月完成数为快报数.
var statusTail = regexp.MustCompile(`(?:为|是|系)(?:预计|快报|初步|初核|推算|估算|测算|最终核实前)[^,，]{0,6}(?:数|值|数据|结果)(?:[,，].{0,20}为准)?$`)

// yearRules reads "2018年为快报数，2017年为年报数": each status goes to the years
// named before it.
func yearRules(base rule, c string) []rule {
	var out []rule
	var years []city.Period
	for _, piece := range regexp.MustCompile(`[,，]`).Split(c, -1) {
		years = append(years, statusYears(piece)...)
		st, ok := statusOf(piece)
		if !ok {
			continue
		}
		for _, y := range years {
			r := base
			r.status, r.year = st, y
			out = append(out, r)
		}
		years = nil
	}
	return out
}

func withMarks(r rule, marks []string) []rule {
	if len(marks) == 0 {
		return []rule{r}
	}
	out := make([]rule, len(marks))
	for i, m := range marks {
		out[i] = r
		out[i].mark = m
		if r.breaks {
			out[i].labels = nil
		}
	}
	return out
}

// marksIn lists the marks that a clause explains.
func marksIn(c string) []string {
	var out []string
	add := func(m string) {
		if !hasMark(out, m) {
			out = append(out, m)
		}
	}
	for _, b := range bracketWord {
		if strings.Contains(c, b.word) && len(out) == 0 {
			add(b.mark)
		}
	}
	for _, loc := range markToken.FindAllStringIndex(c, -1) {
		m := strings.ReplaceAll(c[loc[0]:loc[1]], " ", "")
		before, after := c[:loc[0]], c[loc[1]:]
		if !explainsMark(m, before, after) {
			continue
		}
		m = strings.Trim(m, `"`)
		if strings.HasPrefix(m, "[") && len(m) > 2 {
			m = m[1:len(m)-1] + ")"
		}
		if strings.Trim(m, "…—") == "" {
			continue // signs for missing values are known anyway
		}
		if len(m) == 1 && m[0] >= 'A' && m[0] <= 'Z' {
			m = strings.ToLower(m)
		}
		add(m)
	}
	return out
}

var (
	markBefore = regexp.MustCompile(`(?:^|标|带|注|加|有|打|注有|标注|标有|标记|带有|加注|以|用|凡|表中|表内|中|的|右上角|"|“|'|‘|「|、|,|和|及|或)\s*$`)
	markAfter  = regexp.MustCompile(`^\s*(?:"|”|'|’|」)?\s*(?:号|符号|标志|标记|者|的|为|表示|指|系|是|代表|中|内|里|数据|数值|:|=|、|和|及|或|,|\s|上角|表|该|统计|指标|自|从|[\p{Han}])`)
	wordBefore = regexp.MustCompile(`[A-Za-z&]\s*$`)
)

// explainsMark tells a mark that a clause explains from a sign in its text.
func explainsMark(m, before, after string) bool {
	if len(m) == 1 && (m[0] >= 'a' && m[0] <= 'z' || m[0] >= 'A' && m[0] <= 'Z') {
		quoted := strings.HasSuffix(strings.TrimSpace(before), `"`) || strings.HasSuffix(before, "“")
		return !wordBefore.MatchString(before) && (quoted || strings.TrimSpace(before) == "" || markBefore.MatchString(before)) &&
			regexp.MustCompile(`^\s*["”]?\s*(?:表示|为|代表|指|:|=|是|系)`).MatchString(after)
	}
	if strings.TrimSpace(before) == "" {
		return true
	}
	return markBefore.MatchString(before) && (after == "" || markAfter.MatchString(after))
}

func withoutMarks(c string) string {
	return strings.TrimSpace(strings.NewReplacer("*", "", "[]", "", "()", "", "#", "").Replace(c))
}

// labelsIn lists the labels that a clause names, longest first, without those
// that are only part of a longer one.
func labelsIn(c string, labels []string) []string {
	c = strings.ReplaceAll(c, " ", "")
	var out []string
	for _, l := range labels {
		if len([]rune(l)) < 2 || !strings.Contains(c, l) || hasMark(out, l) {
			continue
		}
		out = append(out, l)
	}
	var keep []string
	for _, l := range out {
		rest := c
		for _, longer := range out {
			if longer != l && strings.Contains(longer, l) {
				rest = strings.ReplaceAll(rest, longer, "")
			}
		}
		if strings.Contains(rest, l) {
			keep = append(keep, l)
		}
	}
	for _, f := range families {
		for _, l := range labels {
			if f.words.MatchString(c) && f.member.MatchString(l) && !hasMark(keep, l) {
				keep = append(keep, l)
			}
		}
	}
	return keep
}

// families are words of notes that stand for several labels: 各产业增加值.
var families = []struct{ words, member *regexp.Regexp }{
	{regexp.MustCompile(`(?:各|三次|分|各次|三大)产业|第?一、?二、?三(?:次|产)`), regexp.MustCompile(`^第?[一二三]次?产业?(?:增加值)?$|^(?:农林牧渔业|工业|建筑业)(?:增加值)?$`)},
	{regexp.MustCompile(`(?:各|分)(?:行业|产业|门类)(?:的)?增加值|各项增加值`), regexp.MustCompile(`业增加值$|(?:产|农|林|牧|渔|工|建筑|制造|服务|金融|地产|零售|批发|餐饮|住宿|邮政|供应|采矿)业$`)},
}

// breakYear finds the first period under the new definition; "" without a year.
func breakYear(c string) city.Period {
	if m := sinceUntil.FindStringSubmatch(c); m != nil {
		return city.Year(atoi(m[1]) + 1)
	}
	all := since.FindAllStringSubmatch(c, -1)
	for _, m := range all { // a year with 从, 自 or 起 wins over one named otherwise
		if strings.ContainsAny(m[0], "从自起始后") || strings.Contains(m[0], "以来") {
			return city.Year(atoi(m[1]))
		}
	}
	for _, m := range all {
		if strings.HasSuffix(m[0], "前") { // 2016年以前
			return city.Year(atoi(m[1]))
		}
	}
	if len(all) > 0 {
		return city.Year(atoi(all[0][1]))
	}
	return ""
}

// statusYears lists the periods of "2018年为快报数", "2017年、2018年数据为预计数",
// "2018年1-9月为…".
func statusYears(c string) []city.Period {
	var out []city.Period
	for _, m := range yearPart.FindAllStringSubmatch(c, -1) {
		p := part{year: atoi(m[1]), month: atoi(m[2]), until: atoi(m[3])}
		out = append(out, p.period())
	}
	return out
}

// readPrice reads "绝对额按现价计算，增长速度按不变价格计算".
func readPrice(c string, named []string) *rule {
	if !constantPrice.MatchString(c) && !currentPrice.MatchString(c) {
		return nil
	}
	r := rule{labels: named}
	for _, piece := range regexp.MustCompile(`[,，、]`).Split(c, -1) {
		p := priceOf(piece)
		switch {
		case p == "":
		case growthMeans.MatchString(piece) && !regexp.MustCompile(`增加值|总值`).MatchString(growthBefore(piece)):
			r.growth = p
		default:
			r.price = p
		}
	}
	if r.price == "" && r.growth == "" {
		return nil
	}
	return &r
}

// growthBefore gives the words of a clause from its growth word on, so that
// "GDP增长按可比价" is about growth and "增加值按现价" is not.
func growthBefore(s string) string {
	if i := growthMeans.FindStringIndex(s); i != nil {
		return s[i[0]:]
	}
	return s
}

// preambleValue gives what stands behind "key:"; "" where s isn't such a line.
func preambleValue(s string, keys ...string) string {
	m := preambleLine.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	for _, k := range keys {
		if m[1] == k {
			return strings.TrimSpace(m[2])
		}
	}
	return ""
}

var circledNumber = regexp.MustCompile(`[①-⑳]`)

// listNumbers takes ① and its kin out of notes where they only number the
// clauses: no cell of the tables bears them.
func (rd *reader) listNumbers(notes []line, blocks []block) {
	used := map[string]bool{}
	for _, l := range notes {
		for _, m := range circledNumber.FindAllString(l.text, -1) {
			used[m] = false
		}
	}
	if len(used) == 0 {
		return
	}
	for _, b := range blocks {
		for _, r := range append(append([]int{}, b.heads...), b.body...) {
			for _, c := range rd.g.Rows[r] {
				for _, m := range circledNumber.FindAllString(c.Text, -1) {
					used[m] = true
				}
			}
		}
	}
	for i := range notes {
		notes[i].text = circledNumber.ReplaceAllStringFunc(notes[i].text, func(m string) string {
			if used[m] {
				return m
			}
			return "\n"
		})
	}
}

var dataOf = regexp.MustCompile(`^(?:以上|本表|表中|表内)?(?:各项|所有|全部|指标)?数据?(?:均|都)?(?:为|截至|截止|系|是)((?:19|20)\d{2})年(?:末|底|度)?(?:实绩|数据|数|值)?$`)

// noteTime reads a note that says of which year the whole table is: 本表数据为
// 2021年数据.
func noteTime(notes []line) part {
	for _, l := range notes {
		text := noteStart.ReplaceAllString(tightKey(fold(l.text)), "")
		for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(";；。,，", r) }) {
			clause = strings.TrimSpace(leadNumber.ReplaceAllString(clause, ""))
			if m := dataOf.FindStringSubmatch(squash(clause)); m != nil {
				return part{year: atoi(m[1])}
			}
		}
	}
	return part{}
}
