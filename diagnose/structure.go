package diagnose

// judgeStructure is a stub.
func judgeStructure(c Claim, b *Bench) Result { return Result{Claim: c, Verdict: Undecidable} }
