package catalog

import (
	"fmt"
	"strings"
	"sync"

	"github.com/quanyu/quanyu/city"
)

// System is one version of an indicator system. It holds what sources bear and
// nothing else; what is not known of it is told by Lacks.
type System struct {
	ID         string         `yaml:"id"`
	Family     string         `yaml:"family"` // what its versions have in common
	Version    string         `yaml:"version"`
	Name       city.Text      `yaml:"name"`
	Document   string         `yaml:"document"` // its official number
	Publisher  string         `yaml:"publisher"`
	Date       string         `yaml:"date"` // a day, a month or a year
	Sources    []SystemSource `yaml:"sources"`
	Note       city.Text      `yaml:"note"`
	Areas      int            `yaml:"areas"`      // their official number; 0 where it is not known
	Indicators int            `yaml:"indicators"` // likewise
	Scoring    city.Text      `yaml:"scoring"`    // the official rule from figures to scores
	Missing    []city.Text    `yaml:"missing"`    // what Lacks cannot see
	Nodes      []SystemNode   `yaml:"nodes"`
}

// SystemSource is where something about a system stands.
type SystemSource struct {
	Title string    `yaml:"title"`
	URL   string    `yaml:"url"`
	Grade string    `yaml:"grade"` // A official original, B official relayed, C secondary
	Bears city.Text `yaml:"bears"` // what it is the source of
}

// SystemNode is an area or an indicator of a system.
type SystemNode struct {
	Code      string   `yaml:"code"` // the official number: 1.2 is under 1
	Name      string   `yaml:"name"`
	Weight    *float64 `yaml:"weight"`
	Direction string   `yaml:"direction"` // up or down; "" is not known
	Indicator string   `yaml:"indicator"` // of the catalog, where it is the same
	Inferred  bool     `yaml:"inferred"`  // the number, from the order in which a source has them
	Group     bool     `yaml:"group"`     // below an area, yet no indicator
}

// Parent is the number of the node above, "" for an area.
func (n SystemNode) Parent() string {
	if i := strings.LastIndex(n.Code, "."); i >= 0 {
		return n.Code[:i]
	}
	return ""
}

// IsIndicator tells indicators from areas and groups.
func (n SystemNode) IsIndicator() bool { return n.Parent() != "" && !n.Group }

type systemsFile struct {
	Systems []System `yaml:"systems"`
}

// systemFiles lists the embedded systems, in the order in which they are listed
// to a reader.
var systemFiles = []string{"zones.yaml", "cities.yaml"}

var embeddedSystems = sync.OnceValue(func() []System {
	var out []System
	for _, name := range systemFiles {
		var f systemsFile
		mustYAML("systems/"+name, &f)
		out = append(out, f.Systems...)
	}
	return out
})

// Systems lists the embedded indicator systems.
func Systems() []System { return append([]System(nil), embeddedSystems()...) }

// FindSystem finds a system by its ID, its name or the number of its document.
func FindSystem(name string) (System, bool) {
	for _, s := range embeddedSystems() {
		for _, own := range []string{s.ID, s.Name.Zh, s.Name.En, s.Document} {
			if own != "" && strings.EqualFold(own, strings.TrimSpace(name)) {
				return s, true
			}
		}
	}
	return System{}, false
}

// Lacks says what is not known of a system, and so keeps it from scoring; nothing
// where all is there.
func (s System) Lacks() []city.Text {
	var out []city.Text
	add := func(zh, en string, args ...any) {
		out = append(out, city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)})
	}
	areas, indicators := 0, 0
	var weights, directions, bare []string
	below := map[string]bool{}
	for _, n := range s.Nodes {
		below[n.Parent()] = true
	}
	for _, n := range s.Nodes {
		switch {
		case n.IsIndicator():
			indicators++
			if n.Direction == "" {
				directions = append(directions, n.Code)
			}
		case n.Parent() == "":
			areas++
		}
		if n.Weight == nil {
			weights = append(weights, n.Code)
		}
		if !n.IsIndicator() && !below[n.Code] {
			bare = append(bare, n.Name)
		}
	}
	switch {
	case len(s.Nodes) == 0:
		add("各部分和指标的名称", "the names of areas and indicators")
	case indicators == 0:
		add("各部分之下的指标", "the indicators of every area")
	case len(bare) > 0:
		add("%s之下的指标", "the indicators below %s", strings.Join(bare, "、"))
	}
	if s.Indicators > indicators && indicators > 0 {
		add("%[1]d项指标中%[2]d项的名称", "the names of %[2]d of %[1]d indicators", s.Indicators, s.Indicators-indicators)
	}
	if s.Areas > areas && len(s.Nodes) > 0 {
		add("%[1]d个方面中%[2]d个的名称", "the names of %[2]d of %[1]d areas", s.Areas, s.Areas-areas)
	}
	out = append(out, s.Missing...)
	if len(s.Nodes) == 0 {
		add("权重", "weights")
	}
	if len(weights) > 0 {
		add("%[1]d项的权重（%[2]s）", "the weights of %[1]d items (%[3]s)", len(weights), numbers(weights, "、"), numbers(weights, ", "))
	}
	if len(directions) > 0 {
		add("%d项指标的方向", "the directions of %d indicators", len(directions))
	}
	if s.Scoring.Zh == "" {
		add("计分规则", "the rule of scoring")
	}
	return out
}

// numbers lists the first few of many.
func numbers(codes []string, between string) string {
	const most = 6
	if len(codes) <= most {
		return strings.Join(codes, between)
	}
	return strings.Join(codes[:most], between) + between + "…"
}

// Ready is nil for a system that can score, else a *city.Error that names the
// system, its version and what is missing.
func (s System) Ready() error {
	lacks := s.Lacks()
	if len(lacks) == 0 {
		return nil
	}
	var zh, en []string
	for _, t := range lacks {
		zh, en = append(zh, t.Zh), append(en, t.En)
	}
	document := ""
	if s.Document != "" {
		document = "，" + s.Document
	}
	return city.Errorf("system_incomplete", "“%[1]s”（%[2]s%[3]s）不能计分，还缺：%[4]s", "%[5]q (%[2]s%[6]s) does not score; missing: %[7]s",
		s.Name.Zh, s.Version, document, strings.Join(zh, "；"), s.Name.En, strings.Replace(document, "，", ", ", 1), strings.Join(en, "; ")).
		WithHint("手里有官方附件的，把指标、权重、方向和计分规则照附件写进自己的方案（indicators、steps），见 docs/manual/057-index-systems.md", "who holds the official annex writes its indicators, weights, directions and rule into a specification (indicators, steps); see docs/manual/057-index-systems.md")
}
