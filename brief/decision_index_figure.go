package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/diagnose/benchmark"
)

// indexFigure stands for the id of a claim at the figure of the index.
const indexFigure = "index.yaml"

// mostSpans is how many places the figure of ranks shows.
const mostSpans = 40

// indexRanks draws the ranks of the places with their intervals, the first place
// on the left; false where nothing was varied.
func (in Input) indexRanks() (figure, bool) {
	if in.Index == nil || in.Index.Robustness == nil {
		return figure{}, false
	}
	list := slices.DeleteFunc(slices.Clone(in.Index.Places), func(v benchmark.PlaceView) bool { return v.Rank == nil || v.Interval == nil })
	if len(list) < fewestPlaces || len(list) > mostSpans {
		return figure{}, false
	}
	slices.SortStableFunc(list, func(a, b benchmark.PlaceView) int { return *a.Rank - *b.Rank })
	own, _ := in.indexed()
	s := word.Spans{Unit: "位次", Name: "位次", Reversed: true, Top: len(list)}
	var told []string
	for _, v := range list {
		s.Names = append(s.Names, in.shortName(v.Name))
		low, high := float64(v.Interval[0]), float64(v.Interval[1])
		rank := float64(*v.Rank)
		s.Marks = append(s.Marks, word.Span{Value: rank, Low: min(low, rank), High: max(high, rank), Own: v.Place == own.Place})
		told = append(told, fmt.Sprintf("%s第%d位（%s）", v.Name, *v.Rank, between(*v.Interval)))
	}
	s.Describe = "各地位次及其区间：" + strings.Join(told, "，")
	return figure{
		claim: indexFigure, spans: &s, caption: shortTitle(in.Index.Title) + "的位次与区间",
		source: fmt.Sprintf("注：点为位次，线为%d次重算中第5至第95百分位的位次。%s", in.Index.Robustness.Independent, in.indexSource()),
	}, true
}

// shortName is how a chart names a place of the index: 湖北.
func (in Input) shortName(name string) string {
	if in.Set == nil || in.Set.Places == nil {
		return name
	}
	if r := in.Set.Places.Resolve(name, ""); r.Place.Name == name && r.Place.Short != "" {
		return r.Place.Short
	}
	return name
}
