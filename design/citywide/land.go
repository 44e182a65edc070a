package citywide

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/catalog/rules"
	"github.com/quanyu/quanyu/catalog/rules/land"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/parcels"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
)

// plots is all that the parcels of a study are judged from.
type plots struct {
	spec    *LandSpec
	pack    *land.Pack
	day     rule.Day
	library *rule.Library
	plan    *rule.Plan
	*parcels.Parcels
	result rule.Result
	groups []*landGroup          // of the cap, in the order of the table, then of the parcels
	rooms  map[string][3]float64 // by group, once asked for
	prices []landPrice
	out    *Landed
}

// Land judges the parcels and clusters of a study by a pack of rules. What
// cannot be used is a *city.Error. seed is that of the solver.
func Land(dir *files.Folder, name string, seed uint64) (*Landed, error) {
	s, err := ReadLand(dir, name)
	if err != nil {
		return nil, err
	}
	p, err := newPlots(s)
	if err != nil {
		return nil, err
	}
	p.out.Inputs = []File{{s.file, files.Hash(s.raw)}}
	for _, step := range []func(*files.Folder) error{p.readParcels, p.readDistricts, p.readPrices, p.inventory} {
		if err := step(dir); err != nil {
			return nil, err
		}
	}
	p.judge()
	if err := p.countOnce(); err != nil {
		return nil, err
	}
	p.value()
	p.mark()
	if err := p.choose(seed); err != nil {
		return nil, err
	}
	p.total()
	p.missing()
	return p.out, nil
}

// countOnce counts what parcels share for the one that may become M0 rather than
// for one that may not, so that the order of the file decides nothing between them.
func (p *plots) countOnce() error {
	if p.Parcels == nil {
		return nil
	}
	ranks := []string{Eligible, Amendment, Unknown, NotEligible}
	return p.Count(func(row int) int {
		v := &p.out.Parcels[row]
		if v.Existing {
			return -1
		}
		return slices.Index(ranks, v.Verdict)
	})
}

// JudgeParcels judges parcels that are at hand by a pack, without limits, prices
// or a choice.
func JudgeParcels(pack string, list *parcels.Parcels) ([]ParcelView, error) {
	p, err := newPlots(&LandSpec{Pack: pack})
	if err != nil {
		return nil, err
	}
	p.Parcels = list
	p.judge()
	return p.out.Parcels, nil
}

// newPlots makes the plan of a pack.
func newPlots(s *LandSpec) (*plots, error) {
	pack, err := land.Find(s.Pack)
	if err != nil {
		return nil, err
	}
	p := &plots{spec: s, pack: pack, day: pack.Day(), rooms: map[string][3]float64{}}
	if d, ok := rule.ParseDay(s.Date); ok {
		p.day = d
	}
	if p.library, err = rules.Library(); err != nil {
		return nil, err
	}
	o := rule.Options{Date: p.day, Draft: true, Programmes: []string{pack.Direct}}
	if pack.Amendment != "" {
		o.Programmes = append(o.Programmes, pack.Amendment)
	}
	if p.plan, err = p.library.Plan(o); err != nil {
		return nil, err
	}
	p.out = &Landed{Title: s.Title, Question: s.Question, Pack: p.packView(), Approval: s.Approval, Assumed: []AssumedView{}, Parcels: []ParcelView{},
		Districts: []LandGroupView{}, Overlaps: []OverlapView{}, Missing: []city.Text{}, Findings: []city.Finding{}, MarksUntested: []city.Text{}}
	if pack.Quota != "" {
		quota := city.Number(p.parameter(pack.Quota))
		p.out.Quota = &quota
	}
	return p, nil
}

// readParcels reads the parcels and fills in what the study assumes.
func (p *plots) readParcels(dir *files.Folder) error {
	name := p.spec.Parcels
	if name == "" {
		return nil
	}
	f, err := dir.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if p.Parcels, err = parcels.ReadFile(name, f, p.library.Fields("parcel"), parcels.Options{CRS: p.spec.CRS}); err != nil {
		return err
	}
	p.out.Inputs = append(p.out.Inputs, File{name, p.SHA256})
	p.out.Findings = append(p.out.Findings, p.Findings...)
	p.out.Synthetic = strings.Contains(name, "合成") || strings.Contains(p.spec.Title, "合成")
	for i := range p.Overlaps {
		o := p.Overlaps[i]
		p.out.Overlaps = append(p.out.Overlaps, OverlapView{p.IDs[o.A], p.IDs[o.B], city.Number(o.Area)})
	}
	p.out.Shapes, p.out.CRS = p.Shapes, ""
	if p.CRS != nil {
		p.out.CRS = p.CRS.Name
	}
	return p.assume()
}

// assume fills fields that rows lack, and says so.
func (p *plots) assume() error {
	var names []string
	for name := range p.spec.Assume {
		names = append(names, name)
	}
	slices.SortFunc(names, cmp.Compare)
	for _, name := range names {
		f := p.library.Field(name)
		if f == nil || f.Entity != "parcel" || f.Kind != rule.Bool {
			return p.spec.wrong(name, "assume 里的“%s”不是地块的是非字段", "%q of assume is no yes-or-no field of parcels", name).
				WithHint("如 parcel_recognised", "such as parcel_recognised")
		}
		c := p.Batch.Columns[name]
		if c == nil {
			c = &rule.Column{Numbers: make([]float64, p.Rows()), Missing: slices.Repeat([]bool{true}, p.Rows())}
			p.Batch.Columns[name] = c
		}
		v := AssumedView{Field: name, Title: f.Title, Value: p.spec.Assume[name]}
		for i, missing := range c.Missing {
			if missing {
				c.Missing[i], c.Numbers[i] = false, 0
				if v.Value {
					c.Numbers[i] = 1
				}
				v.Parcels++
			}
		}
		p.out.Assumed = append(p.out.Assumed, v)
	}
	return nil
}

// value gives each parcel its floor space and what is forgone by not selling it
// for another use.
func (p *plots) value() {
	for i := range p.out.Parcels {
		v := &p.out.Parcels[i]
		area := p.Area[i]
		v.Area, v.Counted = city.Number(area), city.Number(p.Counted[i])
		v.Floor = city.Number(float64(area * p.Number("parcel_far", i)))
		v.NewFloor = city.Number(float64(area * (p.Number("parcel_far", i) - p.Number("parcel_far_now", i))))
		v.Forgone = city.Number(float64(area * p.forgone(v.District)))
		v.Cost = city.Number(p.Number("parcel_cost", i))
		if v.Existing {
			v.NewFloor, v.Forgone = city.Number(math.NaN()), city.Number(math.NaN())
		}
	}
}
