package catalog

import (
	"testing"

	"github.com/quanyu/quanyu/city"
)

// TestLearnCountedNames learns labels that count things, and looks them up as
// sentences name them.
func TestLearnCountedNames(t *testing.T) {
	for _, c := range []struct{ label, unit, text, want string }{
		{"普通高中学校数", "所", "全市普通高中92所", "普通高中学校数"},
		{"幼儿园学校数", "所", "全市幼儿园1190所", "幼儿园学校数"},
		{"特殊教育学校学校数", "所", "特殊教育学校11所", "特殊教育学校学校数"},
		{"新设外资企业数", "家", "新设外资企业1105家", "新设外资企业数"},
		{"失业人员再就业人数", "人", "失业人员再就业5.2万人", "失业人员再就业人数"},
		{"工伤保险参保人数", "万人", "工伤保险参保率95%", ""},
		{"居民消费价格指数", "", "居民消费价格上涨2%", ""},
	} {
		x := NewIndicators()
		r := x.Resolve(c.label)
		if !r.Known {
			r.Unit = c.unit
			x.Learn(r)
		}
		got := ""
		for _, m := range x.Find(c.text) {
			got = m.ID
		}
		if got != c.want && !(c.want == "" && got != c.label) {
			t.Errorf("%s in %q: found %q, want %q", c.label, c.text, got, c.want)
		}
	}
	x := NewIndicators()
	r := x.Resolve("普通高中学校数")
	r.Unit = "所"
	if r.Facet != city.Level {
		t.Errorf("facet %q", r.Facet)
	}
}
