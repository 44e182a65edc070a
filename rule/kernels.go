package rule

import "math"

// number computes a column of numbers. A number that's missing makes the
// result missing; so does a division by 0.
func (m *machine) number(i int, n *node) {
	if n.do == doNumber {
		m.load(i, n.field)
		return
	}
	out := m.numbers[i][:m.n]
	if n.do == doIf {
		choose(out, m.is(n.a), m.at(n.b), m.at(n.c))
		return
	}
	a := m.at(n.a)
	switch n.do {
	case doAbs:
		for k, x := range a {
			out[k] = math.Abs(x)
		}
	case doSteps:
		steps(out, a, n.table)
	case doMargin:
		margins(out, a, m.at(n.b), m.is(n.c), n.value == 1)
	default:
		pairwise(n, out, a, m.at(n.b))
	}
}

// load reads a field; without a missing value its memory is the column.
func (m *machine) load(i int, f *Field) {
	column := m.batch.Columns[f.Name]
	if column == nil || column.Numbers == nil {
		m.numbers[i] = m.missing
		return
	}
	values := column.Numbers[m.start : m.start+m.n]
	if column.Missing == nil {
		m.numbers[i] = values
		return
	}
	m.numbers[i] = m.own[i]
	out, nothing := m.numbers[i][:m.n], math.Float64bits(math.NaN())
	for k, gone := range column.Missing[m.start : m.start+m.n] {
		x := math.Float64bits(values[k])
		if gone {
			x = nothing
		}
		out[k] = math.Float64frombits(x)
	}
}

func pairwise(n *node, out, a, b []float64) {
	a, b = a[:len(out)], b[:len(out)]
	switch n.do {
	case doAdd:
		for k := range out {
			out[k] = a[k] + b[k]
		}
	case doSub:
		for k := range out {
			out[k] = a[k] - b[k]
		}
	case doMul:
		for k := range out {
			out[k] = a[k] * b[k]
		}
	case doDiv:
		for k, y := range b {
			x := a[k] / y
			if y == 0 {
				x = math.NaN()
			}
			out[k] = x
		}
	case doMin:
		for k := range out {
			out[k] = min(a[k], b[k])
		}
	case doMax:
		for k := range out {
			out[k] = max(a[k], b[k])
		}
	case doOr0:
		for k, x := range a {
			if x != x {
				x = b[k]
			}
			out[k] = x
		}
	case doYears:
		for k := range out {
			out[k] = between(a[k], b[k], int(n.value))
		}
	}
}

// choose goes by bits, so that no branch depends on the data.
func choose(out []float64, condition []uint8, a, b []float64) {
	condition, a, b = condition[:len(out)], a[:len(out)], b[:len(out)]
	nothing := math.Float64bits(math.NaN())
	for k, c := range condition {
		x, y := math.Float64bits(a[k]), math.Float64bits(b[k])
		if c == no {
			x = y
		}
		if c == maybe {
			x = nothing
		}
		out[k] = math.Float64frombits(x)
	}
}

func steps(out, a []float64, t *table) {
	a = a[:len(out)]
	for k, x := range a {
		y := t.values[t.step(x)]
		if x != x {
			y = x
		}
		out[k] = y
	}
}

// margins is the share of the limit by which values lie beyond it. It agrees
// with whether the limit is reached: where the two are equal it's 0, or just
// below it where the limit must be exceeded.
func margins(out, values, limits []float64, met []uint8, up bool) {
	values, limits, met = values[:len(out)], limits[:len(out)], met[:len(out)]
	for k, limit := range limits {
		x := values[k] - limit
		if !up {
			x = limit - values[k]
		}
		x /= math.Abs(limit)
		if bit(x >= 0)<<1 != met[k] || limit == 0 { // seldom
			x = [...]float64{no: -tolerance, maybe: math.NaN(), yes: 0}[met[k]]
			if limit == 0 {
				x = math.NaN()
			}
		}
		out[k] = x
	}
}

// between is how many periods of so many months lie between two days: whole
// ones to the last anniversary, and the share of the period that has begun. An
// anniversary that its month doesn't have, the 31st or the 29th of February, is
// the last day of the month.
func between(from, to float64, months int) float64 {
	if from > to {
		return -between(to, from, months)
	}
	if !(math.Abs(from) < 4e6 && math.Abs(to) < 4e6) { // beyond year 9999
		return math.NaN()
	}
	y0, m0, day := calendar(math.Floor(from))
	y1, m1, _ := calendar(math.Floor(to))
	n := (12*(y1-y0) + m1 - m0) / months
	last := anniversary(y0, m0+n*months, day)
	if last > to {
		n--
		last = anniversary(y0, m0+n*months, day)
	}
	return float64(n) + (to-last)/(anniversary(y0, m0+(n+1)*months, day)-last)
}

// anniversary is a day of a month that may be counted beyond the year.
func anniversary(year, month, day int) float64 {
	year, month = year+floorDiv(month-1, 12), month-12*floorDiv(month-1, 12)
	first := civil(year, month, 1)
	if day > 28 {
		day = min(day, civil(year, month+1, 1)-first)
	}
	return float64(first + day - 1)
}

// civil counts the days from 1970-01-01 in the Gregorian calendar. Years begin
// in March, so that the leap day is the last; 400 years have 146,097 days.
func civil(year, month, day int) int {
	if month < 3 {
		year--
		month += 12
	}
	era := floorDiv(year, 400)
	y := year - era*400
	return era*146097 + y*365 + y/4 - y/100 + (153*(month-3)+2)/5 + day - 1 - 719468
}

// calendar is the opposite of civil.
func calendar(days float64) (year, month, day int) {
	n := int(days) + 719468
	era := floorDiv(n, 146097)
	n -= era * 146097
	y := (n - n/1460 + n/36524 - n/146096) / 365
	n -= y*365 + y/4 - y/100
	m := (5*n + 2) / 153
	day = n - (153*m+2)/5 + 1
	year, month = era*400+y, m+3
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, day
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}
