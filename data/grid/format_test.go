package grid

import "testing"

// The wanted texts are those that LibreOffice 7 shows for the same values and
// formats, less thousands separators, currency signs and brackets for minus.
func TestFormats(t *testing.T) {
	for _, c := range []struct {
		code, raw, want string
		percent         bool
	}{
		{"General", "0.30000000000000004", "0.3", false},
		{"", "14847.290000000001", "14847.29", false},
		{"", "1000000000000.5", "1000000000000.5", false},
		{"", "1.4847290000000001E4", "14847.29", false},
		{"", "2.50", "2.5", false},
		{"", "-0", "0", false},
		{"", "NaN", "NaN", false},
		{"", "+Inf", "+Inf", false},
		{"", "1e400", "1e400", false},
		{"", "1e300", "1e+300", false},
		{"0", "0.2484", "0", false},
		{"0", "-1234.565", "-1235", false},
		{"0", "0.5", "1", false},
		{"0", "-0.4", "0", false},
		{"0.00", "248", "248.00", false},
		{"0.00", "2.675", "2.68", false},
		{"0.00", "1.005", "1.01", false},
		{"0.00", "-1234.565", "-1234.57", false},
		{"0.0", "9.05", "9.1", false},
		{"#,##0.00", "43373.5", "43373.50", false},
		{"#,##0,", "43373.5", "43", false},
		{"0.0,,", "1234567890", "1234.6", false},
		{"0.##", "43373.5", "43373.5", false},
		{"0.##", "2018", "2018", false},
		{"#.00", "0.5", "0.50", false},
		{"0.00%", "0.2484", "24.84%", true},
		{"0%", "0.135", "14%", true},
		{"0.0%", "0.30000000000000004", "30.0%", true},
		{`0.0"%"`, "2.74", "2.7%", true},
		{`0.00\%`, "2.74", "2.74%", true},
		{`0"年"`, "2018", "2018年", false},
		{`0.00"万人"`, "1108.1", "1108.10万人", false},
		{`\[0.00\]`, "2.42", "[2.42]", false},
		{`"约"0`, "14400", "约14400", false},
		{`0.00;[Red](0.00)`, "-1234.565", "-1234.57", false},
		{`_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "0", "0.00", false},
		{`"¥"#,##0.00`, "1234.5", "1234.50", false},
		{`[$¥-804]#,##0.00`, "1234.5", "1234.50", false},
		{`[>=10000]0.00"万";0`, "12", "12", false},
		{`[>=10000]0.0,"千";0`, "123456", "123.5千", false},
		{`[<0]"负"0;[=0]"零"0;0.0`, "5", "5.0", false},
		{`[Red][<60]0.0;[Blue]0`, "59.94", "59.9", false},
		{`0\.0,"万"`, "123456", "12.3万", false},
		{`0\.00,,"亿"`, "1484729000000", "14847.29亿", false},
		{`0!.0,"万"`, "123456", "12.3万", false},
		{`0"."0,"万"`, "-123456", "-12.3万", false},
		{`0\.0,`, "500", "0.1", false},
		{`000\-0000`, "8283123", "8283123", false},
		{`0"亿"0000"万"`, "12345678", "12345678", false},
		{`General"年"`, "2018", "2018年", false},
		{`G/通用格式"%"`, "2.74", "2.74%", true},
		{`[DBNum1]General`, "5", "5", false},
		{"0,.0", "43373.5", "43.4", false},
		{"#,##0.0,", "43373.5", "43.4", false},
		{";;;", "43373.5", "", false},
		{"0.00;;", "0", "0.00", false},
		{"0.00;;", "-5", "-5.00", false},
		{"000", "7", "007", false},
		{"@", "0.2484", "0.2484", false},
		{"0.00E+00", "43373.5", "43373.5", false},
		{"# ?/?", "0.25", "0.25", false},
		{"0.00", "abc", "abc", false},
		{"0.00", "NaN", "NaN", false},
		{"yyyy-mm-dd", "43373.5", "2018-09-30", false},
		{"m/d/yyyy", "43373.5", "2018-09-30", false},
		{`[$-804]yyyy"年"m"月"d"日"`, "43373.5", "2018-09-30", false},
		{`yyyy"年"m"月"`, "43373.5", "2018年9月", false},
		{"mmm-yy", "43373.5", "2018-09", false},
		{`yyyy"年"`, "43373.5", "2018年", false},
		{"yyyy", "43373.5", "2018", false},
		{"yyyy/m/d h:mm", "43373.5", "2018-09-30 12:00", false},
		{"h:mm:ss", "0.3", "07:12:00", false},
		{"yyyy-mm-dd", "61", "1900-03-01", false},
		{"yyyy-mm-dd", "59", "1900-02-28", false},
		{"yyyy-mm-dd", "-5", "-5", false},
		{"yyyy-mm-dd", "1e12", "1000000000000", false},
	} {
		got := parseFormat(c.code).show(c.raw, false)
		if got.Text != c.want || got.Percent != c.percent {
			t.Errorf("%s of %s: want %q %v, got %q %v", c.code, c.raw, c.want, c.percent, got.Text, got.Percent)
		}
	}
	if got := parseFormat("yyyy-mm-dd").show("41911.5", true); got.Text != "2018-09-30" {
		t.Errorf("calendar of 1904: %q", got.Text)
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		r, c int
		name string
	}{{0, 0, "A1"}, {4, 2, "C5"}, {0, 25, "Z1"}, {9, 26, "AA10"}, {0, 701, "ZZ1"}, {0, 702, "AAA1"}, {1048575, 16383, "XFD1048576"}} {
		if got := Name(c.r, c.c); got != c.name {
			t.Errorf("Name(%d, %d): want %s, got %s", c.r, c.c, c.name, got)
		}
		if r, col, ok := locate(c.name); !ok || r != c.r || col != c.c {
			t.Errorf("locate(%s): %d %d %v", c.name, r, col, ok)
		}
	}
	for _, bad := range []string{"", "A", "5", "A0", "5A", "A-1", "A5.", "甲5"} {
		if _, _, ok := locate(bad); ok {
			t.Errorf("%q taken as a cell", bad)
		}
	}
}
