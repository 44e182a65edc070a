package rule

import "math"

// mostYuan is more than one row can get; an amount above it can't be known.
const mostYuan = 1e12

// money turns yuan into fen.
func money(out []int64, missing []bool, yuan []float64) {
	yuan, missing = yuan[:len(out)], missing[:len(out)]
	for k, x := range yuan {
		fen, ok := Fen(x)
		out[k], missing[k] = fen, !ok
	}
}

func moneyHigh(out []int64, missing []bool, yuan []float64) {
	yuan, missing = yuan[:len(out)], missing[:len(out)]
	for k, x := range yuan {
		fen, ok := Fen(x)
		out[k], missing[k] = fen, missing[k] || !ok
	}
}

// Fen rounds an amount in yuan to fen, half away from zero in decimal: 1.005
// is 101, though the float beside it lies below, and so is what a difference
// of great amounts leaves within a millionth of a fen of a half. ok is false
// for what is no amount.
func Fen(yuan float64) (fen int64, ok bool) {
	x := math.Abs(yuan) * 100
	if !(x <= 100*mostYuan) {
		return 0, false
	}
	fen = int64(x + (0.500001 + float64(4e-16*x)))
	if yuan < 0 {
		fen = -fen
	}
	return fen, true
}
