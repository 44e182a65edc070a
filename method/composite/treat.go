package composite

import (
	"math"
	"slices"
)

// Treat pulls in outliers, each indicator by itself. An indicator passes as soon
// as its skewness or its kurtosis is small enough; one that does not is first
// winsorised, and if that is not enough, transformed.
type Treat struct {
	By    Treatment
	Only  []TreatOne // other treatments, by indicator
	Scope Scope
}

// TreatOne is the treatment of one indicator.
type TreatOne struct {
	Code string
	By   Treatment
}

// Treatment says what is done with an indicator that does not pass. The zero
// value does nothing.
type Treatment struct {
	Points   int     // winsorising stops once so many points have been pulled in; 0 means none
	Skewness float64 // passes with less than this, either way,
	Kurtosis float64 // or with less than this
	Then     Transform
	Lambda   float64 // of BoxCox
	Combine  bool    // the transform takes the winsorised values, not those before
	Force    bool    // transform without asking whether it passes, and never winsorise
}

// Usual is the treatment of the JRC: at most so many winsorised points, then a
// logarithm; passes with |skewness| below 2 or kurtosis below 3.5.
func Usual(points int) Treatment {
	return Treatment{Points: points, Skewness: 2, Kurtosis: 3.5, Then: LogRange}
}

// Treated is what happened to one indicator.
type Treated struct {
	Code               string
	Period             int        // 0 where all rows were treated together
	Skewness, Kurtosis [3]float64 // before, after winsorising, after the transform; NaN where not reached
	Pass               bool       // at the end
	Points             int        // winsorised, in the values that are left
	High, Low          []string   // the places pulled down and up
	Transform          Transform  // applied
	Untreatable        bool       // too few values, or only one: left as it was
}

func (s Treat) Name() string { return "treat" }

func (s Treat) check(h *Hierarchy, d *Data) error {
	for i, one := range s.Only {
		if err := indicator(h, one.Code); err != nil {
			return err
		}
		if slices.ContainsFunc(s.Only[:i], func(o TreatOne) bool { return o.Code == one.Code }) {
			return faulty(DuplicateCode, one.Code)
		}
		if err := one.By.check(one.Code); err != nil {
			return err
		}
	}
	return s.By.check()
}

func (b Treatment) check(names ...string) error {
	switch b.Then {
	case NoTransform, Log, LogOne, LogRange, LogEither, LogGII, BoxCox:
	default:
		return faulty(BadStep, append(names, string(b.Then))...)
	}
	for _, v := range []float64{float64(b.Points), b.Skewness} {
		if !(v >= 0) {
			return &Fault{Kind: BadStep, Names: names, Value: v}
		}
	}
	if math.IsNaN(b.Kurtosis) || math.IsNaN(b.Lambda) || math.IsInf(b.Lambda, 0) || b.Force && b.Then == NoTransform {
		return faulty(BadStep, names...)
	}
	return nil
}

// of is the treatment of an indicator.
func (s Treat) of(code string) Treatment {
	for _, one := range s.Only {
		if one.Code == code {
			return one.By
		}
	}
	return s.By
}

func (s Treat) apply(r *run, in *Table) (*Stage, error) {
	stage := &Stage{Table: in.like()}
	parts := in.slices(s.Scope == Pooled)
	for j, code := range in.Codes {
		by := s.of(code)
		if by == (Treatment{}) {
			continue
		}
		y := slices.Clone(in.Values[j])
		for _, rows := range parts {
			at := slices.DeleteFunc(slices.Clone(rows), func(i int) bool { return math.IsNaN(y[i]) })
			done, err := by.treat(in, code, y, at)
			if err != nil {
				return nil, err
			}
			if len(parts) > 1 {
				done.Period = in.period(rows[0])
			}
			stage.Treated = append(stage.Treated, *done)
		}
		stage.Table.Values[j] = y
	}
	return stage, nil
}

// treat changes the values at some rows, none of them missing.
func (b Treatment) treat(t *Table, code string, y []float64, at []int) (*Treated, error) {
	done := &Treated{Code: code}
	for k := range done.Skewness {
		done.Skewness[k], done.Kurtosis[k] = math.NaN(), math.NaN()
	}
	x := take(y, at)
	done.Pass = b.pass(done, 0, x)
	if _, _, err := spread(x); err != nil || len(x) < 4 && !b.Force {
		done.Untreatable = true
		return done, nil
	}
	treated := slices.Clone(x)
	if !done.Pass && !b.Force && b.Points > 0 {
		high, low := b.winsorise(done, treated)
		done.High, done.Low = places(t, at, high), places(t, at, low)
	}
	if (!done.Pass || b.Force) && b.Then != NoTransform {
		if !b.Combine {
			treated = x
			done.Points, done.High, done.Low = 0, nil, nil
		}
		if err := b.transform(t, code, at, treated); err != nil {
			return nil, err
		}
		done.Transform = b.Then
		done.Pass = b.pass(done, 2, treated)
	}
	for k, i := range at {
		y[i] = treated[k]
	}
	return done, nil
}

// transform puts values through the curve, or says which cannot go.
func (b Treatment) transform(t *Table, code string, at []int, x []float64) error {
	for k, v := range x {
		if b.Then == Log && !(v > 0) {
			return &Fault{Kind: NotPositive, Names: []string{code}, Place: t.Units[at[k]], Period: t.period(at[k]), Value: v}
		}
	}
	if high := slices.Max(x); b.Then == LogGII && !(high > 1) { // the curve would fall
		return &Fault{Kind: NotPositive, Names: []string{code}, Value: high - 1}
	}
	curve(b.Then, b.Lambda, x)
	if slices.ContainsFunc(x, func(v float64) bool { return math.IsNaN(v) || math.Abs(v) > largest }) {
		return faulty(TooLarge, code)
	}
	return nil
}

// spread is span of values that may be none.
func spread(x []float64) (low, high float64, err error) {
	if len(x) == 0 {
		return 0, 0, faulty(AllMissing)
	}
	return span(x)
}

// pass notes skewness and kurtosis at a stage and says whether they are small.
func (b Treatment) pass(done *Treated, stage int, x []float64) bool {
	s, k := skewness(x), kurtosis(x)
	done.Skewness[stage], done.Kurtosis[stage] = s, k
	return math.Abs(s) < b.Skewness || k < b.Kurtosis
}

// winsorise pulls the highest values down to the next one, or the lowest up
// where the skewness is negative, until x passes or enough points are counted.
// It gives the positions last at either end: all that were pulled in.
func (b Treatment) winsorise(done *Treated, x []float64) (high, low []int) {
	for !done.Pass && done.Points < b.Points {
		end := slices.Max(x)
		if done.skewness() < 0 {
			end = slices.Min(x)
		}
		next, at := math.NaN(), []int(nil)
		for i, v := range x {
			switch {
			case v == end:
				at = append(at, i)
			case !(math.Abs(v-end) >= math.Abs(next-end)):
				next = v
			}
		}
		if math.IsNaN(next) {
			break // one value is left
		}
		for _, i := range at {
			x[i] = next
		}
		if done.skewness() < 0 {
			low = at
		} else {
			high = at
		}
		done.Points = len(high) + len(low)
		done.Pass = b.pass(done, 1, x)
	}
	return high, low
}

// skewness is the last that was noted before any transform.
func (t *Treated) skewness() float64 {
	if math.IsNaN(t.Skewness[1]) {
		return t.Skewness[0]
	}
	return t.Skewness[1]
}

// places names the places at positions of a list of rows.
func places(t *Table, at, positions []int) []string {
	var out []string
	for _, k := range positions {
		out = append(out, t.Units[at[k]])
	}
	return out
}
