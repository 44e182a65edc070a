package city

// IndicatorKind says what arithmetic an indicator allows.
type IndicatorKind string

// Kinds of indicators.
const (
	Stock   IndicatorKind = "stock"  // at a date: 年末存量
	Flow    IndicatorKind = "flow"   // over a period
	Share   IndicatorKind = "share"  // part / whole, in percent; changes in percentage points
	Ratio   IndicatorKind = "ratio"  // any other quotient, per head or per 10,000
	IndexNo IndicatorKind = "index"  // index number, score
	RateOf  IndicatorKind = "growth" // a growth rate is itself the indicator: 地区生产总值增速
	Unknown IndicatorKind = ""       //
)

// Indicator 指标.
type Indicator struct {
	ID          string        `yaml:"id"`
	Name        Text          `yaml:"name"`
	Aliases     []string      `yaml:"aliases"`
	Unit        string        `yaml:"unit"`
	Kind        IndicatorKind `yaml:"kind"`
	Better      string        `yaml:"better"` // "high", "low" or ""
	Price       PriceBasis    `yaml:"price"`  // of the level, where the standard fixes it
	Dimension   string        `yaml:"dimension"`
	Definitions []Definition  `yaml:"definitions"`
	Identities  []Identity    `yaml:"identities"`
	Note        Text          `yaml:"note"`
}

// Definition 口径: a dated version of what an indicator measures.
type Definition struct {
	ID     string `yaml:"id"` // "政府工作报告口径"
	From   Period `yaml:"from"`
	To     Period `yaml:"to"`
	Place  string `yaml:"place"` // code or name; "" is every place
	Text   Text   `yaml:"text"`
	Source string `yaml:"source"`
}

// Identity is checkable arithmetic on indicators.
//
//	ratio       a = b / c (in percent where a's unit is %)
//	sum         a = parts
//	stock-flow  a = a of the year before + b (b is the net increase)
//	growth      a is the growth rate of b
type Identity struct {
	Kind  string   `yaml:"kind"`
	B     string   `yaml:"b"`
	C     string   `yaml:"c"`
	Parts []string `yaml:"parts"`
}

// Concept 概念: words of a draft that no single indicator measures. Indicators
// measure it whole or, where Partial, only in part.
type Concept struct {
	ID         string   `yaml:"id"`
	Name       Text     `yaml:"name"`
	Aliases    []string `yaml:"aliases"`
	Indicators []string `yaml:"indicators"`
	Partial    bool     `yaml:"partial"`
	Note       Text     `yaml:"note"` // what is missing, what would decide
}
