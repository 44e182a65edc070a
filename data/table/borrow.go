package table

import (
	"regexp"
	"strings"
)

// borrowTimes gives growth and rank columns without a time the one of the
// level they belong to: the newest where there is one such column, else the
// level to the left. Bare ranks among several belong to the column before.
func (rd *reader) borrowTimes(w *walk) {
	key := func(c *column) string { return strings.Join(c.names, "|") + "@" + c.place }
	rd.shareColumns(w)
	bare := map[string]int{}
	ranks := 0
	for _, c := range w.p.values {
		if c.isLevel() || c.when.says() || c.when.whole {
			continue
		}
		bare[c.facetName()+key(c)]++
		if c.rank != nil && len(c.names) == 0 {
			ranks++
		}
	}
	levels := 0
	for _, c := range w.p.values {
		if c.isLevel() {
			levels++
		}
	}
	var left, prev *column
	for _, c := range w.p.values {
		if c.isLevel() {
			if c.share == "" && !(w.p.rows[roleIndicator] && left != nil && isProgress(c)) {
				left = c
			}
		} else {
			only := bare[c.facetName()+key(c)] == 1
			if c.rank != nil && c.growth == nil && !c.total && !c.rank.growth && prev != nil && prev.growth != nil && prev.rank == nil && rd.ranksItsRate(c, prev, ranks, levels, w.p.values) {
				c.growth = prev.growth
			}
			if len(c.names) == 0 && left != nil && c.share == "" {
				c.names = left.names
				if c.place == "" {
					c.place = left.place
				}
			}
			if !c.when.says() && !c.when.whole {
				rd.borrow(w, c, left, only)
			}
		}
		prev = c
	}
}

// shareColumns gives 占比 and 占全市比重 columns the indicator to their left,
// where the rows name none.
func (rd *reader) shareColumns(w *walk) {
	var left *column
	for _, c := range w.p.values {
		n := len(c.names)
		switch {
		case !c.isLevel():
		case w.p.rows[roleIndicator] && c.share == "" && n > 0 && isShareOf(c.names[n-1]):
		case n > 0 && isShareOf(c.names[n-1]) && (n > 1 || left != nil):
			c.share, c.names = bareLabel(c.names[n-1]), c.names[:n-1]
			if n == 1 {
				c.names = left.names
			}
		case c.share != "" && n == 0 && left != nil:
			c.names = left.names
		case c.share == "":
			left = c
		}
		if c.share != "" && c.place == "" && left != nil {
			c.place = left.place
		}
		if c.share != "" && !c.when.says() && left != nil {
			c.when = left.when
		}
	}
}

func (rd *reader) borrow(w *walk, c, left *column, newest bool) {
	if newest {
		var best *column
		for _, l := range w.p.values {
			if !l.isLevel() || !l.when.says() || len(c.names) > 0 && (strings.Join(l.names, "|") != strings.Join(c.names, "|") || l.place != c.place) {
				continue
			}
			if best == nil || best.when.under(w.outer).period().Before(l.when.under(w.outer).period()) {
				best = l
			}
		}
		if best != nil {
			c.when = best.when
			for _, l := range w.p.values { // 本月, 累计, 去年同期累计, 同比
				if left != nil && left.when.shift > 0 && l.isLevel() && l.when.shift == 0 && l.at < left.at {
					if p := l.when.under(w.outer).period(); p.Year() == best.when.under(w.outer).period().Year() && p.Shift(-1) == left.when.under(w.outer).period() {
						left = l
						break
					}
				}
			}
			if left != nil && (left.when.says() || left.when.whole) {
				near, newest := left.when.under(w.outer).period(), best.when.under(w.outer).period()
				if near.Year() == newest.Year() && (near.IsSpan() || near.IsYear() && !newest.IsYear()) {
					c.when = left.when // 本月, 累计, 同比: the rate of the months together
				}
			}
			return
		}
	}
	if left != nil {
		c.when = rd.newestBefore(w, c, left).when
	}
}

func (c *column) isLevel() bool { return c.growth == nil && c.rank == nil && !c.change }

func (c *column) facetName() string {
	switch {
	case c.rank != nil:
		return "rank"
	case c.change:
		return "change"
	case c.growth != nil:
		return "growth"
	}
	return "level"
}

var progressWords = regexp.MustCompile(`为.*(?:预算|目标|计划|任务|上年|年)(?:数)?的?%?$|^(?:完成|占).*(?:预算|目标|计划|任务|进度)`)

// isProgress reports a column that measures the row against a plan (决算为调整
// 预算的%): rates to its right are those of the row, not of the measure.
func isProgress(c *column) bool {
	return len(c.names) > 0 && progressWords.MatchString(squash(c.names[len(c.names)-1]))
}

// ranksItsRate reports a rank column behind a rate, of which it is the rank:
// one of several (总量, 位次, 增速, 位次), or in a table of rates only.
func (rd *reader) ranksItsRate(c, prev *column, ranks, levels int, all []*column) bool {
	if len(c.names) == 0 {
		return ranks > 1 || levels == 0
	}
	name := strings.Join(c.names, "|")
	same := 0
	for _, o := range all {
		if o.rank != nil && strings.Join(o.names, "|") == name && o.place == c.place {
			same++
		}
	}
	return same > 1 && strings.Join(prev.names, "|") == name
}

// newestBefore is the level that a rate stands behind: left, or of the run of
// columns of one name that ends there the one of a later year (2019年, 2018年,
// 增长).
func (rd *reader) newestBefore(w *walk, c, left *column) *column {
	best := left
	name := strings.Join(left.names, "|")
	for i := len(w.p.values) - 1; i >= 0; i-- {
		l := w.p.values[i]
		if l.at >= c.at || l.at > left.at {
			continue
		}
		if !l.isLevel() || strings.Join(l.names, "|") != name || l.place != left.place {
			break
		}
		if l.when.under(w.outer).period().Year() > best.when.under(w.outer).period().Year() {
			best = l
		}
	}
	return best
}
