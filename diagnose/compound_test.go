package diagnose

import "testing"

func TestRunOn(t *testing.T) {
	for _, x := range []struct {
		list []string
		want string
	}{
		{[]string{"据甲，乙为1家。", "乙为1家，比上年增1家。", "据甲，乙为1家，居第2位。"}, "据甲，乙为1家，比上年增1家，居第2位。"},
		{[]string{"据甲，乙为1家。", "据丙，乙为1家，居第2位。"}, "据甲，乙为1家。据丙，乙为1家，居第2位。"},
		{[]string{"据甲，乙为1家。", "据甲，丁为2家。"}, "据甲，乙为1家。丁为2家。"},
		{[]string{"乙为1家。", "乙为1家。"}, "乙为1家。"},
		{[]string{"乙。"}, "乙。"},
	} {
		if got := runOn(x.list, "，", "。", ""); got != x.want {
			t.Errorf("%q: %q, want %q", x.list, got, x.want)
		}
	}
}
