package table

import (
	"strings"
)

// stated gives the role that a heading states, the lowest first.
func (c *column) stated() (role, bool) {
	for i := len(c.heads) - 1; i >= 0; i-- {
		if r, ok := roleOf(c.heads[i].text); ok {
			return r, true
		}
	}
	if joined := squash(c.headText()); len(c.heads) > 1 {
		return roleOf(joined)
	}
	return roleLabel, false
}

// saysValue reports headings that only figures have.
func (c *column) saysValue() bool {
	for _, h := range c.heads {
		if h.when.says() || h.growth || h.rank || h.change || h.share {
			return true
		}
	}
	return false
}

// assignRoles decides what each column is for: by its heading, else by what
// stands in it.
func (rd *reader) assignRoles(cols []*column) {
	labelAt := columnIndex(rd.hints.LabelCol)
	long := false
	for _, c := range cols {
		for _, h := range c.heads {
			if valueWords[strings.ToLower(squash(h.text))] && len(c.heads) == 1 && c.nums > 0 {
				c.value, long = true, true
			}
		}
	}
	for i, c := range cols {
		c.role = rd.roleOfColumn(c, i == 0 || allLabels(cols[:i]))
		if long && c.role == roleValue && !c.value && !c.saysValue() {
			c.role = roleSkip
		}
		if labelAt >= 0 && c.at == labelAt {
			c.role = rd.labelRole(c)
		}
		if c.role == roleLabel {
			c.role = rd.labelRole(c)
		}
	}
	rd.onlyCategory(cols)
	rd.onlyLastIndicator(cols)
}

func allLabels(cols []*column) bool {
	for _, c := range cols {
		if c.role == roleValue {
			return false
		}
	}
	return true
}

// roleOfColumn is the role of one column; roleLabel where its cells are names
// of a kind still to be told.
func (rd *reader) roleOfColumn(c *column, leftmost bool) role {
	stated, ok := c.stated()
	numeric := c.nums > 0 && c.nums >= c.texts
	if c.value {
		return roleValue
	}
	if ok && stated != roleLabel {
		switch {
		case stated == rolePeriod && (c.periods > 0 || c.nums+c.texts == 0):
			return rolePeriod
		case stated == rolePeriod && numeric:
			if leftmost {
				return rolePeriod
			}
			return roleValue
		case stated == rolePeriod && c.texts > 0:
			return roleLabel // 年份 in the corner, over the columns and not the rows
		case !numeric && (stated == rolePlace || stated == roleIndicator):
			return rd.corrected(c, stated)
		case stated == roleUnit && c.units == 0 && c.texts > 0:
			return roleLabel // 单位 heads a list of institutions or places
		case stated == roleNumber || stated == roleNote || stated == roleStatus:
			return stated
		case numeric && (stated == rolePlace || stated == roleIndicator || stated == roleGroup):
			return roleValue
		}
		return stated
	}
	if c.saysValue() {
		return roleValue
	}
	empty := squash(c.headText()) == ""
	switch {
	case leftmost && numeric && c.periods*10 >= (c.nums+c.texts)*8 && (empty || ok):
		return rolePeriod
	case leftmost && empty && c.counts:
		return roleNumber
	case numeric, c.nums+c.texts+c.absents == 0, c.texts == 0:
		if empty && c.nums == 0 {
			return roleSkip
		}
		return roleValue
	case leftmost:
		return roleLabel
	case c.nums > 0 && c.nums*2 >= c.texts:
		return roleValue
	case c.units*10 >= c.texts*7:
		return roleUnit
	}
	return roleNote
}

// corrected lets the cells overrule a heading that is about the columns: 地区
// over indicators, 指标 over places.
func (rd *reader) corrected(c *column, stated role) role {
	v := rd.vote(distinct(c.sample))
	switch {
	case stated == rolePlace && v.indicator > 0 && v.place == 0:
		return roleIndicator
	case stated == roleIndicator && v.indicator == 0 && v.place*10 >= (v.place+v.other+v.period)*6 && v.place > 0:
		return rolePlace
	}
	return stated
}

// labelRole tells by the cells what a label column names; tables.yaml wins.
func (rd *reader) labelRole(c *column) role {
	switch strings.TrimSuffix(strings.ToLower(rd.hints.Rows), "s") {
	case "indicator":
		return roleIndicator
	case "place":
		return rolePlace
	case "period":
		return rolePeriod
	}
	return rd.vote(distinct(c.sample)).mostly()
}

// onlyCategory turns the last category column into the label column of a table
// that has no other.
func (rd *reader) onlyCategory(cols []*column) {
	var last *column
	for _, c := range cols {
		switch c.role {
		case roleIndicator, rolePlace, rolePeriod:
			return
		case roleGroup:
			last = c
		}
	}
	if last != nil {
		last.role = rd.labelRole(last)
	}
}

// onlyLastIndicator makes every indicator column but the last before the
// values a category, where there are several.
func (rd *reader) onlyLastIndicator(cols []*column) {
	for _, kind := range []role{roleIndicator, rolePlace} {
		var last *column
		for _, c := range cols {
			if c.role == roleValue {
				last = nil
			}
			if c.role != kind {
				continue
			}
			if last != nil {
				if kind == roleIndicator && rd.better(last, c) {
					c.role = roleNote
					continue
				}
				last.role = roleGroup
			}
			last = c
		}
	}
}

// better reports that the left of two indicator columns holds the names and
// the right one codes of them.
func (rd *reader) better(left, right *column) bool {
	han := func(c *column) bool {
		for _, s := range c.sample {
			if !isASCII(s) {
				return true
			}
		}
		return false
	}
	return han(left) && !han(right)
}

func distinct(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range list {
		if k := squash(s); k != "" && !seen[k] {
			seen[k] = true
			out = append(out, s)
		}
	}
	return out
}
