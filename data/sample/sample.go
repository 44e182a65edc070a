// Package sample makes synthetic registers of firms: as many as asked for,
// with the margins of published tables, each with attributes that are drawn by
// stated assumptions. Nothing in them is a real firm: the word 合成 stands in
// every name and in the file, and the codes begin with a region that no place
// has.
package sample

import (
	"embed"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/registry"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/population"
	"github.com/quanyu/quanyu/rule"
)

//go:embed content
var content embed.FS

// File is where a study describes its population.
const File = "population.yaml"

// Spec is population.yaml.
type Spec struct {
	Title    string       `yaml:"title"`
	Place    string       `yaml:"place"`
	Date     string       `yaml:"date"` // attributes are as of this day
	Code     string       `yaml:"code"` // first eight digits of the synthetic codes
	Margins  []MarginFile `yaml:"margins"`
	Profiles string       `yaml:"profiles"`
}

// MarginFile is a table of counts.
type MarginFile struct {
	Name string `yaml:"name"`
	File string `yaml:"file"`
}

// The axes of the population.
const (
	district = iota
	industry
	size
	axes
)

var axisNames = [axes]string{"district", "industry", "size"}

// SizeClasses 规模, the largest first, and the staff that each begins with:
// those of 统计上大中小微型企业划分办法（2017） for industry, taken for all.
var SizeClasses = []string{"大型", "中型", "小型", "微型"}

var staffFrom = []int{1000, 300, 20, 1}

// Frame is a population before firms are drawn: what its margins say, fitted.
type Frame struct {
	Spec     Spec
	Date     rule.Day
	Axes     [axes][]string // the places on each axis
	Margins  []population.Margin
	Fit      *population.Fit
	profiles []profile
	profile  []int // by industry
}

// source reads the files that a specification names.
type source func(name string) ([]byte, error)

// City is the sample city that the program brings along, 样城.
func City() (*Frame, error) {
	sub, err := fs.Sub(content, "content")
	if err != nil {
		return nil, err
	}
	return read(File, func(name string) ([]byte, error) { return fs.ReadFile(sub, name) })
}

// Read reads the population.yaml of a study and the tables that it names.
// Errors are *city.Error: those of files, and bad_population with the table
// and line, where a table has unknown places or counts, two tables disagree,
// or no population has these margins.
func Read(dir *files.Folder) (*Frame, error) { return read(File, dir.Read) }

func read(name string, from source) (*Frame, error) {
	raw, err := from(name)
	if err != nil {
		return nil, err
	}
	f := &Frame{}
	if err := files.YAML(name, raw, &f.Spec); err != nil {
		return nil, err
	}
	fault := func(zh, en string, args ...any) error {
		return city.Errorf("bad_population", zh, en, args...).At(name, "", 0, "").WithHint("写法见 docs/manual/110-firms.md", "see docs/manual/110-firms.md")
	}
	s := f.Spec
	if !strings.Contains(s.Title, "合成") {
		return nil, fault("title 里要有“合成”二字", "the title must hold the word 合成 (synthetic)")
	}
	var ok bool
	if f.Date, ok = rule.ParseDay(s.Date); !ok {
		return nil, fault("date“%s”不是日期", "date %q is no day", s.Date)
	}
	if len(s.Code) != 8 || !strings.HasPrefix(s.Code, "9199") || strings.Trim(s.Code, "0123456789") != "" {
		return nil, fault("code 是八位数字，以 9199 开头，免得与真实企业的代码相同", "code has eight digits and begins with 9199, so that it is no real firm's")
	}
	if len(s.Margins) == 0 {
		return nil, fault("没有 margins", "there are no margins")
	}
	if err := f.readMargins(from); err != nil {
		return nil, err
	}
	if err := f.readProfiles(from); err != nil {
		return nil, err
	}
	return f, f.fit(name)
}

// table reads a CSV file with the columns named; more is an error.
func table(from source, name string) ([][]string, error) {
	raw, err := from(name)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(raw), "\ufeff")))
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 {
		return nil, city.Errorf("bad_population", "表读不出，或没有数据行", "the table cannot be read or has no rows").At(name, "", 0, "").Wrap(err)
	}
	return rows, nil
}

// readMargins reads all tables, then gives the axes their places: districts
// and industries as the tables bring them, sizes as SizeClasses.
func (f *Frame) readMargins(from source) error {
	tables := make([][][]string, len(f.Spec.Margins))
	for k, m := range f.Spec.Margins {
		rows, err := table(from, m.File)
		if err != nil {
			return err
		}
		tables[k] = rows
		if err := f.places(m, rows); err != nil {
			return err
		}
	}
	f.Axes[size] = SizeClasses
	for a, list := range f.Axes {
		if len(list) == 0 {
			return city.Errorf("bad_population", "没有一张表有 %[1]s 一列", "no table has the column %[1]s", axisNames[a]).At(File, "", 0, "")
		}
	}
	for k, m := range f.Spec.Margins {
		margin, err := f.margin(m, tables[k])
		if err != nil {
			return err
		}
		f.Margins = append(f.Margins, margin)
	}
	return nil
}

// places checks the words of a table and adds them to the axes.
func (f *Frame) places(m MarginFile, rows [][]string) error {
	head := rows[0]
	if n := len(head); n < 2 || head[n-1] != "count" {
		return city.Errorf("bad_population", "最后一列应是 count", "the last column must be count").At(m.File, "", 1, "")
	}
	for c, h := range head[:len(head)-1] {
		a := slices.Index(axisNames[:], h)
		if a < 0 || slices.Contains(head[:c], h) {
			return city.Errorf("bad_population", "“%[1]s”不是 district、industry、size 之一，或写了两次", "%[1]q is none of district, industry, size, or stands twice", h).At(m.File, "", 1, "")
		}
		for i, row := range rows[1:] {
			word := row[c]
			bad := func(zh, en string) error { return city.Errorf("bad_population", zh, en, word).At(m.File, "", i+2, "") }
			switch a {
			case size:
				if !slices.Contains(SizeClasses, word) {
					return bad("规模“%s”不是大型、中型、小型、微型之一", "size %q is none of 大型, 中型, 小型, 微型")
				}
				continue
			case industry:
				if _, code, ok := catalog.Industry(word); !ok || code != word || len(code) != 2 {
					return bad("“%s”不是 GB/T 4754 的两位大类代码", "%q is no division of GB/T 4754 of two digits")
				}
			case district:
				if strings.TrimSpace(word) == "" {
					return bad("区名空白%s", "a district has no name%s")
				}
			}
			if !slices.Contains(f.Axes[a], word) {
				f.Axes[a] = append(f.Axes[a], word)
			}
		}
	}
	return nil
}

// margin turns a table into a margin; combinations that it doesn't list are 0.
func (f *Frame) margin(m MarginFile, rows [][]string) (population.Margin, error) {
	out := population.Margin{Name: m.Name}
	var columns []int
	length := 1
	for a := range axes {
		if c := slices.Index(rows[0], axisNames[a]); c >= 0 {
			out.Axes, columns = append(out.Axes, a), append(columns, c)
			length *= len(f.Axes[a])
		}
	}
	out.Counts = make([]float64, length)
	seen := make([]bool, length)
	for i, row := range rows[1:] {
		at := 0
		for k, a := range out.Axes {
			at = at*len(f.Axes[a]) + slices.Index(f.Axes[a], row[columns[k]])
		}
		n, err := strconv.ParseFloat(row[len(row)-1], 64)
		if err != nil || !(n >= 0 && n < 1e12) {
			return out, city.Errorf("bad_population", "“%s”不是户数", "%q is no count", row[len(row)-1]).At(m.File, "", i+2, "")
		}
		if seen[at] {
			return out, city.Errorf("bad_population", "同一组合写了两次", "the same combination stands twice").At(m.File, "", i+2, "")
		}
		out.Counts[at], seen[at] = n, true
	}
	return out, nil
}

// names gives the words of a cell of a margin.
func (f *Frame) names(m population.Margin, at int) string {
	words := make([]string, len(m.Axes))
	for k := len(m.Axes) - 1; k >= 0; k-- {
		list := f.Axes[m.Axes[k]]
		words[k] = list[at%len(list)]
		at /= len(list)
	}
	return strings.Join(words, " × ")
}

// shape is how many places each axis has.
func (f *Frame) shape() []int {
	return []int{len(f.Axes[district]), len(f.Axes[industry]), len(f.Axes[size])}
}

// profile is what an industry's firms are like: assumptions.
type profile struct {
	id, title    string
	salesPerHead float64 // 万元 a person, median
	margin       float64 // profit before tax of sales, mean
	rdFirms      float64 // share of small firms that do R&D
	rdRatio      float64 // R&D of sales where there's any, median
	techRatio    float64 // technical staff of staff where there's R&D, median
	htFirms      float64 // share of firms with R&D whose technology is in the supported fields
	ip           float64 // how many rights, 1 as in equipment
}

// readProfiles reads the assumptions and gives each industry its own.
func (f *Frame) readProfiles(from source) error {
	name := f.Spec.Profiles
	rows, err := table(from, name)
	if err != nil {
		return err
	}
	head := []string{"profile", "title", "divisions", "sales_per_head", "margin", "rd_firms", "rd_ratio", "tech_ratio", "ht_firms", "ip"}
	if !slices.Equal(rows[0], head) {
		return city.Errorf("bad_population", "表头应是 %s", "the headings must be %s", strings.Join(head, ",")).At(name, "", 1, "")
	}
	f.profile = slices.Repeat([]int{-1}, len(f.Axes[industry]))
	for i, row := range rows[1:] {
		p := profile{id: row[0], title: row[1]}
		for k, into := range []*float64{&p.salesPerHead, &p.margin, &p.rdFirms, &p.rdRatio, &p.techRatio, &p.htFirms, &p.ip} {
			v, err := strconv.ParseFloat(row[3+k], 64)
			if most := []float64{1e5, 1, 1, 1, 1, 1, 100}[k]; err != nil || !(v >= 0 && v <= most) {
				return city.Errorf("bad_population", "%[1]s“%[2]s”不在 0 至 %[3]g 之间", "%[1]s %[2]q is not between 0 and %[3]g", head[3+k], row[3+k], most).At(name, "", i+2, "")
			}
			*into = v
		}
		for _, d := range strings.Fields(row[2]) {
			at := slices.Index(f.Axes[industry], d)
			if at >= 0 && f.profile[at] >= 0 {
				return city.Errorf("bad_population", "行业 %s 写了两次", "industry %s stands twice", d).At(name, "", i+2, "")
			}
			if at >= 0 {
				f.profile[at] = i
			}
		}
		f.profiles = append(f.profiles, p)
	}
	if at := slices.Index(f.profile, -1); at >= 0 {
		return city.Errorf("bad_population", "没有写行业 %s 的假设", "industry %s has no assumptions", f.Axes[industry][at]).At(name, "", 0, "")
	}
	return nil
}

// Where names a cell of a margin: "样东区 × 39".
func (f *Frame) Where(margin, at int) string { return f.names(f.Margins[margin], at) }

// Notes is what a generated file says about itself.
func (f *Frame) Notes(firms int64, seed uint64, version string) []registry.Note {
	return []registry.Note{
		{Key: "synthetic", Value: "合成数据，不是任何真实企业；synthetic, no real firm"}, {Key: "title", Value: f.Spec.Title}, {Key: "place", Value: f.Spec.Place},
		{Key: "date", Value: f.Spec.Date}, {Key: "firms", Value: fmt.Sprint(firms)}, {Key: "seed", Value: fmt.Sprint(seed)}, {Key: "quanyu", Value: version},
	}
}

// Files are those that a population is made of.
func (f *Frame) Files() []string {
	out := []string{File, f.Spec.Profiles}
	for _, m := range f.Spec.Margins {
		out = append(out, m.File)
	}
	return out
}
