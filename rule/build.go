package rule

import "slices"

// program is the nodes of one kind of entity, in an order in which each comes
// after those that it needs.
type program struct {
	entity          string
	nodes           []node
	terms           map[*term]ends // where the value of a term is
	words           []words        // by node
	rolls           []roll         // by number of the programme
	slots           []int32        // by node: the block that holds its column, shared once it's no longer needed
	numbers, truths int32          // blocks of each kind
}

// roll combines members to the state of a programme.
type roll struct {
	group   group
	eithers [][]int // of an either, the benefits of each member
	members []int   // of an either, the programmes
	best    int     // of an either, its benefit
}

// group is a Member with the numbers of criteria and programmes.
type group struct {
	criterion, programme int // -1: not one
	any                  bool
	of                   []group
}

// build lists what was chosen and compiles it, one kind of entity after
// another.
func (p *Plan) build(s *selection) {
	criteria, programmes := map[string]int{}, map[string]int{}
	for _, c := range p.library.criteria {
		if s.member[c.ID].criterion == c {
			criteria[c.ID] = len(p.Criteria)
			p.Criteria = append(p.Criteria, c)
			if c.Score != nil {
				p.Scores = append(p.Scores, c)
			}
		}
	}
	benefits := map[string][]int{} // by programme
	for _, g := range p.library.programmes {
		if s.member[g.ID].programme != g {
			continue
		}
		programmes[g.ID] = len(p.Programmes)
		p.Programmes = append(p.Programmes, g)
		own := g.Benefits
		if g.Either {
			own = []*Benefit{{ID: g.ID, Programme: g.ID, Title: g.Title, Kind: "grant", At: g.At}}
		}
		for _, b := range own {
			copied := *b
			benefits[g.ID] = append(benefits[g.ID], len(p.Benefits))
			p.Benefits, p.entities = append(p.Benefits, &copied), append(p.entities, g.Entity)
		}
	}
	p.banded, p.distant = make([]bool, len(p.Benefits)), make([]bool, len(p.Criteria))
	compilers := map[string]*compiler{}
	for _, id := range s.order {
		entity := s.member[id].entity()
		c := compilers[entity]
		if c == nil {
			c = p.compiler(entity, len(p.Programmes))
			compilers[entity] = c
		}
		if m := s.member[id]; m.criterion != nil {
			p.distant[criteria[id]] = c.criterion(m.criterion, criteria[id], slices.Index(p.Scores, m.criterion))
		} else {
			c.programme(p, m.programme, programmes, criteria, benefits)
		}
	}
	p.list(compilers)
	for entity, c := range compilers {
		p.programs[entity] = c.program()
	}
}

func (p *Plan) compiler(entity string, programmes int) *compiler {
	return &compiler{library: p.library, options: p.options, entity: entity, known: map[node]int32{}, terms: map[*term]ends{}, tables: map[*Interval][2]*table{}, used: map[*Parameter]bool{}, rolls: make([]roll, programmes)}
}

// list gives the fields and the parameters that are used.
func (p *Plan) list(compilers map[string]*compiler) {
	fields := map[*Field]bool{}
	parameters := map[*Parameter]bool{}
	for _, c := range compilers {
		for _, n := range c.nodes {
			fields[n.field], fields[n.other] = true, true
		}
		for u := range c.used {
			parameters[u] = true
		}
	}
	for _, f := range p.library.fields {
		if fields[f] {
			p.Fields = append(p.Fields, f)
		}
	}
	for _, q := range p.library.parameters {
		if parameters[q] {
			p.Parameters = append(p.Parameters, q)
		}
	}
}

// result adds a node that fills a result.
func (c *compiler) result(d do, number int, args ...int32) {
	n := operation(d, args...)
	n.value = uint64(number)
	c.add(n)
}

// criterion adds the state of a criterion, its sum and its margin. A number of
// a state is doubled, and odd where a missing value is for a person. distant
// reports whether it has a margin.
func (c *compiler) criterion(k *Criterion, number, score int) (distant bool) {
	applies := int32(-1)
	if k.Applies != nil {
		applies = c.expression(k.Applies).low
	}
	met, margin := ends{}, int32(-1)
	if k.Score == nil {
		met = c.expression(k.Expr)
		if c.options.Margins {
			margin = c.margin(c.library.terms[k.Expr], false)
		}
	} else {
		var sum ends
		sum, met = c.score(k.Score)
		c.result(doLow, score, sum.low)
		c.result(doHigh, score, sum.high)
		if c.options.Margins {
			margin = c.scoreMargin(k.Score, sum)
		}
	}
	c.result(doState, 2*number+int(bit(k.ManualIfMissing)), applies, met.low, met.high)
	if margin >= 0 {
		c.result(doDistance, number, margin)
	}
	return margin >= 0
}

// programme adds what a programme gives and the state that its members roll up
// to.
func (c *compiler) programme(p *Plan, g *Programme, programmes, criteria map[string]int, benefits map[string][]int) {
	number := programmes[g.ID]
	for i, b := range g.Benefits {
		amount := c.expression(b.Expr)
		c.result(doMoney, benefits[g.ID][i], amount.low)
		if amount.high != amount.low {
			c.result(doMoneyHigh, benefits[g.ID][i], amount.high)
			p.banded[benefits[g.ID][i]] = true
		}
	}
	applies := int32(-1)
	if g.Applies != nil {
		applies = c.expression(g.Applies).low
	}
	r := &c.rolls[number]
	r.group = grouped(g.Members, programmes, criteria)
	c.result(doRoll, number, applies)
	if !g.Either {
		return
	}
	r.best = benefits[g.ID][0]
	for _, m := range g.Members.Any {
		r.members = append(r.members, programmes[m.ID])
		r.eithers = append(r.eithers, benefits[m.ID])
		for _, b := range benefits[m.ID] {
			p.Benefits[b].Within = g.ID
			p.banded[r.best] = p.banded[r.best] || p.banded[b]
		}
	}
	c.result(doEither, number)
}

func grouped(m Member, programmes, criteria map[string]int) group {
	g := group{criterion: -1, programme: -1, any: m.Any != nil}
	if m.ID != "" {
		if i, is := criteria[m.ID]; is {
			g.criterion = i
		} else {
			g.programme = programmes[m.ID]
		}
		return g
	}
	for _, one := range append(m.All, m.Any...) {
		g.of = append(g.of, grouped(one, programmes, criteria))
	}
	return g
}
