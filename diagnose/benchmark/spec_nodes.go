package benchmark

import (
	"github.com/quanyu/quanyu/method/composite"
)

// nodes turns the indicators of a specification into nodes of a hierarchy. A node
// is an aggregate where it is the parent of another; its level is one above the
// highest of its children.
func (s *Spec) nodes() []composite.Node {
	level := make(map[string]int, len(s.Indicators))
	for range s.Indicators { // a tree settles within as many rounds as it is deep; a cycle is refused later
		for _, n := range s.Indicators {
			level[n.Code] = max(level[n.Code], 1)
			if n.Parent != "" {
				level[n.Parent] = max(level[n.Parent], min(level[n.Code]+1, len(s.Indicators)))
			}
		}
	}
	out := make([]composite.Node, len(s.Indicators))
	for i, n := range s.Indicators {
		out[i] = composite.Node{Code: n.Code, Name: n.Name, Parent: n.Parent, Level: level[n.Code], Weight: 1, Direction: 1,
			Unit: n.Unit, Kind: n.Kind, Denominator: n.Denominator, Target: n.Target}
		if n.Name == "" {
			out[i].Name = n.Code
		}
		if n.Weight != nil {
			out[i].Weight = *n.Weight
		}
		if n.Direction == "down" {
			out[i].Direction = -1
		}
		if n.Goalposts != nil {
			out[i].Goalposts = &composite.Goalposts{Lower: n.Goalposts[0], Upper: n.Goalposts[1]}
		}
	}
	return out
}

// denominators lists the columns that indicators, steps and options divide by,
// in the order in which they are met.
func (s *Spec) denominators() []string {
	var out []string
	seen := map[string]bool{"": true}
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	for _, n := range s.Indicators {
		add(n.Denominator)
	}
	for _, steps := range s.allSteps() {
		for _, d := range steps.Denominate {
			add(d.By)
		}
	}
	return out
}

// groupings lists the columns of groups that the specification names.
func (s *Spec) groupings() []string {
	out := append([]string(nil), s.Groups...)
	seen := map[string]bool{"": true}
	for _, g := range out {
		seen[g] = true
	}
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	for _, steps := range s.allSteps() {
		if steps.Impute != nil {
			add(steps.Impute.Group)
		}
	}
	if s.Robustness != nil {
		for _, c := range s.Robustness.Choices {
			for _, o := range c.Options {
				add(o.Group)
			}
		}
	}
	return out
}

// allSteps lists the steps of the chain and of every option.
func (s *Spec) allSteps() []Steps {
	out := []Steps{s.Steps}
	if s.Robustness != nil {
		for _, c := range s.Robustness.Choices {
			for _, o := range c.Options {
				out = append(out, o.Steps)
			}
		}
	}
	return out
}
