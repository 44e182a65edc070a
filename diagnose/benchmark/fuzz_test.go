package benchmark

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// Whatever stands in the files, there is a result whose figures are numbers or
// null, or a refusal in both languages; never a panic.
func FuzzIndex(f *testing.F) {
	const steps = "data: t.csv\n" + nodes + "steps:\n"
	const meta = "iCode,Type,Parent,Level,Weight,Direction,Denominator\na,Indicator,I,1,1,1,人口\nb,Indicator,I,1,1,-1,\nI,Aggregate,,2,1,1,\n人口,Denominator,,,,,\n组,Group,,,,,\n"
	for _, spec := range []string{
		"data: t.csv\n" + nodes,
		"data: t.csv\nmeta: m.csv\nplace: 地方\n",
		"data: t.csv\nperiod: 年份\n" + nodes + "steps: {impute: {method: latest}, normalise: {method: z_score, scope: by_period}}\n",
		steps + "  impute: {method: group_mean, group: 组}\n  treat: {points: 1, then: box_cox, lambda: 2, always: true}\n  weigh: [{level: 1, method: critic}]\n",
		steps + "  screen: {available: 0.6, drop: [甲]}\n  aggregate: {method: copeland}\n",
		steps + "  normalise: {method: distance_to_reference, reference: 乙, cap: true}\n  aggregate: {method: topsis}\n",
		steps + "  normalise: {method: fraction_of_max}\n  aggregate: {method: benefit_of_doubt}\n",
		"data: t.csv\n" + nodes + "robustness: {replications: 20, weights: 0.3, noise: {rounding: true}, choices: [{name: x, options: [{name: y}, {name: z, without: [a]}]}]}\nfocus: {places: [甲], reference: 乙, questions: [{place: 甲, top: 1}]}\n",
	} {
		f.Add(spec, places, meta)
	}
	f.Add("data: t.csv\n"+nodes, "地方,a,b\n甲,1e75,-1e75\n乙,-1e75,1e-300\n", "")
	f.Fuzz(func(t *testing.T, spec, table, meta string) {
		path := t.TempDir()
		for name, text := range map[string]string{"index.yaml": spec, "t.csv": table, "m.csv": meta} {
			if err := os.WriteFile(filepath.Join(path, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		dir, err := files.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer dir.Close()
		s, err := ReadSpec(dir, "index.yaml")
		if err == nil && s.Robustness != nil && s.Robustness.Replications > 100 {
			return
		}
		var r *Result
		if err == nil {
			r, err = Run(dir, s)
		}
		if err != nil {
			var e *city.Error
			if !errors.As(err, &e) || e.Message.Zh == "" || e.Message.En == "" || strings.Contains(e.Message.Zh, "%!") {
				t.Fatalf("%v is no refusal", err)
			}
			return
		}
		if _, err := json.Marshal(r); err != nil {
			t.Fatal(err)
		}
		for _, p := range r.Places {
			if v := float64(p.Score); math.IsInf(v, 0) || math.IsNaN(v) != (p.Rank == nil) {
				t.Errorf("%s: score %v, rank %v", p.Place, v, p.Rank)
			}
		}
	})
}
