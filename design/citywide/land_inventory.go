package citywide

import (
	"fmt"
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
)

// InventoryView 片区清查: the clusters with what they are really used for, and
// whether little of them serves innovation.
type InventoryView struct {
	Clusters   []ClusterView `json:"clusters"`
	Area       city.Number   `json:"area_m2"` // of clusters whose area is known
	Surveyed   city.Number   `json:"surveyed_m2"`
	Innovation city.Number   `json:"innovation_m2"` // as surveyed
	Coverage   city.Number   `json:"coverage"`
	Low        city.Number   `json:"innovation_share_low"`  // if nothing that was not surveyed serves innovation
	High       city.Number   `json:"innovation_share_high"` // if all of it does
	Oldest     string        `json:"oldest_survey"`
	Newest     string        `json:"newest_survey"`
	NoArea     int           `json:"without_area"`
	NoSurvey   int           `json:"without_survey"`
	Claim      city.Text     `json:"claim"`
	Verdict    string        `json:"verdict"` // supported, partly, not-supported, undecidable
	Reason     city.Text     `json:"reason"`
	Decide     city.Text     `json:"decide"` // what would decide it
}

// ClusterView is one cluster.
type ClusterView struct {
	Name       string      `json:"cluster"`
	District   string      `json:"district"`
	Area       city.Number `json:"area_m2"`
	Used       city.Number `json:"used_m2"`
	Innovation city.Number `json:"innovation_m2"`
	Surveyed   city.Number `json:"surveyed_m2"`
	Share      city.Number `json:"innovation_share"` // of what was surveyed
	Coverage   city.Number `json:"coverage"`
	Date       string      `json:"survey_date"`
	Status     string      `json:"status"` // of the figure: final, plan, draft ...
	Source     string      `json:"source"`
	Grade      string      `json:"grade"`
	Note       string      `json:"note"`
}

// staleDays is how old a survey may be before it only qualifies the answer.
const staleDays = 3 * 365

// inventory reads the clusters and says how much of them serves innovation.
func (p *plots) inventory(dir *files.Folder) error {
	if p.spec.Clusters == "" {
		return nil
	}
	t, err := readSheet(dir, p.spec.Clusters, "cluster", "district", "area_ha", "used_ha", "innovation_ha", "surveyed_ha", "survey_date", "source", "grade")
	if err != nil {
		return err
	}
	p.out.Inputs = append(p.out.Inputs, t.file())
	v := &InventoryView{Clusters: []ClusterView{}}
	p.out.Inventory = v
	for row := range t.rows() {
		c, err := cluster(t, row)
		if err != nil {
			return err
		}
		v.add(c)
	}
	v.answer(p.day)
	return nil
}

// cluster reads one row. What was surveyed has a date, is no more than the
// area, and what is used or serves innovation is no more than what was surveyed.
func cluster(t *sheet, row int) (c ClusterView, err error) {
	if c.Name, err = t.name(row, "cluster"); err != nil {
		return c, err
	}
	if c.Source, err = t.name(row, "source"); err != nil {
		return c, err
	}
	c.District, c.Date, c.Grade, c.Note, c.Status = t.text(row, "district"), t.text(row, "survey_date"), t.text(row, "grade"), t.text(row, "note"), t.text(row, "status")
	for _, x := range []struct {
		column string
		into   *city.Number
	}{{"area_ha", &c.Area}, {"used_ha", &c.Used}, {"innovation_ha", &c.Innovation}, {"surveyed_ha", &c.Surveyed}} {
		v, err := t.known(row, x.column)
		if err != nil {
			return c, err
		}
		*x.into = city.Number(v * hectare)
	}
	if _, ok := rule.ParseDay(c.Date); c.Date != "" && !ok {
		return c, t.at(city.Errorf("bad_date", "调查日期“%s”应写成 2023-06-30", "the date of survey %q is to be like 2023-06-30", c.Date), row, "survey_date")
	}
	switch {
	case c.Surveyed == c.Surveyed && c.Date == "":
		return c, t.at(city.Errorf("no_date", "“%s”有调查面积，没有调查日期", "%q was surveyed, but has no date", c.Name), row, "survey_date")
	case c.Innovation == c.Innovation && !(c.Surveyed >= c.Innovation):
		return c, t.at(city.Errorf("more_than_surveyed", "“%s”用于创新的面积大于调查的面积，或没有调查面积", "more of %q serves innovation than was surveyed", c.Name), row, "innovation_ha")
	case c.Used == c.Used && c.Used > c.Area*(1+1e-9):
		return c, t.at(city.Errorf("more_than_area", "“%s”在用的面积大于总面积", "more of %q is used than it has", c.Name), row, "used_ha")
	case c.Surveyed > c.Area*(1+1e-9):
		return c, t.at(city.Errorf("more_than_area", "“%s”调查的面积大于总面积", "more of %q was surveyed than it has", c.Name), row, "surveyed_ha")
	}
	c.Share, c.Coverage = c.Innovation/c.Surveyed, c.Surveyed/c.Area
	return c, nil
}

// add sums clusters whose area is known. One whose innovation area is blank was
// not surveyed for it.
func (v *InventoryView) add(c ClusterView) {
	v.Clusters = append(v.Clusters, c)
	if c.Grade == "D" || c.Area != c.Area { // grade D is no evidence
		v.NoArea++
		return
	}
	v.Area += c.Area
	if c.Innovation != c.Innovation {
		v.NoSurvey++
		return
	}
	v.Surveyed += c.Surveyed
	v.Innovation += c.Innovation
	if v.Oldest == "" || c.Date < v.Oldest {
		v.Oldest = c.Date
	}
	v.Newest = max(v.Newest, c.Date)
}

// answer judges “真正用于创新的只是少数” by the bounds that coverage leaves: it
// holds where even all that was not surveyed would not make it half.
func (v *InventoryView) answer(day rule.Day) {
	v.Claim = city.Text{Zh: "真正用于创新的只是少数", En: "only the lesser part really serves innovation"}
	v.Coverage, v.Low, v.High = v.Surveyed/v.Area, v.Innovation/v.Area, (v.Innovation+v.Area-v.Surveyed)/v.Area
	pc := func(x city.Number) string { return (100 * x).Fixed(1) + "%" }
	ha := func(x city.Number) string { return (x / hectare).Fixed(1) }
	if v.Surveyed == 0 || math.IsNaN(float64(v.High)) {
		v.Coverage, v.Low, v.High = 0, 0, 1
		v.Verdict = "undecidable"
		v.Reason = city.Text{Zh: fmt.Sprintf("列入的%d个片区都没有实际用途的调查，占多占少无从说起", len(v.Clusters)), En: fmt.Sprintf("none of the %d clusters was surveyed for what it is used for", len(v.Clusters))}
		v.Decide = decideClusters
		return
	}
	v.Reason = city.Text{
		Zh: fmt.Sprintf("%d个片区共%s公顷，调查了%s公顷（%s），其中用于创新%s公顷；没有调查的都不用于创新，占%s，都用于创新，占%s", len(v.Clusters)-v.NoArea, ha(v.Area), ha(v.Surveyed), pc(v.Coverage), ha(v.Innovation), pc(v.Low), pc(v.High)),
		En: fmt.Sprintf("%d clusters have %s ha, of which %s ha were surveyed (%s) and %s ha serve innovation: from %s of all, if nothing else does, to %s, if all else does", len(v.Clusters)-v.NoArea, ha(v.Area), ha(v.Surveyed), pc(v.Coverage), ha(v.Innovation), pc(v.Low), pc(v.High)),
	}
	oldest, _ := rule.ParseDay(v.Oldest)
	switch {
	case v.Low >= 0.5:
		v.Verdict = "not-supported"
	case v.High >= 0.5:
		v.Verdict, v.Decide = "undecidable", decideClusters
	case v.NoArea > 0:
		v.Verdict = "partly"
		v.also(fmt.Sprintf("另有%d个片区没有面积，不在其中", v.NoArea), fmt.Sprintf("%d clusters without an area are left out", v.NoArea))
	case day-oldest > staleDays:
		v.Verdict = "partly"
		v.also("最早的调查在"+v.Oldest+"，已过三年", "the oldest survey is of "+v.Oldest+", more than three years ago")
	default:
		v.Verdict = "supported"
	}
	if v.NoArea > 0 && v.Verdict == "not-supported" {
		v.Verdict, v.Decide = "undecidable", decideClusters
	}
}

var decideClusters = city.Text{Zh: "逐个片区调查实际用途（面积、用于创新的面积、日期），没有调查的部分少到不影响是否过半", En: "survey what each cluster is used for, until what is left could not change on which side of a half it lies"}

func (v *InventoryView) also(zh, en string) {
	v.Reason = city.Text{Zh: v.Reason.Zh + "；" + zh, En: v.Reason.En + "; " + en}
}
