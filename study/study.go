package study

import (
	"strings"
	"time"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/data/table"
	"github.com/quanyu/quanyu/internal/files"
)

// Config is study.yaml.
type Config struct {
	Title        string      `yaml:"title"`
	Question     string      `yaml:"question"`
	Place        string      `yaml:"place"`         // name or code; may be empty
	BaseYear     int         `yaml:"base_year"`     // what 去年 and 上年 count from
	Language     string      `yaml:"language"`      // zh or en
	Seed         uint64      `yaml:"seed"`          //
	DocumentDate string      `yaml:"document_date"` // 2019-10-14, printed on the documents
	IssuingUnit  string      `yaml:"issuing_unit"`  //
	Authors      []string    `yaml:"authors"`       // 执笔
	Recipients   string      `yaml:"recipients"`    // 报送范围
	Roster       string      `yaml:"roster"`        // comparison range where a sentence names none
	Peers        []PeerGroup `yaml:"peers"`         //
}

// PeerGroup 对标城市: places chosen by a stated rule.
type PeerGroup struct {
	Name    string   `yaml:"name"` // as drafts write it: 先进城市
	Members []string `yaml:"members"`
	Rule    string   `yaml:"rule"`
}

// Study is an open study folder.
type Study struct {
	Dir     *files.Folder
	Config  Config
	Place   string              // code of Config.Place; "" where none is set
	Groups  map[string][]string // peer groups by name, as codes
	options data.Options
}

type sourcesFile struct {
	Sources []city.Source `yaml:"sources"`
}

type placesFile struct {
	Places []struct {
		Code    string   `yaml:"code"`
		Name    string   `yaml:"name"`
		Short   string   `yaml:"short"`
		Level   string   `yaml:"level"`
		Parent  string   `yaml:"parent"`
		Aliases []string `yaml:"aliases"`
		Valid   string   `yaml:"valid"`
	} `yaml:"places"`
	Rosters []city.Roster `yaml:"rosters"`
}

type indicatorsFile struct {
	Indicators []city.Indicator `yaml:"indicators"`
	Concepts   []city.Concept   `yaml:"concepts"`
}

type tablesFile struct {
	Tables []table.Hints `yaml:"tables"`
}

// Open opens a study folder and reads its YAML files, all of them optional
// but study.yaml. The caller closes Dir.
func Open(dir string) (*Study, error) {
	folder, err := files.Open(dir)
	if err != nil {
		return nil, err
	}
	s := &Study{Dir: folder}
	if err := s.read(); err != nil {
		folder.Close()
		return nil, err
	}
	return s, nil
}

func (s *Study) read() error {
	if !s.Dir.Has("study.yaml") {
		return city.Errorf("no_study", "文件夹里没有 study.yaml，不是课题文件夹", "there is no study.yaml in the folder, so it is not a study").
			At(s.Dir.Name(), "", 0, "").WithHint("用 quanyu new DIR 新建课题，再把表格放进 tables/", "make a study with quanyu new DIR and put the tables into tables/")
	}
	var (
		sources    sourcesFile
		places     placesFile
		indicators indicatorsFile
		tables     tablesFile
	)
	for _, f := range []struct {
		name string
		into any
	}{
		{"study.yaml", &s.Config}, {"sources.yaml", &sources}, {"places.yaml", &places},
		{"indicators.yaml", &indicators}, {"tables.yaml", &tables},
	} {
		if !s.Dir.Has(f.name) {
			continue
		}
		raw, err := s.Dir.Read(f.name)
		if err != nil {
			return err
		}
		if err := files.YAML(f.name, raw, f.into); err != nil {
			return err
		}
	}
	s.options = data.Options{
		Sources: sources.Sources, Rosters: places.Rosters,
		Indicators: indicators.Indicators, Concepts: indicators.Concepts, Hints: tables.Tables,
	}
	s.options.Concepts = append(s.options.Concepts, s.indexConcepts()...)
	for _, p := range places.Places {
		s.options.Places = append(s.options.Places, city.Place{
			Code: p.Code, Name: p.Name, Short: p.Short, Level: city.PlaceLevel(p.Level), Parent: p.Parent, Aliases: p.Aliases, Valid: p.Valid,
		})
	}
	if err := checkDefinitions(indicators.Indicators); err != nil {
		return err
	}
	return s.settle()
}

// checkDefinitions refuses a dated definition whose date is none.
func checkDefinitions(list []city.Indicator) error {
	for _, x := range list {
		for _, d := range x.Definitions {
			for _, p := range []city.Period{d.From, d.To} {
				if _, ok := city.ParsePeriod(string(p)); p != "" && !ok {
					return city.Errorf("bad_period", "指标“%s”的口径“%s”的时期“%s”写法不对", "indicator %q, definition %q: %q is no period", x.ID, d.ID, string(p)).
						At("indicators.yaml", "", 0, "").WithHint("写 2018、2018Q3 或 2018-12", "write 2018, 2018Q3 or 2018-12")
				}
			}
		}
	}
	return nil
}

// settle checks study.yaml and resolves its names.
func (s *Study) settle() error {
	c := &s.Config
	fault := func(code, zh, en string, args ...any) *city.Error {
		return city.Errorf(code, zh, en, args...).At("study.yaml", "", 0, "")
	}
	if c.Language == "" {
		c.Language = "zh"
	}
	if c.Language != "zh" && c.Language != "en" {
		return fault("bad_language", "language 只能是 zh 或 en，现为“%s”", "language must be zh or en, not %q", c.Language)
	}
	if c.DocumentDate != "" {
		if _, err := time.Parse(time.DateOnly, c.DocumentDate); err != nil {
			return fault("bad_date", "document_date 应为 2019-10-14 这样的日期，现为“%s”", "document_date must be a date such as 2019-10-14, not %q", c.DocumentDate)
		}
	}
	if c.BaseYear != 0 && (c.BaseYear < 1949 || c.BaseYear > 2100) {
		return fault("bad_year", "base_year %d 不在 1949 至 2100 之间", "base_year %d is not between 1949 and 2100", c.BaseYear)
	}
	places := catalog.NewPlaces()
	if err := places.Add(s.options.Places, s.options.Rosters); err != nil {
		return err
	}
	resolve := func(name, key string) (string, error) {
		r := places.Resolve(name, "")
		if r.Match == catalog.Exact || r.Match == catalog.Alias {
			return r.Place.Code, nil
		}
		e := fault("unknown_place", "%s 中的地名“%s”无法确定", "the place %[2]q in %[1]s cannot be resolved", key, name)
		if names := suggestions(r); names != "" {
			e = e.WithHint("是否为："+names+"？写全称或代码", "did you mean "+names+"? write the full name or the code")
		}
		return "", e
	}
	if strings.TrimSpace(c.Place) != "" {
		code, err := resolve(c.Place, "place")
		if err != nil {
			return err
		}
		s.Place = code
	}
	s.Groups = map[string][]string{}
	for _, g := range c.Peers {
		if _, twice := s.Groups[g.Name]; twice || strings.TrimSpace(g.Name) == "" {
			return fault("bad_peers", "peers 中的组名“%s”为空或重复", "the name %q of a group of peers is empty or stands twice", g.Name)
		}
		s.Groups[g.Name] = nil
		for _, m := range g.Members {
			code, err := resolve(m, "peers")
			if err != nil {
				return err
			}
			s.Groups[g.Name] = append(s.Groups[g.Name], code)
		}
	}
	s.options.Place = s.Place
	return nil
}

func suggestions(r catalog.Resolution) string {
	var names []string
	for i, p := range r.Suggestions {
		if i == 3 {
			break
		}
		names = append(names, p.Name+" "+p.Code)
	}
	return strings.Join(names, "、")
}

// Load reads the tables and facts of the study. Reports say what each file
// was understood to hold, also when the error is not nil.
func (s *Study) Load() (*data.Set, []data.Report, error) {
	return data.Load(s.Dir, s.options)
}
