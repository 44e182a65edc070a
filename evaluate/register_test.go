package evaluate

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// planFolder is a folder with files in it.
func planFolder(t testing.TB, content map[string]string) *files.Folder {
	t.Helper()
	root := t.TempDir()
	for name, text := range content {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := files.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dir.Close() })
	return dir
}

const planText = "title: 合成\nclaim: c001\ndesign: did\n" + effectHead + "cohort: first\n"

// A specification is registered once for one content; what was registered stays.
func TestRegister(t *testing.T) {
	dir := planFolder(t, map[string]string{"evaluate/a.yaml": planText, "evaluate/b.yaml": planText + "seed: 2\n"})
	for _, x := range []struct {
		spec, day string
		added     bool
	}{{"evaluate/a.yaml", "2018-03-01", true}, {"evaluate/a.yaml", "2018-04-01", false}, {"evaluate/b.yaml", "2018-04-01", true}} {
		last, added, err := Register(dir, x.spec, x.day)
		if err != nil || added != x.added || last.Day > x.day {
			t.Fatalf("%+v: %+v %v %v", x, last, added, err)
		}
	}
	if err := dir.Write("evaluate/a.yaml", []byte(planText+"seed: 3\n")); err != nil {
		t.Fatal(err)
	}
	if _, added, err := Register(dir, "evaluate/a.yaml", "2019-01-01"); err != nil || !added {
		t.Fatal(added, err)
	}
	list, err := ReadRegister(dir, "evaluate")
	if err != nil || len(list) != 3 {
		t.Fatal(list, err)
	}
	own := Registrations(list, "evaluate/a.yaml")
	if len(own) != 2 || own[0].Day != "2018-03-01" || own[1].Day != "2019-01-01" || own[0].SHA256 == own[1].SHA256 {
		t.Errorf("%+v", own)
	}
	raw, _ := dir.Read("evaluate/registered.csv")
	if !strings.HasPrefix(string(raw), "spec,day,sha256\na.yaml,2018-03-01,") {
		t.Errorf("%s", raw)
	}
	if _, _, err := Register(dir, "evaluate/b.yaml", "2018-01-01"); err != nil {
		t.Error("the same content asks for no day", err)
	}
	if err := dir.Write("evaluate/b.yaml", []byte(planText)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Register(dir, "evaluate/b.yaml", "2018-01-01"); err == nil {
		t.Error("a day before the last one of the register was taken")
	}
	if err := dir.Write("evaluate/b.yaml", []byte("design: did\n")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Register(dir, "evaluate/b.yaml", "2020-01-01"); err == nil {
		t.Error("a faulty specification was registered")
	}
	if after, _ := dir.Read("evaluate/registered.csv"); string(after) != string(raw) {
		t.Error("a refusal changed the register")
	}
}

// What may be said of when a specification was fixed.
func TestStatus(t *testing.T) {
	now, old := strings.Repeat("a", 64), strings.Repeat("b", 64)
	at := func(day, hash string) Registration { return Registration{"a.yaml", day, hash} }
	for want, list := range map[string][][]Registration{
		StatusUnregistered: {nil},
		StatusRegistered:   {{at("2015-01-01", now)}, {at("2020-12-31", now)}, {at("2015-01-01", old), at("2016-01-01", now)}},
		StatusAfter:        {{at("2021-01-01", now)}, {at("2015-01-01", old), at("2021-05-01", now)}, {at("2015-01-01", now), at("2016-01-01", old), at("2021-05-01", now)}},
		StatusChanged:      {{at("2015-01-01", old)}, {at("2015-01-01", now), at("2016-01-01", old)}},
	} {
		for _, l := range list {
			e := &Evaluated{Evaluation: &Evaluation{SHA256: now}, Registered: l, Last: 2020}
			if got := e.Status(); got != want {
				t.Errorf("%v: %s, not %s", l, got, want)
			}
		}
	}
	e := &Evaluated{Evaluation: &Evaluation{SHA256: now}, Registered: []Registration{at("2015-01-01", now)}, Last: 12}
	if got := e.Status(); got != StatusAfter {
		t.Errorf("periods that are no years: %s", got)
	}
}

// A register that was edited by hand is evidence no more.
func TestDamagedRegister(t *testing.T) {
	hash := strings.Repeat("0", 64)
	good := "spec,day,sha256\na.yaml,2018-03-01," + hash + "\n"
	for text, line := range map[string]int{
		"": 1, "spec,day\n": 1, "spec;day;sha256\n": 1, good + "a.yaml,2018-03-02\n": 3, good + "a.yaml,2018/03/02," + hash + "\n": 3, good + "a.yaml,2018-02-30," + hash + "\n": 3,
		good + "a.yaml,2018-03-02,abc\n": 3, good + "a.yaml,2018-02-01," + hash + "\n": 3, good + ",2018-03-02," + hash + "\n": 3, good + "../a.yaml,2018-03-02," + hash + "\n": 3,
		good + "\"a.yaml,2018-03-02\n": 3, good + "a.yaml,2018-03-02," + strings.ToUpper(strings.Repeat("a", 64)) + "\n": 3,
	} {
		_, err := parseRegister("evaluate/registered.csv", []byte(text))
		var e *city.Error
		if !errors.As(err, &e) || e.Code != "bad_register" || e.Line != line || e.Message.Zh == "" || e.Message.En == "" {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{good, "\ufeff" + strings.ReplaceAll(good, "\n", "\r\n"), "spec,day,sha256\n"} {
		if _, err := parseRegister("r.csv", []byte(text)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// Specifications that cannot be used say so at their line.
func TestBadEvaluations(t *testing.T) {
	for text, want := range map[string]string{
		effectHead + "cohort: first\n":                                    "缺少“design”",
		"design: 回归\n" + effectHead + "cohort: first\n":                   "现为“回归”",
		"design: did\n" + effectHead:                                      "一种写法说清",
		"design: did\n" + effectHead + "cohort: first\nfoo: 1\n":          "没有“foo”这个键",
		"design: did\n" + effectHead + "cohort: first\nclaim: [a, a]\n":   "重复的编号",
		"design: did\n" + effectHead + "cohort: first\nclaim: \"\"\n":     "空的或重复",
		"design: did\n" + effectHead + "cohort: first\nperiods: [2010]\n": "首尾两个时期",
		"design: did\n" + effectHead + "cohort: first\nperiods: [5, 2]\n": "首尾两个时期",
		"design: did\n" + effectHead + "cohort: first\nclaim: {a: b}\n":   "YAML",
		"design: threshold\n" + effectHead + "cohort: first\n":            "没有“cohort”这个键",
		"design: [\n": "YAML",
		"":            "缺少“design”",
	} {
		dir := planFolder(t, map[string]string{"evaluate/a.yaml": text})
		_, err := ReadEvaluation(dir, "evaluate/a.yaml")
		var e *city.Error
		if !errors.As(err, &e) || !strings.Contains(e.Error(), want) || e.File != "evaluate/a.yaml" || strings.Contains(e.Error(), "%!") {
			t.Errorf("%q: %v", text, err)
		}
	}
	dir := planFolder(t, map[string]string{"a.yml": planText})
	if _, err := ReadEvaluation(dir, "a.yml"); err == nil {
		t.Error("a name that does not end in .yaml was taken")
	}
}

// The head of a specification, and what it leaves out.
func TestEvaluation(t *testing.T) {
	dir := planFolder(t, map[string]string{
		"evaluate/试点.yaml": "design: synth\n" + effectHead + "treated_units: [a]\nstart: 2004\nmethod: did\nclaim: [x, y]\npredictors: []\n",
		"evaluate/b.yaml":  "\ufeffdesign: \"did\" # 双重差分\ndata: study\noutcome: lag(y, 2)^2*x\ntreated_units: [a]\nstart: 2004\n",
	})
	a, err := ReadEvaluation(dir, "evaluate/试点.yaml")
	if err != nil || a.Title != "试点" || a.Synth.Method != "did" || len(a.Claim) != 2 || a.FromStudy() {
		t.Errorf("%+v %v", a, err)
	}
	b, err := ReadEvaluation(dir, "evaluate/b.yaml")
	if err != nil || !b.FromStudy() || b.Spec().Unit != StudyUnit || b.Spec().Period != StudyPeriod {
		t.Fatalf("%+v %v", b, err)
	}
	if c := b.Columns(); len(c) != 2 || c[0].Name != "y" || c[1].Name != "x" {
		t.Errorf("%+v", c)
	}
}

// Only the outcome of the periods that count is used.
func TestPeriods(t *testing.T) {
	table := staged(30, nil)
	run := func(more string) *Evaluated {
		dir := planFolder(t, map[string]string{"evaluate/a.yaml": planText + "draws: 0\n" + more, "evaluate/panel.csv": table})
		e, err := ReadEvaluation(dir, "evaluate/a.yaml")
		if err != nil {
			t.Fatal(err)
		}
		e.Find(dir)
		x, err := e.Run(dir)
		if err != nil || x.DiD == nil {
			t.Fatal(x, err)
		}
		return x
	}
	all := run("")
	part := run("periods: [2001, 2006]\n")
	if part.Last != 2006 || all.Last <= 2006 || part.DiD.Periods >= all.DiD.Periods || part.DiD.Estimates[0] == all.DiD.Estimates[0] {
		t.Errorf("%d to %d, %d periods, of %d to %d, %d", part.First, part.Last, part.DiD.Periods, all.First, all.Last, all.DiD.Periods)
	}
}

// FuzzRegister holds that any bytes give a register or a located error.
func FuzzRegister(f *testing.F) {
	f.Add([]byte("spec,day,sha256\na.yaml,2018-03-01," + strings.Repeat("0", 64) + "\n"))
	f.Add([]byte("spec,day,sha256\n\"a\nb\",2018-03-01,x\n"))
	f.Add([]byte("\xff\xfes\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, err := parseRegister("registered.csv", raw)
		var e *city.Error
		if err != nil && (!errors.As(err, &e) || e.File == "" || e.Message.En == "" || strings.Contains(e.Error(), "%!(")) {
			t.Errorf("%q: %v", raw, err)
		}
	})
}

// FuzzEvaluation holds the same of a specification.
func FuzzEvaluation(f *testing.F) {
	f.Add(planText)
	f.Add("design: synth\ndata: study\noutcome: x\ntreated_units: [a]\nstart: 1\nclaim: []\n")
	f.Add("\ufeffdesign: threshold\ndata: [")
	path := f.TempDir()
	dir, err := files.Open(path)
	if err != nil {
		f.Fatal(err)
	}
	defer dir.Close()
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(filepath.Join(path, "a.yaml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		e, err := ReadEvaluation(dir, "a.yaml")
		var own *city.Error
		if err != nil && (!errors.As(err, &own) || own.File == "" || own.Message.En == "" || strings.Contains(own.Error(), "%!(")) {
			t.Errorf("%q: %v", text, err)
		}
		if err == nil && (e.Spec() == nil || e.Title == "") {
			t.Errorf("%q: %+v", text, e)
		}
	})
}

// What was registered and is gone is told; so is a line that stands twice.
func TestMissing(t *testing.T) {
	a, b := strings.Repeat("a", 64), strings.Repeat("b", 64)
	list := []Registration{{"x.yaml", "2018-01-01", a}, {"y.yaml", "2018-02-01", b}, {"x.yaml", "2018-03-01", b}}
	if got := Missing(list, []string{"evaluate/y.yaml"}); len(got) != 1 || got[0] != list[2] {
		t.Errorf("%+v", got)
	}
	if got := Missing(list, []string{"evaluate/x.yaml", "evaluate/y.yaml"}); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	line := "x.yaml,2018-01-01," + a + "\n"
	if _, err := parseRegister("registered.csv", []byte("spec,day,sha256\n"+line+line)); err == nil || !strings.Contains(err.Error(), "登记了两次") {
		t.Error(err)
	}
	back := "x.yaml,2018-01-02," + b + "\n" + "x.yaml,2018-01-03," + a + "\n"
	if got, err := parseRegister("registered.csv", []byte("spec,day,sha256\n"+line+back)); err != nil || len(got) != 3 {
		t.Error("a specification that went back to its first content", got, err)
	}
}

// The data of a specification lie in its study.
func TestDataOutside(t *testing.T) {
	for data, inside := range map[string]bool{"a.csv": true, "../tables/a.csv": true, "../../a.csv": false, "/etc/a.csv": false, "tables/../../a.csv": true, "tables/../../../a.csv": false, `..\..\a.csv`: false} {
		dir := planFolder(t, map[string]string{"evaluate/a.yaml": strings.Replace(planText, "data: panel.csv", "data: "+data, 1)})
		_, err := ReadEvaluation(dir, "evaluate/a.yaml")
		if inside != (err == nil) || !inside && !strings.Contains(err.Error(), "在课题之外") {
			t.Errorf("%s: %v", data, err)
		}
	}
}

// A specification that names what its table has not is not registered.
func TestRegisterColumns(t *testing.T) {
	dir := planFolder(t, map[string]string{"evaluate/a.yaml": planText, "evaluate/panel.csv": "city,year,patents,first\n合成市,2010,5,\n"})
	if _, _, err := Register(dir, "evaluate/a.yaml", "2018-03-01"); err == nil || dir.Has("evaluate/registered.csv") {
		t.Error("registered without its columns", err)
	}
}

// A column's name may give the unit of the outcome.
func TestBracketedUnit(t *testing.T) {
	for name, want := range map[string]string{"GDP增速（%）": "%", "技术合同成交额(亿元)": "亿元", "企业数（家）": "家", "专利（对数）": "", "GDP（现价）": "", "专利": ""} {
		if got := bracketedUnit(name); got != want {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
}
