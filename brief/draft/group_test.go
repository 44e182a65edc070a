package draft

import (
	"testing"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func TestFiguresOfTheGroupNamedBefore(t *testing.T) {
	x := catalog.NewIndicators()
	for label, unit := range map[string]string{"小学学校数": "所", "小学在校学生数": "万人", "小学专任教师数": "人", "在校学生数": "万人", "专任教师数": "人"} {
		r := x.Resolve(label)
		r.Unit, r.Facet = unit, city.Level
		x.Learn(r)
	}
	for _, c := range []struct{ sentence, first, second, want string }{
		{"全市小学在校学生54.2万人，专任教师3.3万人。", "小学在校学生数", "专任教师数", "小学专任教师数"},
		{"全市小学在校学生54.2万人，全市专任教师10.5万人。", "小学在校学生数", "专任教师数", "专任教师数"},
		{"全市小学411所，在校学生54.2万人。", "小学学校数", "在校学生数", "小学在校学生数"},
		{"幼儿园1190所，在校学生54.2万人。", "幼儿园学校数", "在校学生数", "在校学生数"},
	} {
		claim := diagnose.Claim{Parts: []diagnose.Claim{{Indicator: c.first}, {Indicator: c.second}}}
		Group(&claim, c.sentence, x)
		if got := claim.Parts[1].Indicator; got != c.want {
			t.Errorf("%s: %s, want %s", c.sentence, got, c.want)
		}
	}
}
