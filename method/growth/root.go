package growth

import "math/big"

// rootPlaces is the number of decimals that roots are taken to.
const rootPlaces = 30

// rootDown is the largest number with rootPlaces decimals that is not above
// the n-th root of x ≥ 0.
func rootDown(x *big.Rat, n int) *big.Rat {
	r, _ := scaledRoot(x, n)
	return unscale(r)
}

// rootUp is the smallest number with rootPlaces decimals that is not below the
// n-th root of x ≥ 0.
func rootUp(x *big.Rat, n int) *big.Rat {
	r, exact := scaledRoot(x, n)
	if !exact {
		r.Add(r, big.NewInt(1))
	}
	return unscale(r)
}

// scaledRoot is floor(x^(1/n) × 10^rootPlaces), and whether it is exact.
func scaledRoot(x *big.Rat, n int) (*big.Int, bool) {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(rootPlaces*n)), nil)
	num := scale.Mul(scale, x.Num())
	q, rem := new(big.Int).QuoRem(num, x.Denom(), new(big.Int))
	r := intRoot(q, n)
	exact := rem.Sign() == 0 && new(big.Int).Exp(r, big.NewInt(int64(n)), nil).Cmp(q) == 0
	return r, exact
}

// intRoot is floor(x^(1/n)) for x ≥ 0, by Newton's method from above.
func intRoot(x *big.Int, n int) *big.Int {
	if x.Sign() == 0 || n == 1 {
		return new(big.Int).Set(x)
	}
	r := new(big.Int).Lsh(big.NewInt(1), uint(x.BitLen()/n+1))
	degree, less := big.NewInt(int64(n)), big.NewInt(int64(n-1))
	for {
		next := new(big.Int).Exp(r, less, nil)
		next.Quo(x, next)
		next.Add(next, new(big.Int).Mul(r, less))
		next.Quo(next, degree)
		if next.Cmp(r) >= 0 {
			return r
		}
		r = next
	}
}

func unscale(r *big.Int) *big.Rat {
	return new(big.Rat).SetFrac(r, new(big.Int).Exp(big.NewInt(10), big.NewInt(rootPlaces), nil))
}

// power is x^n for n ≥ 0.
func power(x *big.Rat, n int) *big.Rat {
	e := big.NewInt(int64(n))
	return new(big.Rat).SetFrac(new(big.Int).Exp(x.Num(), e, nil), new(big.Int).Exp(x.Denom(), e, nil))
}
