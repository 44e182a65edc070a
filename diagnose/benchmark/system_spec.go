package benchmark

import (
	"errors"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
)

// adopt takes the indicators of a specification from the system of the catalog
// that it names. One of which something is missing is refused.
func (s *Spec) adopt() error {
	if s.System == "" {
		return nil
	}
	if len(s.Indicators) > 0 || s.Meta != "" {
		return s.wrong("system:", "system 与 indicators、meta 只能写一个", "system excludes indicators and meta")
	}
	system, known := catalog.FindSystem(s.System)
	if !known {
		return s.wrong("system:", "目录里没有指标体系“%s”", "the catalog has no indicator system %q", s.System).
			WithHint("quanyu index systems 列出全部", "quanyu index systems lists them all")
	}
	var e *city.Error
	if err := system.Ready(); errors.As(err, &e) {
		return e.At(s.file, "", s.line("system:"), "")
	}
	s.Indicators = systemIndicators(system)
	return nil
}

// systemIndicators are the nodes of a complete system, by their names: those of
// indicators are headings of a table, or what a study calls them.
func systemIndicators(system catalog.System) []Indicator {
	out := []Indicator{{Code: system.Name.Zh}}
	names := map[string]string{"": system.Name.Zh}
	for _, n := range system.Nodes {
		names[n.Code] = n.Name
		one := Indicator{Code: n.Name, Parent: names[n.Parent()], Weight: n.Weight, Direction: n.Direction}
		if n.Indicator != "" {
			one.Source = &StudySource{Indicator: n.Indicator}
		}
		out = append(out, one)
	}
	return out
}

// Under is the specification with the indicators of a system of the catalog in
// place of its own.
func (s *Spec) Under(system string) (*Spec, error) {
	out := *s
	out.System, out.Meta, out.Indicators = system, "", nil
	return &out, out.adopt()
}
