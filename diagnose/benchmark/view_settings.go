package benchmark

import "github.com/quanyu/quanyu/method/composite"

// settings are those of a step as the result records them. Methods are named, as
// their settings alone would not say which they are.
func settings(s composite.Step) any {
	type method struct {
		Method string `json:"method"`
		Set    any    `json:"set,omitempty"`
	}
	type one struct {
		Code string `json:"code"`
		method
	}
	scope := func(s composite.Scope) string {
		if s == composite.Pooled {
			return "pooled"
		}
		return "by_period"
	}
	switch s := s.(type) {
	case composite.Normalise:
		only := []one{}
		for _, o := range s.Only {
			only = append(only, one{o.Code, method{o.By.Method(), o.By}})
		}
		return struct {
			method
			Only  []one  `json:"only"`
			Scope string `json:"scope"`
		}{method{s.By.Method(), s.By}, only, scope(s.Scope)}
	case composite.Weigh:
		return struct {
			Level int `json:"level"`
			method
		}{s.Level, method{s.By.Method(), s.By}}
	case composite.Aggregate:
		by := []method{}
		for _, m := range s.By {
			by = append(by, method{m.Method(), m})
		}
		return struct {
			By        []method  `json:"by"`
			Available []float64 `json:"available"`
		}{by, append([]float64{}, s.Available...)}
	}
	return s
}
