package complexity

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Reflections is the method of reflections (Hidalgo and Hausmann 2009): places
// after iterations-2 steps, activities after iterations-1, standardised by n-1, as
// the R program and Datawheel do. Iterations are even, 4 or more.
//
// Averages of averages draw together, so that after 20 steps the programs' own
// figures are right to about 8 digits; here the mean is taken off at every step,
// which standardising forgets, and 12 digits are left.
func Reflections(p *Presence, iterations int) (place, activity []float64, err error) {
	place, _ = reflected(p, iterations-2)
	_, activity = reflected(p, iterations-1)
	if place, err = ownStandard(place, "ECI"); err != nil {
		return nil, nil, err
	}
	if activity, err = ownStandard(activity, "PCI"); err != nil {
		return nil, nil, err
	}
	return place, activity, nil
}

// reflected gives the averages after some steps, each less its mean over places
// or activities; after none they are the diversity and the ubiquity.
func reflected(p *Presence, steps int) (place, activity []float64) {
	diversity := floats(p.Diversity)
	place, activity = centred(diversity), centred(floats(p.Ubiquity))
	for range steps {
		place, activity = centred(p.meanOfActivities(activity, diversity, nil)), centred(p.meanOfPlaces(place))
	}
	return place, activity
}

func centred(x []float64) []float64 { return standard(x, moments(x).mean, 1) }

func ownStandard(x []float64, name string) ([]float64, error) {
	m := moments(x)
	d, err := m.deviation(1, name)
	if err != nil {
		return nil, err
	}
	return standard(x, m.mean, d), nil
}

func floats(x []int) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = float64(v)
	}
	return out
}

// Fitness is the fitness of places and the complexity of activities (Tacchella
// et al. 2012), both moved at once and scaled to a mean of one, iterations-1
// times, as the R program does. Extremality is the exponent by which the
// least fit place of an activity weighs, 1 in the article.
func Fitness(p *Presence, iterations int, extremality float64) (place, activity []float64) {
	place, activity = ones(len(p.Places)), ones(len(p.Activities))
	for range iterations - 1 {
		x, y := make([]float64, len(place)), make([]float64, len(activity))
		for i, list := range p.of {
			unfit := math.Pow(1/place[i], extremality)
			for _, j := range list {
				x[i] += activity[j]
				y[j] += unfit
			}
		}
		for j, v := range y {
			y[j] = 1 / math.Pow(v, 1/extremality)
		}
		place, activity = alive(x, p.Diversity), alive(y, p.Ubiquity)
	}
	return place, activity
}

// alive scales to a mean of one what has a presence; the others are NaN.
func alive(x []float64, presences []int) []float64 {
	for i, n := range presences {
		if n == 0 {
			x[i] = math.NaN()
		}
	}
	mean := moments(x).mean
	for i := range x {
		x[i] /= mean
	}
	return x
}

func ones(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}

// Outside gives places the mean of the scores that their activities have
// elsewhere, as those of a country's exports in the world do for its cities. NaN
// is an activity without a score; covered is the share of a place's activities
// that have one.
func Outside(p *Presence, activity []float64) (place, covered []float64, err error) {
	place, covered = make([]float64, len(p.Places)), make([]float64, len(p.Places))
	any := false
	for i, list := range p.of {
		n := 0.0
		for _, j := range list {
			if v := activity[j]; !math.IsNaN(v) {
				place[i] += v
				n++
			}
		}
		any = any || n > 0
		place[i] /= n
		covered[i] = n / float64(len(list))
	}
	if !any {
		return nil, nil, panel.Faulty(NoOutside)
	}
	return place, covered, nil
}
