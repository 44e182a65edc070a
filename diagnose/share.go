package diagnose

// judgeShare is a stub.
func judgeShare(c Claim, b *Bench) Result { return Result{Claim: c, Verdict: Undecidable} }
