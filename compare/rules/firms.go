package main

import (
	"bufio"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// firms are synthetic 合成: by column, amounts in yuan, whole. Every 97th or so
// stands on the edge of a band of sales, and shares are whole percents, so that
// many stand on a threshold.
type firms struct {
	staff, techStaff, registered                    []float64
	salesLast, salesSum, rdSum, rdDomestic, ht, all []float64
	ip1, ip2                                        []float64
}

const evaluated = 18261 // 2019-12-31 in days since 1970-01-01

func generate(n int, seed uint64) *firms {
	r := rand.New(rand.NewPCG(seed, 5))
	f := &firms{}
	for _, c := range f.columns() {
		*c.values = make([]float64, n)
	}
	for i := range n {
		f.staff[i] = math.Floor(math.Exp(3.5+1.2*r.NormFloat64())) + 1
		f.techStaff[i] = math.Min(f.staff[i], math.Round(f.staff[i]*float64(r.IntN(41))/100))
		f.registered[i] = float64(evaluated - r.IntN(8000))
		f.salesLast[i] = math.Round(math.Exp(17 + 1.5*r.NormFloat64()))
		if edge := i % 97; edge < 3 {
			f.salesLast[i] = [...]float64{5e7, 5e7 + 1, 2e8}[edge]
		}
		f.salesSum[i] = math.Round(f.salesLast[i] * (1.5 + 1.5*r.Float64()))
		f.rdSum[i] = math.Round(f.salesSum[i] * float64(1+r.IntN(12)) / 100)
		f.rdDomestic[i] = math.Round(f.rdSum[i] * float64(40+r.IntN(61)) / 100)
		f.all[i] = math.Round(f.salesLast[i] * 1.05)
		f.ht[i] = math.Round(f.all[i] * float64(30+r.IntN(71)) / 100)
		f.ip1[i], f.ip2[i] = float64(r.IntN(3)), float64(r.IntN(4))
	}
	return f
}

type column struct {
	name   string // as the shipped rules call the field
	values *[]float64
}

func (f *firms) columns() []column {
	return []column{
		{"staff", &f.staff}, {"tech_staff", &f.techStaff}, {"registered", &f.registered}, {"sales_last", &f.salesLast}, {"sales_sum_3y", &f.salesSum},
		{"rd_sum_3y", &f.rdSum}, {"rd_domestic_3y", &f.rdDomestic}, {"ht_income", &f.ht}, {"total_income", &f.all}, {"ip_class1", &f.ip1}, {"ip_class2", &f.ip2},
	}
}

// write puts each column into a file of little-endian floats, for Python.
func (f *firms) write(folder string) error {
	age := make([]float64, len(f.registered))
	for i, day := range f.registered {
		age[i] = evaluated - day
	}
	for _, c := range append(f.columns(), column{"age_in_days", &age}) {
		file, err := os.Create(filepath.Join(folder, c.name+".f64"))
		if err != nil {
			return err
		}
		w := bufio.NewWriterSize(file, 1<<20)
		var word [8]byte
		for _, v := range *c.values {
			binary.LittleEndian.PutUint64(word[:], math.Float64bits(v))
			if _, err := w.Write(word[:]); err != nil {
				return err
			}
		}
		if err := w.Flush(); err != nil {
			return err
		}
		if err := file.Close(); err != nil {
			return err
		}
	}
	return nil
}
