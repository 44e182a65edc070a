package catalog

import (
	"strings"
	"sync"

	"github.com/quanyu/quanyu/city"
)

// Division 行业大类 of GB/T 4754—2017 国民经济行业分类.
type Division struct {
	Section, SectionName string // "C", "制造业"
	Code, Name           string // "39", "计算机、通信和其他电子设备制造业"
}

var embeddedDivisions = sync.OnceValues(func() ([]Division, map[string]int) {
	var list []Division
	by := map[string]int{}
	for i, r := range mustCSV("industries/divisions.csv") {
		list = append(list, Division{r[0], r[1], r[2], r[3]})
		by[r[2]], by[r[3]] = i, i
	}
	return list, by
})

// Divisions lists the 97 divisions of GB/T 4754—2017 in order.
func Divisions() []Division { list, _ := embeddedDivisions(); return list }

// Industry reads an industry as registries write it: a division or class
// ("39", "3940", "C39", "C3940", "39 计算机、通信和其他电子设备制造业"), or the name of
// a division. code has the digits: two of a division, three or four of a
// class; a zero that a spreadsheet took away ("1" for 01) is put back. ok is
// false where no division has these digits or that name; classes are not
// checked beyond their division.
func Industry(s string) (d Division, code string, ok bool) {
	list, by := embeddedDivisions()
	s = strings.TrimSpace(city.Narrow(s))
	letter := ""
	if s != "" && s[0] >= 'A' && s[0] <= 'T' {
		letter, s = s[:1], s[1:]
	}
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 {
		i, known := by[strings.ReplaceAll(s, ",", "、")]
		if !known {
			return Division{}, "", false
		}
		return list[i], list[i].Code, true
	}
	if code = s[:n]; n == 1 || n == 3 && letter == "" && !known(by, code[:2]) {
		code = "0" + code
	}
	if rest := s[n:]; n > 4 || rest != "" && rest[0] < 0x80 && rest[0] != ' ' && rest[0] != '-' && rest[0] != '_' && rest[0] != ':' {
		return Division{}, "", false
	}
	i, found := by[code[:2]]
	if !found || letter != "" && list[i].Section != letter {
		return Division{}, "", false
	}
	return list[i], code, true
}

func known(by map[string]int, code string) bool { _, ok := by[code]; return ok }
