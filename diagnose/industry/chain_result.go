package industry

import (
	"bytes"
	"encoding/json"

	"github.com/quanyu/quanyu/city"
)

// Chains is what an industry chain and an innovation chain say together. Nodes
// stand in the order of their tables; what is not known is null.
type Chains struct {
	Title     string         `json:"title"`
	Version   string         `json:"version"`
	Synthetic bool           `json:"synthetic"`
	Grade     string         `json:"grade"` // the lowest that a score rests on
	Files     []File         `json:"files"`
	Nodes     []ChainNode    `json:"nodes"`
	Links     []ChainLink    `json:"links"`
	Items     []ChainItem    `json:"innovation"`
	Transfers []ChainLink    `json:"innovation_links"`
	Joins     []ChainJoin    `json:"joins"`
	Absorbed  Absorbed       `json:"absorbed"`
	Pilots    []PilotView    `json:"pilots"`
	Districts []DistrictView `json:"districts"`
	Findings  []city.Finding `json:"findings"`
	Missing   []city.Text    `json:"missing"` // what is not known and would be needed
	Notes     []city.Text    `json:"notes"`
}

// ChainNode is a node of the industry chain 环节.
type ChainNode struct {
	ID         string      `json:"id"`
	Title      string      `json:"title"`
	Stage      string      `json:"stage"`
	Districts  []string    `json:"districts"`
	Local      city.Number `json:"local_firms"`
	Outside    city.Number `json:"outside_firms"`
	LocalShare city.Number `json:"local_share"`
	Grade      string      `json:"grade"`
	Source     string      `json:"source"`
	Chokepoint Chokepoint  `json:"chokepoint"`
}

// ChainLink goes from one node to another: an input with its share of the buyer's
// output, or in the innovation chain a kind.
type ChainLink struct {
	From  string      `json:"from"`
	To    string      `json:"to"`
	Kind  string      `json:"kind"`
	Share city.Number `json:"input_share"`
	Grade string      `json:"grade"`
}

// ChainItem is a node of the innovation chain. Taken says who took a result up:
// local, outside, none; unknown where nobody says. It is blank for other kinds.
type ChainItem struct {
	ID       string      `json:"id"`
	Kind     string      `json:"kind"`
	Title    string      `json:"title"`
	District string      `json:"district"`
	Maturity city.Number `json:"maturity"`
	Taken    string      `json:"taken"`
	Grade    string      `json:"grade"`
	Source   string      `json:"source"`
}

// ChainJoin is where the two chains meet.
type ChainJoin struct {
	Item    string `json:"innovation"`
	Node    string `json:"industry"`
	Adopter string `json:"adopter"`
	By      string `json:"adopter_name"`
}

// Absorbed 两张皮 is how many results of local labs and institutes firms here took
// up. Low takes results of which nobody knows as not taken up, High as taken up.
type Absorbed struct {
	Results int         `json:"results"`
	Local   int         `json:"local"`
	Outside int         `json:"outside"`
	None    int         `json:"none"`
	Unknown int         `json:"unknown"`
	Low     city.Number `json:"low"`
	High    city.Number `json:"high"`
	Bands   []Band      `json:"bands"` // by maturity
}

// Band counts results of a range of maturity; From is 0 where it is not known.
type Band struct {
	From    int `json:"from"`
	To      int `json:"to"`
	Results int `json:"results"`
	Local   int `json:"local"`
	Outside int `json:"outside"`
	None    int `json:"none"`
	Unknown int `json:"unknown"`
}

// PilotView is the capacity of a pilot line or an institute 中试: how many of those
// that ask wait, and how many places are idle.
type PilotView struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Title    string `json:"title"`
	District string `json:"district"`
	Slots    int    `json:"slots"`
	Queue    int    `json:"queue"`
	Waiting  int    `json:"waiting"`
	Idle     int    `json:"idle"`
	Grade    string `json:"grade"`
}

// Free reports whether a quarter of the places or more are idle.
func (p PilotView) Free() bool { return p.Slots > 0 && 4*p.Idle >= p.Slots }

// DistrictView counts what a district has of either chain.
type DistrictView struct {
	District   string   `json:"district"`
	Nodes      []string `json:"nodes"` // leading industries
	Labs       int      `json:"labs"`
	Institutes int      `json:"institutes"`
	Results    int      `json:"results"`
	Pilots     int      `json:"pilots"`
	Demands    int      `json:"demands"`
}

// JSON is the result as a file.
func (c *Chains) JSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(c)
	return b.Bytes(), err
}

// TitleOf gives the title of a node or an item.
func (c *Chains) TitleOf(id string) string {
	for _, n := range c.Nodes {
		if n.ID == id {
			return n.Title
		}
	}
	for _, x := range c.Items {
		if x.ID == id {
			return x.Title
		}
	}
	return id
}
