package diagnose

// judgeStreak is a stub.
func judgeStreak(c Claim, b *Bench) Result { return Result{Claim: c, Verdict: Undecidable} }
