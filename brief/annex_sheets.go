package brief

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func partID(id string, i int) string { return id + "." + strconv.Itoa(i+1) }

// valueColumn is the column of the value in the sheet of observations.
const valueColumn = "H"

// observations writes the sheet of observations, one a row; row n+2 is the
// observation with the number n.
func (a *annex) observations() {
	sheet := a.book.names[2]
	a.book.head(sheet, []string{
		a.say("序号", "No."), a.say("指标", "Indicator"), a.say("指标代码", "Indicator id"), a.say("地区", "Place"), a.say("地区代码", "Place code"),
		a.say("时期", "Period"), a.say("内容", "What"), a.say("数值", "Value"), a.say("单位", "Unit"), a.say("数据状态", "Status"), a.say("价格", "Prices"),
		a.say("口径", "Definition"), a.say("比较范围", "Roster"), a.say("来源", "Source"), a.say("发布单位", "Publisher"), a.say("发布日期", "Date"), a.say("来源等级", "Grade"),
		a.say("文件", "File"), a.say("工作表", "Sheet"), a.say("单元格", "Cell"), "SHA-256", a.say("备注", "Note"),
	}, []float64{6, 30, 20, 12, 10, 10, 8, 12, 10, 10, 8, 14, 12, 28, 22, 12, 8, 44, 12, 9, 68, 40})
	for n, o := range a.index.list {
		var value any = number{o.Value}
		if o.Status == city.Missing {
			value = ""
		}
		s, _ := a.in.source(o)
		title := s.Title
		if title == "" {
			title = o.Source
		}
		grade := o.Grade
		if grade == "" {
			grade = s.Grade
		}
		a.book.row(sheet, n+1, a.in.indicatorName(o.Indicator, o.Label, a.lang), o.Indicator, a.in.placeName(o.Place), o.Place,
			string(o.Period), facetName(o.Facet, a.lang), value, o.Unit, statusOrFinal(o.Status, a.lang), priceName(o.Price, a.lang),
			o.Definition, o.Roster, title, s.Publisher, s.Date, grade, o.Origin.File, o.Origin.Sheet, o.Origin.Cell, o.Origin.SHA256, o.Note)
	}
}

func facetName(f city.Facet, lang string) string {
	switch f {
	case city.Growth:
		return city.Text{Zh: "印出增速", En: "printed growth"}.In(lang)
	case city.Rank:
		return city.Text{Zh: "印出位次", En: "printed rank"}.In(lang)
	}
	return city.Text{Zh: "数值", En: "value"}.In(lang)
}

// statusOrFinal names every status, the usual one too.
func statusOrFinal(s city.Status, lang string) string {
	if s == city.Final || s == "" {
		return city.Text{Zh: "正式数", En: "final"}.In(lang)
	}
	return statusName(s, lang)
}

func priceName(p city.PriceBasis, lang string) string {
	switch p {
	case city.Current:
		return city.Text{Zh: "现价", En: "current"}.In(lang)
	case city.Constant:
		return city.Text{Zh: "可比价", En: "constant"}.In(lang)
	}
	return ""
}

// figures writes the sheet of figures. A figure that arithmetic gives is a
// live formula over the sheet of observations, one that is an observation
// refers to its cell.
func (a *annex) figures() {
	sheet := a.book.names[1]
	a.main = map[string]string{}
	a.book.head(sheet, []string{
		a.say("论断编号", "Claim"), a.say("图数名称", "Figure"), a.say("结果", "Result"), a.say("单位", "Unit"), a.say("时期", "Period"), a.say("数据状态", "Status"),
		a.say("算式", "Arithmetic"), a.say("算式说明", "Note"), a.say("所用单元格", "Source cells"), a.say("原句", "Sentence"),
	}, []float64{14, 26, 13, 10, 12, 10, 34, 30, 44, 50})
	walkResults(a.in.Results, func(id string, r diagnose.Result) {
		for i, f := range r.Figures {
			var result any = number{f.Value}
			words, note, cells := "", "", ""
			expr, used, ok := a.live(r, f)
			if ok {
				result = formula{expr, f.Value}
				words = arithmetic(r, f)
				cells = originList(used)
			}
			if f.Formula != nil {
				note = f.Formula.Note.In(a.lang)
			}
			row := a.book.row(sheet, id, f.Name.In(a.lang), result, f.Unit, string(f.Period), statusOrFinal(f.Status, a.lang), words, note, cells, r.Sentence)
			if i == 0 {
				a.main[id] = "'" + sheet + "'!$C$" + strconv.Itoa(row)
			}
		}
	})
}

var placeholder = regexp.MustCompile(`\{(\d+)\}`)

// live gives the formula of a figure over the cells of the observations, and
// the observations in it; not ok where the figure is neither arithmetic nor an
// observation.
func (a *annex) live(r diagnose.Result, f diagnose.Figure) (expr string, used []city.Observation, ok bool) {
	places := strconv.Itoa(int(city.Decimals(f.Value)))
	if f.Formula == nil {
		for _, o := range r.Evidence {
			if o.Value.Equal(f.Value) && o.Unit == f.Unit && o.Status != city.Missing {
				if n, in := a.index.of(o); in {
					return a.cell(n), []city.Observation{o}, true
				}
			}
		}
		return "", nil, false
	}
	ok = true
	seen := map[int]bool{}
	expr = placeholder.ReplaceAllStringFunc(f.Formula.Expr, func(s string) string {
		i, err := strconv.Atoi(s[1 : len(s)-1])
		if err != nil || i >= len(r.Evidence) {
			ok = false
			return s
		}
		n, in := a.index.of(r.Evidence[i])
		if !in || r.Evidence[i].Status == city.Missing {
			ok = false
			return s
		}
		if !seen[i] {
			seen[i] = true
			used = append(used, r.Evidence[i])
		}
		return a.cell(n)
	})
	return "ROUND(" + expr + "," + places + ")", used, ok && len(used) > 0
}

// cell is the reference to the value of the observation with the number n.
func (a *annex) cell(n int) string {
	return "'" + a.book.names[2] + "'!$" + valueColumn + "$" + strconv.Itoa(n+2)
}

// arithmetic is a formula with the printed values in the places of cells.
func arithmetic(r diagnose.Result, f diagnose.Figure) string {
	if f.Formula == nil {
		return ""
	}
	return placeholder.ReplaceAllStringFunc(f.Formula.Expr, func(s string) string {
		i, err := strconv.Atoi(s[1 : len(s)-1])
		if err != nil || i >= len(r.Evidence) {
			return s
		}
		return city.Printed(r.Evidence[i].Value)
	})
}

func originList(list []city.Observation) string {
	var out []string
	for _, o := range list {
		out = append(out, originText(o.Origin))
	}
	return strings.Join(out, "\n")
}

// claims writes the sheet of claims; the main figure refers to the sheet of
// figures.
func (a *annex) claims() {
	sheet := a.book.names[0]
	a.book.head(sheet, []string{
		a.say("编号", "No."), a.say("原句", "Sentence"), a.say("类型", "Type"), a.say("判定", "Verdict"), a.say("主要图数", "Main figure"), a.say("单位", "Unit"),
		a.say("时期", "Period"), a.say("数据状态", "Status"), a.say("理由", "Reasons"), a.say("理由代码", "Reason codes"), a.say("稳妥表述", "Safe wording"),
		a.say("可能的质疑", "Opposing reading"), a.say("需要补什么", "What would decide"), a.say("依据数据", "Evidence"), a.say("另须注意", "Against it"),
		a.say("判定规则", "Rule"), a.say("出处", "Where it stands"),
	}, []float64{16, 44, 10, 12, 12, 9, 10, 10, 34, 16, 44, 40, 34, 44, 40, 34, 18})
	walkResults(a.in.Results, func(id string, r diagnose.Result) {
		var value any = ""
		unit, period, status := "", "", ""
		if len(r.Figures) > 0 {
			f := r.Figures[0]
			value, unit, period, status = formula{a.main[id], f.Value}, f.Unit, string(f.Period), statusOrFinal(f.Status, a.lang)
		}
		var reasons, codes []string
		for _, x := range r.Reasons {
			reasons, codes = append(reasons, x.Text.In(a.lang)), append(codes, x.Code)
		}
		where := r.Where.File
		if r.Where.Line > 0 {
			where += fmt.Sprintf(a.say(" 第%d行（段）", ", line %d"), r.Where.Line)
		}
		a.book.row(sheet, id, r.Sentence, claimType(r.Type, a.lang), verdictSign(r.Verdict)+" "+r.VerdictName(a.lang), value, unit, period, status,
			strings.Join(reasons, "\n"), strings.Join(codes, "\n"), r.Rewording.In(a.lang), r.Counter.In(a.lang), r.Decide.In(a.lang),
			a.cited(r.Evidence), a.cited(r.Contrary), r.Rule.In(a.lang), where)
	})
}

// claimType names a type of claims.
func claimType(t diagnose.Type, lang string) string {
	for _, x := range diagnose.Tests() {
		if x.Type == t {
			return x.Name.In(lang)
		}
	}
	return string(t)
}

func verdictSign(v diagnose.Verdict) string {
	for _, x := range verdicts {
		if x.verdict == v {
			return x.sign
		}
	}
	return ""
}

// cited lists observations with the number of their row.
func (a *annex) cited(list []city.Observation) string {
	var out []string
	for _, o := range list {
		line := a.in.observationText(o, a.lang)
		if n, ok := a.index.of(o); ok {
			line = fmt.Sprintf("[%d] %s", n+1, line)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// findings writes the sheet of findings.
func (a *annex) findings() {
	sheet := a.book.names[3]
	a.book.head(sheet, []string{a.say("代码", "Code"), a.say("级别", "Severity"), a.say("指标", "Indicator"), a.say("地区", "Place"), a.say("时期", "Period"),
		a.say("说明", "What is wrong"), a.say("单元格", "Cells")}, []float64{8, 9, 30, 14, 12, 70, 50})
	for _, f := range a.in.Findings {
		var cells []string
		for _, o := range f.Sources {
			cells = append(cells, originText(o))
		}
		a.book.row(sheet, f.Code, severityName(f.Severity, a.lang), f.Indicator, f.Place, string(f.Period), f.Message.In(a.lang), strings.Join(cells, "\n"))
	}
}

// notes says how to read the workbook.
func (a *annex) notes() {
	sheet := a.book.names[4]
	a.book.head(sheet, []string{a.say("项目", "Item"), a.say("说明", "Note")}, []float64{18, 100})
	line := func(zh, en, textZh, textEn string) { a.book.row(sheet, a.say(zh, en), a.say(textZh, textEn)) }
	line("课题", "Study", a.in.Title, a.in.Title)
	line("问题", "Question", a.in.Question, a.in.Question)
	line("日期", "Date", a.in.DocumentDate, a.in.DocumentDate)
	line("计算", "Figures", "“结果”列是活公式，引用“观测值”表的数值，四舍五入到所示小数位；“算式”列是代入数值后的写法。",
		"The results are live formulas over the sheet of observations, rounded half away from zero to the decimals shown; the arithmetic is the same with the values put in.")
	line("观测值", "Observations", "每个数值照原表印出的小数位；文件、工作表、单元格和文件的 SHA-256 指明出处。",
		"Each value has the decimals that its source printed; file, sheet, cell and the SHA-256 of the file say where it stands.")
	if a.index.left > 0 {
		a.book.row(sheet, a.say("未列出", "Left out"), fmt.Sprintf(a.say("另有 %d 个观测值未用于论断，未列出。", "%d more observations, which no claim uses, are not listed."), a.index.left))
	}
	line("判定", "Verdicts", "√ 依据充分；△ 限定后可用；× 与数据不符；？ 依据不足。", "√ supported; △ usable when qualified; × not supported; ？ cannot be decided.")
	line("程序", "Program", "全域 "+a.in.Version, "Quanyu "+a.in.Version)
}
