package rule

import "math"

// truth computes a column of truths.
func (m *machine) truth(i int, n *node) {
	out := m.truths[i][:m.n]
	switch n.do {
	case doTruth:
		m.loadTruth(out, n.field)
	case doFrom:
		from(out, m.at(n.a), n.number())
	case doGE:
		greater(out, m.at(n.a), m.at(n.b))
	case doEQ:
		equal(out, m.at(n.a), m.at(n.b))
	case doKnown:
		for k, x := range m.at(n.a) {
			out[k] = yes * bit(x == x)
		}
	case doIs, doStarts:
		m.loadWords(i, out, n.field)
	case doAlike:
		m.alike(out, n.field, n.other)
	case doNot:
		for k, x := range m.is(n.a) {
			out[k] = yes - x
		}
	case doChoose:
		kleeneChoose(out, m.is(n.a), m.is(n.b), m.is(n.c))
	default:
		kleene(n.do, out, m.is(n.a), m.is(n.b))
	}
}

// from is a >= value; value stands where tolerance lets it hold.
func from(out []uint8, a []float64, value float64) {
	a = a[:len(out)]
	for k, x := range a {
		out[k] = bit(x >= value)<<1 | bit(x != x)
	}
}

func greater(out []uint8, a, b []float64) {
	a, b = a[:len(out)], b[:len(out)]
	for k := range out {
		x, y := a[k], b[k]
		d := y - x // as atLeast, without a branch
		near := (bit(d <= tolerance*math.Abs(x)) | bit(d <= tolerance*math.Abs(y))) & bit(d <= math.MaxFloat64)
		out[k] = (bit(x >= y)|near)<<1 | bit(x != x) | bit(y != y)
	}
}

func equal(out []uint8, a, b []float64) {
	a, b = a[:len(out)], b[:len(out)]
	for k := range out {
		x, y := a[k], b[k]
		out[k] = bit(atLeast(x, y) && atLeast(y, x))<<1 | bit(x != x) | bit(y != y)
	}
}

func kleene(d do, out, a, b []uint8) {
	a, b = a[:len(out)], b[:len(out)]
	switch d {
	case doAnd:
		for k := range out {
			out[k] = min(a[k], b[k])
		}
	case doOr:
		for k := range out {
			out[k] = max(a[k], b[k])
		}
	case doSame:
		for k := range out {
			x, y := a[k], b[k]
			if x = bit(x == y)<<1 | bit(x == maybe) | bit(y == maybe); x > yes {
				x = maybe // both are missing
			}
			out[k] = x
		}
	}
}

func kleeneChoose(out, condition, a, b []uint8) {
	for k, c := range condition {
		switch c {
		case yes:
			out[k] = a[k]
		case no:
			out[k] = b[k]
		default:
			out[k] = maybe
		}
	}
}

// loadTruth reads a field of true and false.
func (m *machine) loadTruth(out []uint8, f *Field) {
	column := m.batch.Columns[f.Name]
	if column == nil || column.Numbers == nil {
		fillTruth(out, maybe)
		return
	}
	for k, x := range column.Numbers[m.start : m.start+m.n] {
		out[k] = bit(x != 0)<<1&^(bit(x != x)<<1) | bit(x != x)
	}
	m.gone(out, column)
}

func fillTruth(out []uint8, truth uint8) {
	for k := range out {
		out[k] = truth
	}
}

// loadWords tells which rows hold one of the words of a node.
func (m *machine) loadWords(i int, out []uint8, f *Field) {
	column := m.batch.Columns[f.Name]
	if column == nil || column.Codes == nil {
		fillTruth(out, maybe)
		return
	}
	match, set := m.match[i], &m.program.words[i]
	for k, code := range column.Codes[m.start : m.start+m.n] {
		switch {
		case uint(code) >= uint(len(column.Words)):
			out[k] = maybe
		case match != nil:
			out[k] = match[code]
		default:
			out[k] = yes * bit(set.has(column.Words[code]))
		}
	}
	m.gone(out, column)
}

// gone marks the rows that lack a value.
func (m *machine) gone(out []uint8, column *Column) {
	if column.Missing == nil {
		return
	}
	for k, gone := range column.Missing[m.start : m.start+m.n] {
		if gone {
			out[k] = maybe
		}
	}
}

// alike tells which rows hold the same word in two fields.
func (m *machine) alike(out []uint8, f, g *Field) {
	a, b := m.batch.Columns[f.Name], m.batch.Columns[g.Name]
	if a == nil || b == nil || a.Codes == nil || b.Codes == nil {
		fillTruth(out, maybe)
		return
	}
	for k := range out {
		x, y := a.Codes[m.start+k], b.Codes[m.start+k]
		if uint(x) >= uint(len(a.Words)) || uint(y) >= uint(len(b.Words)) {
			out[k] = maybe
			continue
		}
		out[k] = yes * bit(a.Words[x] == b.Words[y])
	}
	m.gone(out, a)
	m.gone(out, b)
}
