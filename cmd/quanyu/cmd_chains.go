package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/industry"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) chainsCmd() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "chains STUDY [--out DIR]",
		Short: "产业链与创新链在哪里接不上 / where the two chains do not meet",
		Long: `把产业链（环节、投入占比、供应商）和创新链（知识、实验室、研究院、成果、中试、需求）逐个节点接起来：哪个环节没有本地供应商、
只有一家，哪项成果没有人采用，哪项需求没有成果，中试在哪里排队、哪里空着，本地成果有多少在本地用上（两张皮）；
卡点分由五项组成，每项有依据等级，等级不够就不给分。--out 写出两条链的图，课题里有 map.yaml 的还有各区示意图。课题里用 chains.yaml；写法见 docs/manual/130-chains.md。
Where an industry chain and an innovation chain do not meet, and which nodes hold the chain up. --out writes the pictures.

例 / example:
  quanyu chains studies/sample-city --json

退出码 / exit status: 0 完成 done · 2 两条链的表不可用（如悬空的链接） unusable tables, such as a dangling link
`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := oneStudy(args)
			if err != nil {
				return err
			}
			defer s.Dir.Close()
			r, err := s.Chains()
			if err != nil {
				return err
			}
			if r == nil {
				return city.Errorf("no_chains", "课题里没有 chains.yaml", "the study has no chains.yaml").At(s.Dir.Name(), "", 0, "").
					WithHint("写法见 docs/manual/130-chains.md", "see docs/manual/130-chains.md")
			}
			if out != "" {
				if err := a.chainPictures(s, r, out); err != nil {
					return err
				}
			}
			a.chains(r)
			return nil
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "写图的文件夹 / a folder for pictures")
	return cmd
}

// chainPictures writes chain.svg and, where the study has a map, map.svg.
func (a *app) chainPictures(s *study.Study, r *industry.Chains, out string) error {
	m, err := s.Map()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return city.Errorf("cannot_write", "建不了文件夹：%v", "the folder cannot be made: %v", err).At(out, "", 0, "").Wrap(err)
	}
	dir, err := files.Open(out)
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := dir.Write("chain.svg", exhibit.ChainFile(r, a.lang)); err != nil || m == nil {
		return err
	}
	return dir.Write("map.svg", exhibit.MapFile(m, exhibit.MapTitle(r), exhibit.ChainMarks(r), a.lang))
}

// chains prints where the two chains do not meet.
func (a *app) chains(r *industry.Chains) {
	if a.json {
		a.print(r)
		return
	}
	a.say("%s：产业链 %d 个环节，创新链 %d 个节点，接点 %d 处", "%s: %d nodes of the industry chain, %d of the innovation chain, %d joins", r.Title, len(r.Nodes), len(r.Items), len(r.Joins))
	fmt.Fprintln(a.out)
	a.chainNodes(r)
	a.absorbed(r)
	a.findings(r.Findings)
	for _, m := range r.Missing {
		fmt.Fprintln(a.out, a.either("缺：", "missing: ")+m.In(a.lang))
	}
	a.noted(r.Notes)
}

// chainNodes prints the nodes, those that hold up the chain most first.
func (a *app) chainNodes(r *industry.Chains) {
	if len(r.Nodes) == 0 {
		return
	}
	list := slices.Clone(r.Nodes)
	slices.SortStableFunc(list, func(x, y industry.ChainNode) int {
		return cmp.Or(cmp.Compare(min(x.Chokepoint.Rank, 1), min(y.Chokepoint.Rank, 1))*-1, cmp.Compare(x.Chokepoint.Rank, y.Chokepoint.Rank))
	})
	rows := [][]string{{a.either("环节", "node"), a.either("段", "stage"), a.either("本地", "here"), a.either("外地", "outside"), a.either("本地配套", "local share"), a.either("断供损失", "lost if cut"), a.either("卡点分", "score"), a.either("位次", "rank"), a.either("少一项时", "less one part"), a.either("写了的区", "districts")}}
	for _, n := range list {
		k := n.Chokepoint
		row := []string{n.Title, n.Stage, n.Local.Fixed(0), n.Outside.Fixed(0), portion(n.LocalShare), portion(k.Loss), "—", "—", "—", "—"}
		if k.Rank > 0 {
			row[6], row[7], row[8] = k.Score.Fixed(2), fmt.Sprint(k.Rank), fmt.Sprintf("%d"+a.either("至", " to ")+"%d", k.Range[0], k.Range[1])
		}
		if len(n.Districts) > 0 {
			row[9] = fmt.Sprint(len(n.Districts))
		}
		rows = append(rows, row)
	}
	a.table(filled(rows))
	a.withheld(list)
}

// filled leaves out the columns in which no row has anything.
func filled(rows [][]string) [][]string {
	out := make([][]string, len(rows))
	for c := range rows[0] {
		if !slices.ContainsFunc(rows[1:], func(row []string) bool { return row[c] != "—" && row[c] != "" }) {
			continue
		}
		for r, row := range rows {
			out[r] = append(out[r], row[c])
		}
	}
	return out
}

// withheld says why nodes have no score, those with the same reasons together.
func (a *app) withheld(list []industry.ChainNode) {
	var reasons []string
	nodes := map[string][]string{}
	for _, n := range list {
		var parts []string
		for _, w := range n.Chokepoint.Withheld {
			parts = append(parts, w.In(a.lang))
		}
		if len(parts) == 0 {
			continue
		}
		why := strings.Join(parts, a.either("；", "; "))
		if nodes[why] == nil {
			reasons = append(reasons, why)
		}
		nodes[why] = append(nodes[why], n.Title)
	}
	for _, why := range reasons {
		a.say("  不给卡点分：%s——%s", "  score withheld: %s: %s", some(nodes[why]), why)
	}
	if len(reasons) > 0 {
		fmt.Fprintln(a.out)
	}
}

func portion(n city.Number) string {
	if n != n {
		return "—"
	}
	return (n * 100).Fixed(0) + "%"
}

// absorbed prints what became of results, and the capacity of pilot lines.
func (a *app) absorbed(r *industry.Chains) {
	if x := r.Absorbed; x.Results > 0 {
		rate := portion(x.Low)
		if x.Unknown > 0 {
			rate += a.either("至", " to ") + portion(x.High)
		}
		a.say("成果 %d 项：本地采用 %d，外地采用 %d，没有采用 %d，不清楚 %d；本地吸收 %s", "%d results: %d taken up here, %d elsewhere, %d by nobody, %d not known; absorbed here %s", x.Results, x.Local, x.Outside, x.None, x.Unknown, rate)
		rows := [][]string{{a.either("成熟度", "maturity"), a.either("成果", "results"), a.either("本地", "here"), a.either("外地", "outside"), a.either("没有", "nobody"), a.either("不清楚", "not known")}}
		for _, b := range x.Bands {
			rows = append(rows, []string{b.Name().In(a.lang), fmt.Sprint(b.Results), fmt.Sprint(b.Local), fmt.Sprint(b.Outside), fmt.Sprint(b.None), fmt.Sprint(b.Unknown)})
		}
		a.table(rows)
	}
	if len(r.Pilots) > 0 {
		rows := [][]string{{a.either("中试与机构", "pilot lines, institutes"), a.either("区", "district"), a.either("工位", "places"), a.either("排队", "queue"), a.either("等着", "waiting"), a.either("空着", "idle")}}
		for _, p := range r.Pilots {
			rows = append(rows, []string{p.Title, p.District, fmt.Sprint(p.Slots), fmt.Sprint(p.Queue), fmt.Sprint(p.Waiting), fmt.Sprint(p.Idle)})
		}
		a.table(rows)
	}
}
