package composite

// Rank is the rank from below, 1 for the worst; ties share the lowest number.
type Rank struct{}

func (Rank) Method() string { return "rank" }

func (Rank) check(Node, *Data) error { return nil }

func (Rank) scores(_ Node, x []float64, _ *Table, _ []int) ([]float64, error) {
	return fromRanks(x, 0, 1), nil
}

// Borda is the rank from below less 1: the number of places that are worse.
type Borda struct{}

func (Borda) Method() string { return "borda" }

func (Borda) check(Node, *Data) error { return nil }

func (Borda) scores(_ Node, x []float64, _ *Table, _ []int) ([]float64, error) {
	return fromRanks(x, 1, 1), nil
}

// PercentRank is the share of the other places that are worse, 0 to 1.
type PercentRank struct{}

func (PercentRank) Method() string { return "percent_rank" }

func (PercentRank) check(Node, *Data) error { return nil }

func (PercentRank) scores(_ Node, x []float64, _ *Table, _ []int) ([]float64, error) {
	if len(x) < 2 {
		return nil, &Fault{Kind: TooFew, Value: float64(len(x))}
	}
	return fromRanks(x, 1, float64(len(x)-1)), nil
}

// fromRanks are ranks from below, less some, over some.
func fromRanks(x []float64, less, over float64) []float64 {
	out := make([]float64, len(x))
	for i, r := range lowRanks(x) {
		out[i] = (float64(r) - less) / over
	}
	return out
}
