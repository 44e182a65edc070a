package registry

import (
	"fmt"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
)

// Codes lists every code of a Finding, in order.
func Codes() city.Codes {
	return city.Codes{
		city.NewCode("F001", city.SeverityWarning, "名录里没有的字段", "fields that the register lacks",
			"所算的规则要用的这些字段没有对应的列，凡用到它们的条件都算缺数据，不算不符合。",
			"No column holds these fields, which the rules at hand need. Conditions that need them are unknown, never unmet."),
		city.NewCode("F002", city.SeverityNote, "没有用到的列", "columns that are not used",
			"这些列的表头不是已知字段（或单位与字段不合），没有读。", "The headings of these columns name no known field, or have a unit of another kind; they are not read."),
		city.NewCode("F003", city.SeverityWarning, "表头没有写单位", "heading without a unit",
			"表头没有写单位，表上方也没有，按字段本来的单位读（金额按元）。名录里的金额常以万元计，请核对后在表头写明，如“研发费用(万元)”。",
			"Neither the heading nor a line above states a unit; the field's own is taken (yuan for money). Registers often have 万元: check, and write it behind the heading."),
		city.NewCode("F004", city.SeverityError, "读不出的值", "values that cannot be read",
			"该是数字、日期或是否的地方是别的文字。不猜，按缺数据算。", "Where a number, a date or yes and no belongs stands something else. It is not guessed at and counts as missing."),
		city.NewCode("F005", city.SeverityError, "代码重复", "the same code twice",
			"同一个统一社会信用代码出现在几行。各行都照算，合计会重复，请先去重。", "One unified social credit code stands in several rows. All of them count, so that sums are too large: remove the duplicates first."),
		city.NewCode("F006", city.SeverityWarning, "统一社会信用代码有误", "wrong unified social credit code",
			"不是18位，或有不该有的字母，或末位校验码不对（GB 32100—2015）。照算，但与别的名录对不上。",
			"Not 18 places, or a letter that codes do not have, or a wrong check digit (GB 32100-2015). The row counts, but will match no other register."),
		city.NewCode("F007", city.SeverityError, "行业不在国民经济行业分类里", "industry outside of GB/T 4754",
			"行业应是 GB/T 4754—2017 的大类（39）或中小类（3940）代码，前面可以有门类字母，或是大类名称。对不上的按缺数据算。",
			"An industry is a division (39) or class (3940) of GB/T 4754-2017, with its section letter or without, or the name of a division. What is none counts as missing."),
		city.NewCode("F008", city.SeverityError, "不可能的值", "impossible values",
			"人数、件数、费用为负，或人数、件数有零头：按缺数据算。部分大于全部（如科技人员多于职工）：看不出哪个错，照算。",
			"Negative counts or expenses, or fractions of a person or patent: they count as missing. A part that exceeds its whole (more technical staff than staff): which of the two is wrong cannot be told; both are used."),
		city.NewCode("F009", city.SeverityNote, "缺数多的字段", "fields with many gaps",
			"这些字段有两成以上的行没有值。", "A fifth of the rows or more lack these fields."),
		city.NewCode("F010", city.SeverityWarning, "没有代码的行", "rows without a code",
			"没有统一社会信用代码的行照算，但查不了重复，也不能逐户说明。", "Rows without a unified social credit code count, but duplicates among them cannot be found and they cannot be explained one by one."),
		city.NewCode("F011", city.SeverityError, "不在规定取值里的词", "words outside of a closed list",
			"该字段只有规定的几个取值，别的按缺数据算。", "The field has a closed list of values; others count as missing."),
		city.NewCode("F012", city.SeverityWarning, "金额的单位可疑", "a doubtful unit of money",
			"人均营业收入的中位数不到一千元，或超过一亿元，多半是单位写错（万元写成元，或相反）。",
			"The median of sales per head is under a thousand yuan or over a hundred million: the unit is likely wrong (万元 for 元, or the reverse)."),
		city.NewCode("F013", city.SeverityNote, "没有读的工作表", "sheets that are not read",
			"只读第一张有已知表头的工作表。", "Only the first sheet with known headings is read."),
		city.NewCode("F014", city.SeverityNote, "不是企业的行", "rows that are no firms",
			"合计、小计、表下的注和填表人、重复的表头：没有代码和名称，不算企业。", "Sums, notes beneath the table, headings once more: without a code and a name they are no firms."),
		city.NewCode("F015", city.SeverityError, "代码存成了数字", "codes kept as numbers",
			"表格软件的数字只有15位，18位代码的末几位已经丢失，补不回来，也查不了重复。把这一列设为文本，从原始数据重新导出。照算。",
			"A spreadsheet's number has 15 digits: the last ones of an 18-digit code are lost, and duplicates cannot be found. Make the column text and export it again. The rows count."),
	}
}

// matter is what a value that was rejected is counted under.
func (c *column) matter(v verdict) matter {
	switch {
	case v == cannot:
		return matter{"F008", c.field.Name}
	case v == unlisted && c.field.Name == "industry":
		return matter{"F007", c.field.Name}
	case v == unlisted:
		return matter{"F011", c.field.Name}
	}
	return matter{"F004", c.field.Name}
}

// finding makes a finding about the file.
func (r *Registry) finding(code, indicator string, zh, en string, args ...any) city.Finding {
	f := Codes().Finding(code, zh, en, args...)
	f.Indicator = indicator
	return f
}

// listed shows the first words of a list, and how many there are.
func listed(words []string, lang string) string {
	const most = 12
	if len(words) <= most {
		return strings.Join(words, "、")
	}
	if lang == "zh" {
		return fmt.Sprintf("%s 等 %d 项", strings.Join(words[:most], "、"), len(words))
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:most], ", "), len(words)-most)
}

// Lacking gives a finding on the fields that rules need and no column holds;
// none where there is nothing to say.
func (r *Registry) Lacking(needed []*rule.Field) []city.Finding {
	var zh, en []string
	for _, f := range needed {
		if (f.Entity == "" || f.Entity == r.entity) && !r.Has(f.Name) {
			zh, en = append(zh, titled(f)), append(en, f.Name)
		}
	}
	if len(zh) == 0 {
		return nil
	}
	f := r.finding("F001", "", "所算的规则要用、名录里没有的字段：%[1]s", "fields that the rules need and the register lacks: %[2]s", listed(zh, "zh"), listed(en, "en"))
	if len(r.unread) > 0 { // one of them may be meant
		f.Message.Zh += "；没有认出的列：" + listed(r.unread, "zh")
		f.Message.En += "; columns that name no field: " + listed(r.unread, "en")
	}
	return []city.Finding{f}
}

// aboutHeadings says which columns and units are missing.
func (r *Registry) aboutHeadings(unread, unitless []string) []city.Finding {
	var out []city.Finding
	if len(unread) > 0 {
		out = append(out, r.finding("F002", "", "没有用到的列：%[1]s", "columns that are not used: %[2]s", listed(unread, "zh"), listed(unread, "en")))
	}
	if len(unitless) > 0 {
		out = append(out, r.finding("F003", "", "没有写单位，按字段本来的单位读：%[1]s", "no unit is stated, the field's own is taken: %[2]s", listed(unitless, "zh"), listed(unitless, "en")))
	}
	return out
}

// Findings gives what is doubtful about the headings and, once Check has run,
// about the rows; the severest first.
func (r *Registry) Findings() []city.Finding {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := append(append([]city.Finding{}, r.noted...), r.checked...)
	rank := map[city.Severity]int{city.SeverityError: 0, city.SeverityWarning: 1, city.SeverityNote: 2}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if x, y := rank[a.Severity], rank[b.Severity]; x != y {
			return x < y
		}
		return a.Code < b.Code
	})
	return out
}

// field gives the field of a name that a column holds, nil for none.
func (r *Registry) field(name string) *rule.Field {
	for _, c := range r.columns {
		if c.field.Name == name {
			return c.field
		}
	}
	return nil
}
