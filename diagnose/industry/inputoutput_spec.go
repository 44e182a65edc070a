package industry

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/inputoutput"
)

// InputOutputSpec is a specification of what an input-output table is asked; see
// docs/manual/087-inputoutput.md. In the table every row and column whose name is
// the heading of a column and the name of a row is a sector.
type InputOutputSpec struct {
	Head   `yaml:",inline"`
	Sector string   `yaml:"sector"`  // heading of the names of rows; the first column
	Final  []string `yaml:"final"`   // columns of final uses; imports are negative
	Output string   `yaml:"output"`  // the column of output; the sums of rows
	Uses   []string `yaml:"uses"`    // rows of what sectors need beside: value added, jobs
	Ignore []string `yaml:"ignore"`  // rows and columns of totals
	Region *Regions `yaml:"region"`  // a region's coefficients from these
	Margin *Margins `yaml:"margins"` // the table made to fit new sums
	Shock  *Shock   `yaml:"shock"`   // deliveries that are cut
}

// Regions is how a region's coefficients are taken from the table's.
type Regions struct {
	Data   string               `yaml:"data"` // output of sectors in the region
	Name   string               `yaml:"name"` // the first column
	Value  string               `yaml:"value"`
	Method inputoutput.Quotient `yaml:"method"` // flq
	Delta  *float64             `yaml:"delta"`  // of flq; 0.3
}

// Margins are the sums of deliveries of and to each sector that a table is made
// to fit.
type Margins struct {
	Data    string `yaml:"data"`
	Name    string `yaml:"name"`    // the first column
	Rows    string `yaml:"rows"`    // deliveries of each sector
	Columns string `yaml:"columns"` // deliveries to each sector
}

// Shock is what is cut, and how that is met.
type Shock struct {
	Cuts        []Cut        `yaml:"cuts"`
	Substitutes []Substitute `yaml:"substitutes"`
	FinalFirst  bool         `yaml:"final_first"` // final uses go short before sectors do
	Essential   float64      `yaml:"essential"`   // share of a sector's inputs from which it cannot do without one; 0
}

// Cut is a sector whose deliveries fall.
type Cut struct {
	Sector string  `yaml:"sector" json:"sector"`
	Share  float64 `yaml:"share" json:"share"`
}

// Substitute is who could stand in.
type Substitute struct {
	For   string  `yaml:"for"`
	By    string  `yaml:"by"`   // a sector; none: from elsewhere
	User  string  `yaml:"user"` // none: all
	Share float64 `yaml:"share"`
	Spare float64 `yaml:"spare"`
}

// ReadInputOutput reads and checks a specification. Faults are *city.Error with
// the line.
func ReadInputOutput(dir *files.Folder, name string) (*InputOutputSpec, error) {
	s := &InputOutputSpec{}
	if err := s.read(dir, name, "087-inputoutput.md", s); err != nil {
		return nil, err
	}
	return s, s.check()
}

func (s *InputOutputSpec) check() error {
	if len(s.Final) == 0 {
		return s.wrong("final", "缺少“final”（最终使用的各列）", "final, the columns of final uses, is missing")
	}
	named := map[string]bool{}
	for _, n := range slices.Concat(s.Final, []string{s.Output}, s.Uses, s.Ignore) {
		if n = strings.TrimSpace(n); n != "" && named[n] {
			return s.wrong("final", "“%s”在 final、output、uses、ignore 里写了两次", "%q stands twice in final, output, uses and ignore", n)
		}
		named[n] = true
	}
	if r := s.Region; r != nil {
		if r.Method == "" {
			r.Method = inputoutput.FLQ
		}
		if r.Delta == nil {
			delta := 0.3
			r.Delta = &delta
		}
		switch {
		case r.Data == "" || r.Value == "":
			return s.wrong("region", "region 要有 data 与 value（本地各部门产出）", "region needs data and value, the region's output of sectors")
		case !slices.Contains([]inputoutput.Quotient{inputoutput.SLQ, inputoutput.CILQ, inputoutput.FLQ}, r.Method):
			return s.wrong("method", "method 只能是 slq、cilq 或 flq", "method must be slq, cilq or flq")
		case !(*r.Delta >= 0 && *r.Delta < 1):
			return s.wrong("delta", "delta 写 0 至 1，常用 0.25 至 0.35", "delta is 0 to under 1, often 0.25 to 0.35")
		}
	}
	if m := s.Margin; m != nil && (m.Data == "" || m.Rows == "" || m.Columns == "") {
		return s.wrong("margins", "margins 要有 data、rows 与 columns", "margins needs data, rows and columns")
	}
	if k := s.Shock; k != nil {
		if len(k.Cuts) == 0 {
			return s.wrong("shock", "shock 要写 cuts（哪些部门的供应减少）", "shock needs cuts, the sectors whose deliveries fall")
		}
		if !(k.Essential >= 0 && k.Essential <= 1) {
			return s.wrong("essential", "essential 写 0 至 1：占投入多大的比例才缺不得", "essential is 0 to 1: the share of inputs from which one cannot be done without")
		}
		for i, c := range k.Cuts {
			if slices.ContainsFunc(k.Cuts[:i], func(o Cut) bool { return o.Sector == c.Sector }) {
				return s.wrong("cuts", "cuts 里“%s”写了两次", "%q stands twice in cuts", c.Sector)
			}
			if !(c.Share > 0 && c.Share <= 1) {
				return s.wrong("cuts", "“%s”的 share 写大于 0、不超过 1 的数，1 是全断", "share of %q is above 0 and up to 1, which is all", c.Sector)
			}
		}
		for _, u := range k.Substitutes {
			if u.For != "" && u.For == u.By {
				return s.wrong("substitutes", "“%s”不能替代自己；从外地补就不写 by", "%q cannot stand in for itself; leave by out for what comes from elsewhere", u.For)
			}
			if u.For == "" || !(u.Share > 0 && u.Share <= 1) || !(u.Spare > 0) {
				return s.wrong("substitutes", "每个替代写 for、share（大于 0、不超过 1）与 spare（能多供多少，正数）", "a substitute has for, share (above 0, up to 1) and spare (what it could deliver, positive)")
			}
		}
	}
	return nil
}
