package diagnose

// judgeGrowthGap is a stub.
func judgeGrowthGap(c Claim, b *Bench) Result { return Result{Claim: c, Verdict: Undecidable} }
