package main

import (
	"math"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// conditions in the order in which all three ways keep their masks.
var conditions = [6]string{"hnte.age", "hnte.ip_owned", "hnte.tech_staff", "hnte.rd_ratio", "hnte.domestic_share", "hnte.ht_income"}

// counts are the firms that meet each condition, and all of them.
type counts struct {
	each     [6]int
	eligible int
}

func count(masks [6][]bool, eligible []bool) (c counts) {
	for i, mask := range masks {
		for _, met := range mask {
			if met {
				c.each[i]++
			}
		}
	}
	for _, met := range eligible {
		if met {
			c.eligible++
		}
	}
	return c
}

func newMasks(n int) (masks [6][]bool, eligible []bool) {
	for i := range masks {
		masks[i] = make([]bool, n)
	}
	return masks, make([]bool, n)
}

// reaches is a >= b, ties at the last bits included, as rules compare.
func reaches(a, b float64) bool {
	return a >= b-1e-12*math.Max(math.Abs(a), math.Abs(b))
}

// byHand is what a programmer would write for this one rule.
func byHand(f *firms, masks [6][]bool, eligible []bool) {
	for i := range f.staff {
		rate := 0.03
		switch sales := f.salesLast[i]; {
		case sales <= 5e7:
			rate = 0.05
		case sales <= 2e8:
			rate = 0.04
		}
		m0 := evaluated-f.registered[i] >= 365
		m1 := f.ip1[i]+f.ip2[i] > 0
		m2 := reaches(f.techStaff[i], 0.10*f.staff[i]) && f.techStaff[i] != 0
		m3 := reaches(f.rdSum[i], rate*f.salesSum[i]) && f.rdSum[i] != 0
		m4 := reaches(f.rdDomestic[i], 0.60*f.rdSum[i])
		m5 := reaches(f.ht[i], 0.60*f.all[i]) && f.ht[i] != 0
		masks[0][i], masks[1][i], masks[2][i], masks[3][i], masks[4][i], masks[5][i] = m0, m1, m2, m3, m4, m5
		eligible[i] = m0 && m1 && m2 && m3 && m4 && m5
	}
}

// firm is one row as expr sees it: by value, which costs expr the least.
type firm struct {
	Date, Registered, Staff, TechStaff, SalesLast, SalesSum, RDSum, RDDomestic, HT, All, IP1, IP2, Edge float64 // Edge lets ties at the last bits through
}

// rowRules are the same conditions in expr's own language.
var rowRules = [6]string{
	`Date - Registered >= 365`,
	`IP1 + IP2 > 0`,
	`TechStaff >= 0.10 * Staff * Edge and TechStaff != 0`,
	`RDSum >= (SalesLast <= 5e7 ? 0.05 : SalesLast <= 2e8 ? 0.04 : 0.03) * SalesSum * Edge and RDSum != 0`,
	`RDDomestic >= 0.60 * RDSum * Edge`,
	`HT >= 0.60 * All * Edge and HT != 0`,
}

// compileRows makes one program of each condition.
func compileRows() (out []*vm.Program, err error) {
	for _, text := range rowRules {
		p, err := compile(text)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

func compile(text string) (*vm.Program, error) {
	return expr.Compile(text, expr.Env(firm{}), expr.AsBool())
}

// byRow runs expr's machine on one row after the other.
func byRow(f *firms, programs []*vm.Program, masks [6][]bool, eligible []bool) error {
	row := firm{Date: evaluated, Edge: 1 - 1e-12}
	machine := vm.VM{}
	for i := range f.staff {
		row.Registered, row.Staff, row.TechStaff, row.SalesLast, row.SalesSum = f.registered[i], f.staff[i], f.techStaff[i], f.salesLast[i], f.salesSum[i]
		row.RDSum, row.RDDomestic, row.HT, row.All, row.IP1, row.IP2 = f.rdSum[i], f.rdDomestic[i], f.ht[i], f.all[i], f.ip1[i], f.ip2[i]
		all := true
		for k, p := range programs {
			met, err := machine.Run(p, row)
			if err != nil {
				return err
			}
			masks[k][i] = met.(bool)
			all = all && masks[k][i]
		}
		eligible[i] = all
	}
	return nil
}
