package design

import (
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
)

// The dimensions that firms are grouped by.
const (
	byDistrict = iota
	byIndustry
	bySize
	byAge
	dimensions
)

var dimensionNames = [dimensions]string{"district", "industry", "size", "age"}

// band is a group of a number: from Least up to that of the next.
type band struct {
	least float64
	key   string
	name  city.Text
}

// sizes are the staff bands of industry in 统计上大中小微型企业划分办法（2017）;
// turnover isn't looked at, and other industries have other bands there.
var sizes = []band{
	{0, "0-19", city.Text{Zh: "20人以下", En: "under 20 staff"}}, {20, "20-299", city.Text{Zh: "20—299人", En: "20 to 299 staff"}},
	{300, "300-999", city.Text{Zh: "300—999人", En: "300 to 999 staff"}}, {1000, "1000+", city.Text{Zh: "1000人及以上", En: "1000 staff or more"}},
}

// ages are days since registration, in years of 365.25 days.
var ages = []band{
	{0, "0-1", city.Text{Zh: "不满1年", En: "under 1 year"}}, {1, "1-3", city.Text{Zh: "1—3年", En: "1 to 3 years"}}, {3, "3-5", city.Text{Zh: "3—5年", En: "3 to 5 years"}},
	{5, "5-10", city.Text{Zh: "5—10年", En: "5 to 10 years"}}, {10, "10+", city.Text{Zh: "10年及以上", En: "10 years or more"}},
}

var noGroup = city.Text{Zh: "未填", En: "not given"}

// banded gives each row the number of its band; the last number is for rows
// without a value.
func banded(c *rule.Column, rows int, bands []band, value func(float64) float64, into []int32) {
	for i := range rows {
		k := int32(len(bands))
		if c != nil && c.Numbers != nil && (c.Missing == nil || !c.Missing[i]) {
			if v := value(c.Numbers[i]); v >= 0 {
				for k = 0; int(k) < len(bands)-1 && v >= bands[k+1].least; k++ {
				}
			}
		}
		into[i] = k
	}
}

// dictionary numbers the groups of a dimension that words make, in the order
// in which one worker meets them; number 0 is for rows without a word.
type dictionary struct {
	number map[string]int32
	seen   map[string]int32 // by the word as it stands in a register
	names  []string
	codes  []int32 // of the words of a batch
}

func newDictionary() *dictionary {
	return &dictionary{number: map[string]int32{"": 0}, seen: map[string]int32{}, names: []string{""}}
}

// of gives the number of a group. The name is kept, so that it may not share
// memory with a batch.
func (d *dictionary) of(name string) int32 {
	n, ok := d.number[name]
	if !ok {
		name = strings.Clone(name)
		n = int32(len(d.names))
		d.number[name], d.names = n, append(d.names, name)
	}
	return n
}

// coded gives each row the number of its group.
func (d *dictionary) coded(c *rule.Column, rows int, group func(string) string, into []int32) {
	if c == nil || c.Codes == nil {
		clear(into[:rows])
		return
	}
	d.codes = d.codes[:0]
	for _, w := range c.Words {
		n, known := d.seen[w]
		if !known {
			n = d.of(group(w))
			d.seen[strings.Clone(w)] = n
		}
		d.codes = append(d.codes, n)
	}
	for i := range rows {
		if c.Missing != nil && c.Missing[i] {
			into[i] = 0
		} else {
			into[i] = d.codes[c.Codes[i]]
		}
	}
}

// division is the two-digit division of an industry: 39 of C3940, 3940, 39 or
// its name; "" of anything else.
func division(industry string) string {
	d, _, ok := catalog.Industry(industry)
	if !ok {
		return ""
	}
	return d.Code
}

// yearsSince gives full and part years from a day to the date.
func yearsSince(date rule.Day) func(float64) float64 {
	return func(day float64) float64 { return (float64(date) - day) / 365.25 }
}

func same[T any](v T) T { return v }
