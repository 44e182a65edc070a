package inputoutput

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Cut is a fall of what a sector can deliver, as a share of its output.
type Cut struct {
	Sector int
	Share  float64 // 0 to 1
}

// Substitute says who could stand in for a sector's deliveries.
type Substitute struct {
	For   int     // the sector whose deliveries fail
	By    int     // the sector that stands in, or Elsewhere
	User  int     // the sector that could take it, or Everyone
	Share float64 // of the user's need that it could be, 0 to 1
	Spare float64 // what By could deliver beyond its output, in money
}

// Elsewhere is a source outside the table, Everyone all users.
const (
	Elsewhere = -1
	Everyone  = -1
)

// Shock is a set of cuts, and how the economy meets them.
type Shock struct {
	Cuts        []Cut
	Substitutes []Substitute
	// FinalFirst lets final use go short before other sectors do; otherwise all
	// users get the same share of what they needed.
	FinalFirst bool
	// Essential is the share of a sector's inputs from which it cannot do without
	// one; smaller inputs that fail do not stop it. 0 makes all essential.
	Essential float64
}

// Stop is what a shock leaves of one sector.
type Stop struct {
	Left    float64 // of its output, 0 to 1
	Binding int     // the input that it lacks most, or -1
	Round   int     // in which it was first hit: 0 by the cut itself; -1 never
}

// Filled is what a substitute did.
type Filled struct {
	Amount float64 // delivered
	Asked  float64 // wanted of it, within what users could take
}

// Outcome is what a shock leaves when it has run its course.
type Outcome struct {
	Stops  []Stop
	Filled []Filled  // in the order of Substitutes
	Gap    []float64 // deliveries of each sector to others that nobody replaced, in money
	Loss   float64   // output of all that is lost
	Rounds int
}

// Spread follows a shock: a sector makes no more than its scarcest essential input
// allows, which makes others short in turn (Leontief production without stocks).
// Sectors get what is delivered by their needs at full output: one that is held
// back by something else leaves nothing to others. The result is the greatest set
// of outputs that holds. It is a bound for the short run, before anyone adapts.
func (t *Table) Spread(s Shock) (*Outcome, error) {
	if err := s.check(len(t.Sectors)); err != nil {
		return nil, err
	}
	f := &flow{t: t, s: &s, limit: make([]float64, len(t.Sectors)), wanted: make([]float64, len(t.Sectors)), bought: make([]float64, len(t.Sectors))}
	out := &Outcome{Stops: make([]Stop, len(t.Sectors)), Filled: make([]Filled, len(s.Substitutes)), Gap: make([]float64, len(t.Sectors))}
	for i, row := range t.Flows {
		f.limit[i] = 1
		f.wanted[i] = sum(row)
		for j, v := range row {
			f.bought[j] += v
		}
		out.Stops[i] = Stop{Left: 1, Binding: -1, Round: -1}
	}
	for _, c := range s.Cuts {
		f.limit[c.Sector] = math.Min(f.limit[c.Sector], 1-c.Share)
	}
	for i, limit := range f.limit {
		if limit < 1 {
			out.Stops[i] = Stop{Left: limit, Binding: -1, Round: 0}
		}
	}
	for most := 1.0; most > 1e-12; {
		if out.Rounds++; out.Rounds > 100000 {
			return nil, panel.Faulty(NoConvergence)
		}
		most = f.round(out)
	}
	for i, x := range t.Output {
		out.Loss += float64(x * (1 - out.Stops[i].Left))
	}
	return out, nil
}

func (s *Shock) check(sectors int) error {
	inside := func(k int) bool { return k >= 0 && k < sectors }
	share := func(v float64) bool { return v >= 0 && v <= 1 }
	for _, c := range s.Cuts {
		if !inside(c.Sector) {
			return panel.Faulty(UnknownSector)
		}
		if !share(c.Share) {
			return panel.Faulty(BadShare)
		}
	}
	for _, u := range s.Substitutes {
		if !inside(u.For) || u.By != Elsewhere && !inside(u.By) || u.User != Everyone && !inside(u.User) || u.By == u.For {
			return panel.Faulty(UnknownSector)
		}
		if !share(u.Share) || !(u.Spare >= 0) || math.IsInf(u.Spare, 0) {
			return panel.Faulty(BadShare)
		}
	}
	if !share(s.Essential) {
		return panel.Faulty(BadShare)
	}
	return nil
}

// flow is a shock on its way.
type flow struct {
	t                     *Table
	s                     *Shock
	limit, wanted, bought []float64 // of output that the cuts leave; deliveries of and to each sector
}

// round lets every sector make what its inputs allow and gives the greatest fall.
func (f *flow) round(out *Outcome) float64 {
	got := f.delivered(out)
	most := 0.0
	next := make([]Stop, len(f.limit))
	for j := range next {
		next[j] = Stop{Left: f.limit[j], Binding: -1}
		for i, row := range f.t.Flows {
			need := row[j]
			if need == 0 || need < f.s.Essential*f.bought[j] {
				continue
			}
			if share := got[i][j] / need; share < next[j].Left {
				next[j].Left, next[j].Binding = share, i
			}
		}
	}
	for j, n := range next {
		s := &out.Stops[j]
		if fall := s.Left - n.Left; fall > 0 { // what held before goes on to be what binds
			most = math.Max(most, fall)
			if s.Left, s.Binding = n.Left, n.Binding; s.Round < 0 {
				s.Round = out.Rounds
			}
		}
	}
	return most
}

// enough is the share of a need from which only rounding is lacking.
const enough = 1 - 1e-12

// delivered is what each sector gets of each input, substitutes included.
func (f *flow) delivered(out *Outcome) [][]float64 {
	got := square(len(f.limit))
	demand := f.t.Demand()
	for i, row := range f.t.Flows {
		made, needs := f.t.Output[i]*out.Stops[i].Left+math.Max(-demand[i], 0), f.wanted[i] // what comes from outside on balance stays
		if !f.s.FinalFirst {
			needs += math.Max(demand[i], 0)
		}
		share := made / needs
		if out.Gap[i] = 0; !(share < enough) { // no needs are met
			copy(got[i], row)
			continue
		}
		for j, need := range row {
			got[i][j] = float64(need * share)
			out.Gap[i] += need - got[i][j]
		}
	}
	for k, u := range f.s.Substitutes {
		out.Filled[k] = f.substitute(u, out, got)
	}
	return got
}

// substitute gives users what a substitute can, in proportion to what they ask.
func (f *flow) substitute(u Substitute, out *Outcome, got [][]float64) Filled {
	asked := make([]float64, len(f.limit))
	for j, need := range f.t.Flows[u.For] {
		if j != u.By && (u.User == Everyone || u.User == j) {
			asked[j] = math.Min(float64(u.Share*need), need-got[u.For][j])
		}
	}
	o := Filled{Asked: sum(asked)}
	if o.Asked <= 0 {
		return Filled{}
	}
	spare := u.Spare
	if u.By != Elsewhere && out.Stops[u.By].Left < 1 {
		spare = 0 // it is short itself
	}
	part := math.Min(1, spare/o.Asked)
	for j, a := range asked {
		given := float64(a * part)
		got[u.For][j] += given
		o.Amount += given
	}
	out.Gap[u.For] = math.Max(out.Gap[u.For]-o.Amount, 0)
	return o
}
