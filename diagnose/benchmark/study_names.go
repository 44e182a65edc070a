package benchmark

// settleNames writes the places of the specification with their full names.
func (s *source) settleNames(spec *Spec) error {
	var names []named
	for i := range spec.Focus.Places {
		names = append(names, named{"focus.places", &spec.Focus.Places[i]})
	}
	names = append(names, named{"focus.reference", &spec.Focus.Reference})
	for i := range spec.Focus.Questions {
		q := &spec.Focus.Questions[i]
		names = append(names, named{"focus.questions", &q.Place}, named{"focus.questions", &q.AheadOf})
	}
	names = append(names, spec.Steps.places("steps")...)
	if spec.Robustness != nil {
		for i := range spec.Robustness.Choices {
			choice := &spec.Robustness.Choices[i]
			for k := range choice.Options {
				o := &choice.Options[k]
				for j := range o.Places {
					names = append(names, named{"robustness.choices " + choice.Name, &o.Places[j]})
				}
				names = append(names, o.Steps.places("robustness.choices "+choice.Name)...)
			}
		}
	}
	for _, n := range names {
		if *n.name == "" {
			continue
		}
		full, err := s.place(*n.name, n.key)
		if err != nil {
			return err
		}
		*n.name = full
	}
	return nil
}

// named is the name of a place where it stands in the specification.
type named struct {
	key  string
	name *string
}

// places are the names of places in steps.
func (x *Steps) places(key string) []named {
	var out []named
	if x.Screen != nil {
		for i := range x.Screen.Keep {
			out = append(out, named{key + " screen.keep", &x.Screen.Keep[i]})
		}
		for i := range x.Screen.Drop {
			out = append(out, named{key + " screen.drop", &x.Screen.Drop[i]})
		}
	}
	if x.Normalise != nil {
		out = append(out, named{key + " normalise.reference", &x.Normalise.Reference})
		for i := range x.Normalise.Only {
			out = append(out, named{key + " normalise.reference", &x.Normalise.Only[i].Reference})
		}
	}
	return out
}
