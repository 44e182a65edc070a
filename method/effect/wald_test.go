package effect

import "testing"

// R 4.2.2: uniroot over pf(..., ncp), and 1 - pf.
func TestNoncentral(t *testing.T) {
	for _, c := range [][4]float64{{3, 20, 0.5, 6.987774792581}, {3, 20, 0.8, 13.276116174592}, {6, 499, 0.5, 7.5982763375465}, {6, 499, 0.8, 13.796904126932}} {
		near(t, "noncentrality", Noncentrality(c[0], c[1], c[2]), c[3], 1e-8)
	}
	n := &noncentral{f: 3.0983912121408, q: 3, v: 20}
	near(t, "power", n.passes(5), 0.36920846982869, 1e-8)
	near(t, "no trend", n.passes(0), 0.05, 1e-9)
}
