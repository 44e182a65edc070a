package study

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/quanyu/quanyu/diagnose"
)

// An effect that is a part of a sentence, the same words in a draft, and the
// opinion of the specification have one verdict.
func TestEffectInPart(t *testing.T) {
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS("../studies/合成-试点评估")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"claims.yaml", "evaluate/改革.yaml", "evaluate/补贴.yaml"} {
		if err := os.Remove(filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	spec, err := os.ReadFile(filepath.Join(root, "evaluate", "试点.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"claims.txt":        "pilot: 2020年专利授权量5万件，创新型城市试点显著提升了高新技术企业数量\npilot-half: 创新型城市试点使高新技术企业数量增长了50%\nother: 人才政策显著提升了高新技术企业数量\n",
		"evaluate/试点.yaml":  string(spec),
		"evaluate/另一个.yaml": "claim: pilot\ndesign: did\ndata: 合成面板.csv\nunit: 城市\nperiod: 年份\noutcome: 技术合同成交额\ncohort: 首个试点年\n",
	} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Dir.Close()
	st, err := s.Judge()
	if err != nil {
		t.Fatal(err)
	}
	parts := st.Results[0].Parts
	if len(parts) != 2 || parts[1].Type != diagnose.EffectType {
		t.Fatalf("%+v", st.Results[0])
	}
	// One specification shows the effect, the other is about another outcome: the
	// claim rests on one of two.
	if parts[1].Verdict != diagnose.Partly {
		t.Errorf("part %s, %v", parts[1].Verdict, parts[1].Reasons)
	}
	if v := st.Results[2]; v.Verdict != diagnose.Undecidable || v.VerdictName("zh") != "尚未开展成效评估" {
		t.Errorf("another measure: %s, %v", v.Verdict, v.Reasons)
	}
	opinions := s.Opinions(st)
	if len(opinions) != 3 || opinions[0].Claim != "pilot" || opinions[0].Name.Zh != "尚未开展成效评估" || opinions[1].Claim != "pilot" || opinions[1].Verdict != diagnose.Supported || opinions[2].Claim != "pilot-half" {
		t.Errorf("%+v", opinions)
	}
	draft := parts[1].Claim
	draft.ID = ""
	if r := diagnose.Judge(draft, s.bench(st)); r.Verdict != parts[1].Verdict {
		t.Errorf("in a draft: %s", r.Verdict)
	}
}
