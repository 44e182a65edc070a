package synth

import "github.com/quanyu/quanyu/method/effect"

// InSpace estimates again with donors in the place of the treated, who leave the
// pool: each donor in turn where one unit is treated, else Replications random
// sets of the cohorts' sizes. A worst above 0 leaves out the trials whose mean
// square before is over worst times that of the treated. Faults as in Estimate,
// and FewDonors.
func InSpace(data effect.Data, options Options, worst float64) (*Space, error) {
	panic("synth: InSpace")
}

// InTime pretends that the treatment began so many periods earlier, on the
// periods before it really did. Faults as in Estimate, and NoPlaceboPeriods.
func InTime(data effect.Data, options Options, earlier int) (*Result, error) {
	panic("synth: InTime")
}

// LeaveOneOut estimates again without each donor that has a weight, by unit.
// Faults as in Estimate, where the whole sample has one.
func LeaveOneOut(data effect.Data, options Options) ([]Left, error) {
	panic("synth: LeaveOneOut")
}
