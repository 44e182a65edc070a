package rule

// tabled reports whether a parameter has brackets.
func (p *Parameter) tabled() bool {
	for _, i := range p.Valid {
		if i.Brackets != nil {
			return true
		}
	}
	return false
}

// banded reports whether a value of a parameter is a band at any time.
func (p *Parameter) banded() bool {
	for _, i := range p.Valid {
		if i.Value != nil && i.Value.Low != i.Value.High {
			return true
		}
		for _, b := range i.Brackets {
			if b.Value.Low != b.Value.High {
				return true
			}
		}
	}
	return false
}

// On gives the interval of a day, with its value; nil where the parameter has
// none on it. Drafts count only where they are asked for.
func (p *Parameter) On(day Day, draft bool) *Interval { return at(p.Valid, day, draft) }
