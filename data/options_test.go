package data

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/table"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const gdpTable = "指标,2017年,2018年\n地区生产总值(亿元),100,110\n"

func TestFactsInGB18030(t *testing.T) {
	text, err := simplifiedchinese.GB18030.NewEncoder().String("place,indicator,period,value,unit,status\n武汉市,高新技术企业数,2018,3536,家,final\n黑 龙 江,地区生产总值,2018,16361.62,亿元,preliminary\n")
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := study(t, Options{}, map[string]string{"facts.csv": text})
	if err != nil || len(s.At("high_tech_enterprises", "420100", city.Level, "2018")) != 1 || len(s.At("gdp", "230000", city.Level, "2018")) != 1 {
		t.Errorf("%v %+v", err, s)
	}
}

func TestSourcesAndGrades(t *testing.T) {
	o := Options{Place: "420100", Sources: []city.Source{{ID: "tj", Title: "统计年鉴", Grade: "B", File: "a.csv"}, {ID: "d", Title: "网帖", Grade: "D"}}}
	s, _, err := study(t, o, map[string]string{
		"tables/a.csv": gdpTable, "tables/b.csv": "表一 其他\n指标,2018年\n出口额(亿元),5\n",
		"facts.csv": "place,indicator,period,value,unit,source,note\n武汉,gdp,2018,111,亿元,网帖,\n武汉,gdp,2018,112,亿元,tj,grade=A; x\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	list := s.At("gdp", "420100", city.Level, "2018")
	if len(list) != 3 || list[2].Grade != "D" || list[2].Source != "d" {
		t.Fatalf("%+v", list)
	}
	if best, _ := s.Best(list); city.Printed(best.Value) != "112" || best.Grade != "A" {
		t.Errorf("best %+v", best)
	}
	if o := s.At("exports", "420100", city.Level, "2018")[0]; o.Source != "tables/b.csv" || s.Sources[o.Source].Title == "" || o.Grade != "" {
		t.Errorf("a table without a source: %+v %+v", o, s.Sources[o.Source])
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for name, o := range map[string]Options{
		"unknown_indicator": {Indicators: []city.Indicator{{ID: "a", Identities: []city.Identity{{Kind: "ratio", B: "nothing", C: "gdp"}}}}},
		"bad_kind":          {Indicators: []city.Indicator{{ID: "a", Kind: "colour"}}},
		"bad_identity":      {Indicators: []city.Indicator{{ID: "a", Identities: []city.Identity{{Kind: "product"}}}}},
		"bad_level":         {Places: []city.Place{{Name: "新区", Level: "galaxy"}}},
		"unknown_place":     {Rosters: []city.Roster{{ID: "r", Members: []string{"武汊市"}}}},
		"duplicate_member":  {Rosters: []city.Roster{{ID: "r", Members: []string{"武汉", "武汉市"}}}},
		"not_found":         {Hints: []table.Hints{{File: "../nothing.csv"}}},
		"unknown_source":    {Hints: []table.Hints{{File: "a.csv", Source: "x"}}},
		"bad_source":        {Sources: []city.Source{{ID: "a"}, {ID: "a"}}},
		"bad_grade":         {Sources: []city.Source{{ID: "a", Grade: "E"}}},
	} {
		_, _, err := study(t, o, map[string]string{"tables/a.csv": gdpTable})
		if e := firstError(err); e == nil || e.Code != name || e.Message.En == "" || e.Message.Zh == "" {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestStudyNamesWinOverTheCatalog(t *testing.T) {
	s, _, err := study(t, Options{
		Place:      "420100",
		Places:     []city.Place{{Code: "Z1", Name: "光谷科创大走廊", Level: city.Zone, Parent: "武汉", Aliases: []string{"科创大走廊"}}},
		Indicators: []city.Indicator{{ID: "walk", Name: city.Text{Zh: "走廊企业数"}, Unit: "家", Kind: city.Stock, Definitions: []city.Definition{{ID: "老", From: ""}, {ID: "新", From: "2018", Place: "武汉市"}}}},
	}, map[string]string{"facts.csv": "place,indicator,period,value,unit\n科创大走廊,走廊企业数,2018,5,家\n"})
	if err != nil || len(s.At("walk", "Z1", city.Level, "2018")) != 1 {
		t.Fatalf("%v %+v", err, s)
	}
	if b := s.BreaksOf("walk", "420100"); len(b) != 1 || b[0].From != "2018" || len(s.BreaksOf("walk", "440300")) != 0 {
		t.Errorf("breaks %+v", b)
	}
}

func TestSkippedTables(t *testing.T) {
	s, reports, err := study(t, Options{Place: "420100", Hints: []table.Hints{{File: "tables/a.csv", Skip: true}}}, map[string]string{"tables/a.csv": "乱,七,八糟\n1,2,3\n", "tables/b.csv": gdpTable})
	if err != nil || len(s.Observations) != 2 || reports[0].Note.IsZero() {
		t.Errorf("%v %+v", err, reports)
	}
}

func TestOrderOfFilesChangesNothing(t *testing.T) {
	content := map[string]string{"tables/a.csv": gdpTable, "tables/b.csv": "指标,2018年\n甲乙产业增加值占GDP比重(%),5\n甲乙产业增加值(亿元),5.5\n", "facts.csv": "place,indicator,period,value,unit\n武两,gdp,2018,1,亿元\n"}
	var first string
	for range 5 {
		s, reports, err := study(t, Options{Place: "420100"}, content)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, o := range s.Observations {
			b.WriteString(o.Indicator + o.Place + string(o.Period) + o.Value.String() + o.Origin.Cell + "\n")
		}
		for _, f := range s.Findings {
			b.WriteString(f.Message.Zh + "\n")
		}
		for _, r := range reports {
			b.WriteString(strings.Join(r.Indicators, ",") + strings.Join(r.Places, ",") + "\n")
		}
		if first == "" {
			first = b.String()
		} else if first != b.String() {
			t.Fatalf("%s\n%s", first, b.String())
		}
	}
}
