package rule

// Unit is a unit of measure: how many of a product of base units.
type Unit struct {
	Text   string  // as written; "" of a number without unit
	Factor float64 // to base units: 1e4 of 万元, 0.01 of %
}

// ParseUnit reads 元, 万元, 元/平方米, %, ratio, 天 ... ok is false for what
// city.ParseUnit doesn't know.
func ParseUnit(s string) (u Unit, ok bool) { panic("not yet") }
