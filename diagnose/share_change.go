package diagnose

// judgeShareChange is a stub.
func judgeShareChange(c Claim, b *Bench) Result { return Result{Claim: c, Verdict: Undecidable} }
