package diagnose

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// samePeriod reports whether two spellings mean one period: 2018Q1 and
// 2018-01/2018-03; for a stock also 2018, 2018-12 and 2018-12-31.
func samePeriod(kind city.IndicatorKind, a, b city.Period) bool {
	return a == b || canonical(kind, a) == canonical(kind, b)
}

// canonical spells a period in one way: whole years as years, quarters as
// spans of months, and year ends of a stock as years.
func canonical(kind city.IndicatorKind, p city.Period) city.Period {
	s := string(p)
	if p.Kind() == "quarter" {
		q := int(s[5] - '0')
		s = fmt.Sprintf("%s-%02d/%s-%02d", s[:4], 3*q-2, s[:4], 3*q)
	}
	from, to, span := strings.Cut(s, "/")
	switch {
	case span && len(from) == 7 && from[:4]+"-01" == from && to == from[:4]+"-12":
		return city.Period(from[:4])
	case !span && kind == city.Stock && (strings.HasSuffix(s, "-12") && len(s) == 7 || strings.HasSuffix(s, "-12-31")):
		return city.Period(s[:4])
	}
	return city.Period(s)
}
