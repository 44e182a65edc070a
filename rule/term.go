package rule

// op is an operation of a term.
type op uint8

const (
	opNumber  op = iota // number: the value
	opTruth             // number: 1 is true
	opToday             // the day of evaluation
	opField             // field
	opParam             // parameter
	opFormula           // name
	opAdd
	opSub
	opMul
	opDiv
	opNeg
	opMin
	opMax
	opAbs
	opIf      // condition, then, else
	opBracket // figure; parameter
	opYears   // number: months of a period, 12 of years and 1 of months
	opLow
	opHigh
	opGE
	opGT
	opLE
	opLT
	opEQ
	opNE
	opAnd
	opOr
	opNot
	opSame   // two truths are equal
	opIs     // field is one of words
	opStarts // field starts with one of words
	opAlike  // two fields hold the same word
)

// term is a checked expression: a tree whose parts may be shared.
type term struct {
	op        op
	args      []*term
	kind      Kind
	unit      dimension // of a Number
	free      bool      // a zero: fits any unit
	band      bool      // may be an interval [low, high]
	number    float64
	name      string // of a formula
	field     *Field
	parameter *Parameter
	words     []string
	data      bool // depends on the row
}

// walk calls visit once for every part of a term, arguments first.
func (t *term) walk(visit func(*term)) {
	seen := map[*term]bool{}
	var each func(*term)
	each = func(t *term) {
		if t == nil || seen[t] {
			return
		}
		seen[t] = true
		for _, a := range t.args {
			each(a)
		}
		visit(t)
	}
	each(t)
}
