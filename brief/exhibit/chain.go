package exhibit

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/industry"
	"github.com/quanyu/quanyu/evaluate"
)

// Measures of a chain picture.
const (
	gutter   = 38.0 // between columns
	between  = 12.0 // cards of a column
	cardText = 12.0
	cardLine = 15.5
)

// card is a box with lines; the first is bold.
type card struct {
	id    string
	lines []string
	bold  int // lines of the first, once they are broken
	dash  string
	thick float64
	fill  string
	x, y  float64
	w, h  float64
}

// chainPicture is the two chains being drawn: the innovation chain above, the
// industry chain below. Where they meet stands as the number of a result or the
// letter of a demand in the card of a node, so that no line crosses the bands.
type chainPicture struct {
	*canvas
	c    *industry.Chains
	sign map[string]string // of results and demands
}

// ChainPicture draws both chains. name must be its own on the page.
func ChainPicture(c *industry.Chains, name, lang string) string {
	return drawChain(c, name, lang, false)
}

func drawChain(c *industry.Chains, name, lang string, titled bool) string {
	title := chainTitle(c)
	p := &chainPicture{&canvas{p: evaluate.Plot{Name: name, Title: title, Says: chainSays(c)}, lang: lang, down: 8}, c, map[string]string{}}
	if titled {
		p.title(title.In(lang))
	}
	p.signs()
	p.band(either(lang, "创新链", "Innovation chain"), p.innovation, transfers(c))
	p.band(either(lang, "产业链", "Industry chain"), p.industry, inputs(c))
	p.key()
	return p.svg()
}

// ChainFile is the picture as a file of its own, with its title.
func ChainFile(c *industry.Chains, lang string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + drawChain(c, "chain", lang, true) + "\n")
}

func chainTitle(c *industry.Chains) city.Text {
	return city.Text{Zh: "两条链：" + c.Title, En: "Two chains: " + c.Title}
}

// chainSays is the picture in words.
func chainSays(c *industry.Chains) city.Text {
	zh, en := []string{}, []string{}
	for _, f := range c.Findings {
		if f.Severity == city.SeverityWarning {
			zh, en = append(zh, f.Message.Zh), append(en, f.Message.En)
		}
	}
	return city.Errorf("", "%[1]s。产业链 %[3]d 个环节，创新链 %[4]d 个节点，接点 %[5]d 处。%[6]s", "%[2]s. %[3]d nodes of the industry chain, %[4]d of the innovation chain, %[5]d joins. %[7]s",
		chainTitle(c).Zh, chainTitle(c).En, len(c.Nodes), len(c.Items), len(c.Joins), strings.Join(zh, "；"), strings.Join(en, "; ")).Message
}

// signs number results and letter demands, in the order of the table.
func (p *chainPicture) signs() {
	results, demands := 0, 0
	for _, x := range p.c.Items {
		switch x.Kind {
		case "result":
			results++
			p.sign[x.ID] = fmt.Sprint(results)
		case "demand":
			p.sign[x.ID] = letters(demands)
			demands++
		}
	}
}

// letters are A to Z, AA ...
func letters(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return letters(n/26-1) + letters(n%26)
}

var takenSigns = map[string]string{"local": "●", "outside": "○", "none": "×", "unknown": "？"}

// innovation is a column for each kind that there is; demands stand under pilot lines.
func (p *chainPicture) innovation() (heads []string, columns [][]card) {
	pilots := map[string]industry.PilotView{}
	for _, v := range p.c.Pilots {
		pilots[v.ID] = v
	}
	for _, kinds := range [][]string{{"knowledge"}, {"lab"}, {"institute"}, {"result"}, {"pilot", "demand"}} {
		var column []card
		var names []string
		for _, kind := range kinds {
			before := len(column)
			for _, x := range p.c.Items {
				if x.Kind == kind {
					column = append(column, p.itemCard(x, pilots))
				}
			}
			if len(column) > before {
				names = append(names, industry.KindNames[kind].In(p.lang))
			}
		}
		if len(column) > 0 {
			heads, columns = append(heads, strings.Join(names, either(p.lang, "与", " and "))), append(columns, column)
		}
	}
	return heads, columns
}

// made is a title without the word that the picture's own title says for all.
func (p *chainPicture) made(s string) string {
	if p.c.Synthetic {
		return strings.ReplaceAll(s, "（合成）", "")
	}
	return s
}

func (p *chainPicture) itemCard(x industry.ChainItem, pilots map[string]industry.PilotView) card {
	k := card{id: x.ID, lines: []string{p.made(x.Title)}, thick: 1}
	switch x.Kind {
	case "result":
		k.lines = []string{p.sign[x.ID] + " " + takenSigns[x.Taken] + " " + p.made(x.Title)}
		if !math.IsNaN(float64(x.Maturity)) {
			k.lines = append(k.lines, either(p.lang, "成熟度 ", "maturity ")+x.Maturity.Fixed(0))
		}
	case "demand":
		k.lines = []string{p.sign[x.ID] + " " + p.made(x.Title)}
		k.fill = "#F0F0F0"
		if !slices.ContainsFunc(p.c.Transfers, func(l industry.ChainLink) bool { return l.From == x.ID && l.Kind == "answers" }) {
			k.dash, k.thick = "5 3", 1.8
		}
	}
	if v, there := pilots[x.ID]; there {
		k.lines = append(k.lines, fmt.Sprintf(either(p.lang, "工位 %d，排队 %d", "%d places, %d ask"), v.Slots, v.Queue))
		if v.Waiting > 0 {
			k.thick = 2.6
		}
	}
	return k
}

// industry is a column for each stage, in the order of the table; a chain without
// stages has four columns.
func (p *chainPicture) industry() (heads []string, columns [][]card) {
	for _, n := range p.c.Nodes {
		at := slices.Index(heads, n.Stage)
		if at < 0 {
			at, heads, columns = len(heads), append(heads, n.Stage), append(columns, nil)
		}
		columns[at] = append(columns[at], p.nodeCard(n))
	}
	if len(columns) != 1 {
		return heads, columns
	}
	split := make([][]card, min(4, len(columns[0])))
	for i, k := range columns[0] {
		split[i%len(split)] = append(split[i%len(split)], k)
	}
	return make([]string, len(split)), split
}

func (p *chainPicture) nodeCard(n industry.ChainNode) card {
	k := card{id: n.ID, lines: []string{n.Title}, thick: 1}
	if !math.IsNaN(float64(n.Local)) || !math.IsNaN(float64(n.Outside)) {
		k.lines = append(k.lines, fmt.Sprintf(either(p.lang, "本地 %s 家，外地 %s 家", "%s firms here, %s outside"), n.Local.Fixed(0), n.Outside.Fixed(0)))
	}
	if !math.IsNaN(float64(n.LocalShare)) {
		k.lines = append(k.lines, either(p.lang, "本地配套 ", "local share ")+(n.LocalShare*100).Fixed(0)+"%")
	}
	switch {
	case n.Chokepoint.Rank > 0:
		k.lines = append(k.lines, either(p.lang, "卡点分 ", "score ")+n.Chokepoint.Score.Fixed(2))
		k.fill = grey(float64(n.Chokepoint.Score))
	case !math.IsNaN(float64(n.LocalShare)):
		k.lines = append(k.lines, either(p.lang, "卡点分：依据不足", "score withheld"))
	}
	var signs, others []string
	for _, j := range p.c.Joins {
		switch sign, there := p.sign[j.Item]; {
		case j.Node != n.ID:
		case there:
			signs = append(signs, sign)
		default:
			others = append(others, p.made(p.c.TitleOf(j.Item)))
		}
	}
	if n := len(n.Districts); n > 0 {
		k.lines = append(k.lines, fmt.Sprintf(either(p.lang, "%d 个区的主导产业", "leading in %d districts"), n))
	}
	if len(signs) > 0 {
		k.lines = append(k.lines, either(p.lang, "接 ", "meets ")+strings.Join(signs, " "))
	}
	k.lines = append(k.lines, others...)
	switch n.Local {
	case 0:
		k.dash, k.thick = "5 3", 2.2
	case 1:
		k.thick = 2.6
	}
	return k
}

// key explains the signs that the picture has.
func (p *chainPicture) key() {
	var zh, en []string
	say := func(there bool, z, e string) {
		if there {
			zh, en = append(zh, z), append(en, e)
		}
	}
	taken := func(by string) bool {
		return slices.ContainsFunc(p.c.Items, func(x industry.ChainItem) bool { return x.Taken == by })
	}
	local := func(n city.Number) bool {
		return slices.ContainsFunc(p.c.Nodes, func(x industry.ChainNode) bool { return x.Local == n })
	}
	say(len(p.sign) > 0 && len(p.c.Joins) > 0, "成果前的数字与需求前的字母，在产业链的“接”里指同一项", "the number of a result or the letter of a demand stands again in the node that it meets")
	say(taken("local"), "● 本地采用", "● taken up here")
	say(taken("outside"), "○ 外地采用", "○ taken up elsewhere")
	say(taken("none"), "× 没有采用", "× not taken up")
	say(taken("unknown"), "？ 不清楚", "？ not known who took it up")
	say(local(0), "环节的虚线框：没有本地供应商", "broken frame of a node: no local supplier")
	say(slices.ContainsFunc(p.c.Findings, func(f city.Finding) bool { return f.Code == "I305" }), "需求的虚线框：没有成果回应", "broken frame of a demand: no result answers it")
	say(local(1), "环节的粗框：本地只有一家", "thick frame of a node: one local supplier")
	say(slices.ContainsFunc(p.c.Pilots, func(v industry.PilotView) bool { return v.Waiting > 0 }), "中试的粗框：有排队等着的", "thick frame of a pilot line: some wait")
	say(len(p.c.Links) > 0, "线越粗投入占比越高", "lines are as thick as shares of inputs")
	say(slices.ContainsFunc(p.c.Nodes, func(n industry.ChainNode) bool { return n.Chokepoint.Rank > 0 }), "底色越深卡点分越高", "darker nodes score higher")
	if len(zh) > 0 {
		p.foot(either(p.lang, "图例："+strings.Join(zh, "；")+"。", "Key: "+strings.Join(en, "; ")+"."))
	}
	for _, n := range p.c.Notes {
		p.foot(either(p.lang, "注：", "Note: ") + n.In(p.lang))
	}
}

// ChainMarks say on a map what each district has of the two chains; it is the darker
// the more results and pilot lines it has.
func ChainMarks(c *industry.Chains) map[string]Mark {
	most := 1.0
	for _, d := range c.Districts {
		most = max(most, weighed(d))
	}
	out := map[string]Mark{}
	for _, d := range c.Districts {
		m := Mark{Weight: weighed(d) / most}
		for _, x := range []struct {
			n      int
			zh, en string
		}{{d.Labs + d.Institutes, "机构 %d", "%d institutes"}, {d.Results, "成果 %d", "%d results"}, {d.Pilots, "中试 %d", "%d pilot lines"}, {d.Demands, "需求 %d", "%d demands"}, {len(d.Nodes), "主导产业 %d", "%d industries"}} {
			if x.n > 0 {
				m.Lines = append(m.Lines, city.Errorf("", x.zh, x.en, x.n).Message)
			}
		}
		out[d.District] = m
	}
	return out
}

func weighed(d industry.DistrictView) float64 {
	return float64(d.Labs + d.Institutes + d.Results + d.Pilots)
}

// MapTitle names the map of the two chains.
func MapTitle(c *industry.Chains) city.Text {
	t := city.Text{Zh: "各区的研发机构、成果、中试与主导产业", En: "Institutes, results, pilot lines and leading industries by district"}
	if c.Synthetic {
		t.Zh, t.En = t.Zh+"（合成数据）", t.En+" (synthetic)"
	}
	return t
}
