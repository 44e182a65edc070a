package citywide

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
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
	Rejected   int           `json:"rejected"`          // of grade D, in none of the sums
	Mostly     int           `json:"mostly_innovation"` // clusters of which half or more serves innovation, whatever was not surveyed
	Hardly     int           `json:"less_than_half"`    // clusters of which less than half does
	Claim      city.Text     `json:"claim"`
	Verdict    string        `json:"verdict"` // supported, partly, not-supported, undecidable
	Reason     city.Text     `json:"reason"`
	Decide     city.Text     `json:"decide"` // what would decide it

	stale bool // the oldest survey is more than three years old
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
	t, err := p.table(dir, p.spec.Clusters, "cluster", "district", "area_ha", "used_ha", "innovation_ha", "surveyed_ha", "survey_date", "source", "grade")
	if err != nil {
		return err
	}
	v := &InventoryView{Clusters: []ClusterView{}}
	p.out.Inventory = v
	seen := map[string]bool{}
	for row := range t.rows() {
		c, err := cluster(t, row)
		if err != nil {
			return err
		}
		if seen[c.Name] {
			return t.at(city.Errorf("double_row", "“%s”有两行", "%q stands twice", c.Name), row, "cluster")
		}
		seen[c.Name] = true
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
	day, ok := surveyDay(c.Date)
	if c.Date != "" && !ok {
		return c, t.at(city.Errorf("bad_date", "调查日期“%s”应写成 2023-06-30", "the date of survey %q is to be like 2023-06-30", c.Date), row, "survey_date")
	}
	if ok {
		c.Date = day
	}
	if !slices.Contains([]string{"", "A", "B", "C", "D"}, c.Grade) {
		return c, t.at(city.Errorf("bad_grade", "来源等级“%s”应是 A、B、C、D", "%q is no grade of a source: A, B, C, D", c.Grade), row, "grade")
	}
	switch {
	case c.Surveyed == c.Surveyed && c.Date == "":
		return c, t.at(city.Errorf("no_date", "“%s”有调查面积，没有调查日期", "%q was surveyed, but has no date", c.Name), row, "survey_date")
	case c.Innovation == c.Innovation && !(c.Surveyed >= c.Innovation):
		return c, t.at(city.Errorf("more_than_surveyed", "“%s”用于创新的面积大于调查的面积，或没有调查面积", "more of %q serves innovation than was surveyed", c.Name), row, "innovation_ha")
	case c.Used == c.Used && c.Used > c.Area*(1+1e-9):
		return c, t.at(city.Errorf("more_than_area", "“%s”在用的面积大于总面积", "more of %q is used than it has", c.Name), row, "used_ha")
	case c.Used == c.Used && c.Innovation > c.Used*(1+1e-9):
		return c, t.at(city.Errorf("more_than_used", "“%s”用于创新的面积大于在用的面积", "more of %q serves innovation than is used", c.Name), row, "innovation_ha")
	case c.Surveyed > c.Area*(1+1e-9):
		return c, t.at(city.Errorf("more_than_area", "“%s”调查的面积大于总面积", "more of %q was surveyed than it has", c.Name), row, "surveyed_ha")
	}
	c.Share, c.Coverage = c.Innovation/c.Surveyed, c.Surveyed/c.Area
	return c, nil
}

// surveyDay reads a day as tables have it, 2023-06-30 or 2023/6/30.
func surveyDay(s string) (string, bool) {
	day, ok := rule.ParseDay(s)
	if !ok {
		if at, err := time.Parse("2006/1/2", s); err == nil {
			day, ok = rule.ParseDay(at.Format("2006-01-02"))
		}
	}
	return day.String(), ok
}

// add sums clusters whose area is known. One whose innovation area is blank was
// not surveyed for it; grade D is no evidence.
func (v *InventoryView) add(c ClusterView) {
	v.Clusters = append(v.Clusters, c)
	switch {
	case c.Grade == "D":
		v.Rejected++
		return
	case c.Area != c.Area:
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
	switch {
	case c.Innovation >= c.Area/2:
		v.Mostly++
	case c.Innovation+c.Area-c.Surveyed < c.Area/2:
		v.Hardly++
	}
	if v.Oldest == "" || c.Date < v.Oldest {
		v.Oldest = c.Date
	}
	v.Newest = max(v.Newest, c.Date)
}

// Counted is how many clusters there are, those of grade D left out.
func (v *InventoryView) Counted() int { return len(v.Clusters) - v.Rejected }

// reading says whether less than a share serves innovation: 1 where it does
// whatever was not surveyed, -1 where it does not, 0 where that is open.
func reading(low, high, share float64) int {
	switch {
	case high < share:
		return 1
	case low >= share:
		return -1
	}
	return 0
}

// readings are those of the sentence, by area and by number, where absent
// clusters are not in the inventory at all.
func (v *InventoryView) readings(absent int, share float64) (area, number int) {
	if v.NoArea == 0 && absent == 0 {
		area = reading(float64(v.Low), float64(v.High), share)
	}
	n := float64(v.Counted() + absent)
	return area, reading(float64(v.Mostly)/n, (n-float64(v.Hardly))/n, share)
}

// answer judges “真正用于创新的只是少数” by the bounds that coverage leaves.
func (v *InventoryView) answer(day rule.Day) {
	v.Claim = city.Text{Zh: "真正用于创新的只是少数", En: "only the lesser part really serves innovation"}
	v.Coverage, v.Low, v.High = v.Surveyed/v.Area, v.Innovation/v.Area, (v.Innovation+v.Area-v.Surveyed)/v.Area
	v.stale = v.Oldest != "" && daysBetween(v.Oldest, day) > staleDays
	if v.Surveyed == 0 || math.IsNaN(float64(v.High)) {
		v.Coverage, v.Low, v.High = 0, 0, 1
		v.Verdict, v.Decide = string(diagnose.Undecidable), decideClusters
		v.Reason = city.Text{Zh: fmt.Sprintf("列入的%d个片区都没有实际用途的调查，占多占少无从说起", len(v.Clusters)), En: fmt.Sprintf("none of the %d clusters was surveyed for what it is used for", len(v.Clusters))}
		return
	}
	v.Reason = v.words()
	area, number := v.readings(0, half)
	v.Verdict = string(joinReadings(area, number))
	switch {
	case v.Verdict == string(diagnose.Undecidable):
		v.Decide = decideClusters
	case v.Verdict == string(diagnose.Supported) && v.stale:
		v.Verdict = string(diagnose.Partly)
	}
	if v.NoArea > 0 {
		v.also(fmt.Sprintf("另有%d个片区没有面积，按面积占多少不能说", v.NoArea), fmt.Sprintf("%d clusters have no area, so that a share of the area cannot be said", v.NoArea))
	}
	if v.stale {
		v.also("最早的调查在"+v.Oldest+"，已过三年", "the oldest survey is of "+v.Oldest+", more than three years ago")
	}
}

// half and a tenth are what 少数 and 极少数 stay below.
const (
	half  = 0.5
	tenth = 0.1
)

// joinReadings is the verdict from both readings.
func joinReadings(area, number int) diagnose.Verdict {
	switch {
	case area == 1 && number == 1:
		return diagnose.Supported
	case area == -1 && number == -1:
		return diagnose.NotSupported
	case area == 1 || number == 1:
		return diagnose.Partly
	}
	return diagnose.Undecidable
}

func daysBetween(from string, to rule.Day) rule.Day {
	day, _ := rule.ParseDay(from)
	return to - day
}

// words say what the inventory found, by area and by number.
func (v *InventoryView) words() city.Text {
	pc := func(x city.Number) string { return (100 * x).Fixed(1) + "%" }
	ha := func(x city.Number) string { return (x / hectare).Fixed(1) }
	n := v.Counted() - v.NoArea
	t := city.Text{
		Zh: fmt.Sprintf("%d个片区共%s公顷，调查了%s公顷（%s），其中用于创新%s公顷", n, ha(v.Area), ha(v.Surveyed), pc(v.Coverage), ha(v.Innovation)),
		En: fmt.Sprintf("%d clusters have %s ha, of which %s ha were surveyed (%s) and %s ha serve innovation", n, ha(v.Area), ha(v.Surveyed), pc(v.Coverage), ha(v.Innovation)),
	}
	if v.Surveyed < v.Area {
		t.Zh += fmt.Sprintf("，占全部面积的%s至%s，视没有调查的部分而定", pc(v.Low), pc(v.High))
		t.En += fmt.Sprintf(": %s to %s of all, as what was not surveyed turns out", pc(v.Low), pc(v.High))
	} else {
		t.Zh += "，占" + pc(v.Low)
		t.En += ", " + pc(v.Low) + " of all"
	}
	t.Zh += fmt.Sprintf("。按个数，一半以上用于创新的%d个，不到一半的%d个", v.Mostly, v.Hardly)
	t.En += fmt.Sprintf(". By number, half or more of %d serves innovation and less than half of %d", v.Mostly, v.Hardly)
	if open := v.Counted() - v.Mostly - v.Hardly; open > 0 {
		t.Zh += fmt.Sprintf("，不能定的%d个", open)
		t.En += fmt.Sprintf("; %d are open", open)
	}
	return t
}

var decideClusters = city.Text{Zh: "逐个片区调查实际用途（面积、用于创新的面积、日期），没有调查的部分少到不影响是否过半", En: "survey what each cluster is used for, until what is left could not change on which side of a half it lies"}

func (v *InventoryView) also(zh, en string) {
	v.Reason = city.Text{Zh: v.Reason.Zh + "；" + zh, En: v.Reason.En + "; " + en}
}
