package benchmark

import (
	"errors"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

// 丁 has one of two figures: screened behind Impute it stays, before it goes, and
// then the others have their own mean alone. 戊 lacks the denominator of b.
func TestScreenBefore(t *testing.T) {
	const table = "地方,a,b,人口\n甲,1,9,3\n乙,2,1,1\n丙,3,5,1\n丁,4,,1\n戊,5,2,\n"
	const nodes = "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数}\n  - {code: b, parent: 指数, denominator: 人口}\n"
	for before, out := range map[string]string{"": "", "before: impute": "丁戊", "before: denominate": "丁"} {
		spec := nodes + "steps:\n  impute: {method: mean}\n  screen: {available: 0.9, " + before + "}\n"
		r := result(t, map[string]string{"index.yaml": spec, "t.csv": table})
		if got := strings.Join(r.Sample.Out, ""); got != out {
			t.Errorf("%q: out are %q, want %q", before, got, out)
		}
		for _, n := range r.Notes {
			if strings.Contains(n.Zh, "没有填补") || before != "" && strings.Contains(n.Zh, "填补的数也算有数") {
				t.Errorf("%q: %s", before, n.Zh)
			}
		}
	}
	for _, spec := range []string{
		nodes + "steps:\n  screen: {before: treat}\n",
		nodes + "steps:\n  screen: {available: 0.5}\nrobustness:\n  choices: [{name: x, options: [{name: y}, {name: z, screen: {available: 0.9, before: impute}}]}]\n",
	} {
		dir, s := given(t, map[string]string{"index.yaml": spec, "t.csv": table})
		_, err := Run(dir, s)
		var e *city.Error
		if !errors.As(err, &e) || e.Code != "bad_spec" || e.Line == 0 {
			t.Errorf("%v", err)
		}
	}
}

// Bounds of the benefit of the doubt: no place owes its score to one part alone.
func TestSharesOfDoubt(t *testing.T) {
	const table = "地方,a,b\n甲,1,9\n乙,9,1\n丙,5,5\n"
	const spec = "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数}\n  - {code: b, parent: 指数}\nsteps: {normalise: {method: directed}, aggregate: {method: benefit_of_doubt"
	free := scores(result(t, map[string]string{"index.yaml": spec + "}}\n", "t.csv": table}))
	bound := scores(result(t, map[string]string{"index.yaml": spec + ", shares: [0.4, 0.6]}}\n", "t.csv": table}))
	if free["甲"] != 1 || free["丙"] != 1 || !(bound["甲"] < 0.5) || !(bound["丙"] > 0.999) {
		t.Errorf("free %v, bound %v", free, bound)
	}
}
