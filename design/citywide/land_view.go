package citywide

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/parcels"
	"github.com/quanyu/quanyu/rule"
)

// Landed is what a pack of rules says of the parcels and clusters of a study.
// Areas are in square metres, money in yuan; null is what is not known.
type Landed struct {
	Title         string          `json:"title"`
	Question      string          `json:"question"`
	Version       string          `json:"version"`
	Synthetic     bool            `json:"synthetic"`
	Pack          PackView        `json:"pack"`
	Assumed       []AssumedView   `json:"assumed"`
	CRS           string          `json:"crs"` // "" of a table
	Parcels       []ParcelView    `json:"parcels"`
	Districts     []LandGroupView `json:"districts"`
	Blocks        []LandGroupView `json:"blocks,omitempty"` // where the pack limits industrial blocks
	Overlaps      []OverlapView   `json:"overlaps"`
	Quota         *city.Number    `json:"quota_m2,omitempty"` // what the city may add in a year, where the pack says
	MarksUntested []city.Text     `json:"marks_untested"`
	Choice        *ChoiceView     `json:"choice"`    // null where none was asked for
	Inventory     *InventoryView  `json:"inventory"` // null without clusters
	Missing       []city.Text     `json:"missing"`   // what cannot be said, and what would say it
	Findings      []city.Finding  `json:"findings"`
	Inputs        []File          `json:"inputs"`
	Approval      string          `json:"map_approval"`

	Shapes []*parcels.Shape `json:"-"` // by parcel, for a map; nil of a table
}

// PackView is the pack and its clauses.
type PackView struct {
	ID        string           `json:"id"`
	City      string           `json:"city"`
	Year      int              `json:"year"`
	Title     city.Text        `json:"title"`
	Date      rule.Day         `json:"date"`
	Draft     bool             `json:"draft"` // some clause was seen in one copy only
	Clauses   []LandClauseView `json:"clauses"`
	Unseen    []city.Text      `json:"unseen"`
	Unsettled city.Text        `json:"unsettled"`
}

// LandClauseView is a clause with its document.
type LandClauseView struct {
	ID     string    `json:"id"`
	Title  city.Text `json:"title"`
	Text   string    `json:"text"`
	Clause string    `json:"clause"`
	Grade  string    `json:"grade"`
	URL    string    `json:"url"`
	Draft  bool      `json:"draft"`
}

// AssumedView is a field that was filled where parcels lacked it.
type AssumedView struct {
	Field   string    `json:"field"`
	Title   city.Text `json:"title"`
	Value   bool      `json:"value"`
	Parcels int       `json:"parcels"`
}

// ParcelView is one parcel.
type ParcelView struct {
	ID        string      `json:"id"`
	District  string      `json:"district"`
	Cluster   string      `json:"cluster"`
	Use       string      `json:"use"`
	Holder    string      `json:"holder"`
	Verdict   string      `json:"verdict"`
	Clause    string      `json:"clause"` // that decided
	Reason    city.Text   `json:"reason"`
	Criterion string      `json:"criterion"`
	Grade     string      `json:"grade"`
	URL       string      `json:"url"`
	Draft     bool        `json:"draft"`
	Existing  bool        `json:"existing"` // M0 land already
	Area      city.Number `json:"area_m2"`
	Counted   city.Number `json:"counted_m2"` // less what counts for other parcels
	Floor     city.Number `json:"floor_m2"`
	NewFloor  city.Number `json:"new_floor_m2"`
	Forgone   city.Number `json:"revenue_forgone_yuan"`
	Cost      city.Number `json:"cost_yuan"`
	Marks     []string    `json:"marks"`
	Chosen    bool        `json:"chosen"`

	group string // of the cap
}

// LandGroupView sums the parcels of a district, or of a block. Existing M0 parcels
// are in none of the sums of eligible ones.
type LandGroupView struct {
	Name        string      `json:"district"`
	Parcels     int         `json:"parcels"`
	Eligible    int         `json:"eligible"`
	Amendment   int         `json:"needs_plan_amendment"`
	NotEligible int         `json:"not_eligible"`
	Unknown     int         `json:"unknown"`
	Existing    int         `json:"existing_parcels"`
	NoArea      int         `json:"without_area"` // eligible, and in no sum
	Area        city.Number `json:"eligible_m2"`
	Possible    city.Number `json:"amendment_m2"`
	NewFloor    city.Number `json:"new_floor_m2"`
	NoFloor     int         `json:"without_floor"`
	Forgone     city.Number `json:"revenue_forgone_yuan"`
	NoPrice     int         `json:"without_price"`
	Planned     city.Number `json:"planned_industrial_m2"`
	Cap         city.Number `json:"cap_m2"`
	Already     city.Number `json:"existing_m0_m2"`
	Room        city.Number `json:"room_m2"`
	Over        city.Number `json:"over_m2"`
	Binding     string      `json:"binding"` // cap, parcels, no_cap, unknown
	Words       city.Text   `json:"binding_reason"`
	Source      string      `json:"source"`
}

// OverlapView is a pair of parcels that overlap.
type OverlapView struct {
	A    string      `json:"a"`
	B    string      `json:"b"`
	Area city.Number `json:"area_m2"`
}

// JSON gives the result as a file: indented, Chinese as it is, with a newline.
func (l *Landed) JSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(l)
	return b.Bytes(), err
}

// packView is the pack with every clause that it decides by.
func (p *plots) packView() PackView {
	k := p.pack
	v := PackView{ID: k.ID, City: k.City, Year: k.Year, Title: k.Title, Date: p.day, Clauses: []LandClauseView{}, Unseen: append([]city.Text{}, k.Unseen...), Unsettled: k.Unsettled}
	for _, g := range p.plan.Programmes {
		for _, m := range g.Members.All {
			c := p.plan.Criteria[slices.IndexFunc(p.plan.Criteria, func(c *rule.Criterion) bool { return c.ID == m.ID })]
			v.Clauses = append(v.Clauses, clauseView(&c.Head, c.ID, p.day))
		}
	}
	limits := []string{k.Quota}
	if k.Cap != nil {
		limits = append(limits, k.Cap.Param)
	}
	if k.Price != nil {
		limits = append(limits, k.Price.Param)
	}
	for _, id := range limits {
		if x := p.library.Parameter(id); x != nil {
			c := clauseView(&x.Head, x.ID, p.day)
			if i := x.On(p.day, true); i != nil && i.Value != nil {
				shown := rule.Figure(i.Value.Low, x.Unit.Text)
				if x.Unit.Text == "亩" {
					shown = rule.Figure(i.Value.Low/x.Unit.Factor, x.Unit.Text)
				}
				c.Text = shown.Zh
			}
			v.Clauses = append(v.Clauses, c)
		}
	}
	for _, c := range v.Clauses {
		v.Draft = v.Draft || c.Draft
	}
	return v
}

// total sums the parcels by district, and by block where the cap is by block.
func (p *plots) total() {
	byDistrict := func(v *ParcelView) string { return v.District }
	capped := p.pack.Cap != nil && p.pack.Cap.Of == "parcel_district"
	p.out.Districts = p.sums(byDistrict, capped)
	if p.pack.Cap != nil && !capped {
		p.out.Blocks = p.sums(func(v *ParcelView) string { return v.group }, true)
	}
}

func (p *plots) sums(name func(*ParcelView) string, capped bool) []LandGroupView {
	out := []LandGroupView{}
	at := map[string]int{}
	add := func(n string) int {
		i, known := at[n]
		if !known {
			i = len(out)
			at[n], out = i, append(out, LandGroupView{Name: n})
		}
		return i
	}
	if capped {
		for _, g := range p.groups {
			add(g.name)
		}
	}
	for i := range p.out.Parcels {
		v := &p.out.Parcels[i]
		out[add(name(v))].count(v)
	}
	for i := range out {
		p.limit(&out[i], capped)
	}
	return out
}

// count adds a parcel. What counts for another parcel is left out.
func (g *LandGroupView) count(v *ParcelView) {
	g.Parcels++
	area := v.Counted
	known := area == area // not NaN
	switch {
	case v.Existing:
		g.Existing++
		return
	case v.Verdict == NotEligible:
		g.NotEligible++
		return
	case v.Verdict == Unknown:
		g.Unknown++
		return
	case v.Verdict == Amendment:
		if g.Amendment++; known {
			g.Possible += area
		}
		return
	}
	g.Eligible++
	if !known {
		g.NoArea++
		return
	}
	g.Area += area
	free := 0.0
	if v.Area > 0 {
		free = float64(area / v.Area)
	}
	if v.NewFloor == v.NewFloor {
		g.NewFloor += city.Number(float64(v.NewFloor) * free)
	} else {
		g.NoFloor++
	}
	if v.Forgone == v.Forgone {
		g.Forgone += city.Number(float64(v.Forgone) * free)
	} else {
		g.NoPrice++
	}
}

// capOf is what the cap is a share of.
func (p *plots) capOf() city.Text {
	if p.pack.Cap.Of == "parcel_block" {
		return city.Text{Zh: "工业区块的面积", En: "area of the industrial block"}
	}
	return city.Text{Zh: "规划工业用地面积", En: "planned industrial land"}
}

// limit says what a group may still get, and what binds it.
func (p *plots) limit(g *LandGroupView, capped bool) {
	none := city.Number(nan)
	g.Planned, g.Cap, g.Already, g.Room, g.Over = none, none, none, none, none
	if !capped {
		g.Binding, g.Words = "no_cap", city.Text{Zh: "规则包没有按区的总量上限", En: "the pack has no cap by district"}
		return
	}
	limit, already, room := p.room(g.Name)
	for _, x := range p.groups {
		if x.name == g.Name {
			g.Planned, g.Source = city.Number(x.planned), x.source
		}
	}
	g.Cap, g.Already, g.Room = city.Number(limit), city.Number(already), city.Number(room)
	share := rule.Figure(p.share(), "ratio")
	principle := city.Text{}
	if p.pack.Cap.InPrinciple {
		principle = city.Text{Zh: "（原则上）", En: " (in principle)"}
	}
	switch {
	case limit != limit:
		g.Binding, g.Words = "unknown", city.Text{Zh: "缺" + p.capOf().Zh + "，" + share.Zh + "的上限算不出", En: "the " + p.capOf().En + " is missing, so that the cap of " + share.En + " is not known"}
	case already != already:
		g.Binding, g.Words = "unknown", city.Text{Zh: "缺已有新型工业用地面积，余量算不出", En: "the M0 land that is there is missing, so that what is left is not known"}
	case already > limit:
		g.Over = g.Area
		g.Binding, g.Words = "cap", city.Text{Zh: "已有的已超过" + share.Zh + "的上限" + principle.Zh, En: "what is there already exceeds the cap of " + share.En + principle.En}
	case g.Eligible == 0:
		g.Over = 0
		g.Binding, g.Words = "parcels", city.Text{Zh: "没有可以的地块", En: "no parcel is eligible"}
	case float64(g.Area) > room:
		g.Over = g.Area - city.Number(room)
		g.Binding, g.Words = "cap", city.Text{Zh: share.Zh + "的上限" + principle.Zh + "先到", En: "the cap of " + share.En + principle.En + " is reached first"}
	default:
		g.Over = 0
		g.Binding, g.Words = "parcels", city.Text{Zh: "可用的地块先用完，上限还有余量", En: "the parcels are used up first; the cap leaves room"}
	}
}
