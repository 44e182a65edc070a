package industry

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/inputoutput"
)

// A small chain, known by hand: a goes into b (half of b's output) and c (a fifth),
// b into c (0.4); c is the only final product. The largest supplier, other sources
// and local shares are given.
var smallChain = map[string]string{
	"chains.yaml": "title: 小链（合成）\nnodes: n.csv\nlinks: l.csv\ninnovation: i.csv\ninnovation_links: t.csv\njoins: j.csv\nevidence: e.csv\n",
	"n.csv":       "node,title,stage,local_firms,outside_firms,local_share,grade\na,甲,上游,0,2,0,B\nb,乙,中游,1,3,0.5,B\nc,丙,下游,4,4,0.8,A\n",
	"l.csv":       "from,to,input_share,grade\na,b,0.5,B\na,c,0.2,B\nb,c,0.4,B\n",
	"i.csv": "node,kind,title,district,maturity,slots,queue,grade\nk,knowledge,学,,,,,B\nlab,lab,室,东区,,,,B\nr1,result,成果一,东区,6,,,B\nr2,result,成果二,西区,3,,,B\nr3,result,成果三,西区,9,,,B\n" +
		"p,pilot,中试,东区,,10,14,B\nq,pilot,中试二,西区,,8,2,B\nd1,demand,需求一,东区,,,,B\nd2,demand,需求二,东区,,,,B\n",
	"t.csv": "from,to,kind\nk,lab,research\nlab,r1,yields\nr1,p,pilot\nd1,r1,answers\n",
	"j.csv": "innovation,industry,adopter\nr1,a,none\nr2,b,outside\nr3,c,local\nd1,a,\n",
	"e.csv": "node,aspect,value,grade,source\na,substitutes,0,B,调查\nb,substitutes,1,B,调查\nc,substitutes,3,A,调查\na,concentration,0.6,B,台账\nb,concentration,0.4,B,台账\nc,concentration,0.25,A,台账\n",
}

// with is the small chain with other files.
func with(files ...string) map[string]string {
	out := map[string]string{}
	for k, v := range smallChain {
		out[k] = v
	}
	for i := 0; i+1 < len(files); i += 2 {
		out[files[i]] = files[i+1]
	}
	return out
}

func chainsOf(t testing.TB, content map[string]string) *Chains {
	t.Helper()
	c, err := RunChains(folder(t, content), "chains.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func close12(t *testing.T, got city.Number, want float64, what string) {
	t.Helper()
	if math.Abs(float64(got)-want) > 1e-12 {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// By hand: one unit of c asks for 0.4 of b and 0.2 + 0.5*0.4 = 0.4 of a, 1.8 in all.
// On the side of supply without a: b is half a (0.5 of its 0.4), c is a fifth a and
// 0.4 of b, so 0.2 + 0.4*0.5 = 0.4 of 1; with a's own 0.4 that is 0.4+0.2+0.4 = 1.
// Without b: its 0.4 and 0.4 of c. Without c: 1.
func TestChainByHand(t *testing.T) {
	c := chainsOf(t, smallChain)
	part := func(node int, name string) Part {
		k := slices.IndexFunc(c.Nodes[node].Chokepoint.Parts, func(p Part) bool { return p.Part == name })
		return c.Nodes[node].Chokepoint.Parts[k]
	}
	for i, want := range []float64{1.0 / 1.8, 0.8 / 1.8, 1 / 1.8} {
		close12(t, part(i, "criticality").Value, want, c.Nodes[i].ID)
	}
	a, b := c.Nodes[0].Chokepoint, c.Nodes[1].Chokepoint
	close12(t, a.Score, math.Pow(1*0.6*1*(1/1.8)*(1-6.0/9), 0.2), "score of a")
	close12(t, b.Score, math.Pow(0.5*0.4*0.5*(0.8/1.8)*(1-3.0/9), 0.2), "score of b")
	close12(t, c.Nodes[2].Chokepoint.Score, 0, "a mature result leaves no worry")
	close12(t, a.Loss, 1, "all of a comes from outside: all stops")
	close12(t, b.Loss, (0.5*0.4+0.5)/1.8, "half of b is cut: half of c with it")
	if a.Rank != 1 || b.Rank != 2 || a.Range != [2]int{1, 1} {
		t.Errorf("ranks %d %d, range %v", a.Rank, b.Rank, a.Range)
	}
	if len(a.Stops) != 2 || a.Stops[0].Node != "b" || a.Stops[1].Left != 0 {
		t.Errorf("who stops: %+v", a.Stops)
	}
	if x := c.Absorbed; x.Results != 3 || x.Local != 1 || x.Outside != 1 || x.None != 1 || x.Low != x.High {
		t.Errorf("absorbed: %+v", x)
	} else if b := x.Bands; len(b) != 3 || b[0] != (Band{From: 1, To: 3, Results: 1, Outside: 1}) || b[2] != (Band{From: 7, To: 9, Results: 1, Local: 1}) {
		t.Errorf("by maturity: %+v", b)
	}
	if p := c.Pilots; len(p) != 2 || p[0].Waiting != 4 || p[0].Idle != 0 || p[1].Idle != 6 {
		t.Errorf("pilots: %+v", p)
	}
}

func codes(c *Chains) string {
	var out []string
	for _, f := range c.Findings {
		out = append(out, f.Code+" "+f.Sources[0].Cell)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestChainFindings(t *testing.T) {
	const want = "I301 A2 I302 A3 I303 A4 I304 A5 I305 A10 I306 A7 I307 A8 I309 A10"
	if got := codes(chainsOf(t, smallChain)); got != want {
		t.Errorf("findings %s\nwant     %s", got, want)
	}
	// A demand that is joined but has no answer is not left out; one firm anywhere is
	// graver; three districts share an industry.
	c := chainsOf(t, with("n.csv", "node,title,districts,local_firms,outside_firms\na,甲,东区 西区 南区,1,0\nb,乙,,,\nc,丙,,,\n"))
	if got := codes(c); !strings.Contains(got, "I310 A2") || !strings.Contains(got, "I302 A2") || strings.Contains(got, "I301") {
		t.Errorf("findings %s", got)
	}
	if !strings.Contains(c.Findings[0].Message.Zh, "外地也没有") {
		t.Errorf("one firm anywhere: %s", c.Findings[0].Message.Zh)
	}
	for _, f := range c.Findings {
		if f.Message.Zh == "" || f.Message.En == "" || strings.Contains(f.Message.Zh+f.Message.En, "%!") {
			t.Errorf("words: %+v", f.Message)
		}
	}
}

// What is not known is not nought: no score, a range for what is absorbed, and a list.
func TestChainUnknown(t *testing.T) {
	c := chainsOf(t, with("j.csv", "innovation,industry,adopter\nr1,a,\nr2,b,local\nr3,c,\n", "e.csv", "node,aspect,value,grade\na,substitutes,0,D\n", "l.csv", "from,to,input_share\na,b,0.5\nb,c,\n"))
	for _, n := range c.Nodes {
		if n.Chokepoint.Rank != 0 || !math.IsNaN(float64(n.Chokepoint.Score)) || len(n.Chokepoint.Withheld) == 0 {
			t.Errorf("%s has a score: %+v", n.ID, n.Chokepoint)
		}
	}
	close12(t, c.Absorbed.Low, 1.0/3, "low")
	close12(t, c.Absorbed.High, 1, "high")
	if len(c.Missing) == 0 || len(c.Nodes[0].Chokepoint.Withheld) != 3 {
		t.Errorf("missing %v, withheld %v", c.Missing, c.Nodes[0].Chokepoint.Withheld)
	}
	raw, err := c.JSON()
	if err != nil || !json.Valid(raw) || !strings.Contains(string(raw), `"score": null`) {
		t.Errorf("JSON: %v", err)
	}
	alone := chainsOf(t, map[string]string{"chains.yaml": "innovation: i.csv\n", "i.csv": smallChain["i.csv"]})
	if alone.Absorbed.Unknown != 3 || len(alone.Nodes) != 0 {
		t.Errorf("an innovation chain alone: %+v", alone.Absorbed)
	}
}

// A grade below what is asked for withholds the score, and no other.
func TestChainGrades(t *testing.T) {
	for _, x := range []struct {
		grade string
		want  int
	}{{"A", 0}, {"B", 3}, {"C", 3}, {"D", 3}} {
		c := chainsOf(t, with("chains.yaml", smallChain["chains.yaml"]+"grade: "+x.grade+"\n"))
		scored := 0
		for _, n := range c.Nodes {
			if n.Chokepoint.Rank > 0 {
				scored++
			}
		}
		if scored != x.want {
			t.Errorf("grade %s: %d scores, want %d", x.grade, scored, x.want)
		}
	}
	// The number of firms alone is a bound, a grade lower.
	c := chainsOf(t, with("e.csv", "node,aspect,value,grade\na,substitutes,0,B\nb,substitutes,1,B\nc,substitutes,3,A\n"))
	k := c.Nodes[0].Chokepoint
	if k.Rank != 0 || len(k.Withheld) != 1 || k.Parts[1].Grade != "C" || k.Parts[1].Value != 0.5 {
		t.Errorf("concentration by counts: %+v", k)
	}
	if k := c.Nodes[2].Chokepoint; k.Rank == 0 || k.Parts[1].Grade != "B" {
		t.Errorf("grade A becomes B: %+v", k)
	}
}

// The order of rows changes no figure.
func TestChainOrder(t *testing.T) {
	before := chainsOf(t, smallChain)
	r := rand.New(rand.NewPCG(7, 7))
	for range 5 {
		content := with()
		for name, text := range content {
			if strings.HasSuffix(name, ".csv") {
				lines := strings.Split(strings.TrimSpace(text), "\n")
				rest := lines[1:]
				r.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
				content[name] = strings.Join(lines, "\n") + "\n"
			}
		}
		after := chainsOf(t, content)
		for _, n := range before.Nodes {
			k := slices.IndexFunc(after.Nodes, func(m ChainNode) bool { return m.ID == n.ID })
			close12(t, after.Nodes[k].Chokepoint.Score, float64(n.Chokepoint.Score), n.ID)
			close12(t, after.Nodes[k].Chokepoint.Loss, float64(n.Chokepoint.Loss), n.ID)
		}
		if !slices.Equal(after.Absorbed.Bands, before.Absorbed.Bands) || len(after.Findings) != len(before.Findings) {
			t.Error("the order of rows changes what is found")
		}
	}
}

// Final uses weigh nodes; a loop is solved as long as something leaves it.
func TestChainLoop(t *testing.T) {
	loop := with("n.csv", "node,title,final_yi,local_share\na,甲,10,0.5\nb,乙,,0.5\nc,丙,,1\n", "l.csv", "from,to,input_share\na,b,0.5\nb,a,0.5\nb,c,0.1\n")
	c := chainsOf(t, loop)
	sum := 0.0
	for _, p := range []int{0, 1} {
		sum += float64(c.Nodes[p].Chokepoint.Parts[3].Value)
	}
	if !(sum > 1) { // each is in the other
		t.Errorf("criticality in a loop: %v", sum)
	}
	_, err := RunChains(folder(t, with("n.csv", "node,title\na,甲\nb,乙\nc,丙\n", "l.csv", "from,to,input_share\na,b,0.5\nb,c,0.5\nc,a,0.5\n")), "chains.yaml")
	refused(t, "nothing leaves", err, "no_final_use", "l.csv", 0)
}

// Tables as a bureau keeps them: Chinese headings with units, Chinese entries,
// percentages, a list with 、, and a blank line, give what the English ones give.
func TestChainsInChinese(t *testing.T) {
	c := chainsOf(t, with(
		"n.csv", "环节,名称,段,本地供应商（家）,外地供应商（家）,本地配套率（%）,主导产业所在区,依据等级\na,甲,上游,0,2,0,,B\n,,,,,,,\nb,乙,中游,1,3,50,东区、西区,B\nc,丙,下游,4,4,80,,A\n",
		"l.csv", "从,到,投入占比,等级\na,b,50%,B\na,c,20%,B\nb,c,0.4,B\n",
		"i.csv", "节点,类别,名称,所在区,成熟度,工位,排队,依据等级\nk,知识领域,学,,,,,B\nlab,实验室,室,东区,,,,B\nr1,成果,成果一,东区,6,,,B\nr2,成果,成果二,西区,3,,,B\nr3,成果,成果三,西区,9,,,B\n"+
			"p,中试,中试,东区,,10,14,B\nq,中试,中试二,西区,,8,2,B\nd1,需求,需求一,东区,,,,B\nd2,需求,需求二,东区,,,,B\n",
		"t.csv", "从,到,类别\nk,lab,研究\nlab,r1,产出\nr1,p,中试\nd1,r1,回应\n",
		"j.csv", "创新节点,产业环节,采用方\nr1,a,没有\nr2,b,外地\nr3,c,本地\nd1,a,\n",
		"e.csv", "环节,项,数,依据等级,来源\na,替代来源,0,B,调查\nb,替代来源,1,B,调查\nc,替代来源,3,A,调查\na,供应集中度,60%,B,台账\nb,供应集中度,0.4,B,台账\nc,供应集中度,0.25,A,台账\n"))
	want := chainsOf(t, smallChain)
	for i, n := range c.Nodes {
		close12(t, n.Chokepoint.Score, float64(want.Nodes[i].Chokepoint.Score), n.ID)
	}
	if !slices.Equal(c.Nodes[1].Districts, []string{"东区", "西区"}) || len(c.Findings) != len(want.Findings) || c.Absorbed.Local != 1 || c.Nodes[2].Chokepoint.Score != 0 {
		t.Errorf("%+v, %d findings", c.Nodes[1].Districts, len(c.Findings))
	}
	if cell := c.Findings[1].Sources[0].Cell; cell != "A4" { // the blank line counts
		t.Errorf("the second node stands in %s", cell)
	}
}

// A title and units above the header are passed over; cells are those of the file.
func TestChainsUnderTitles(t *testing.T) {
	c := chainsOf(t, with("n.csv", "江城市产业链环节表,,,,,,\n,,,,,,单位：家\n"+smallChain["n.csv"]))
	if got := c.Findings[0].Sources[0].Cell; got != "A4" {
		t.Errorf("the first node stands in %s", got)
	}
	_, err := RunChains(folder(t, with("l.csv", "链接\nfrom,to,input_share\na,b,0.5\na,z,0.1\n")), "chains.yaml")
	refused(t, "dangling under a title", err, "dangling_link", "l.csv", 4)
	_, err = complexityOf(t, map[string]string{"a.yaml": "data: d.csv\n", "d.csv": "各区产值\n" + strings.Replace(wideTable, "L3,11.53", "L3,-11.53", 1)})
	refused(t, "negative under a title", err, "negative_value", "d.csv", 5)
}

// What a cut leaves is what the engine for cuts says, for every node.
func TestCutsAreSpread(t *testing.T) {
	spec := &ChainSpec{Nodes: "industry/chain-nodes.csv", Links: "industry/chain-links.csv"}
	dir, err := files.Open("../../studies/sample-city")
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	c, err := readChains(dir, spec)
	if err != nil {
		t.Fatal(err)
	}
	k, err := c.criticality()
	if err != nil {
		t.Fatal(err)
	}
	table, err := c.flows()
	if err != nil {
		t.Fatal(err)
	}
	all := 0.0
	for _, v := range table.Output {
		all += v
	}
	for i, n := range c.nodes {
		o, err := table.Spread(inputoutput.Shock{Cuts: []inputoutput.Cut{{Sector: i, Share: 1 - n.share}}})
		if err != nil {
			t.Fatal(err)
		}
		close12(t, city.Number(k.loss[i]), o.Loss/all, n.id)
		for j, s := range o.Stops {
			if stops := slices.Contains(k.stops[i], j); stops != (j != i && s.Left < 1) || stops && math.Abs(s.Left-n.share) > 1e-12 {
				t.Errorf("%s cut: %s has %v left", n.id, c.nodes[j].id, s.Left)
			}
		}
	}
}

// What is dangling in any table is named at once.
func TestAllDangling(t *testing.T) {
	_, err := RunChains(folder(t, with("l.csv", "from,to,input_share\nx,b,0.1\ny,c,0.1\n", "e.csv", "node,aspect,value\nz,substitutes,1\n", "j.csv", "innovation,industry,adopter\nr9,a,\n")), "chains.yaml")
	for _, name := range []string{"“x”", "“y”", "“z”", "“r9”"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not named: %v", name, err)
		}
	}
}

// A grade that was taken down, and none, are said to be so; places without a queue
// are missing.
func TestWithheldSays(t *testing.T) {
	c := chainsOf(t, with("e.csv", "node,aspect,value,grade\na,substitutes,1,\na,capability,0.5,B\n", "i.csv", strings.Replace(smallChain["i.csv"], "10,14", "10,", 1)))
	why := ""
	for _, w := range c.Nodes[0].Chokepoint.Withheld {
		why += w.Zh + "。"
	}
	if !strings.Contains(why, "替代来源没有登记依据等级") || !strings.Contains(why, "只能按家数推算，等级降为 C") {
		t.Errorf("withheld: %s", why)
	}
	missing := ""
	for _, m := range c.Missing {
		missing += m.Zh + "\n"
	}
	if !strings.Contains(missing, "工位或排队：中试\n") {
		t.Errorf("missing: %s", missing)
	}
}

func TestChainRefusals(t *testing.T) {
	for name, x := range map[string]struct {
		content    map[string]string
		code, file string
		line       int
	}{
		"no such key":       {with("chains.yaml", "nodes: n.csv\nnode: x\n"), "bad_yaml", "chains.yaml", 2},
		"nothing":           {with("chains.yaml", "title: 空\n"), "bad_spec", "chains.yaml", 0},
		"links alone":       {with("chains.yaml", "innovation: i.csv\nlinks: l.csv\n"), "bad_spec", "chains.yaml", 2},
		"joins of one":      {with("chains.yaml", "innovation: i.csv\njoins: j.csv\n"), "bad_spec", "chains.yaml", 2},
		"grade":             {with("chains.yaml", "nodes: n.csv\ngrade: E\n"), "bad_spec", "chains.yaml", 2},
		"dangling":          {with("l.csv", "from,to,input_share\na,b,0.5\na,z,0.1\n"), "dangling_link", "l.csv", 3},
		"dangling transfer": {with("t.csv", "from,to,kind\nk,lab,research\nlab,r9,yields\n"), "dangling_link", "t.csv", 3},
		"dangling join":     {with("j.csv", "innovation,industry,adopter\nr1,z,none\n"), "dangling_link", "j.csv", 2},
		"dangling evidence": {with("e.csv", "node,aspect,value,grade\nz,substitutes,0,B\n"), "dangling_link", "e.csv", 2},
		"blank end":         {with("l.csv", "from,to,input_share\na,,0.5\n"), "dangling_link", "l.csv", 2},
		"itself":            {with("l.csv", "from,to,input_share\na,a,0.5\n"), "self_link", "l.csv", 2},
		"twice":             {with("l.csv", "from,to,input_share\na,b,0.5\na,b,0.1\n"), "duplicate_row", "l.csv", 3},
		"more than all":     {with("l.csv", "from,to,input_share\na,c,0.7\nb,c,0.4\n"), "too_much_input", "l.csv", 3},
		"share":             {with("l.csv", "from,to,input_share\na,c,1.7\n"), "bad_number", "l.csv", 2},
		"node twice":        {with("n.csv", "node,title\na,甲\na,乙\n"), "duplicate_row", "n.csv", 3},
		"nameless":          {with("n.csv", "node,title\n,甲\n"), "no_name", "n.csv", 2},
		"half a firm":       {with("n.csv", "node,title,local_firms\na,甲,1.5\n"), "bad_number", "n.csv", 2},
		"negative":          {with("n.csv", "node,title,local_firms\na,甲,-1\n"), "bad_number", "n.csv", 2},
		"contradiction":     {with("n.csv", "node,title,local_firms,local_share\na,甲,0,0.3\n"), "contradiction", "n.csv", 2},
		"words":             {with("n.csv", "node,title,local_firms\na,甲,许多\n"), "bad_number", "n.csv", 2},
		"graded E":          {with("n.csv", "node,title,grade\na,甲,E\n"), "bad_grade", "n.csv", 2},
		"column":            {with("n.csv", "node,title,local_frims\na,甲,1\n"), "unknown_column", "n.csv", 1},
		"no column":         {with("n.csv", "title\na\n"), "no_column", "n.csv", 1},
		"total":             {with("n.csv", "node,title\na,甲\nb,乙\nc,丙\n,合 计\n"), "total_row", "n.csv", 5},
		"nobody outside":    {with("n.csv", "node,local_firms,outside_firms,local_share\na,1,0,0.3\n"), "contradiction", "n.csv", 2},
		"forty":             {with("n.csv", "node,local_share\na,40\n"), "bad_number", "n.csv", 2},
		"one thing twice":   {with("n.csv", "node,环节\na,甲\n"), "duplicate_column", "n.csv", 1},
		"nothing is left":   {with("n.csv", "node,final_yi\na,5\nb,\n", "l.csv", "from,to,input_share\na,b,1\nb,a,1\n", "chains.yaml", "nodes: n.csv\nlinks: l.csv\n"), "singular", "l.csv", 0},
		"endless":           {with("n.csv", "node,title\n"+strings.Repeat("a,甲\n", 501)), "too_many", "n.csv", 502},
		"no rows":           {with("n.csv", "node,title\n"), "bad_table", "n.csv", 0},
		"kind":              {with("i.csv", "node,kind,title\na,firm,甲\n"), "bad_kind", "i.csv", 2},
		"maturity 0":        {with("i.csv", "node,kind,title,maturity\na,result,甲,0\n"), "bad_number", "i.csv", 2},
		"maturity 10":       {with("i.csv", "node,kind,title,maturity\na,result,甲,10\n"), "bad_number", "i.csv", 2},
		"wrong way":         {with("t.csv", "from,to,kind\nr1,lab,yields\n"), "bad_link", "t.csv", 2},
		"no such link":      {with("t.csv", "from,to,kind\nk,lab,love\n"), "bad_kind", "t.csv", 2},
		"adopter":           {with("j.csv", "innovation,industry,adopter\nr1,a,somebody\n"), "bad_kind", "j.csv", 2},
		"adopted demand":    {with("j.csv", "innovation,industry,adopter\nd1,a,local\n"), "bad_link", "j.csv", 2},
		"joined twice":      {with("j.csv", "innovation,industry,adopter\nr1,a,none\nr1,a,local\n"), "duplicate_row", "j.csv", 3},
		"aspect":            {with("e.csv", "node,aspect,value,grade\na,beauty,1,B\n"), "bad_kind", "e.csv", 2},
		"aspect twice":      {with("e.csv", "node,aspect,value,grade\na,substitutes,1,B\na,substitutes,2,B\n"), "duplicate_row", "e.csv", 3},
	} {
		_, err := RunChains(folder(t, x.content), "chains.yaml")
		refused(t, name, err, x.code, x.file, x.line)
	}
}

// The shipped chains: what was hidden in the sample city is found, and the real one
// has no score.
func TestShippedChains(t *testing.T) {
	open := func(name string) *Chains {
		dir, err := files.Open("../../studies/" + name)
		if err != nil {
			t.Fatal(err)
		}
		defer dir.Close()
		c, err := RunChains(dir, ChainsFile)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := open("sample-city")
	n := map[string]int{}
	for _, f := range c.Findings {
		n[f.Code]++
	}
	if n["I301"] != 1 || n["I302"] != 3 || n["I303"] != 4 || n["I304"] != 2 || n["I305"] != 2 || n["I306"] != 1 || !c.Synthetic {
		t.Errorf("sample city: %v", n)
	}
	if c.Absorbed.Low != 0.25 {
		t.Errorf("absorbed: %+v", c.Absorbed)
	}
	for _, x := range c.Nodes {
		if withheld := x.Chokepoint.Rank == 0; x.ID == "sensor" && !withheld || x.ID == "tool" && x.Chokepoint.Rank != 1 {
			t.Errorf("%s: %+v", x.ID, x.Chokepoint)
		}
	}
	real := open("wuhan-chains")
	for _, x := range real.Nodes {
		if x.Chokepoint.Rank != 0 || x.Source == "" || x.Grade == "" {
			t.Errorf("%s: score %v, source %q, grade %q", x.ID, x.Chokepoint.Score, x.Source, x.Grade)
		}
	}
	if len(real.Missing) < 5 || real.Synthetic {
		t.Errorf("missing: %v", real.Missing)
	}
}

// A chain of 300 nodes with 3,000 links.
func BenchmarkChains(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var nodes, links strings.Builder
	nodes.WriteString("node,title,local_firms,outside_firms,local_share,grade\n")
	links.WriteString("from,to,input_share,grade\n")
	for i := range 300 {
		fmt.Fprintf(&nodes, "n%d,环节%d,3,4,0.4,B\n", i, i)
		for _, j := range r.Perm(300)[:10] {
			if j > i {
				fmt.Fprintf(&links, "n%d,n%d,0.003,B\n", i, j)
			}
		}
	}
	content := map[string]string{"chains.yaml": "nodes: n.csv\nlinks: l.csv\n", "n.csv": nodes.String(), "l.csv": links.String()}
	dir := folder(b, content)
	for b.Loop() {
		if _, err := RunChains(dir, "chains.yaml"); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzChains(f *testing.F) {
	f.Add(smallChain["n.csv"], smallChain["l.csv"], smallChain["j.csv"])
	f.Fuzz(func(t *testing.T, nodes, links, joins string) {
		c, err := RunChains(folder(t, with("n.csv", nodes, "l.csv", links, "j.csv", joins)), "chains.yaml")
		if err != nil {
			return
		}
		for _, n := range c.Nodes {
			if s := float64(n.Chokepoint.Score); n.Chokepoint.Rank > 0 && !(s >= 0 && s <= 1) {
				t.Errorf("score %v", s)
			}
		}
	})
}
