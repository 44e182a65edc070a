package catalog

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// addRoster resolves the members of a roster and enters its names.
func (p *Places) addRoster(r city.Roster) error {
	if strings.TrimSpace(r.ID) == "" {
		return city.Errorf("no_name", "比较范围没有 id", "a roster has no id").At("places.yaml", "", 0, "")
	}
	codes := func(names []string) ([]string, error) {
		var out []string
		seen := map[string]bool{}
		for _, n := range names {
			code, err := p.member(n)
			if err != nil {
				return nil, err
			}
			if seen[code] {
				return nil, city.Errorf("duplicate_member", "比较范围“%s”中“%s”出现两次", "%[2]q stands twice in the roster %[1]q", r.ID, n).At("places.yaml", "", 0, "")
			}
			seen[code] = true
			out = append(out, code)
		}
		return out, nil
	}
	var err error
	if r.Members, err = codes(r.Members); err != nil {
		return err
	}
	if r.Absent, err = codes(r.Absent); err != nil {
		return err
	}
	p.putRoster(r)
	return nil
}

// putRoster adds or replaces a roster whose members are codes. A name that
// another roster bears passes to the newer one.
func (p *Places) putRoster(r city.Roster) {
	for i, have := range p.rosters {
		if have.ID == r.ID {
			p.rosters = append(p.rosters[:i:i], p.rosters[i+1:]...)
			p.compare.remove(r.ID)
			break
		}
	}
	p.rosters = append(p.rosters, r)
	for _, n := range append([]string{r.ID}, r.Aliases...) {
		for _, form := range []string{n, chineseCount(n)} {
			delete(p.compare.names, foldName(form))
			p.compare.add(form, r.ID)
		}
	}
}

var leadingCount = regexp.MustCompile(`^\d{1,2}`)

// chineseCount writes the number that a name begins with in characters:
// 15个副省级城市 becomes 十五个副省级城市.
func chineseCount(name string) string {
	digits := leadingCount.FindString(name)
	n, err := strconv.Atoi(digits)
	if err != nil || n == 0 {
		return name
	}
	d := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	s := ""
	if n >= 20 {
		s = d[n/10]
	}
	if n >= 10 {
		s += "十"
	}
	return s + d[n%10] + name[len(digits):]
}

// About makes the rosters that depend on the place of the study: 全市各区 for
// a city, 全省各市州 for a province.
func (p *Places) About(code string) {
	add := func(id string, members []string, aliases ...string) {
		if len(members) > 1 {
			n := strconv.Itoa(len(members))
			for _, a := range []string{"个区", "个市州", "个地市", "个县市区"} {
				if strings.Contains(id, "区") == strings.Contains(a, "区") {
					aliases = append(aliases, n+a)
				}
			}
			p.putRoster(city.Roster{ID: id, Members: members, Aliases: aliases,
				Note: city.Text{Zh: p.Name(code) + "所辖行政区划，不含功能区等统计单元", En: "the administrative areas of " + p.Name(code) + ", without statistical units"}})
		}
	}
	if c := p.cityOf(code); c != "" {
		add("全市各区", p.Children(c, city.District), "各区", "各城区", "各县市区", "各区县", "各县（市、区）", "各区县（市）", "全市各区县", "全市各县市区", "各行政区")
	}
	if v := p.provinceOf(code); v != "" && !isMunicipality(v) {
		add("全省各市州", append(p.Children(v, city.Prefecture), p.underProvince(v)...), "全省各市", "全省地级市", "省内各市", "省内各市州", "全省各地市", "各市州", "各市（州）", "全省各市（州）", "各地市", "省内地级市")
	}
}

// underProvince are the county-level units that a province runs itself and
// counts among its cities: 仙桃, 济源, 琼海. Xinjiang's do not count so.
func (p *Places) underProvince(province string) []string {
	var out []string
	for _, code := range p.Children(province, city.District) {
		if strings.HasPrefix(code, province[:2]+"90") && province != "650000" {
			out = append(out, code)
		}
	}
	return out
}

// Rosters lists all rosters in the order in which they were added.
func (p *Places) Rosters() []city.Roster { return append([]city.Roster(nil), p.rosters...) }

var aroundRoster = regexp.MustCompile(`^(?:与|在|比|和|同|较|全国|我国|其他|其它|所有|全部|这)+|(?:中|之中|之间|内|里|相比|当中|范围|排序|排名|位次)+$`)

// Roster finds a roster by its ID or an alias ("15城市", "副省级城市"). Words
// around the name (在…中, 全国…) do no harm.
func (p *Places) Roster(name string) (city.Roster, bool) {
	key := foldName(name)
	for range 3 {
		if ids := p.compare.names[key]; len(ids) > 0 {
			for _, r := range p.rosters {
				if r.ID == ids[0] {
					return r, true
				}
			}
		}
		key = aroundRoster.ReplaceAllString(key, "")
	}
	return city.Roster{}, false
}

// FindRosters lists the rosters named in running text.
func (p *Places) FindRosters(text string) []Mention {
	f := fold(text)
	var out []Mention
	for _, h := range p.compare.scan(f.text, nil) {
		m := Mention{ID: h.ids[0], Match: Alias}
		if f.text[h.start:h.end] == foldName(h.ids[0]) {
			m.Match = Exact
		}
		m.Start, m.End = f.span(text, h.start, h.end)
		out = append(out, m)
	}
	return out
}
