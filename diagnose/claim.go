// Package diagnose 2 诊断 (stage 2 of 7): claims: sentences as objects, each
// with a type, a test and a verdict.
package diagnose

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// Type is the kind of a claim, and with it its test.
type Type string

// The types of claims.
const (
	LevelType     Type = "level"         // place, indicator, period, figure
	Comparison    Type = "comparison"    // place against other places
	RankType      Type = "rank"          // 居第8位, 偏少, 前列
	RankChange    Type = "rank-change"   // 由第8位升至第5位
	Change        Type = "change"        // 较上年净增709家
	GrowthType    Type = "growth"        // 增长25.1%, 年均增长, 增长N倍, 翻番
	GrowthGap     Type = "growth-gap"    // 快于GDP N个百分点
	Trend         Type = "trend"         // 由2.74%降至2.42%, 逐年上升
	Streak        Type = "streak"        // 连续N年
	ShareType     Type = "share"         // 占GDP的比重为19.91%
	ShareChange   Type = "share-change"  // 比重提高1.2个百分点
	Contribution  Type = "contribution"  // 贡献率, 拉动N个百分点
	Structure     Type = "structure"     // 2.6∶35.6∶61.8
	SumType       Type = "sum"           // 合计
	Milestone     Type = "milestone"     // 首次突破2万亿元
	TargetType    Type = "target"        // 完成年度目标
	ThresholdType Type = "threshold"     // 1.5至2.0万亿元是分水岭: a law over places
	EffectType    Type = "effect"        // 试点提升了高新技术企业数量: a measure and what came of it
	ClusterShare  Type = "cluster-share" // 片区真正用于创新的只是少数: by an inventory of clusters
	Exists        Type = "exists"        // asks for data that may not be there
	All           Type = "all"           // every part
	Any           Type = "any"           // one part
	Judgement     Type = "judgement"     // cannot be tested
	Causal        Type = "causal"        // a cause that is no measure: flagged, not tested
	NotUnderstood Type = ""              // listed as such, never forced into a type
)

// Hedge is a word that loosens or bends a figure.
type Hedge string

// Hedges with their stated tolerances (see Tolerance).
const (
	Exactly  Hedge = ""         // to the printed precision
	Near     Hedge = "near"     // 近, 接近, 将近: below it
	Over     Hedge = "over"     // 超, 超过, 突破, 逾, 达到…以上: above it
	OrSo     Hedge = "about"    // 约, 左右, 大约: either side
	AndMore  Hedge = "more"     // 余, 多: above it, below the next step
	LessThan Hedge = "under"    // 不足, 不到: below it
	Tenths   Hedge = "tenths"   // 六成, 近七成 with Near
	AtLeast  Hedge = "at-least" // 不低于, 以上
	AtMost   Hedge = "at-most"  // 不高于, 以下, 以内
)

// Claim 论断: one sentence that can be tested, or a part of one. Everything
// but the sentence is proposed from its words and may be corrected by a
// person in claims.yaml.
type Claim struct {
	ID         string            `yaml:"id" json:"id"`
	Sentence   string            `yaml:"sentence" json:"sentence"`
	Type       Type              `yaml:"type" json:"type"`
	Place      string            `yaml:"place,omitempty" json:"place,omitempty"`             // code
	Indicator  string            `yaml:"indicator,omitempty" json:"indicator,omitempty"`     // indicator ID, else the words of the sentence
	Definition string            `yaml:"definition,omitempty" json:"definition,omitempty"`   // where the words name one
	Concept    string            `yaml:"concept,omitempty" json:"concept,omitempty"`         // concept ID, where the words are no indicator
	Period     city.Period       `yaml:"period,omitempty" json:"period,omitempty"`           // "" is the latest with data
	From       city.Period       `yaml:"from,omitempty" json:"from,omitempty"`               // base of change, growth, trend
	Years      int               `yaml:"years,omitempty" json:"years,omitempty"`             // 五年, 连续N年
	Average    bool              `yaml:"average,omitempty" json:"average,omitempty"`         // 年均
	Figure     *decimal.Decimal  `yaml:"figure,omitempty" json:"figure,omitempty"`           // in Unit, decimals as written
	FigureFrom *decimal.Decimal  `yaml:"figure_from,omitempty" json:"figure_from,omitempty"` // 由2.74%
	Unit       string            `yaml:"unit,omitempty" json:"unit,omitempty"`
	Hedge      Hedge             `yaml:"hedge,omitempty" json:"hedge,omitempty"`
	Direction  string            `yaml:"direction,omitempty" json:"direction,omitempty"` // "up", "down", "flat"
	Times      string            `yaml:"times,omitempty" json:"times,omitempty"`         // "by" 增长N倍, "to" 增长到N倍, "double" 翻番
	Rank       int               `yaml:"rank,omitempty" json:"rank,omitempty"`
	RankFrom   int               `yaml:"rank_from,omitempty" json:"rank_from,omitempty"`
	RankWord   string            `yaml:"rank_word,omitempty" json:"rank_word,omitempty"`   // "high" 高, 领先, 前列; "low" 不高, 偏少, 不足
	Word       string            `yaml:"word,omitempty" json:"word,omitempty"`             // the rank or strength word as written: 不高, 显著
	Roster     string            `yaml:"roster,omitempty" json:"roster,omitempty"`         // as written or roster ID
	Peers      []string          `yaml:"peers,omitempty" json:"peers,omitempty"`           // codes of places compared with
	PeerGroup  string            `yaml:"peer_group,omitempty" json:"peer_group,omitempty"` // "等先进城市": the study's group of that name joins Peers
	Against    string            `yaml:"against,omitempty" json:"against,omitempty"`       // second indicator: 占GDP, 快于GDP; threshold: the outcome, "" is the growth of the first
	Than       string            `yaml:"than,omitempty" json:"than,omitempty"`             // comparison: "above", "below", "equal"
	Figures    []decimal.Decimal `yaml:"figures,omitempty" json:"figures,omitempty"`       // structure, sum; threshold: the place, or both ends of the range
	Indicators []string          `yaml:"indicators,omitempty" json:"indicators,omitempty"` // structure, sum: the parts
	Price      city.PriceBasis   `yaml:"price,omitempty" json:"price,omitempty"`           // 按可比价
	Measure    string            `yaml:"measure,omitempty" json:"measure,omitempty"`       // effect: the measure as written, 创新型城市试点
	Denied     bool              `yaml:"denied,omitempty" json:"denied,omitempty"`         // the sentence denies it: 没有…
	Parts      []Claim           `yaml:"parts,omitempty" json:"parts,omitempty"`           // all, any
	Where      Where             `yaml:"where,omitempty" json:"where,omitempty"`
	Corrected  bool              `yaml:"corrected,omitempty" json:"corrected,omitempty"` // a person changed the reading
}

// Where says where a sentence stands.
type Where struct {
	File  string `yaml:"file,omitempty" json:"file,omitempty"`   // claims.txt, draft.docx
	Line  int    `yaml:"line,omitempty" json:"line,omitempty"`   // 1-based line or paragraph
	Start int    `yaml:"start,omitempty" json:"start,omitempty"` // byte offsets of the sentence (or the part) in the paragraph
	End   int    `yaml:"end,omitempty" json:"end,omitempty"`
}

// Verdict 判定.
type Verdict string

// The four verdicts.
const (
	Supported    Verdict = "supported"     // 依据充分
	Partly       Verdict = "partly"        // 限定后可用
	NotSupported Verdict = "not-supported" // 与数据不符
	Undecidable  Verdict = "undecidable"   // 依据不足
)

// Name is the verdict in words.
func (v Verdict) Name(lang string) string {
	t := map[Verdict]city.Text{
		Supported:    {Zh: "依据充分", En: "supported"},
		Partly:       {Zh: "限定后可用", En: "usable when qualified"},
		NotSupported: {Zh: "与数据不符", En: "not supported"},
		Undecidable:  {Zh: "依据不足", En: "cannot be decided"},
	}[v]
	return t.In(lang)
}

// Reason is why a verdict is what it is.
type Reason struct {
	Code string    `json:"code"` // stable: "estimate", "break", "as-printed" ...; the full list is Reasons
	Text city.Text `json:"text"`
}

// Formula is arithmetic on evidence that a spreadsheet can repeat: {0}, {1} ...
// stand for the values of Evidence with these numbers, in their printed units.
type Formula struct {
	Expr string // "({1}/{0})^(1/5)-1", without "="
	Note city.Text
}

// Figure is one number of a result.
type Figure struct {
	Name    city.Text       // "年均增速"
	Value   decimal.Decimal // rounded half away from zero to what is shown
	Unit    string          // "%" values are in percent: 26.0, not 0.26
	Period  city.Period
	Status  city.Status
	Formula *Formula // nil where the figure is the evidence itself; its result is in Unit ("%" formulas give percent)
}

// Result is a claim judged.
type Result struct {
	Claim
	Verdict   Verdict
	Figures   []Figure // the first is the main one
	Reasons   []Reason
	Evidence  []city.Observation // bears the verdict out, main first
	Contrary  []city.Observation // speaks against it or qualifies it
	Rewording city.Text          // safe wording, in the official register
	Counter   city.Text          // 可能的质疑: the reading a critic would use
	Decide    city.Text          // what would decide it; empty unless undecidable
	Rule      city.Text          // the rule that was applied, in one sentence
	Exhibits  []Exhibit          // tables behind the verdict
	Parts     []Result           // all, any
}

// Exhibit is a table behind a verdict that no list of observations shows: the
// panel that an estimate rests on, the estimates one by one.
type Exhibit struct {
	Title city.Text
	Head  []city.Text
	Rows  [][]Entry          // as long as Head
	From  []city.Observation // what it was computed from, where the rows do not say
	Notes []city.Text
	Chart bool   // the brief draws it: the first column names, the others are bars
	Unit  string // of the bars
	Sheet bool   // too long for a page: for the annex only
}

// Entry is one cell of an Exhibit: words, or a value, with the observations that
// it is one of, or is computed from by Expr.
type Entry struct {
	Text   city.Text
	Value  *decimal.Decimal // nil: the text counts
	Expr   string           // over From, {0} {1} ... as in Formula; "" with one observation is that one
	From   []city.Observation
	Marked bool // stands out where the table is drawn
}

// says reports whether the words that the claim was read from, or its sentence, have
// one of these.
func (c Claim) says(words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(c.Word, w) || strings.Contains(c.Sentence, w) })
}
