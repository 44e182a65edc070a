package rule

import "math"

// blockRows is how many rows are computed at a time: short enough that the
// columns in between stay in the cache.
const blockRows = 1024

// machine evaluates one program. It belongs to one Result.
type machine struct {
	program *program
	numbers [][]float64 // by node: its column for the rows of the block
	truths  [][]uint8
	own     [][]float64 // by node: its block, where numbers may be memory of the batch instead
	match   [][]uint8   // by node: for each word of the batch, whether it's one of the node's; nil where words are looked up
	groups  [][]State   // for groups within groups, by depth
	missing []float64   // a column of nothing

	batch    *Batch
	into     *Result
	start, n int // the rows of the block
}

// machine makes one. rows is how many it takes at a time; keep gives every
// node a block of its own, so that all columns can be looked at afterwards.
func (p *program) machine(rows int, keep bool) *machine {
	m := &machine{program: p, numbers: make([][]float64, len(p.nodes)), own: make([][]float64, len(p.nodes)), truths: make([][]uint8, len(p.nodes)), match: make([][]uint8, len(p.nodes))}
	fill := func(v float64) []float64 {
		out := make([]float64, rows)
		for i := range out {
			out[i] = v
		}
		return out
	}
	m.missing = fill(math.NaN())
	blocks, bytes := make([][]float64, p.numbers), make([][]uint8, p.truths)
	for i, n := range p.nodes {
		slot := p.slots[i]
		switch {
		case n.do == doConstant:
			m.numbers[i] = fill(n.number())
		case n.do == doFixed:
			m.truths[i] = make([]uint8, rows)
			fillTruth(m.truths[i], uint8(n.value))
		case n.do.isNumber():
			if blocks[slot] == nil || keep {
				blocks[slot] = make([]float64, rows)
			}
			m.own[i], m.numbers[i] = blocks[slot], blocks[slot]
		case n.do.isTruth():
			if bytes[slot] == nil || keep {
				bytes[slot] = make([]uint8, rows)
			}
			m.truths[i] = bytes[slot]
		}
	}
	return m
}

// run evaluates rows from start to end, block by block.
func (m *machine) run(b *Batch, into *Result, start, end int) {
	m.batch, m.into = b, into
	m.matchWords()
	for ; start < end; start += m.n {
		m.start, m.n = start, min(len(m.missing), end-start)
		for i := range m.program.nodes {
			m.node(i, &m.program.nodes[i])
		}
	}
	m.batch, m.into = nil, nil
}

// matchWords looks each word of the batch up once, where rows are more.
func (m *machine) matchWords() {
	for i, n := range m.program.nodes {
		if n.do != doIs && n.do != doStarts {
			continue
		}
		column := m.batch.Columns[n.field.Name]
		if column == nil || len(column.Words) > m.batch.Rows {
			m.match[i] = nil
			continue
		}
		out := m.match[i][:0]
		for _, w := range column.Words {
			out = append(out, yes*bit(m.program.words[i].has(w)))
		}
		m.match[i] = out
		if out == nil {
			m.match[i] = []uint8{}
		}
	}
}

// node computes one column for the rows of the block.
func (m *machine) node(i int, n *node) {
	switch {
	case n.do.isConstant():
	case n.do.isNumber():
		m.number(i, n)
	case n.do.isTruth():
		m.truth(i, n)
	default:
		m.result(n)
	}
}

// at gives the column of numbers of a node.
func (m *machine) at(i int32) []float64 { return m.numbers[i][:m.n] }

// is gives the column of truths of a node.
func (m *machine) is(i int32) []uint8 { return m.truths[i][:m.n] }
