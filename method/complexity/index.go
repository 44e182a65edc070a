package complexity

import "github.com/quanyu/quanyu/method/panel"

// Convention names the program whose numbers are given.
type Convention string

// The conventions.
//
// GrowthLab (py-ecomplexity): the second vector; both indices are standardised by
// the mean and the deviation (by n) of the places', so that the index of a place
// is the mean of those of its activities.
//
// R (economiccomplexity): the second vector; each index by its own mean and
// deviation (by n-1).
//
// Datawheel: 18 reflections of places and 19 of activities, each by its own mean
// and deviation (by n-1): on the way to the second vector, not there.
const (
	GrowthLab Convention = "growthlab"
	R         Convention = "r"
	Datawheel Convention = "datawheel"
)

// Conventions lists them.
var Conventions = []Convention{GrowthLab, R, Datawheel}

// reflections is the even number of reflections that Datawheel and the R
// program take unless told otherwise.
const reflections = 20

// Scores are the indices of complexity: of places (ECI) in the order of Places,
// of activities (PCI) in that of Activities. What has no presence has NaN.
type Scores struct {
	Convention Convention
	Place      []float64
	Activity   []float64

	activity []float64 // before it is standardised
	scale    float64   // of the places before they are
}

// Index gives the indices of complexity in a convention. Parts that share nothing
// (Disconnected), and presences that leave the direction (TooEven) or its sign
// (NoSign) open, are faults.
func Index(p *Presence, by Convention) (*Scores, error) {
	if apart := p.Apart(); apart != nil {
		return nil, panel.Faulty(Disconnected, apart...)
	}
	if by == Datawheel {
		place, activity, err := Reflections(p, reflections)
		if err != nil {
			return nil, err
		}
		return &Scores{Convention: by, Place: place, Activity: activity, activity: activity, scale: 1}, nil
	}
	place, activity, err := direction(p, nil)
	if err != nil {
		return nil, err
	}
	if by == R { // signed like its reflections, which may not be like the diversity
		x, _ := reflected(p, reflections-2)
		if err := signed(place, activity, x); err != nil {
			return nil, err
		}
	}
	s := &Scores{Convention: by, activity: activity}
	centre, n := moments(place), 0.0
	if by == R {
		n = 1
	}
	if s.scale, err = centre.deviation(n, "ECI"); err != nil {
		return nil, err
	}
	s.Place = standard(place, centre.mean, s.scale)
	if by == GrowthLab {
		s.Activity = standard(activity, centre.mean, s.scale)
		return s, nil
	}
	own := moments(activity)
	deviation, err := own.deviation(1, "PCI")
	if err != nil {
		return nil, err
	}
	s.Activity = standard(activity, own.mean, deviation)
	return s, nil
}
