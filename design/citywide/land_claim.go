package citywide

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// JudgeClusters tests a claim of type cluster-share by the inventory, which is
// there. Clusters that the sentence counts and the inventory lacks are as if not
// surveyed.
func (l *Landed) JudgeClusters(c diagnose.Claim, _ *diagnose.Bench) diagnose.Result {
	v := l.Inventory
	r := diagnose.Result{Claim: c, Rule: diagnose.ClusterShareRule, Decide: decideClusters}
	because := func(code, zh, en string) {
		r.Reasons = append(r.Reasons, diagnose.Reason{Code: code, Text: city.Text{Zh: zh, En: en}})
	}
	because("by-inventory", v.Reason.Zh, v.Reason.En)
	share := half
	strict := strings.Contains(c.Word, "极少") || strings.Contains(c.Word, "个别")
	if strict {
		share = tenth
	}
	said, absent := claimed(c), 0
	if said > v.Counted() {
		absent = said - v.Counted()
		because("inventory-short", fmt.Sprintf("句中说的至少有%d个片区，清查表可用的只有%d个", said, v.Counted()), fmt.Sprintf("the sentence counts %d clusters or more, the inventory has %d that are of use", said, v.Counted()))
		r.Decide = city.Text{Zh: fmt.Sprintf("把没有列入的至少%d个片区补进清查表，并", absent) + decideClusters.Zh, En: fmt.Sprintf("add at least %d clusters to the inventory, and ", absent) + decideClusters.En}
	}
	if open := v.NoArea + v.NoSurvey; open > 0 {
		because("survey-short", fmt.Sprintf("%d个片区没有面积或没有调查实际用途", open), fmt.Sprintf("%d clusters have no area or were not surveyed", open))
	}
	area, number := v.readings(absent, share)
	if (c.RankWord == "high") != c.Denied { // 大多数, or 并非少数
		area, number = -area, -number
	}
	r.Verdict = joinReadings(area, number)
	if area2, number2 := v.readings(absent, half); strict && r.Verdict != diagnose.Supported && joinReadings(area2, number2) == diagnose.Supported {
		r.Verdict = diagnose.Partly
		because("hedge-loose", "不到一半成立，“"+c.Word+"”（不到一成）不成立", "less than half holds; less than a tenth does not")
	}
	if r.Verdict == diagnose.Supported && v.stale {
		r.Verdict = diagnose.Partly
		because("survey-old", "最早的调查在"+v.Oldest+"，已过三年", "the oldest survey is of "+v.Oldest+", more than three years ago")
	}
	if exact := c.Figure != nil && c.Hedge == diagnose.Exactly; exact && absent == 0 && said != v.Counted() && r.Verdict == diagnose.Supported {
		r.Verdict = diagnose.Partly
		because("mismatch", fmt.Sprintf("句中说%d个片区，清查表有%d个", said, v.Counted()), fmt.Sprintf("the sentence counts %d clusters, the inventory %d", said, v.Counted()))
	}
	l.wordClusters(&r)
	return r
}

// claimed is how many clusters a sentence counts, at least; 0 where it does not.
func claimed(c diagnose.Claim) int {
	if c.Figure == nil {
		return 0
	}
	n := int(c.Figure.IntPart())
	if c.Hedge == diagnose.Near || c.Hedge == diagnose.LessThan || c.Hedge == diagnose.AtMost || c.Hedge == diagnose.OrSo {
		return 0 // fewer may be meant
	}
	return n
}

// wordClusters gives the safe wording, what a critic may say, and the table.
func (l *Landed) wordClusters(r *diagnose.Result) {
	v := l.Inventory
	made := city.Text{}
	if l.Synthetic {
		made = city.Text{Zh: "（合成数据）", En: " (synthetic data)"}
	}
	if r.Verdict == diagnose.Undecidable {
		r.Rewording = city.Text{Zh: "各片区有多少真正用于创新，现有调查还不足以下结论，有待逐个片区调查后再作判断", En: "what was surveyed does not tell how much of the clusters really serves innovation; it awaits a survey of each"}
	} else {
		r.Rewording = city.Text{Zh: "据片区清查" + made.Zh + "，调查于" + v.span().Zh + "，" + v.words().Zh, En: "By the inventory of clusters" + made.En + ", surveyed " + v.span().En + ", " + v.words().En}
	}
	name := r.Claim.Indicator
	if name == "" {
		name = "片区"
	}
	r.Counter = city.Text{
		Zh: "清查表所列是不是句中的“" + name + "”、怎样算“用于创新”，要有写明的名单和标准；按面积和按个数，说法可能不同",
		En: "Whether the inventory lists the clusters that the sentence means, and what counts as serving innovation, needs a list and a standard; area and number may differ",
	}
	if t := l.clusterTable(); len(t.Rows) > 0 {
		r.Exhibits = append(r.Exhibits, t)
	}
}

// span is the days of the surveys.
func (v *InventoryView) span() city.Text {
	if v.Oldest == v.Newest {
		return city.Text{Zh: v.Oldest, En: v.Oldest}
	}
	return city.Text{Zh: v.Oldest + "至" + v.Newest, En: v.Oldest + " to " + v.Newest}
}
