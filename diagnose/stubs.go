package diagnose

func judgeRankChange(c Claim, b *Bench) Result { return Result{Claim: c, Verdict: Undecidable} }
func judgeSum(c Claim, b *Bench) Result        { return Result{Claim: c, Verdict: Undecidable} }
func judgeMilestone(c Claim, b *Bench) Result  { return Result{Claim: c, Verdict: Undecidable} }
func judgeTarget(c Claim, b *Bench) Result     { return Result{Claim: c, Verdict: Undecidable} }
func judgeExists(c Claim, b *Bench) Result     { return Result{Claim: c, Verdict: Undecidable} }
