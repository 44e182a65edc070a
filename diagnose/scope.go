package diagnose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// rosterFor resolves a roster that depends on the place compared: 全国 for a
// province is the 31 of the mainland; 全省 for a city is every prefecture-level
// unit of its province; 全市 for a district is every district of its city. That
// is a reading of the word, and the note says so.
func (b *Bench) rosterFor(name, place string) roster {
	r := b.roster(name)
	if r.known || name == "" {
		return r
	}
	p, ok := b.places().Get(place)
	if !ok {
		return r
	}
	if p.Level == city.District { // 中心城区 of the district's city
		if own := b.roster(b.place(p.Parent) + name); own.known && slices.Contains(own.members, place) {
			return own
		}
	}
	word := strings.NewReplacer("各", "", "市州", "", "地市", "", "地级市", "", "市（州）", "", "区县", "", "城市", "").Replace(name)
	var scope roster
	switch {
	case p.Level == city.Province && slices.Contains([]string{"全国", "国内", "我国"}, word):
		scope = b.roster("31个省区市")
	case p.Level == city.Prefecture && slices.Contains([]string{"全省", "省内", "全区", "自治区"}, word):
		scope = b.children(p.Parent, 2, city.Prefecture)
	case p.Level == city.District && slices.Contains([]string{"全市", "市内"}, word):
		scope = b.children(p.Parent, 4, city.District)
	}
	if !scope.known && unitsOf.MatchString(city.Narrow(name)) { // 14个市州: as many as the province has
		if own := b.siblings(p); own.known && own.size == r.size {
			scope = own
		}
	}
	if !scope.known {
		return r
	}
	scope.name, scope.assumed = name, true
	scope.note = city.Text{
		Zh: fmt.Sprintf("“%s”按%d个同级行政区理解", name, scope.size),
		En: fmt.Sprintf("“%s” is taken to be its %d units of the same level", name, scope.size),
	}
	return scope
}

// unitsOf are names of rosters that only count the units of one level.
var unitsOf = regexp.MustCompile(`^[\p{Han}]*?\d+个?(?:市州|市（州）|市\(州\)|地市|地级市|设区市|地州市|市|区县|区市县|县市区|区|县)$`)

// siblings are the units of one level that a place stands among: the
// prefecture-level units of its province, the districts of its city.
func (b *Bench) siblings(p city.Place) roster {
	switch p.Level {
	case city.Prefecture:
		return b.children(p.Parent, 2, city.Prefecture)
	case city.District:
		return b.children(p.Parent, 4, city.District)
	}
	return roster{}
}

// sameScope reports whether two names mean one roster for a place: 全省 and
// 14个市州 for a city of a province with 14 of them.
func (b *Bench) sameScope(x, y, place string) bool {
	if b.sameRoster(x, y) {
		return true
	}
	p, q := b.rosterFor(x, place), b.rosterFor(y, place)
	return p.known && q.known && sameMembers(p.members, q.members)
}

// scopeIn finds a scope that the sentence names and that means something for
// its place: 全市 for a district, 全省 for a city, 全国 for a province.
func (b *Bench) scopeIn(c Claim) string {
	for _, w := range []string{"全市", "全省", "全区", "全国"} {
		if strings.Contains(c.Sentence, w) && b.rosterFor(w, c.Place).assumed {
			return w
		}
	}
	for _, w := range []string{"中心城区", "主城区", "新城区"} {
		if strings.Contains(c.Sentence, w) && b.rosterFor(w, c.Place).known {
			return w
		}
	}
	return ""
}

// children lists the units right below a place by their GB/T 2260 codes: at
// is how many digits of the code the parent has.
func (b *Bench) children(parent string, at int, level city.PlaceLevel) roster {
	if len(parent) != 6 {
		return roster{}
	}
	var out roster
	for n := 1; n < 100; n++ {
		code := fmt.Sprintf("%s%02d%s", parent[:at], n, strings.Repeat("0", 4-at))
		if p, ok := b.places().Get(code); ok && p.Level == level && p.Parent == parent {
			out.members = append(out.members, code)
		}
	}
	out.size, out.known = len(out.members), len(out.members) > 1
	return out
}
