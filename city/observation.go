package city

import "github.com/shopspring/decimal"

// Status 数据状态: how final a value is.
type Status string

// The statuses of DESIGN.md section 4, and lower-bound (超过3000家).
const (
	Final         Status = "final"          // 最终核实
	Preliminary   Status = "preliminary"    // 初步核算, 快报
	CensusRevised Status = "census-revised" // 普查修订
	Estimate      Status = "estimate"       // 预计, 推算
	Rounded       Status = "rounded"        // 源文只给约数
	LowerBound    Status = "lower-bound"    // 源文只给下限
	Target        Status = "target"         // 目标
	Missing       Status = "missing"        // 缺
)

// Facet says what of an indicator a value is: the quantity itself, or a
// growth rate or a rank that the source printed beside it.
type Facet string

// Facets.
const (
	Level  Facet = "level"
	Growth Facet = "growth" // printed growth on the period before, in percent (or 百分点)
	Rank   Facet = "rank"   // printed rank among Roster
)

// PriceBasis 价格.
type PriceBasis string

// Price bases; the empty one is unknown.
const (
	Current  PriceBasis = "current"  // 现价
	Constant PriceBasis = "constant" // 不变价, 可比价
)

// Origin is the cell that a value was read from.
type Origin struct {
	File   string `json:"file"`   // relative to the study folder, with slashes
	SHA256 string `json:"sha256"` // of the whole file, lower-case hex
	Sheet  string `json:"sheet"`
	Cell   string `json:"cell"` // "E9"
}

// Observation 观测值: one value as a source printed it.
type Observation struct {
	Indicator  string          // indicator ID; the cleaned printed name where the catalog lacks it
	Label      string          // as printed, without numbering, marks and unit
	Facet      Facet           //
	Place      string          // place code; "" where neither table nor study names one
	Period     Period          //
	Value      decimal.Decimal // in Unit, with the decimals that were printed ("248.00" keeps two)
	Unit       string          // as printed, normalised by NormalUnit: "亿元", "%", "家"
	Status     Status          // Missing: Value is zero and says nothing
	Price      PriceBasis      //
	Definition string          // version of the definition 口径; "" is the indicator's usual one
	Roster     string          // facet Rank: among whom, as printed ("15城市")
	Base       Period          // facet Growth: the period compared with
	Parent     string          // indicator of the row that this row is a 其中 part of
	Group      string          // category column or heading the row stands under
	Source     string          // source ID
	Grade      string          // A to D, of the source or of this value; "" is not graded
	Origin     Origin
	Note       string
}

// Break 口径变化: from the period From on, the indicator of the place measures
// something else than before. Place "" means every place.
type Break struct {
	Indicator string
	Place     string
	From      Period
	Why       Text
	Origins   []Origin // the mark and the note, or the definition
}

// Finding 数据问题: what a check says about data.
type Finding struct {
	Code      string   `json:"code"`
	Severity  Severity `json:"severity"`
	Indicator string   `json:"indicator"` // Chinese name
	Place     string   `json:"place"`     // Chinese name
	Period    Period   `json:"period"`
	Message   Text     `json:"message"`
	Sources   []Origin `json:"sources"`
}

// Severity of a finding.
type Severity string

// Severities.
const (
	SeverityError   Severity = "error"   // the data contradict themselves
	SeverityWarning Severity = "warning" // qualifies or blocks statements
	SeverityNote    Severity = "note"    // worth a look
)

// Source 来源.
type Source struct {
	ID        string `yaml:"id"`
	Title     string `yaml:"title"`
	Publisher string `yaml:"publisher"`
	Date      string `yaml:"date"`
	URL       string `yaml:"url"`
	Licence   string `yaml:"licence"`
	Grade     string `yaml:"grade"` // A official original, B official relayed, C secondary, D never evidence
	File      string `yaml:"file"`  // the table that it is the source of, relative to the study
	Kind      string `yaml:"kind"`  // "", or "fieldwork" for interviews and questionnaires 调研材料
	Note      string `yaml:"note"`
}
