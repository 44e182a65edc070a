package diagnose

// judgeChange is a stub.
func judgeChange(c Claim, b *Bench) Result { return Result{Claim: c, Verdict: Undecidable} }
