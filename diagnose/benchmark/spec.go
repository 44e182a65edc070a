package benchmark

import "github.com/quanyu/quanyu/city"

// Spec is a specification of an index; see docs/manual/050-index.md.
type Spec struct {
	Title    string `yaml:"title"`
	Question string `yaml:"question"`

	Measures string `yaml:"measures"` // for a study, the concept that claims mean and that the index measures: 创新能力

	Data   string   `yaml:"data"`   // a table with one row a place (and period) beside the specification, or the word study
	System string   `yaml:"system"` // an indicator system of the catalog, in place of Indicators
	Meta   string   `yaml:"meta"`   // a table of indicators as COINr and the COIN tool have it (iMeta), in place of Indicators
	Place  string   `yaml:"place"`  // heading of the column of places; the first column, or uCode with Meta. For a study the level of its places: province
	Name   string   `yaml:"name"`   // heading of the column of their names, where places are codes
	Period string   `yaml:"period"` // heading of the column of years; none, or Time with Meta. For a study its first and last year, 2018/2023; none
	Year   int      `yaml:"year"`   // the period whose ranks are asked for; the last
	Groups []string `yaml:"groups"` // headings of columns that put places into groups

	Indicators []Indicator `yaml:"indicators"`   // indicators, and the aggregates above them, in the order in which they are shown
	Sizes      []Size      `yaml:"denominators"` // for a study, what the denominators are
	Steps      Steps       `yaml:"steps"`
	Robustness *Robustness `yaml:"robustness"` // without it nothing is varied
	Optimise   []Optimise  `yaml:"optimise"`   // weights that are searched for and told, not used
	Focus      Focus       `yaml:"focus"`

	file string
	raw  []byte
}

// Study is the word in Data that takes the figures from the study.
const Study = "study"

// Indicator is an indicator, or an aggregate of those whose parent it is.
type Indicator struct {
	Code        string       `yaml:"code"` // heading of its column
	Name        string       `yaml:"name"` // the code
	Parent      string       `yaml:"parent"`
	Weight      *float64     `yaml:"weight"`      // among siblings; 1
	Direction   string       `yaml:"direction"`   // up: more is better, down: less is better; up for aggregates
	Unit        string       `yaml:"unit"`        //
	Kind        string       `yaml:"group"`       // input, activity, output or a word of one's own; kinds are never summed silently
	Denominator string       `yaml:"denominator"` // heading of the column that it is divided by
	Scale       float64      `yaml:"scale"`       // per so many units of the denominator; 1
	Target      *float64     `yaml:"target"`
	Goalposts   *[2]float64  `yaml:"goalposts"` // [lower, upper] in its unit
	Source      *StudySource `yaml:"from"`      // what a study calls it, where it is not the code
}

// StudySource says what figure of a study a column is. A level that no table
// prints is taken from a ratio that has it, where the study has the other two
// (see data.Set.Derive), and the result says that it is implied.
type StudySource struct {
	Indicator string      `yaml:"indicator"` // as the study's data or the catalog name it; the name, else the code
	Period    city.Period `yaml:"period"`    // where it is one for all years: 2020-11-01
}

// Size is a denominator of a study's indicators.
type Size struct {
	Code   string       `yaml:"code"`
	Name   string       `yaml:"name"`
	Source *StudySource `yaml:"from"`
}

// Steps are the steps of the chain, in their order, or those that an option
// exchanges. What is left out of a specification is as the comments say.
type Steps struct {
	Denominate []Denomination `yaml:"denominate"` // by what the indicators name; [] divides nothing
	Impute     *Impute        `yaml:"impute"`     // nothing is filled
	Screen     *Screen        `yaml:"screen"`     // every place stays
	Treat      *Treat         `yaml:"treat"`      // no outlier is pulled in
	Normalise  *Normalise     `yaml:"normalise"`  // min_max, 0 to 100
	Weigh      []Weigh        `yaml:"weigh"`      // as the indicators say; 1 for each
	Aggregate  *Aggregate     `yaml:"aggregate"`  // arithmetic
}

// Denomination divides one indicator otherwise than it says itself.
type Denomination struct {
	Code  string  `yaml:"code"`
	By    string  `yaml:"by"` // heading of a column; "" leaves the indicator as it is
	Scale float64 `yaml:"scale"`
}

// Impute fills what is missing.
type Impute struct {
	Method  string `yaml:"method"` // none, mean, median, group_mean, group_median, latest, linear
	Group   string `yaml:"group"`
	Periods int    `yaml:"periods"`
}

// Screen leaves out places with too few figures, behind Impute where it does not
// say otherwise.
type Screen struct {
	Available float64  `yaml:"available"` // least share of indicators with a value
	NonZero   float64  `yaml:"non_zero"`
	Keep      []string `yaml:"keep"`
	Drop      []string `yaml:"drop"`
	Before    string   `yaml:"before"` // impute or denominate: places are screened by the figures as they are then; behind impute
}

// Treat pulls in outliers.
type Treat struct {
	TreatHow `yaml:",inline"`
	Only     []TreatOne `yaml:"only"`
	Scope    string     `yaml:"scope"` // pooled or by_period; by_period
}

// TreatHow is what is done with an indicator.
type TreatHow struct {
	Points   int      `yaml:"points"`   // at most so many are winsorised
	Then     string   `yaml:"then"`     // log, log_one, log_range, log_either, log_gii, box_cox; nothing
	Lambda   float64  `yaml:"lambda"`   // of box_cox
	Skewness *float64 `yaml:"skewness"` // 2
	Kurtosis *float64 `yaml:"kurtosis"` // 3.5
	Always   bool     `yaml:"always"`   // transform without asking
}

// TreatOne treats one indicator otherwise.
type TreatOne struct {
	Code     string `yaml:"code"`
	TreatHow `yaml:",inline"`
}

// Normalise puts indicators on one scale.
type Normalise struct {
	NormaliseHow `yaml:",inline"`
	Only         []NormaliseOne `yaml:"only"`
	Scope        string         `yaml:"scope"` // pooled or by_period; pooled
}

// NormaliseHow is a method with its settings.
type NormaliseHow struct {
	Method    string      `yaml:"method"` // min_max, z_score, scaled, rank, percent_rank, borda, distance_to_max, distance_to_reference, distance_to_target, fraction_of_max, goalposts, directed
	Range     *[2]float64 `yaml:"range"`  // of min_max, scaled and goalposts
	Mean      *float64    `yaml:"mean"`   // of z_score
	Deviation *float64    `yaml:"deviation"`
	Reference string      `yaml:"reference"` // a place
	Cap       bool        `yaml:"cap"`
}

// NormaliseOne normalises one indicator otherwise.
type NormaliseOne struct {
	Code         string `yaml:"code"`
	NormaliseHow `yaml:",inline"`
}

// Weigh gives the nodes of a level their weights.
type Weigh struct {
	Level    int                `yaml:"level"`  // 1 for indicators
	Method   string             `yaml:"method"` // given, equal, pca, entropy, critic, variation, ahp, combined
	Weights  map[string]float64 `yaml:"weights"`
	Matrices []Judgement        `yaml:"matrices"` // of ahp
	First    *Weigh             `yaml:"first"`    // of combined
	Second   *Weigh             `yaml:"second"`
	How      string             `yaml:"how"`   // linear, product, game
	Share    float64            `yaml:"share"` // of the first, for linear
}

// Judgement is the matrix of pairwise judgements on one family.
type Judgement struct {
	Parent string    `yaml:"parent"`
	Codes  []string  `yaml:"codes"`
	Matrix [][]ratio `yaml:"matrix"`
}

// Aggregate puts children together.
type Aggregate struct {
	Method    string     `yaml:"method"` // arithmetic, geometric, harmonic, power, copeland, topsis, benefit_of_doubt
	Levels    []string   `yaml:"levels"` // one method for each level from the second up, in place of Method
	Power     float64    `yaml:"power"`
	Shares    [2]float64 `yaml:"shares"`    // of benefit_of_doubt: the least and the most that a child contributes to the score; [0, 1]
	Available []float64  `yaml:"available"` // least share of weighted children with a score
}

// Robustness says what could have been done, or be known, otherwise.
type Robustness struct {
	Replications int      `yaml:"replications"` // at least so many runs; 1000
	Seed         uint64   `yaml:"seed"`
	Choices      []Choice `yaml:"choices"`
	Weights      float64  `yaml:"weights"` // every weight below the top within this share of itself; 0
	Noise        *Noise   `yaml:"noise"`   // figures within what they are known to
	Replay       []int    `yaml:"replay"`  // runs, from 0, that are shown whole
	Removal      *int     `yaml:"removal"` // the level whose nodes are left out one at a time; 1, and 0 for none
}

// Choice is one choice with its alternatives, each as likely.
type Choice struct {
	Name    string   `yaml:"name"`
	Options []Option `yaml:"options"`
}

// Option is one way to settle a choice. With a name alone it is the chain as it
// is.
type Option struct {
	Name    string             `yaml:"name"`
	Steps   `yaml:",inline"`   //
	Places  []string           `yaml:"places"`  // peers: the only places that are there
	Group   string             `yaml:"group"`   // peers: those that have Label in this column of groups
	Label   string             `yaml:"label"`   //
	Without []string           `yaml:"without"` // nodes that get no weight
	Weights map[string]float64 `yaml:"weights"`
}

// Noise says how well figures are known.
type Noise struct {
	Rounding bool               `yaml:"rounding"` // half a unit in the last printed digit either way
	Shares   map[string]float64 `yaml:"shares"`   // by code, of the figure either way; for a study, also by status
}

// Optimise is a search for the weights of one level, which people may then take.
type Optimise struct {
	Level  int                `yaml:"level"`
	Goal   string             `yaml:"goal"`   // balance: correlations with the index in proportion to Target; information: as high as can be
	Target map[string]float64 `yaml:"target"` // importance of each node of the level, for balance; equal
}

// Focus is what a reader asks about.
type Focus struct {
	Places    []string   `yaml:"places"`    // the first is the one that is compared
	Reference string     `yaml:"reference"` // the place that the first is set against in the decomposition
	Questions []Question `yaml:"questions"`
}

// Question is one whose answer every run is asked for: is Place ahead of
// AheadOf; or among the first Top; or ranked better than in Since; or with a higher
// score than in Above? It is asked of a node of the hierarchy and of a year; left
// out, these are the index and the year of the specification.
type Question struct {
	Place   string `yaml:"place"`
	AheadOf string `yaml:"ahead_of"`
	Top     int    `yaml:"top"`
	Since   int    `yaml:"since"`
	Above   int    `yaml:"above"`
	Node    string `yaml:"node"`
	Year    int    `yaml:"year"`
}
