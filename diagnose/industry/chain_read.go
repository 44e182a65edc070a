package industry

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// node is one link of an industry chain 环节. What is not known is NaN or "".
type node struct {
	id, title, stage    string
	districts           []string // where it is said to be a leading industry
	local, outside      float64  // firms that make it, here and elsewhere that deliver here
	share               float64  // of what the chain uses of it, made here; 0 to 1
	final               float64  // final use, 亿元
	grade, source, note string
	row                 int
}

// item is one node of an innovation chain. Maturity is 1 to 9.
type item struct {
	id, kind, title, district string
	maturity                  float64
	slots, queue              float64 // places of a pilot line or an institute, and projects that ask for them
	grade, source, note       string
	row                       int
}

// edge is a link within a chain, by numbers of its ends.
type edge struct {
	from, to int
	share    float64 // of the buyer's output; NaN where it is not known
	kind     string  // of a link of the innovation chain
	grade    string
}

// join says that an item of the innovation chain belongs to a node of the industry
// chain, and who took a result up.
type join struct {
	item, node         int
	adopter, adopterBy string
}

// proof is a figure about a node with its grade.
type proof struct {
	value         float64
	grade, source string
}

// chains is what the tables of a specification hold.
type chains struct {
	spec      *ChainSpec
	inputs    []File
	nodes     []node
	links     []edge
	items     []item
	transfers []edge
	joins     []join
	evidence  map[string]map[string]proof // by aspect, then by node

	nodeAt, itemAt map[string]int // numbers by id
	joinsOf        map[int][]join // by item
}

// Kinds of items, and the kinds that their links may join.
var (
	itemKinds     = []string{"knowledge", "lab", "institute", "result", "pilot", "demand"}
	transferKinds = map[string][2][]string{
		"research": {{"knowledge"}, {"lab", "institute"}},
		"transfer": {{"lab", "institute"}, {"lab", "institute"}},
		"yields":   {{"lab", "institute"}, {"result"}},
		"pilot":    {{"result"}, {"pilot"}},
		"answers":  {{"demand"}, {"result"}},
	}
	adopters = []string{"", "local", "outside", "none"}
	aspects  = []string{"substitutes", "concentration", "capability"}
)

// always are columns that every table may have.
var always = []string{"grade", "source", "note"}

func readChains(dir *files.Folder, s *ChainSpec) (*chains, error) {
	c := &chains{spec: s, evidence: map[string]map[string]proof{}, nodeAt: map[string]int{}, itemAt: map[string]int{}, joinsOf: map[int][]join{}}
	var faults []error
	for _, t := range []struct {
		file string
		read func(*columns) error
		need string
		may  string
	}{
		{s.Nodes, c.readNodes, "node", "title stage divisions districts local_firms outside_firms local_share final_yi"},
		{s.Links, c.readLinks, "from to input_share", ""},
		{s.Innovation, c.readItems, "node kind", "title district maturity slots queue"},
		{s.Transfers, c.readTransfers, "from to kind", ""},
		{s.Joins, c.readJoins, "innovation industry adopter", "adopter_name"},
		{s.Evidence, c.readEvidence, "node aspect value", ""},
	} {
		if t.file == "" {
			continue
		}
		table, err := readColumns(dir, t.file, strings.Fields(t.need), append(strings.Fields(t.may), always...))
		if err != nil {
			return nil, err
		}
		c.inputs = append(c.inputs, table.as())
		if err := t.read(table); err != nil {
			if faults = append(faults, err); t.file == s.Nodes || t.file == s.Innovation {
				break // the others name what is in these
			}
		}
	}
	return c, errors.Join(faults...)
}

func (c *chains) node(id string) int { return numbered(c.nodeAt, id) }

func (c *chains) item(id string) int { return numbered(c.itemAt, id) }

func numbered(at map[string]int, id string) int {
	if n, there := at[id]; there {
		return n
	}
	return -1
}

// mostNodes keeps the extraction of every node short, and the picture readable.
const mostNodes = 500

func (c *chains) readNodes(t *columns) error {
	if len(t.filled()) > mostNodes {
		return t.fault(city.Errorf("too_many", "产业链有 %d 个环节，最多 %d 个", "the industry chain has %d nodes; %d is the most", len(t.filled()), mostNodes), mostNodes, "node").
			WithHint("合并细的环节，或分成几条链", "merge fine nodes, or take several chains")
	}
	for _, i := range t.filled() {
		n := node{title: t.cell(i, "title"), stage: t.cell(i, "stage"), districts: strings.FieldsFunc(t.cell(i, "districts"), func(r rune) bool { return strings.ContainsRune(" 　、，,；;", r) }), source: t.cell(i, "source"), note: t.cell(i, "note"), row: i + t.Above}
		var err error
		if n.id, err = t.id(i, "node", func(id string) bool { return c.node(id) >= 0 }); err != nil {
			return err
		}
		for _, f := range []struct {
			into   *float64
			read   func(row int, column string, most float64) (float64, error)
			column string
			most   float64
		}{{&n.local, t.count, "local_firms", 1e9}, {&n.outside, t.count, "outside_firms", 1e9}, {&n.final, t.amount, "final_yi", 1e9}} {
			if *f.into, err = f.read(i, f.column, f.most); err != nil {
				return err
			}
		}
		if n.share, err = t.share(i, "local_share"); err != nil {
			return err
		}
		if n.grade, err = t.grade(i); err != nil {
			return err
		}
		if n.title == "" {
			n.title = n.id
		}
		if err := n.contradiction(); err != nil {
			return t.fault(err, i, "local_share").WithHint("核对供应商家数与本地配套率；不清楚的留空", "check the numbers of suppliers and the local share; leave blank what is not known")
		}
		c.nodeAt[n.id] = len(c.nodes)
		c.nodes = append(c.nodes, n)
	}
	return nil
}

// contradiction is a share that the numbers of firms cannot give; nil where there is
// none.
func (n node) contradiction() *city.Error {
	switch {
	case n.local == 0 && n.share > 0:
		return city.Errorf("contradiction", "“%s”没有本地供应商，本地配套率却是 %v", "%q has no local firm and yet a local share of %v", n.title, n.share)
	case n.outside == 0 && n.share < 1:
		return city.Errorf("contradiction", "“%s”没有外地供应商，本地配套率却是 %v，不到 1", "%q has no firm outside and yet a local share of %v, below 1", n.title, n.share)
	}
	return nil
}

func (c *chains) readItems(t *columns) error {
	for _, i := range t.filled() {
		n := item{kind: entry(t.cell(i, "kind")), title: t.cell(i, "title"), district: t.cell(i, "district"), source: t.cell(i, "source"), note: t.cell(i, "note"), row: i + t.Above}
		var err error
		if n.id, err = t.id(i, "node", func(id string) bool { return c.item(id) >= 0 }); err != nil {
			return err
		}
		if !slices.Contains(itemKinds, n.kind) {
			return t.fault(city.Errorf("bad_kind", "没有“%s”这一类节点", "there is no kind %q", n.kind), i, "kind").
				WithHint("kind 只能是 "+strings.Join(itemKinds, "、"), "kind is one of "+strings.Join(itemKinds, ", "))
		}
		if n.maturity, err = t.count(i, "maturity", 9); err != nil {
			return err
		}
		if n.maturity == 0 {
			return t.fault(city.Errorf("bad_number", "成熟度写 1 至 9", "maturity is 1 to 9"), i, "maturity")
		}
		if n.slots, err = t.count(i, "slots", 1e6); err != nil {
			return err
		}
		if n.queue, err = t.count(i, "queue", 1e6); err != nil {
			return err
		}
		if n.grade, err = t.grade(i); err != nil {
			return err
		}
		if n.title == "" {
			n.title = n.id
		}
		c.itemAt[n.id] = len(c.items)
		c.items = append(c.items, n)
	}
	return nil
}

func zeroed(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}
