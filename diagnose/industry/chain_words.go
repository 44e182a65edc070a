package industry

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// headings are the columns of the tables of chains, each with its Chinese headings;
// see docs/manual/130-chains.md.
var headings = map[string][]string{
	"node": {"环节", "节点", "编号"}, "title": {"名称"}, "stage": {"段"}, "divisions": {"行业"}, "districts": {"主导产业所在区"},
	"local_firms": {"本地供应商"}, "outside_firms": {"外地供应商"}, "local_share": {"本地配套率"}, "final_yi": {"最终使用"},
	"from": {"从"}, "to": {"到"}, "input_share": {"投入占比"}, "kind": {"类别"}, "district": {"所在区"}, "maturity": {"成熟度"}, "slots": {"工位"}, "queue": {"排队"},
	"innovation": {"创新节点"}, "industry": {"产业环节"}, "adopter": {"采用方"}, "adopter_name": {"采用方名称"},
	"aspect": {"项"}, "value": {"数"}, "grade": {"依据等级", "等级"}, "source": {"来源"}, "note": {"备注"},
}

// entries are the Chinese words that may stand in cells for the names that the
// program has.
var entries = map[string]string{
	"知识领域": "knowledge", "实验室": "lab", "研究院": "institute", "成果": "result", "中试": "pilot", "需求": "demand",
	"研究": "research", "转移": "transfer", "产出": "yields", "回应": "answers",
	"本地": "local", "外地": "outside", "没有": "none", "无": "none",
	"替代来源": "substitutes", "供应集中度": "concentration", "本地能力": "capability",
}

// heading gives the name of a column among those known, and whether its unit is a
// percentage: the unit may stand in brackets (本地配套率（%）).
func heading(written string, known []string) (name string, percent bool) {
	bare, unit := strings.TrimSpace(city.Narrow(written)), ""
	if at := strings.Index(bare, "("); at > 0 && strings.HasSuffix(bare, ")") {
		bare, unit = strings.TrimSpace(bare[:at]), bare[at+1:len(bare)-1]
	}
	for _, k := range known {
		if k == bare || slices.Contains(headings[k], bare) {
			return k, unit == "%"
		}
	}
	return "", false
}

// entry is a word of a cell by the name that the program has for it.
func entry(cell string) string {
	if known, there := entries[cell]; there {
		return known
	}
	return cell
}
