package catalog

import "testing"

// The standard has 97 divisions in 20 sections.
func TestDivisions(t *testing.T) {
	list := Divisions()
	sections := map[string]bool{}
	for i, d := range list {
		sections[d.Section] = true
		if len(d.Code) != 2 || d.Name == "" || i > 0 && d.Code <= list[i-1].Code {
			t.Errorf("division %d: %+v", i, d)
		}
	}
	if len(list) != 97 || len(sections) != 20 {
		t.Errorf("%d divisions in %d sections", len(list), len(sections))
	}
}

func TestIndustry(t *testing.T) {
	for in, want := range map[string][2]string{
		"39": {"39", "39"}, "3940": {"39", "3940"}, "C39": {"39", "39"}, "C3940": {"39", "3940"}, " 39 计算机、通信和其他电子设备制造业": {"39", "39"},
		"39计算机": {"39", "39"}, "计算机、通信和其他电子设备制造业": {"39", "39"}, "1": {"01", "01"}, "01": {"01", "01"}, "３９": {"39", "39"}, "394": {"39", "394"}, "111": {"11", "111"},
		"T97": {"97", "97"},
	} {
		d, code, ok := Industry(in)
		if !ok || d.Code != want[0] || code != want[1] {
			t.Errorf("%q: %s %s %v, want %v", in, d.Code, code, ok, want)
		}
	}
	for _, in := range []string{"", "98", "00", "A39", "39401", "39.5", "电子", "高端装备", "-39", "C"} {
		if d, code, ok := Industry(in); ok {
			t.Errorf("%q became %s of %s", in, code, d.Name)
		}
	}
}
