package brief

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
	land "github.com/quanyu/quanyu/design/citywide"
)

// landed writes which land may become M0 and what the inventory says, with the
// tables behind it.
func (p *paper) landed() {
	l := p.in.Land
	if l == nil {
		return
	}
	p.doc.Heading(2, "land", word.Text(landHead(l)))
	for i, text := range landTexts(l) {
		if i == 0 {
			text = see(text, fmt.Sprintf("表%d", p.tables+1))
		}
		p.doc.Paragraph(word.Body, word.Text(text))
	}
	for _, e := range l.Exhibits() {
		if !e.Sheet {
			p.applyTable(e)
		}
	}
}

func landHead(l *land.Landed) string {
	if l.Synthetic {
		return "创新用地与片区（合成数据）"
	}
	return "创新用地与片区"
}

// landTexts say in sentences what the parcels, the limits and the inventory show.
func landTexts(l *land.Landed) []string {
	var out []string
	for _, text := range []string{verdictText(l), bindingText(l), l.ChoiceText().Zh, doubtText(l), inventoryText(l)} {
		if text != "" {
			out = append(out, strings.TrimRight(text, "。")+"。")
		}
	}
	if len(l.Missing) > 0 {
		var list []string
		for _, m := range l.Missing {
			list = append(list, m.Zh)
		}
		out = append(out, "尚缺的资料："+strings.Join(list, "；")+"。")
	}
	return out
}

func verdictText(l *land.Landed) string {
	if len(l.Parcels) == 0 {
		return ""
	}
	n, already := map[string]int{}, 0
	for _, p := range l.Parcels {
		if p.Existing {
			already++
			continue
		}
		n[p.Verdict]++
	}
	text := fmt.Sprintf("列入的%d个地块，按%s逐块判定，可以改为新型工业用地的%d块，须修改控规的%d块，不可以的%d块，依据不足的%d块",
		len(l.Parcels), l.Pack.Title.Zh, n[land.Eligible], n[land.Amendment], n[land.NotEligible], n[land.Unknown])
	if already > 0 {
		text += fmt.Sprintf("，另有%d块现状已是新型工业用地", already)
	}
	if n := l.Captured(); n > 0 {
		text += fmt.Sprintf("；其中%d块有变成房地产项目的迹象，认定前要查（只是迹象，不是认定）", n)
	}
	if l.Pack.Draft {
		text += "；所据条款尚未与官方原文核对"
	}
	return text
}

// doubtText says what is wrong with the tables and boundaries handed in.
func doubtText(l *land.Landed) string {
	var list []string
	for _, f := range l.Findings {
		if f.Severity != city.SeverityNote {
			list = append(list, f.Message.Zh)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "所交数据的问题：" + strings.Join(list, "；")
}

// bindingText says where the cap is reached first, and what the eligible parcels
// would add.
func bindingText(l *land.Landed) string {
	var capped, open []string
	var floor, forgone city.Number
	for _, g := range append(append([]land.LandGroupView{}, l.Districts...), l.Blocks...) {
		switch g.Binding {
		case "cap":
			capped = append(capped, g.Name+"（超出"+(g.Over/1e4).Fixed(2)+"公顷）")
		case "unknown":
			open = append(open, g.Name)
		}
	}
	for _, g := range l.Districts {
		floor, forgone = floor+g.NewFloor, forgone+g.Forgone
	}
	if len(l.Districts) == 0 {
		return ""
	}
	parts := []string{}
	if floor > 0 {
		parts = append(parts, "不计上限，可以的地块能新增建筑面积"+(floor/1e4).Fixed(2)+"万平方米")
	}
	if forgone > 0 {
		parts = append(parts, "与改作他用出让相比少收"+(forgone/1e8).Fixed(2)+"亿元")
	}
	if len(capped) > 0 {
		parts = append(parts, "上限先到的有"+strings.Join(capped, "、"))
	}
	if len(open) > 0 {
		parts = append(parts, "上限或余量不知道的有"+strings.Join(open, "、"))
	}
	return strings.Join(parts, "；")
}

func inventoryText(l *land.Landed) string {
	v := l.Inventory
	if v == nil {
		return ""
	}
	return "“" + v.Claim.Zh + "”一句，" + land.AnswerWords(v.Verdict).Zh + "：" + v.Reason.Zh
}
