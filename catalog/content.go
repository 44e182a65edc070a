package catalog

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

//go:embed content
var content embed.FS

// mustRead gives an embedded file; a missing one is a fault of the build.
func mustRead(name string) []byte {
	raw, err := content.ReadFile("content/" + name)
	if err != nil {
		panic("catalog: " + err.Error())
	}
	return raw
}

func mustYAML(name string, into any) {
	if err := files.YAML("catalog/content/"+name, mustRead(name), into); err != nil {
		panic("catalog: " + err.Error())
	}
}

// mustCSV gives the rows below the header of an embedded table.
func mustCSV(name string) [][]string {
	rows, err := csv.NewReader(bytes.NewReader(mustRead(name))).ReadAll()
	if err != nil || len(rows) < 2 {
		panic(fmt.Sprintf("catalog: %s: %v", name, err))
	}
	return rows[1:]
}

// placeEntry is a place with what only the look-up needs.
type placeEntry struct {
	city.Place
	fullOnly bool     // the short name is a plain word; in running text only the full name counts
	members  []string // codes a region is made of
}

type regionsFile struct {
	Regions []struct {
		Code    string   `yaml:"code"`
		Name    string   `yaml:"name"`
		Aliases []string `yaml:"aliases"`
		Members []string `yaml:"members"`
	} `yaml:"regions"`
	Zones []struct {
		Code    string   `yaml:"code"`
		Name    string   `yaml:"name"`
		Short   string   `yaml:"short"`
		Parent  string   `yaml:"parent"`
		Aliases []string `yaml:"aliases"`
	} `yaml:"zones"`
}

// embeddedPlaces reads places.csv, counties.csv, former.csv and regions.yaml once.
var embeddedPlaces = sync.OnceValue(func() []placeEntry {
	var out []placeEntry
	byName := map[string]string{}
	for _, r := range mustCSV("places.csv") {
		p := city.Place{Code: r[0], Name: r[1], Short: r[2], Level: city.PlaceLevel(r[3]), Parent: r[4], Valid: "2023"}
		if r[5] != "" {
			p.Aliases = strings.Split(r[5], "|")
		}
		byName[p.Name] = p.Code
		out = append(out, placeEntry{Place: p, fullOnly: r[6] == "full"})
	}
	former := map[string][]string{} // 章丘市 before it became 章丘区, with the same area
	for _, r := range mustCSV("former.csv") {
		former[r[0]] = append(former[r[0]], r[1])
	}
	for _, r := range mustCSV("counties.csv") {
		p := city.Place{Code: r[0], Name: r[1], Short: countyShort(r[1]), Level: city.District, Parent: r[2], Valid: "2023", Aliases: former[r[0]]}
		if r[0][4:] >= "71" && r[0][4:] <= "79" { // development zones that the statistics code like counties
			p.Level, p.Short = city.Zone, p.Name
		}
		if _, taken := byName[p.Name]; !taken {
			byName[p.Name] = p.Code
		}
		out = append(out, placeEntry{Place: p})
	}
	var f regionsFile
	mustYAML("regions.yaml", &f)
	codeOf := func(name string) string {
		code, ok := byName[name]
		if !ok {
			panic("catalog: regions.yaml: " + name)
		}
		return code
	}
	for _, r := range f.Regions {
		e := placeEntry{Place: city.Place{Code: r.Code, Name: r.Name, Short: r.Name, Level: city.Region, Parent: "000000", Aliases: r.Aliases}}
		for _, m := range r.Members {
			e.members = append(e.members, codeOf(m))
		}
		out = append(out, e)
	}
	for _, z := range f.Zones {
		out = append(out, placeEntry{Place: city.Place{Valid: "2023", Code: z.Code, Name: z.Name, Short: z.Short, Level: city.Zone, Parent: codeOf(z.Parent), Aliases: z.Aliases}})
	}
	return out
})

// peoples are the nationalities that autonomous counties are named after.
const peoples = `(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|鄂伦春|独龙|赫哲|门巴|珞巴|基诺|各)族?`

var autonomous = regexp.MustCompile(`^(.{2,}?)(?:` + peoples + `)+自治[县旗]$`)

// countyShort is the name of a county-level unit without its last word; names
// of two characters (赵县, 城区) stay whole.
func countyShort(name string) string {
	if m := autonomous.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	for _, suffix := range []string{"自治县", "自治旗", "林区", "特区", "区", "县", "市", "旗"} {
		if s, ok := strings.CutSuffix(name, suffix); ok && len([]rune(s)) >= 2 {
			return s
		}
	}
	return name
}

type rostersFile struct {
	Rosters []city.Roster `yaml:"rosters"`
}

type indicatorsFile struct {
	Indicators []city.Indicator `yaml:"indicators"`
}

type conceptsFile struct {
	Concepts []city.Concept `yaml:"concepts"`
}

// indicatorFiles lists the embedded indicators by theme, in the order in which
// they are listed to a reader.
var indicatorFiles = []string{"economy.yaml", "innovation.yaml", "enterprise.yaml", "society.yaml"}

var embeddedIndicators = sync.OnceValues(func() ([]city.Indicator, []city.Concept) {
	var list []city.Indicator
	for _, name := range indicatorFiles {
		var f indicatorsFile
		mustYAML("indicators/"+name, &f)
		list = append(list, f.Indicators...)
	}
	var c conceptsFile
	mustYAML("concepts.yaml", &c)
	return list, c.Concepts
})
