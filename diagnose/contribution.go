package diagnose

// judgeContribution is a stub.
func judgeContribution(c Claim, b *Bench) Result { return Result{Claim: c, Verdict: Undecidable} }
