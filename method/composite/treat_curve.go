package composite

import (
	"math"
	"slices"
)

// Transform is a curve that values are put through.
type Transform string

// The transforms. All but Log are of x less its minimum, so that none meets a
// value that is not positive.
const (
	NoTransform Transform = ""
	Log         Transform = "log"        // ln x; refused where x is not positive
	LogOne      Transform = "log_one"    // ln(x - min + 1), COINr's log_CT_orig
	LogRange    Transform = "log_range"  // ln(x - min + range/100), COINr's log_CT
	LogEither   Transform = "log_either" // the same, mirrored for negative skewness, COINr's log_CT_plus
	LogGII      Transform = "log_gii"    // ln((max-1)(x-min)/range + 1), of the Global Innovation Index
	BoxCox      Transform = "box_cox"    // ((x - min + 1)^lambda - 1) / lambda, ln for 0
)

// curve puts values, of which two differ, through a transform.
func curve(by Transform, lambda float64, x []float64) {
	low, high := slices.Min(x), slices.Max(x)
	edge := 0.01 * (high - low)
	mirrored := by == LogEither && !(skewness(x) > 0)
	for i, v := range x {
		switch {
		case by == Log:
			x[i] = math.Log(v)
		case by == LogOne, by == BoxCox && lambda == 0:
			x[i] = math.Log(v - low + 1)
		case mirrored:
			x[i] = -math.Log(high + edge - v)
		case by == LogRange, by == LogEither:
			x[i] = math.Log(v - low + edge)
		case by == LogGII:
			x[i] = math.Log((high-1)*(v-low)/(high-low) + 1)
		case by == BoxCox:
			x[i] = (math.Pow(v-low+1, lambda) - 1) / lambda
		}
	}
}
