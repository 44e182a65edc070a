package table

import "github.com/quanyu/quanyu/city"

// partsAcross finds the whole of columns headed 其中：… or #…, and gives parts
// that print no unit the one of their whole: 地区生产总值(万元), 第一产业,
// 第二产业, #工业. Where a unit stands above the table nothing is missing.
func (rd *reader) partsAcross(p *panel) {
	var whole, total *column // the nearest column that is no part; the last that prints a unit
	for _, c := range p.values {
		if !c.isLevel() || c.share != "" || len(c.names) == 0 {
			continue
		}
		name := c.names[len(c.names)-1]
		_, part := isPart(fold(name))
		switch {
		case part && whole != nil && len(c.names) == 1:
			c.whole = whole.names[len(whole.names)-1]
			if c.unit == "" && readHead(name).unit == "" && whole.place == c.place {
				c.unit = whole.unit
			}
		case c.unit != "":
			whole, total = c, c
		default:
			whole = c
			if total != nil && total.place == c.place && rd.isPartOf(name, total.names[len(total.names)-1]) {
				c.unit = total.unit
			}
		}
	}
}

// isPartOf reports an indicator that the catalog adds up to another.
func (rd *reader) isPartOf(name, whole string) bool {
	if rd.indicators == nil {
		return false
	}
	part := rd.indicators.Resolve(name)
	sum, ok := rd.indicators.Get(rd.indicators.Resolve(whole).ID)
	if !ok || !part.Known || part.Facet != city.Level {
		return false
	}
	for _, id := range sum.Identities {
		if id.Kind == "sum" && hasMark(id.Parts, part.ID) {
			return true
		}
	}
	return false
}
