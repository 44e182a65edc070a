package diagnose

import (
	"testing"

	"github.com/quanyu/quanyu/city"
)

// A growth rate printed beside the firms above designated size alone says
// nothing of all firms.
func TestGrowthOfThePartIsNotThatOfTheWhole(t *testing.T) {
	b := bench(t, `
		high_tech_enterprises|340100|2018|2110|家
		high_tech_enterprises|340100|2019|2508|家
		high_tech_enterprises|340100|2019|18.9|%|facet=growth
		high_tech_enterprises|340100|2018|1205|家|definition=规上
		high_tech_enterprises|340100|2019|1400|家|definition=规上
		high_tech_enterprises|340100|2019|16.2|%|facet=growth|definition=规上`)
	claim := Claim{Sentence: "2019年高新技术企业增长18.9%", Type: GrowthType, Place: "340100", Indicator: "high_tech_enterprises", Period: "2019", From: "2018", Figure: num("18.9"), Unit: "%", Direction: "up"}
	if r := Judge(claim, b); r.Verdict != Supported {
		t.Errorf("the whole: %s %v", r.Verdict, r.Reasons)
	}
	claim.Sentence, claim.Definition, claim.Figure = "2019年规上高新技术企业增长16.2%", "规上", num("16.2")
	if r := Judge(claim, b); r.Verdict != Supported {
		t.Errorf("the part: %s %v", r.Verdict, r.Reasons)
	}
	for _, o := range Judge(claim, b).Evidence {
		if o.Definition != "规上" || o.Period == city.Period("") {
			t.Errorf("evidence of another definition: %+v", o)
		}
	}
}
