package propose

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// wuhan is the context of the worked study: data to 2018, one named group.
func wuhan(t testing.TB) Context {
	t.Helper()
	places := catalog.NewPlaces()
	if err := places.Add(nil, []city.Roster{{ID: "15城市", Aliases: []string{"15个城市", "15个副省级以上城市"}}}); err != nil {
		t.Fatal(err)
	}
	return Context{Places: places, Indicators: catalog.NewIndicators(), Place: "420100", Year: 2018, Groups: []string{"先进城市"}}
}

// fields gives every set field of a claim as key=value.
func fields(c diagnose.Claim) map[string]string {
	f := map[string]string{"type": string(c.Type), "place": c.Place, "ind": c.Indicator, "def": c.Definition, "concept": c.Concept,
		"period": string(c.Period), "from": string(c.From), "unit": c.Unit, "hedge": string(c.Hedge), "dir": c.Direction, "times": c.Times,
		"word": c.Word, "rw": c.RankWord, "roster": c.Roster, "peers": strings.Join(c.Peers, ","), "group": c.PeerGroup, "against": c.Against,
		"than": c.Than, "price": string(c.Price), "parts": strings.Join(c.Indicators, ",")}
	if c.Figure != nil {
		f["fig"] = city.Printed(*c.Figure) + c.Unit
	}
	if c.FigureFrom != nil {
		f["figfrom"] = city.Printed(*c.FigureFrom)
	}
	for k, v := range map[string]int{"years": c.Years, "rank": c.Rank, "rankfrom": c.RankFrom} {
		if v != 0 {
			f[k] = fmt.Sprint(v)
		}
	}
	if c.Average {
		f["avg"] = "yes"
	}
	if c.Denied {
		f["denied"] = "yes"
	}
	var figs []string
	for _, v := range c.Figures {
		figs = append(figs, city.Printed(v))
	}
	f["figs"] = strings.Join(figs, ",")
	return f
}

// describe prints a claim for messages.
func describe(c diagnose.Claim) string {
	f := fields(c)
	out := f["type"]
	if out == "" {
		out = "not-understood"
	}
	for _, k := range []string{"ind", "def", "concept", "place", "period", "from", "years", "avg", "fig", "figfrom", "hedge", "dir", "times", "rank", "rankfrom", "rw", "word", "roster", "peers", "group", "against", "than", "price", "figs", "parts", "denied"} {
		if f[k] != "" {
			out += " " + k + "=" + f[k]
		}
	}
	if len(c.Parts) > 0 {
		var p []string
		for _, x := range c.Parts {
			p = append(p, describe(x))
		}
		out += " {" + strings.Join(p, " | ") + "}"
	}
	return out
}

// agrees checks that a claim has every field that want names: "growth
// ind=gdp fig=8.2%"; key=- asks that it is empty. Parts stand in braces.
func agrees(c diagnose.Claim, want string) bool {
	head, parts, has := strings.Cut(want, "{")
	if has {
		list := strings.Split(strings.TrimSuffix(strings.TrimSpace(parts), "}"), "|")
		if len(list) != len(c.Parts) {
			return false
		}
		for i := range list {
			if !agrees(c.Parts[i], list[i]) {
				return false
			}
		}
	} else if len(c.Parts) > 0 {
		return false
	}
	f := fields(c)
	for i, w := range strings.Fields(head) {
		if i == 0 {
			if w == "not-understood" {
				w = ""
			}
			if f["type"] != w {
				return false
			}
			continue
		}
		k, v, _ := strings.Cut(w, "=")
		if v == "-" {
			v = ""
		}
		if f[k] != v {
			return false
		}
	}
	return true
}

type sample struct{ text, want string }

func check(t *testing.T, ctx Context, list []sample) {
	t.Helper()
	for _, s := range list {
		c := propose(s.text, ctx, ctx.Indicators)
		if !agrees(c, s.want) {
			t.Errorf("%s\n  got  %s\n  want %s", s.text, describe(c), s.want)
		}
		checkWhere(t, s.text, c)
	}
}

func checkWhere(t testing.TB, text string, c diagnose.Claim) {
	t.Helper()
	if c.Sentence != text || c.Where.Start != 0 || c.Where.End != len(text) {
		t.Errorf("%q: sentence %q, where %+v", text, c.Sentence, c.Where)
	}
	for _, p := range c.Parts {
		if p.Where.Start < 0 || p.Where.End > len(text) || p.Where.Start >= p.Where.End || p.Sentence != text[p.Where.Start:p.Where.End] {
			t.Errorf("%q: part %q at %+v", text, p.Sentence, p.Where)
		}
	}
}

// The sentences of the founding text and what each must be read as.
func TestProposeFounding(t *testing.T) {
	check(t, wuhan(t), []sample{
		{"研发投入强度不高", "rank ind=rd_intensity rw=low word=不高 roster=- place=420100"},
		{"与15城市相比，高新技术企业数量偏少", "rank ind=high_tech_enterprises rw=low word=偏少 roster=15城市 peers=-"},
		{"与深圳等先进城市相比，高新技术企业数量偏少", "comparison ind=high_tech_enterprises than=below peers=440300 group=先进城市"},
		{"没有把最大投入聚焦到推动创新上来", "rank concept=innovation_input rw=high denied=yes"},
		{"科教优势还没有真正转化为创新发展优势", "all {rank concept=science_education_advantage rw=high denied=- | rank concept=innovation_development_advantage rw=high denied=yes}"},
		{"2013年至2018年研发投入强度由2.74%降至2.42%", "trend ind=rd_intensity from=2013 period=2018 figfrom=2.74 fig=2.42% dir=down"},
		{"高新技术企业2018年比2013年年均增长26.0%", "growth ind=high_tech_enterprises avg=yes from=2013 period=2018 fig=26.0% dir=up"},
		{"2018年规上高新技术产业增加值增长13.5%", "growth ind=high_tech_value_added def=规上 period=2018 from=2017 fig=13.5%"},
		{"发明专利授权量五年增长2.8倍", "growth ind=invention_grants times=by years=5 fig=2.8倍"},
		{"2017年武汉经济总量居36个主要城市第8位", "rank ind=gdp period=2017 rank=8 roster=36个主要城市 place=420100"},
		{"2018年武汉经济总量接近1.5万亿元", "level ind=gdp period=2018 fig=1.5万亿元 hedge=near"},
		{"技术合同成交额居15城市第3位", "rank ind=technology_contract_value rank=3 roster=15城市"},
		{"2018年高新技术企业较上年净增709家、增长25.1%", "all {change ind=high_tech_enterprises fig=709家 period=2018 from=2017 | growth ind=high_tech_enterprises fig=25.1% period=2018 from=2017}"},
		{"高新技术产业增加值占GDP比重由2018年的19.91%升至2019年的24.5%", "trend ind=high_tech_share_gdp from=2018 period=2019 figfrom=19.91 fig=24.5% dir=up"},
		{"新型研发机构数量偏少", "rank ind=new_type_rd_institutes rw=low"},
		{"中心城区30多个产业集聚片区，真正用于创新的只是少数", "cluster-share ind=中心城区产业集聚片区 rw=low fig=30个 hedge=more"},
		{"7个产业片区中真正用于创新的是极少数", "cluster-share ind=产业片区 rw=low fig=7个"},
		{"各类园区，其中真正用于创新的占大多数", "cluster-share ind=各类园区 rw=high"},
		{"30多个产业集聚片区，没有用于创新的只是少数", "exists ind=产业集聚片区"},
		{"企业创新主体地位不突出", "exists ind=企业创新主体地位"},
		{"武汉的高技术产业发展不如深圳", "comparison ind=high_technology_industry than=below peers=440300 place=420100"},
		{"为什么武汉的高技术产业发展不如深圳？", "not-understood"},
	})
}
