package benchmark

// settleNames writes the places of the specification with their full names.
func (s *source) settleNames(spec *Spec) error {
	names := append(each(spec.Focus.Places), &spec.Focus.Reference)
	for i := range spec.Focus.Questions {
		q := &spec.Focus.Questions[i]
		names = append(names, &q.Place, &q.AheadOf)
	}
	names = append(names, spec.Steps.places()...)
	if spec.Robustness != nil {
		for _, choice := range spec.Robustness.Choices {
			for i := range choice.Options {
				o := &choice.Options[i]
				names = append(append(names, each(o.Places)...), o.Steps.places()...)
			}
		}
	}
	for _, name := range names {
		if *name == "" {
			continue
		}
		full, err := s.place(*name)
		if err != nil {
			return err
		}
		*name = full
	}
	return nil
}

// places are the names of places in steps.
func (x *Steps) places() []*string {
	var out []*string
	if x.Screen != nil {
		out = append(each(x.Screen.Keep), each(x.Screen.Drop)...)
	}
	if x.Normalise != nil {
		out = append(out, &x.Normalise.Reference)
		for i := range x.Normalise.Only {
			out = append(out, &x.Normalise.Only[i].Reference)
		}
	}
	return out
}

// each points to every string of a list.
func each(list []string) []*string {
	out := make([]*string, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}
