package sample

import "math"

// status: certificates, lists, and what became of the firm. Certificates go
// to nearly half of those that could have one and to few others.
func (f *firm) status() {
	v := &f.v
	v[isResident] = f.flag(0.995)
	could := f.does && f.years >= 2 && v[htField] == 1 && v[ip1]+v[ip2] > 0 && v[rdSum] >= notch(v[sales])*v[salesSum] &&
		10*v[techStaff] >= v[staff] && 10*v[htIncome] >= 6*v[totalIncome] && v[rdSum] > 0
	chance := 0.0008
	if could {
		chance = 0.45
	}
	issued := f.date - math.Floor(f.between(0, 3*365))
	first := f.flag(0.6)
	v[hnteFrom], v[hnteFirst], v[relocated], v[lapsed] = missing, missing, missing, missing
	lost, moved, after := f.chance(0.03), f.chance(0.05), math.Floor(f.between(30, 700))
	switch {
	case f.chance(chance) && f.years > 1:
		v[isHNTE], v[hnteFirst] = 1, first
		v[hnteFrom] = max(issued, v[registered]+365)
		if moved && v[hnteFrom]+after < f.date { // moved away after the award
			v[relocated] = v[hnteFrom] + after
		}
	case f.does && f.years > 5 && lost: // a certificate that ran out
		v[hnteFrom], v[hnteFirst] = issued-3*365-10, first
		v[lapsed] = v[hnteFrom] + 3*365
	}
	small := v[staff] <= 500 && v[sales] <= 2e8 && v[assets] <= 2e8
	v[isSME] = f.flag(0.35)
	if !(small && f.does && v[techStaff] > 0) {
		v[isSME] = 0
	}
	v[isSMEOrInnovative] = max(v[isSME], f.flag(0.004))
	v[smeFirst] = f.flag(0.4)
	if !small {
		v[smeFirst] = 0
	}
	v[audited] = f.flag([]float64{0.998, 0.99, 0.95, 0.78}[f.size])
	v[noAccident] = f.flag(0.996)
	v[noAccident2] = min(v[noAccident], f.flag(0.998))
	v[notAbnormal] = f.flag([]float64{0.998, 0.995, 0.98, 0.94}[f.size])
	v[productAllowed], v[sectorAllowed] = f.flag(0.992), f.flag(0.99)
	reach := []float64{12, 4, 1, 0.15}[f.size] * f.profile.ip
	v[nationalAward], v[provincialBody], v[ledStandard] = f.flag(0.0005*reach), f.flag(0.01*reach), f.flag(0.003*reach)
	v[dishonest] = f.flag(0.006)
	v[onRD120] = f.flag(0.01)
	if !f.does || f.industry != "39" && f.industry != "34" {
		v[onRD120] = 0
	}
}

// contracts: technology transfer and technology contracts. No firm of the
// sample city has to do with a real zone or city.
func (f *firm) contracts() {
	v := &f.v
	income, some := math.Floor(f.spread(8e5, 1.2)), f.chance(0.03)
	qualify := f.flag(0.7)
	v[transfersQualify] = missing
	if f.does && some {
		v[transferIncome], v[transfersQualify] = income, qualify
	}
	received, any := math.Floor(f.spread(9e5, 1.1)), f.chance(0.1)
	kind, known := f.uniform(), f.flag(0.85)
	f.kind = -1
	v[contractRegistered] = missing
	if f.does && any {
		v[contractReceived], v[contractRegistered] = received, known
		f.kind = 0
		for edge := 0.5; f.kind < len(contractKinds)-1 && kind > edge; edge += 0.125 {
			f.kind++
		}
	}
}

// contractKinds are the values of contract_kind; half are the first.
var contractKinds = []string{"技术开发", "技术转让", "技术许可", "技术咨询", "技术服务"}

// optional are the fields that single rows lack, by how often.
var optional = []struct {
	slot  int
	share float64
}{
	{techStaff, 0.02}, {collegeStaff, 0.06}, {rdStaff, 0.04}, {rdDomestic, 0.05}, {htIncome, 0.03}, {transfers, 0.08}, {ipSupports, 0.3}, {htField, 0.15},
	{netAssetsPrev2, 0.04}, {assetsMean, 0.03}, {staffMean, 0.03}, {taxable, 0.04}, {noAccident, 0.02}, {noAccident2, 0.02}, {mainShare, 0.05}, {rdOther, 0.02},
}

// gaps takes values away as they're missing in real registers: single ones,
// and all accounts of one micro firm in twelve.
func (f *firm) gaps() {
	for _, o := range optional {
		if f.chance(o.share) {
			f.v[o.slot] = missing
		}
	}
	if thin := f.chance(0.08); thin && f.size == len(SizeClasses)-1 && f.v[isHNTE] == 0 {
		for s := assets; s <= rdSpecial; s++ {
			f.v[s] = missing
		}
		f.v[techStaff] = missing
	}
}
