package brief

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/diagnose/citywide"
	"github.com/quanyu/quanyu/diagnose/industry"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// chained is an input that has nothing but the two chains and the map of a study.
func chained(t *testing.T, study string) Input {
	t.Helper()
	dir, err := files.Open("../studies/" + study)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	c, err := industry.RunChains(dir, industry.ChainsFile)
	if err != nil {
		t.Fatal(err)
	}
	m, err := citywide.ReadMap(dir, citywide.MapFile)
	if err != nil {
		t.Fatal(err)
	}
	return Input{Title: c.Title, Lang: "zh", Chains: c, Map: m}
}

// The brief says what the two chains show, with native tables and a map of boxes; the
// page has pictures that a screen reader can read.
func TestChainsInDocuments(t *testing.T) {
	for study, wants := range map[string][]string{
		"sample-city":  {"光刻与检测装备没有本地供应商", "本地吸收的比例为25%", "需求4项，其中2项没有成果回应", "工位24个，排队31个", "合成数据", "仍居首位"},
		"wuhan-chains": {"未给出卡点分", "新材料（5个区）", "尚缺的资料", "不在图上：东湖高新区", "29 对相邻的区里 24 对"},
	} {
		in := chained(t, study)
		raw, err := Brief(in)
		if err != nil {
			t.Fatal(err)
		}
		pack, err := ooxml.Open("brief.docx", raw)
		if err != nil {
			t.Fatal(err)
		}
		part, _ := pack.Part("word/document.xml")
		page, err := Page(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(string(part), want) {
				t.Errorf("%s: the brief does not say %q", study, want)
			}
			if !strings.Contains(string(page), want) {
				t.Errorf("%s: the page does not say %q", study, want)
			}
		}
		if n := strings.Count(string(page), `role="img"`); n != 2 {
			t.Errorf("%s: %d pictures on the page", study, n)
		}
		if n := strings.Count(string(part), "<w:tcBorders><w:top"); n != 13 {
			t.Errorf("%s: %d tiles in the brief", study, n)
		}
		if _, err := Annex(in); err != nil {
			t.Errorf("%s: %v", study, err)
		}
	}
}
