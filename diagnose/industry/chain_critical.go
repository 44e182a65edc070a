package industry

import (
	"errors"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/inputoutput"
	"github.com/quanyu/quanyu/method/panel"
)

// critical is what hangs on each node of an industry chain.
type critical struct {
	share   []float64 // of the output of the chain that is gone when the node delivers nothing
	loss    []float64 // of the output of the chain when what comes from outside is gone; NaN where that is not known
	stops   [][]int   // by node: those that make less then
	because city.Text // why there is none
}

// criticality takes out each node on the side of supply: the chain is turned
// round, so that the extraction counts those that use the node, directly or not,
// and not those that deliver to it (Dietzenbacher and van der Linden 1997). One
// unit of final use of each end of the chain, or the final uses of the table, say
// how large nodes are.
func (c *chains) criticality() (*critical, error) {
	n := len(c.nodes)
	out := &critical{share: blank(n), loss: blank(n), stops: make([][]int, n)}
	if len(c.links) == 0 {
		out.because = city.Text{Zh: "没有环节之间的投入占比", En: "there are no shares of inputs between nodes"}
		return out, nil
	}
	if i := slices.IndexFunc(c.links, func(e edge) bool { return math.IsNaN(e.share) }); i >= 0 {
		e := c.links[i]
		out.because = city.Errorf("", "“%s”到“%s”的投入占比缺数", "the share of the input %q of %q is missing", c.nodes[e.from].title, c.nodes[e.to].title).Message
		return out, nil
	}
	table, err := c.flows()
	if err != nil {
		return nil, err
	}
	turned, err := turn(table)
	if err != nil {
		return nil, err
	}
	for i, x := range turned {
		out.share[i] = x.Share
	}
	all := 0.0
	for _, v := range table.Output {
		all += v
	}
	for i, x := range c.nodes {
		if math.IsNaN(x.share) {
			continue
		}
		lost := table.Output[i]
		if x.share < 1 {
			out.stops[i] = hangOn(table, i)
		}
		for _, j := range out.stops[i] {
			lost += table.Output[j]
		}
		out.loss[i] = float64((1-x.share)*lost) / all
	}
	return out, nil
}

// hangOn are the nodes that a node delivers to, directly or not, in the order of
// their numbers. Without stocks and substitutes, and where all users get the same
// share of what they need, each of them falls by as much as the node itself, as
// inputoutput.Table.Spread has it too.
func hangOn(t *inputoutput.Table, from int) []int {
	reached := make([]bool, len(t.Sectors))
	reached[from] = true
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		for j, v := range t.Flows[queue[0]] {
			if v > 0 && !reached[j] {
				reached[j] = true
				queue = append(queue, j)
			}
		}
	}
	var out []int
	for j, is := range reached {
		if is && j != from {
			out = append(out, j)
		}
	}
	return out
}

// flows is the chain as an input-output table: the output that final uses ask of
// every node.
func (c *chains) flows() (*inputoutput.Table, error) {
	n := len(c.nodes)
	unit := &inputoutput.Table{Output: make([]float64, n)} // every output is one
	for i, x := range c.nodes {
		unit.Sectors = append(unit.Sectors, x.id)
		unit.Flows, unit.Output[i] = append(unit.Flows, make([]float64, n)), 1
	}
	for _, e := range c.links {
		unit.Flows[e.from][e.to] = e.share
	}
	for i := range c.nodes {
		sold := 0.0
		for _, v := range unit.Flows[i] {
			sold += v
		}
		unit.Final = append(unit.Final, []float64{1 - sold})
	}
	leontief, err := unit.Leontief()
	var fault *panel.Fault
	if errors.As(err, &fault) && fault.Kind == inputoutput.Singular {
		return nil, city.Errorf("singular", "“%s”和与它互相供给的环节把产出全用在彼此身上，没有留给最终使用的", "%q and the nodes that it trades with use up all that they make: nothing is left for final use", c.nodes[c.node(fault.Names[0])].title).
			At(c.spec.Links, "", 0, "").WithHint("核对这些环节之间的 input_share", "check input_share among these nodes")
	}
	if err != nil {
		return nil, said(named(err, unit.Sectors), c.spec.Links)
	}
	final, err := c.finalUses()
	if err != nil {
		return nil, err
	}
	t := &inputoutput.Table{Sectors: unit.Sectors, Output: inputoutput.Required(leontief, final)}
	for i := range c.nodes {
		line := make([]float64, n)
		for j, a := range unit.Flows[i] {
			line[j] = float64(a * t.Output[j])
		}
		t.Flows, t.Final = append(t.Flows, line), append(t.Final, []float64{final[i]})
	}
	return t, said(named(t.Check(), t.Sectors), c.spec.Links)
}

// finalUses are those of the table; where it has none, one for each node that
// nobody in the chain buys.
func (c *chains) finalUses() ([]float64, error) {
	out, given, all := make([]float64, len(c.nodes)), false, 0.0
	for i, x := range c.nodes {
		given = given || !math.IsNaN(x.final)
		out[i] = zeroed(x.final)
		all += out[i]
	}
	if !given {
		for i := range c.nodes {
			if !slices.ContainsFunc(c.links, func(e edge) bool { return e.from == i }) {
				out[i] = 1
				all++
			}
		}
	}
	if all == 0 {
		return nil, city.Errorf("no_final_use", "产业链没有最终产品：每个环节都被别的环节买走，final_yi 也没有数", "the chain has no final product: other nodes buy every node, and final_yi is blank").At(c.spec.Links, "", 0, "").
			WithHint("在环节表里填 final_yi（最终使用，亿元），或检查链接是否成环", "fill in final_yi in the table of nodes, or see whether the links go round")
	}
	return out, nil
}

// turn extracts every node from the chain turned round.
func turn(t *inputoutput.Table) ([]inputoutput.Extraction, error) {
	n := len(t.Sectors)
	r := &inputoutput.Table{Sectors: t.Sectors, Output: t.Output}
	for j := range n {
		line, rest := make([]float64, n), t.Output[j]
		for i := range n {
			line[i] = t.Flows[i][j]
			rest -= t.Flows[i][j]
		}
		r.Flows, r.Final = append(r.Flows, line), append(r.Final, []float64{rest})
	}
	inverse, err := r.Leontief()
	if err != nil {
		return nil, said(named(err, t.Sectors), "")
	}
	return inputoutput.Extractions(r, inverse), nil
}

// downstream marks the links by which others hang on a node.
func (c *chains) downstream(from int) []edge {
	reached, used := make([]bool, len(c.nodes)), make([]bool, len(c.links))
	reached[from] = true
	for more := true; more; {
		more = false
		for k, e := range c.links {
			if reached[e.from] && !used[k] {
				used[k], reached[e.to], more = true, true, true
			}
		}
	}
	var out []edge
	for k, e := range c.links {
		if used[k] {
			out = append(out, e)
		}
	}
	return out
}

func blank(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}
