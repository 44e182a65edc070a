package catalog

import (
	"regexp"

	"github.com/quanyu/quanyu/city"
)

var (
	shareForm = regexp.MustCompile(`^(.+?)(?:占|相当于)(.+?)(?:的)?(比重|比例|份额|百分比|比率|之比|%)?$`)
	ratioForm = regexp.MustCompile(`^(.+?)(?:与|和|/)(.+?)(?:的)?(?:之比|比值|比例|比率|比)?$`)
	perHead   = regexp.MustCompile(`^(?:按(?:常住|户籍)人口计算的?)?人均(.+)$`)
)

// quotient reads "A占B的比重" and "人均A" through A and B.
func (x *Indicators) quotient(r Reading, s string, depth int) (Reading, bool) {
	if m := perHead.FindStringSubmatch(s); m != nil {
		a := x.resolve(m[1], depth+1)
		if id, ok := x.Ratio(a.ID, "population_resident"); a.Known && ok {
			r.Definition = a.Definition
			return x.known(r, id, s), true
		}
		return r, false
	}
	for i, form := range []*regexp.Regexp{shareForm, ratioForm} {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		a, b := x.resolve(m[1], depth+1), x.resolve(m[2], depth+1)
		if !a.Known || !b.Known || a.Facet != city.Level || b.Facet != city.Level {
			continue
		}
		id, ok := x.Ratio(a.ID, b.ID)
		switch {
		case ok:
			r.Definition = joinScope(a.Definition, b.Definition)
			return x.known(r, id, s), true
		case i == 0:
			r.ID = shareName(x, a, b)
			r.Label = s
			_, r.Known = x.Get(r.ID)
			return r, true
		}
	}
	return r, false
}

func joinScope(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// shareName is the one name of all spellings of a share that the catalog
// lacks: 规上工业增加值占地区生产总值的比重.
func shareName(x *Indicators, a, b Reading) string {
	return a.Definition + x.Name(a.ID) + "占" + b.Definition + x.Name(b.ID) + "的比重"
}
