package threshold

// Data is a panel of n rows in long form.
type Data struct {
	Unit, Period  []int // any numbers
	Outcome       []float64
	OutcomeName   string
	Variable      []float64 // the threshold variable
	VariableName  string
	Regime        [][]float64 // columns of n whose slopes differ between regimes; may be none with RegimeConstant
	RegimeNames   []string
	Other         [][]float64 // columns of n whose slopes do not
	OtherNames    []string
	PeriodEffects bool // estimate effects of periods too
	// RegimeConstant lets the level of the outcome differ between regimes (Bick
	// 2010, Economics Letters 108: 126-129), alone or beside Regime. The lowest
	// regime is the base, which unit effects absorb: the others show how far the
	// level lies above it.
	RegimeConstant bool
}

// Constant is the name of the constant among the slopes.
const Constant = "1"

// Rows says which rows count once unit means are removed.
type Rows string

const (
	// AllRows keeps every row: least squares on the panel.
	AllRows Rows = "all"
	// HansenRows leaves out the last row of each unit after its mean was
	// removed, as the author's program does: T-1 rows hold all that is left of
	// T, but their squares do not sum to the same, so the answer differs.
	HansenRows Rows = "hansen"
)

// Split says which regime a row lies in whose value equals the threshold.
type Split string

const (
	AtMost Split = "at_most" // lower regime: value <= threshold (the article)
	Below  Split = "below"   // lower regime: value < threshold (the author's program)
)

// Resample says how the bootstrap draws residuals.
type Resample string

const (
	// Automatic draws units where the panel is balanced, signs otherwise.
	Automatic Resample = ""
	// Units draws the residuals of whole units with replacement (Hansen 1999,
	// section 4); the panel must be balanced.
	Units Resample = "units"
	// Signs turns all residuals of a unit by +1 or -1, a wild bootstrap by
	// clusters (Cameron, Gelbach, Miller 2008); any panel.
	Signs Resample = "signs"
)

// Options says what is searched and tested.
type Options struct {
	Thresholds int       // 1 to 3
	Trim       []float64 // least share of a regime at each step; one value holds for all; nil is 0.05
	Rows       Rows      // "" is AllRows
	Split      Split     // "" is AtMost
	// Grid is the number of quantiles over the distinct values that are tried,
	// as in the author's program; 0 tries every distinct value. With a grid,
	// trimming counts points of the grid; without, it counts rows.
	Grid      int
	Bootstrap int // draws for each test; 0 tests nothing
	Resample  Resample
	Seed      uint64
	Level     float64 // of confidence sets; 0 is 0.95
	Workers   int     // 0 is one for each processor; changes no bit
	// Within, where it is not nil, holds the ends of a range that was named before
	// the data were seen: only what separates the rows as some value of the range
	// does is tried, so that the test need not allow for a search everywhere.
	// There is no grid then.
	Within *[2]float64
}

// Hansen gives the conventions of the author's program for his article: rows,
// split, grid of 400 and trimming of 1, 1 and 5 percent.
func Hansen() Options {
	return Options{Thresholds: 3, Trim: []float64{0.01, 0.01, 0.05}, Rows: HansenRows, Split: Below, Grid: 400, Resample: Units}
}

// check panics on options that a programmer must not pass.
func (o *Options) check() {
	if o.Thresholds < 1 || o.Thresholds > 3 {
		panic("threshold: 1 to 3 thresholds can be searched")
	}
	if o.Grid < 0 || o.Bootstrap < 0 || o.Level < 0 || o.Level >= 1 {
		panic("threshold: a grid, draws and a level that make sense are needed")
	}
	if o.Within != nil && (o.Grid > 0 || !(o.Within[0] <= o.Within[1])) {
		panic("threshold: a range to search within ascends, and goes with no grid")
	}
	if o.Rows == "" {
		o.Rows = AllRows
	}
	if o.Split == "" {
		o.Split = AtMost
	}
	if o.Level == 0 {
		o.Level = 0.95
	}
	if len(o.Trim) == 0 {
		o.Trim = []float64{0.05}
	}
	for _, t := range o.Trim {
		if !(t >= 0 && t < 0.5) {
			panic("threshold: trimming is a share from 0 to under one half")
		}
	}
}

// trim is the share of a step, counted from 0.
func (o *Options) trim(step int) float64 { return o.Trim[min(step, len(o.Trim)-1)] }
