package diagnose

// judgeTrend is a stub.
func judgeTrend(c Claim, b *Bench) Result { return Result{Claim: c, Verdict: Undecidable} }
