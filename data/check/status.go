package check

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

var (
	statusTitle = city.Text{Zh: "预计数、初步数、约数", En: "estimate, preliminary or rounded value"}
	statusText  = city.Text{
		Zh: `来源把这个数标为预计、推算、初步核算、快报、约数或只给下限。引用时要写明（“预计”“初步核算”“约”“超过”），
正式数公布后可能改变。只有来源自己注明的才列入，不从数的样子猜。`,
		En: `The source marks the value as estimated, preliminary, rounded or a lower bound. Say so when quoting it; it may change
when the final value is published. Only what the source says counts, never the look of the number.`}
	statusNames = map[city.Status]city.Text{
		city.Estimate: {Zh: "预计数或推算数", En: "an estimate"}, city.Preliminary: {Zh: "初步数", En: "preliminary"},
		city.Rounded: {Zh: "约数", En: "rounded by its source"}, city.LowerBound: {Zh: "下限", En: "a lower bound"},
	}
)

// notFinal is D104: one finding for each indicator, place and period.
func notFinal(s *data.Set) []city.Finding {
	type key struct {
		indicator, place, definition string
		period                       city.Period
	}
	at := map[key]int{}
	var out []city.Finding
	for _, o := range s.Observations {
		name, ok := statusNames[o.Status]
		if !ok || o.Facet == city.Rank {
			continue
		}
		k := key{o.Indicator, o.Place, o.Definition, o.Period}
		if i, ok := at[k]; ok {
			out[i].Sources = uniqueOrigins(append(out[i].Sources, o.Origin))
			continue
		}
		at[k] = len(out)
		out = append(out, finding(s, "D104", city.SeverityWarning, o, city.Text{
			Zh: fmt.Sprintf("%s%s是%s", subject(s, o).Zh, printed(o), name.Zh),
			En: fmt.Sprintf("%s %s is %s", subject(s, o).En, printed(o), name.En)}, o))
	}
	return out
}
