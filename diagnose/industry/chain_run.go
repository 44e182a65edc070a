package industry

import (
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// RunChains reads the two chains of a specification and says where they do not
// meet. Faults are *city.Error with file, line and cell.
func RunChains(dir *files.Folder, name string) (*Chains, error) {
	spec, err := ReadChains(dir, name)
	if err != nil {
		return nil, err
	}
	c, err := readChains(dir, spec)
	if err != nil {
		return nil, err
	}
	k, err := c.criticality()
	if err != nil {
		return nil, err
	}
	out := &Chains{Title: spec.Title, Synthetic: strings.Contains(spec.Title, "合成"), Grade: spec.Grade, Files: c.inputs,
		Nodes: []ChainNode{}, Links: c.linkViews(c.links, func(n int) string { return c.nodes[n].id }), Items: []ChainItem{},
		Transfers: c.linkViews(c.transfers, func(n int) string { return c.items[n].id }), Joins: []ChainJoin{}, Pilots: []PilotView{},
		Districts: []DistrictView{}, Findings: []city.Finding{}, Missing: []city.Text{}, Notes: []city.Text{}}
	var scores []Chokepoint
	for i := range c.nodes {
		scores = append(scores, c.chokepoint(i, k))
	}
	rank(scores)
	for i, n := range c.nodes {
		out.Nodes = append(out.Nodes, ChainNode{n.id, n.title, n.stage, append([]string{}, n.districts...), city.Number(n.local), city.Number(n.outside), city.Number(n.share), n.grade, n.source, scores[i]})
	}
	for i, x := range c.items {
		out.Items = append(out.Items, ChainItem{x.id, x.kind, x.title, x.district, city.Number(x.maturity), c.taken(i), x.grade, x.source})
	}
	for _, j := range c.joins {
		out.Joins = append(out.Joins, ChainJoin{c.items[j.item].id, c.nodes[j.node].id, j.adopter, j.adopterBy})
	}
	out.Absorbed = absorbed(out.Items)
	out.Pilots = c.pilots()
	out.Districts = c.districts()
	out.Findings = c.findings(out, k)
	out.Missing = c.missing(out)
	out.Notes = c.notes(out)
	return out, nil
}

func (c *chains) linkViews(list []edge, id func(int) string) []ChainLink {
	out := []ChainLink{}
	for _, e := range list {
		out = append(out, ChainLink{id(e.from), id(e.to), e.kind, city.Number(e.share), e.grade})
	}
	return out
}

// taken says who took a result up: anyone here comes first, then anyone elsewhere.
func (c *chains) taken(i int) string {
	if c.items[i].kind != "result" {
		return ""
	}
	found := map[string]bool{}
	for _, j := range c.joinsOf[i] {
		found[j.adopter] = true
	}
	for _, by := range []string{"local", "outside"} {
		if found[by] {
			return by
		}
	}
	if found["none"] && !found[""] {
		return "none"
	}
	return "unknown"
}

// absorbed counts results by who took them up, and by maturity: what is far from use
// is not missed by firms yet.
func absorbed(items []ChainItem) Absorbed {
	a := Absorbed{Low: city.Number(math.NaN()), High: city.Number(math.NaN()), Bands: []Band{{From: 1, To: 3}, {From: 4, To: 6}, {From: 7, To: 9}, {}}}
	for _, x := range items {
		if x.Kind != "result" {
			continue
		}
		b := &a.Bands[3]
		for i := range 3 {
			if m := float64(x.Maturity); m >= float64(a.Bands[i].From) && m <= float64(a.Bands[i].To) {
				b = &a.Bands[i]
			}
		}
		b.Results++
		switch x.Taken {
		case "local":
			b.Local++
		case "outside":
			b.Outside++
		case "none":
			b.None++
		default:
			b.Unknown++
		}
	}
	for _, b := range a.Bands {
		a.Results, a.Local, a.Outside, a.None, a.Unknown = a.Results+b.Results, a.Local+b.Local, a.Outside+b.Outside, a.None+b.None, a.Unknown+b.Unknown
	}
	a.Bands = slices.DeleteFunc(a.Bands, func(b Band) bool { return b.Results == 0 })
	if a.Results > 0 {
		a.Low, a.High = city.Number(float64(a.Local)/float64(a.Results)), city.Number(float64(a.Local+a.Unknown)/float64(a.Results))
	}
	return a
}

// pilots are the lines and institutes whose places and queue are known.
func (c *chains) pilots() []PilotView {
	out := []PilotView{}
	for _, x := range c.items {
		if math.IsNaN(x.slots) || math.IsNaN(x.queue) {
			continue
		}
		v := PilotView{ID: x.id, Kind: x.kind, Title: x.title, District: x.district, Slots: int(x.slots), Queue: int(x.queue), Grade: x.grade}
		v.Waiting, v.Idle = max(v.Queue-v.Slots, 0), max(v.Slots-v.Queue, 0)
		out = append(out, v)
	}
	return out
}

// districts come in the order in which the tables name them.
func (c *chains) districts() []DistrictView {
	out := []DistrictView{}
	of := func(name string) *DistrictView {
		i := slices.IndexFunc(out, func(v DistrictView) bool { return v.District == name })
		if i < 0 {
			i, out = len(out), append(out, DistrictView{District: name, Nodes: []string{}})
		}
		return &out[i]
	}
	for _, n := range c.nodes {
		for _, d := range n.districts {
			v := of(d)
			v.Nodes = append(v.Nodes, n.id)
		}
	}
	for _, x := range c.items {
		if x.district == "" {
			continue
		}
		v := of(x.district)
		switch x.kind {
		case "lab":
			v.Labs++
		case "institute":
			v.Institutes++
		case "result":
			v.Results++
		case "pilot":
			v.Pilots++
		case "demand":
			v.Demands++
		}
	}
	return out
}
