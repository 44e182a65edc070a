package table

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

var seriesTail = regexp.MustCompile(`[_＿](累计值|累计|当期值|当季值|当月值|本期值|期末值|累计增长|累计同比增长|同比增长|增长)`)

// series reads the names of the national database: 地区生产总值_累计值 counts from
// January on, …_累计增长 and …_同比增长 are rates.
func series(v *Value) {
	m := seriesTail.FindStringSubmatchIndex(v.Label)
	if m == nil {
		return
	}
	kind := v.Label[m[2]:m[3]]
	v.Label = v.Label[:m[0]] + v.Label[m[1]:]
	if strings.HasPrefix(kind, "累计") {
		v.Period = fromJanuary(v.Period)
	}
	if strings.HasSuffix(kind, "增长") && v.Facet == city.Level {
		v.Facet, v.Base = city.Growth, before(v.Period, false)
	}
}

// fromJanuary is the part of the year up to the end of a month or quarter.
func fromJanuary(p city.Period) city.Period {
	until := 0
	switch p.Kind() {
	case "month":
		until = atoi(string(p[5:]))
	case "quarter":
		until = 3 * int(p[5]-'0')
	}
	switch {
	case until == 12:
		return city.Year(p.Year())
	case until == 3 && p.Kind() == "quarter", until <= 1:
		return p
	}
	return city.Period(fmt.Sprintf("%04d-01/%04d-%02d", p.Year(), p.Year(), until))
}
