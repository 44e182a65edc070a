package rule

import "strings"

// words is what the text of a field is held against.
type words struct {
	one    map[string]bool
	starts []string
}

func (w *words) has(text string) bool {
	if w.one != nil {
		return w.one[text]
	}
	for _, s := range w.starts {
		if strings.HasPrefix(text, s) {
			return true
		}
	}
	return false
}

// program finishes the compilation: words are put into sets and columns into
// blocks.
func (c *compiler) program() *program {
	p := &program{entity: c.entity, nodes: c.nodes, terms: c.terms, rolls: c.rolls, words: make([]words, len(c.nodes))}
	for i, n := range c.nodes {
		list := strings.Split(n.words, "\x00")
		switch n.do {
		case doIs:
			p.words[i].one = map[string]bool{}
			for _, w := range list {
				p.words[i].one[w] = true
			}
		case doStarts:
			p.words[i].starts = list
		}
	}
	p.slots, p.numbers, p.truths = slots(c.nodes)
	return p
}

// isNumber reports whether an operation gives a column of numbers, isTruth one
// of truths; the rest fill results. Constants have columns of their own.
func (d do) isNumber() bool   { return d <= doMargin }
func (d do) isTruth() bool    { return d > doMargin && d < doState }
func (d do) isConstant() bool { return d == doConstant || d == doFixed }

// slots gives each node a block for its column. A block is used again once no
// later node needs what it holds, so that all of them stay in the cache.
func slots(nodes []node) (out []int32, numbers, truths int32) {
	last := make([]int, len(nodes))
	for i, n := range nodes {
		for _, a := range []int32{n.a, n.b, n.c} {
			if a >= 0 {
				last[a] = i
			}
		}
	}
	out = make([]int32, len(nodes))
	var freeNumbers, freeTruths []int32
	take := func(free *[]int32, count *int32) int32 {
		if n := len(*free); n > 0 {
			slot := (*free)[n-1]
			*free = (*free)[:n-1]
			return slot
		}
		*count++
		return *count - 1
	}
	for i, n := range nodes {
		switch out[i] = -1; {
		case n.do.isConstant():
		case n.do.isNumber():
			out[i] = take(&freeNumbers, &numbers)
		case n.do.isTruth():
			out[i] = take(&freeTruths, &truths)
		}
		for k, a := range []int32{n.a, n.b, n.c} {
			if a < 0 || last[a] != i || out[a] < 0 || k > 0 && a == n.a || k > 1 && a == n.b {
				continue
			}
			if nodes[a].do.isNumber() {
				freeNumbers = append(freeNumbers, out[a])
			} else {
				freeTruths = append(freeTruths, out[a])
			}
		}
	}
	return out, numbers, truths
}
