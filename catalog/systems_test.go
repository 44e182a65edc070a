package catalog

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

// Every system has what a reader needs, its numbers make a tree, and what it maps
// to is in the catalog.
func TestSystems(t *testing.T) {
	indicators := NewIndicators()
	ids, versions := map[string]bool{}, map[string]bool{}
	for _, s := range Systems() {
		if ids[s.ID] || versions[s.Family+s.Version] || s.ID == "" || s.Family == "" || s.Version == "" || s.Name.Zh == "" || s.Name.En == "" {
			t.Errorf("%q: no ID, family, version or name, or twice", s.ID)
		}
		ids[s.ID], versions[s.Family+s.Version] = true, true
		for _, x := range s.Sources {
			if !slices.Contains([]string{"A", "B", "C"}, x.Grade) || x.URL == "" && x.Title == "" || x.Bears.Zh == "" || x.Bears.En == "" {
				t.Errorf("%s: source %+v", s.ID, x)
			}
		}
		if len(s.Sources) == 0 && len(s.Nodes) > 0 {
			t.Errorf("%s: nodes without a source", s.ID)
		}
		codes := map[string]bool{"": true}
		for _, n := range s.Nodes {
			if codes[n.Code] || !codes[n.Parent()] || !regexp.MustCompile(`^\d+(\.\d+)*$`).MatchString(n.Code) || n.Name == "" {
				t.Errorf("%s: node %+v", s.ID, n)
			}
			codes[n.Code] = true
			if _, known := indicators.Get(n.Indicator); n.Indicator != "" && !known {
				t.Errorf("%s: %s maps to %q, which the catalog lacks", s.ID, n.Code, n.Indicator)
			}
		}
	}
}

// The system of 2021: 45 names, three weights; it refuses, and says which it is.
func TestSystemOf2021(t *testing.T) {
	s, known := FindSystem("国科发火〔2021〕106号")
	if !known || s.ID != "zone-2021" {
		t.Fatalf("found %q", s.ID)
	}
	names, weights := 0, 0
	for _, n := range s.Nodes {
		if n.IsIndicator() {
			names++
		}
		if n.Weight != nil {
			weights++
		}
	}
	if names != 45 || weights != 3 {
		t.Errorf("%d names and %d weights, want 45 and 3", names, weights)
	}
	var e *city.Error
	if !errors.As(s.Ready(), &e) || e.Code != "system_incomplete" {
		t.Fatal("it scores")
	}
	for _, part := range []string{"国家高新技术产业开发区综合评价指标体系", "2021", "国科发火〔2021〕106号", "47项的权重（1.3", "计分规则", "官方的指标总数"} {
		if !strings.Contains(e.Message.Zh, part) {
			t.Errorf("the refusal does not say %q: %s", part, e.Message.Zh)
		}
	}
	if strings.Contains(e.Message.En, "%!") || strings.Contains(e.Message.Zh, "%!") {
		t.Error(e.Message)
	}
}

// A system of which all is known has nothing missing; without any one part it
// has.
func TestCompleteSystem(t *testing.T) {
	one := 1.0
	whole := func() System {
		return System{ID: "x", Name: city.Text{Zh: "合成体系", En: "a synthetic system"}, Version: "1", Areas: 1, Indicators: 1, Scoring: city.Text{Zh: "极差，加权相加", En: "min-max, added by weight"},
			Nodes: []SystemNode{{Code: "1", Name: "部分", Weight: &one}, {Code: "1.1", Name: "指标", Weight: &one, Direction: "up"}}}
	}
	if s := whole(); s.Ready() != nil {
		t.Error(s.Ready())
	}
	for name, spoil := range map[string]func(*System){
		"weight":    func(s *System) { s.Nodes[1].Weight = nil },
		"direction": func(s *System) { s.Nodes[1].Direction = "" },
		"indicator": func(s *System) { s.Nodes = s.Nodes[:1] },
		"nodes":     func(s *System) { s.Nodes, s.Indicators = nil, 0 },
		"count":     func(s *System) { s.Indicators = 2 },
		"areas":     func(s *System) { s.Areas = 2 },
		"rule":      func(s *System) { s.Scoring = city.Text{} },
		"told":      func(s *System) { s.Missing = []city.Text{{Zh: "附表", En: "a table"}} },
	} {
		s := whole()
		if spoil(&s); s.Ready() == nil {
			t.Errorf("scores without %s", name)
		}
	}
}
