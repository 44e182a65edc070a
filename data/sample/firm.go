package sample

import "math"

// firm draws one firm of a cell. Figures are in yuan; NaN is missing. What
// stands here are assumptions, told in docs/manual/110-firms.md: they make a
// register plausible, they describe no city.
type firm struct {
	draws
	v        [slots]float64
	profile  *profile
	size     int
	industry string
	date     float64 // attributes are as of this day
	years    float64 // since registration
	does     bool    // R&D
	kind     int     // of technology contract; -1 for none
}

var missing = math.NaN()

// draw fills v.
func (f *firm) draw() {
	for i := range f.v {
		f.v[i] = 0
	}
	f.age()
	f.people()
	f.money()
	f.research()
	f.ledger()
	f.rights()
	f.balance()
	f.status()
	f.contracts()
	f.gaps()
}

// age: a few months to thirty years, more for larger firms; one in 500 was
// registered a year ago to the day.
func (f *firm) age() {
	mean := []float64{15, 11, 7.5, 5}[f.size]
	f.years = min(30, 0.1+f.spread(mean*0.7, 0.8))
	days := math.Floor(f.years * 365.25)
	if f.chance(0.002) {
		days = 365
	}
	f.years = days / 365.25
	f.v[registered] = f.date - days
}

// people: staff within the size class, fewer with more staff (a Pareto with
// exponent 1, cut at both ends). One firm in fifty with a number that ends in 0
// has exactly a tenth of technical staff.
func (f *firm) people() {
	low, high := float64(staffFrom[f.size]), 20000.0
	if f.size > 0 {
		high = float64(staffFrom[f.size-1])
	}
	f.v[staff] = math.Floor(low / (1 - float64(f.uniform()*(1-low/high))))
	n := f.v[staff]
	p := f.profile.rdFirms * []float64{1.5, 1.3, 1, 0.55}[f.size]
	f.does = f.chance(min(0.97, p))
	share := f.spread(f.profile.techRatio, 0.5)
	if !f.does {
		share *= 0.3
	}
	f.v[techStaff] = math.Floor(float64(n*min(0.95, share)) + 0.5)
	if f.chance(0.02) && math.Mod(n, 10) == 0 {
		f.v[techStaff] = n / 10
	}
	f.v[collegeStaff] = math.Floor(f.v[techStaff] * f.between(0.6, 1))
	if part := f.between(0.5, 0.95); f.does {
		f.v[rdStaff] = math.Floor(f.v[techStaff] * part)
	}
	f.v[staffMean] = max(1, math.Floor(float64(n*f.between(0.94, 1.06)*4)+0.5)/4)
}

// money: sales by staff, growth of two years, costs, income.
func (f *firm) money() {
	v := &f.v
	v[sales] = f.spread(v[staff]*f.profile.salesPerHead*1e4, 0.6)
	if f.years < 1 {
		v[sales] *= f.years
	}
	to := 1.0
	if f.chance(0.3) { // rounded to 10,000 yuan, as small firms report
		to = 1e4
	}
	v[sales] = math.Floor(v[sales]/to) * to
	if f.chance(0.015) {
		v[sales] = 0
	}
	first, second := max(-0.6, 0.08+float64(0.25*f.normal())), max(-0.6, 0.08+float64(0.25*f.normal()))
	v[salesPrev], v[salesPrev2] = missing, missing
	v[salesSum] = v[sales]
	if f.years >= 1.5 {
		v[salesPrev] = math.Floor(v[sales]/(1+first)/to) * to
		v[salesSum] += v[salesPrev]
	}
	if f.years >= 2.5 {
		v[salesPrev2] = math.Floor(v[salesPrev]/(1+second)/to) * to
		v[salesSum] += v[salesPrev2]
	}
	v[totalIncome] = math.Floor(v[sales] * f.between(1, 1.03))
	v[mainShare] = math.Floor(float64(f.between(0.7, 1)*1000)+0.5) / 1000
	v[cost] = math.Floor(v[sales] * (1 - min(0.5, max(-0.5, f.profile.margin+float64(0.08*f.normal())))))
	v[sixTaxes] = math.Floor(v[sales] * f.between(0.002, 0.006))
	v[inputVAT] = math.Floor(v[cost] * f.between(0.03, 0.09))
}

// notch is the share of R&D in sales that a high-tech enterprise must reach.
func notch(sales float64) float64 {
	switch {
	case sales <= 5e7:
		return 0.05
	case sales <= 2e8:
		return 0.04
	}
	return 0.03
}

// research: R&D as a share of sales. A quarter of those within a fifth below
// the notch report just above it, and one in fifty exactly the notch: so that
// what looks for bunching has something to find.
func (f *firm) research() {
	v := &f.v
	ratio := min(0.9, f.spread(f.profile.rdRatio, 0.7))
	at := notch(v[sales])
	moved, by, exact := f.chance(0.25), f.between(1, 1.05), f.chance(0.02)
	abroad := f.between(0.05, 0.6)
	if !f.chance(0.08) {
		abroad = 0
	}
	if !f.does {
		v[rdPrev] = v[rd]
		return
	}
	if ratio < at && ratio > 0.8*at && moved {
		ratio = at * by
	}
	v[rd] = math.Floor(v[sales] * ratio)
	v[rdSum] = v[rd]
	v[rdPrev] = missing
	for _, x := range []float64{v[salesPrev], v[salesPrev2]} {
		if math.IsNaN(x) {
			break
		}
		y := math.Floor(x * ratio)
		if math.IsNaN(v[rdPrev]) {
			v[rdPrev] = y
		}
		v[rdSum] += y
	}
	if sum := v[salesSum]; exact && math.Mod(sum, 100) == 0 { // 3, 4 or 5 in a hundred, to the yuan
		v[rdSum] = max(v[rd], math.Round(at*100)*(sum/100))
	}
	v[rdDomestic] = v[rdSum] - math.Floor(v[rdSum]*abroad)
	v[cost] = max(v[cost], math.Floor(1.1*v[rd]))
}

// ledger: the R&D of the year by what it was spent on.
func (f *firm) ledger() {
	v := &f.v
	parts := []struct {
		slot int
		mean float64
	}{{rdStaffCost, 0.48}, {rdDirect, 0.24}, {rdDepreciation, 0.08}, {rdAmortisation, 0.03}, {rdDesign, 0.05}, {rdOther, 0.08}, {rdEntrusted, 0.04}}
	left := v[rd]
	for _, p := range parts {
		x := min(left, math.Floor(v[rd]*p.mean*f.between(0.5, 1.5)))
		v[p.slot], left = x, left-x
	}
	if f.chance(0.7) {
		v[rdStaffCost] += left
	} else {
		v[rdAbroad] = left
	}
	if f.chance(0.02) {
		v[rdAbroadPersons] = math.Floor(v[rd] * 0.01)
	}
	if f.chance(0.05) {
		v[rdCapitalised] = math.Floor(v[rd] * f.between(0.05, 0.3))
	}
	if f.chance(0.06) {
		v[rdUntaxed] = math.Floor(v[rd] * f.between(0.02, 0.2))
	}
	if f.chance(0.03) {
		v[rdSpecial] = math.Floor(v[rd] * 0.01)
	}
}

// rights: intellectual property, its use, and high-tech income.
func (f *firm) rights() {
	v, p := &f.v, f.profile
	many := p.ip * []float64{20, 6, 1.6, 0.4}[f.size]
	if !f.does {
		many *= 0.05
	}
	v[ip1], v[ip2] = f.count(0.2*many), f.count(1.3*many)
	some := v[ip1]+v[ip2] > 0
	v[ipSupports], v[ipOwn] = f.flag(0.85), f.flag(0.9)
	if !some {
		v[ipSupports], v[ipOwn] = 0, 0
	}
	v[ipStandards] = f.flag(0.03 * p.ip)
	v[htField] = f.flag(p.htFirms)
	if !f.does {
		v[htField] = 0
	}
	v[transfers] = math.Floor(float64(3*f.count(min(6, 0.5*(v[ip1]+v[ip2]))))+float64(3*f.uniform())) / 3
	if !some {
		v[transfers] = 0
	}
	if part := f.between(0.25, 1); v[htField] == 1 {
		v[htIncome] = math.Floor(v[totalIncome] * part)
	}
}

// balance: assets, and taxable income after the R&D deduction. A third of
// those up to a tenth over 3,000,000 yuan declare just under it, and one in
// fifty of these exactly that.
func (f *firm) balance() {
	v := &f.v
	v[assets] = math.Floor(float64(f.spread(1.1, 0.5)*v[sales]) + 1e5)
	v[assetsMean] = math.Floor(v[assets] * f.between(0.9, 1.05))
	v[liabilities] = math.Floor(v[assets] * f.between(0.2, 1.02))
	v[netAssets] = v[assets] - v[liabilities]
	v[netAssetsPrev], v[netAssetsPrev2] = missing, missing
	a, b := f.between(0.02, 0.3), f.between(0.02, 0.3)
	if f.years >= 1.5 {
		v[netAssetsPrev] = math.Floor(v[netAssets] / (1 + a))
	}
	if f.years >= 2.5 {
		v[netAssetsPrev2] = math.Floor(v[netAssetsPrev] / (1 + b))
	}
	v[taxable] = math.Floor(v[totalIncome] - v[cost] - float64(0.75*v[rd]))
	under, by, exact := f.chance(0.33), f.between(0.97, 1), f.chance(0.02)
	if x := v[taxable]; x > 3e6 && x <= 3.3e6 && under {
		v[taxable] = math.Floor(3e6 * by)
		if exact {
			v[taxable] = 3e6
		}
	}
}
