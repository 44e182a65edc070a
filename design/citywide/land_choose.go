package citywide

import (
	"errors"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/assign"
	"github.com/quanyu/quanyu/method/panel"
)

// ChoiceView is the parcels that together give the most under the limits.
type ChoiceView struct {
	By       string      `json:"by"`
	Parcels  []string    `json:"parcels"`
	Gain     city.Number `json:"gain_m2"`
	Area     city.Number `json:"area_m2"`
	NewFloor city.Number `json:"new_floor_m2"` // of those whose floor space is known
	Limits   []LimitView `json:"limits"`
	Left     []LeftView  `json:"left_out"` // eligible parcels that could not be weighed
	Solver   LandSolver  `json:"solver"`
	Overlap  []city.Text `json:"alternatives"` // overlapping parcels, of which one may be chosen
	Ties     city.Text   `json:"note"`
	names    []string    // of the limits, by row
	columns  []int       // parcels by column
	program  *assign.Program
}

// LimitView is a limit, how far it is used, and what giving it up would bring.
type LimitView struct {
	Limit  string      `json:"limit"` // area, money, quota, cap
	Title  city.Text   `json:"title"`
	Amount city.Number `json:"amount"` // square metres or yuan; null of the caps, which are by district
	Used   city.Number `json:"used"`
	Worth  city.Number `json:"worth_m2"` // what the choice gains without it
}

// LeftView is a parcel that a choice cannot weigh, and why.
type LeftView struct {
	ID     string    `json:"id"`
	Reason city.Text `json:"reason"`
}

// LandSolver says how a choice was made.
type LandSolver struct {
	Name    string      `json:"name"`
	Version string      `json:"version"`
	Status  string      `json:"status"`
	Gap     city.Number `json:"gap"`
}

var nan = math.NaN()

// noSolver is the status of a choice that a build without solver cannot make.
const noSolver = "no_solver"

// choose picks parcels under the limits of area, money, quota and caps; of
// parcels that overlap at most one.
func (p *plots) choose(seed uint64) error {
	c := p.spec.Choose
	if c == nil {
		return nil
	}
	v := &ChoiceView{By: c.By, Parcels: []string{}, Limits: []LimitView{}, Left: []LeftView{}, Overlap: []city.Text{}, program: &assign.Program{}}
	p.out.Choice = v
	for i := range p.out.Parcels {
		if why, ok := p.weighable(i); !ok {
			if !why.IsZero() {
				v.Left = append(v.Left, LeftView{p.IDs[i], why})
			}
			continue
		}
		v.columns = append(v.columns, i)
		v.program.Choice(p.gain(i))
	}
	if len(v.columns) == 0 {
		v.Gain, v.Area, v.NewFloor, v.Solver = 0, 0, 0, LandSolver{Status: "nothing_to_choose", Gap: city.Number(nan)}
		return nil
	}
	p.rows(v)
	return p.solve(v, seed)
}

// gain is what a parcel adds to a choice.
func (p *plots) gain(row int) float64 {
	if p.spec.Choose.By == "area" {
		return p.Area[row]
	}
	return float64(p.out.Parcels[row].NewFloor)
}

// weighable reports whether a parcel can be weighed against others; why not is
// zero of one that is not eligible.
func (p *plots) weighable(row int) (why city.Text, ok bool) {
	v := &p.out.Parcels[row]
	_, _, room := p.room(v.group)
	switch {
	case v.Verdict != Eligible || v.Existing:
		return why, false
	case math.IsNaN(p.Area[row]):
		return city.Text{Zh: "没有面积", En: "it has no area"}, false
	case math.IsNaN(p.gain(row)):
		return city.Text{Zh: "缺容积率，新增建筑面积算不出", En: "without floor-area ratios its new floor space is not known"}, false
	case p.spec.Choose.Money != nil && math.IsNaN(float64(v.Cost)):
		return city.Text{Zh: "没有费用，资金上限下不能比较", En: "without a cost it cannot be weighed under a limit of money"}, false
	case p.pack.Cap != nil && math.IsNaN(room):
		return city.Text{Zh: "本区上限或已有面积不知道，不能安排", En: "the cap of its district, or what is there already, is not known"}, false
	}
	return why, true
}

// rows puts the limits of a choice down.
func (p *plots) rows(v *ChoiceView) {
	var areas, money []assign.Term
	groups := map[string][]assign.Term{}
	var names []string
	column := map[int]int{}
	for j, i := range v.columns {
		column[i] = j
		areas = append(areas, assign.Term{Column: j, Factor: p.Area[i]})
		money = append(money, assign.Term{Column: j, Factor: float64(p.out.Parcels[i].Cost)})
		g := p.out.Parcels[i].group
		if _, known := groups[g]; !known {
			names = append(names, g)
		}
		groups[g] = append(groups[g], assign.Term{Column: j, Factor: p.Area[i]})
	}
	limit := func(name string, title city.Text, amount float64, terms []assign.Term) {
		v.program.AtMost(amount, name, terms...)
		v.Limits = append(v.Limits, LimitView{Limit: name, Title: title, Amount: city.Number(amount)})
	}
	if a := p.spec.Choose.Area; a != nil {
		limit("area", city.Text{Zh: "用地总面积", En: "area in all"}, *a*hectare, areas)
	}
	if m := p.spec.Choose.Money; m != nil {
		limit("money", city.Text{Zh: "资金", En: "money"}, *m*1e4, money)
	}
	if p.pack.Quota != "" {
		limit("quota", city.Text{Zh: "全市每年新增上限", En: "most new M0 land of the city in a year"}, p.parameter(p.pack.Quota), areas)
	}
	if p.pack.Cap != nil {
		v.Limits = append(v.Limits, LimitView{Limit: "cap", Title: city.Text{Zh: "各区（区块）上限", En: "caps of districts or blocks"}, Amount: city.Number(nan)})
		for _, g := range names {
			_, _, room := p.room(g)
			v.program.AtMost(room, "cap", groups[g]...)
		}
	}
	for _, o := range p.Overlaps {
		a, known := column[o.A]
		b, also := column[o.B]
		if known && also {
			v.program.AtMost(1, "", assign.Term{Column: a, Factor: 1}, assign.Term{Column: b, Factor: 1})
			v.Overlap = append(v.Overlap, city.Text{Zh: p.IDs[o.A] + "与" + p.IDs[o.B] + "重叠，至多选一块", En: p.IDs[o.A] + " and " + p.IDs[o.B] + " overlap: one of them at most"})
		}
	}
}

// solve finds the choice and what each limit is worth.
func (p *plots) solve(v *ChoiceView, seed uint64) error {
	solver, err := assign.Open()
	var fault *panel.Fault
	if errors.As(err, &fault) && fault.Kind == assign.NoSolver { // the verdicts stand without it
		v.Gain, v.Area, v.NewFloor, v.Solver = city.Number(nan), city.Number(nan), city.Number(nan), LandSolver{Status: noSolver, Gap: city.Number(nan)}
		for k := range v.Limits {
			v.Limits[k].Used, v.Limits[k].Worth = city.Number(nan), city.Number(nan)
		}
		return nil
	}
	if err != nil {
		return solverFault(err)
	}
	defer solver.Close()
	o := assign.Usual
	o.Seed = int(seed % (1 << 31))
	best, err := solver.Solve(v.program, o)
	if err != nil {
		return solverFault(err)
	}
	if best.X == nil {
		panic("citywide: nothing chosen keeps every limit, and there is no choice")
	}
	v.Solver = LandSolver{"HiGHS", solver.Version, string(best.Status), city.Number(best.Gap)}
	v.Gain = city.Number(best.Gain)
	used := map[string]float64{}
	for j, i := range v.columns {
		if best.X[j] != 1 {
			continue
		}
		x := &p.out.Parcels[i]
		x.Chosen = true
		v.Parcels = append(v.Parcels, x.ID)
		v.Area += x.Area
		if x.NewFloor == x.NewFloor {
			v.NewFloor += x.NewFloor
		}
		used["area"] += p.Area[i]
		used["quota"], used["cap"] = used["area"], used["area"]
		used["money"] += float64(x.Cost)
	}
	for k := range v.Limits {
		l := &v.Limits[k]
		l.Used = city.Number(used[l.Limit])
		without := v.program.Copy()
		without.Rows = slices.DeleteFunc(without.Rows, func(r assign.Row) bool { return r.Limit == l.Limit })
		more, err := solver.Solve(without, o)
		if err != nil {
			return solverFault(err)
		}
		l.Worth = city.Number(max(0, more.Gain-best.Gain))
	}
	return nil
}
