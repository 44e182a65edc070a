package diagnose

// judgeGrowth is a stub.
func judgeGrowth(c Claim, b *Bench) Result { return Result{Claim: c, Verdict: Undecidable} }
