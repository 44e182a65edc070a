package data

import (
	"errors"
	"path"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/data/table"
	"github.com/quanyu/quanyu/internal/files"
)

// Options are what a study knows beside its tables.
type Options struct {
	Place      string // code of the study's place; "" where none is set
	Sources    []city.Source
	Places     []city.Place
	Rosters    []city.Roster
	Indicators []city.Indicator
	Concepts   []city.Concept
	Hints      []table.Hints
	Parsed     map[string][]*grid.Grid // files of tables/ that were read already, by name; each is taken once
}

// Report says what one file was understood to hold.
type Report struct {
	File       string
	Rows       int           // rows with at least one value
	Values     int           // values, printed growth and ranks included, missing ones not
	Indicators []string      // Chinese names, in the order of the file
	Places     []string      // Chinese names, in the order of the file
	Periods    []city.Period // oldest first
	Title      string        // of its first table, as printed
	Publisher  string        // that the table names
	Levels     int           // of Values
	Growths    int           // of Values: printed growth rates
	Ranks      int           // of Values: printed ranks
	Units      []string      // in the order of the file
	Doubts     []city.Text   // what was not read, or read with doubt
	Marks      []string      // marks with what they mean: “[]”预计数 4个
	Note       city.Text     // what else the reader should know
}

// loader joins the files of a study into one Set.
type loader struct {
	set     *Set
	o       Options
	hints   map[string][]table.Hints
	byFile  map[string]string // file of tables/ to source ID
	faults  []error
	reports []Report
	tables  []*table.Table
	hinted  []table.Hints // of each table
	facts   []fact
	factsAt int // index of the report of facts.csv
	noPlace map[string][]city.Origin
	learned map[learned]bool
	read    map[labelAt]catalog.Reading // labels resolved since the last one was learned
	vague   map[string]bool             // labels that mean nothing without their table's title
	sheets  map[string]map[string]bool  // sheets with a table, by file
}

// Load reads facts.csv and every table of a study and joins their names. All
// files are read even where one is faulty; the error then lists each fault,
// the first one first. Reports are complete in either case.
func Load(dir *files.Folder, o Options) (*Set, []Report, error) {
	l := &loader{o: o, byFile: map[string]string{}, hints: map[string][]table.Hints{}, noPlace: map[string][]city.Origin{},
		learned: map[learned]bool{}, read: map[labelAt]catalog.Reading{}, vague: map[string]bool{}, sheets: map[string]map[string]bool{}}
	l.set = &Set{Sources: map[string]city.Source{}, Places: catalog.NewPlaces(), Indicators: catalog.NewIndicators()}
	l.set.Places.About(o.Place)
	if err := l.set.Places.Add(o.Places, o.Rosters); err != nil {
		return nil, nil, err
	}
	if err := l.set.Indicators.Add(o.Indicators, o.Concepts); err != nil {
		return nil, nil, err
	}
	l.sources()
	names, err := dir.List("tables")
	if err != nil {
		return nil, nil, err
	}
	l.hintFiles(names)
	for _, name := range names {
		l.readTable(dir, name)
	}
	if dir.Has("facts.csv") {
		l.readFacts(dir)
	}
	l.learn()
	l.findVague()
	n := len(l.facts)
	for _, t := range l.tables {
		n += len(t.Values)
	}
	l.set.Observations = make([]city.Observation, 0, n)
	for i, t := range l.tables {
		l.joinTable(t, l.hinted[i])
	}
	l.joinFacts()
	l.definitions()
	l.unplaced()
	l.set.Index()
	l.finishReports()
	return l.set, l.reports, errors.Join(l.faults...)
}

// sources enters sources.yaml.
func (l *loader) sources() {
	for _, s := range l.o.Sources {
		if _, twice := l.set.Sources[s.ID]; twice || s.ID == "" {
			l.faults = append(l.faults, city.Errorf("bad_source", "来源 id“%s”为空或重复", "the source id %q is empty or stands twice", s.ID).At("sources.yaml", "", 0, ""))
			continue
		}
		switch s.Grade {
		case "", "A", "B", "C", "D":
		default:
			l.faults = append(l.faults, city.Errorf("bad_grade", "来源“%s”的 grade 只能是 A、B、C、D，现为“%s”", "the grade of source %q must be A, B, C or D, not %q", s.ID, s.Grade).At("sources.yaml", "", 0, ""))
		}
		l.set.Sources[s.ID] = s
		if s.File != "" {
			l.byFile[inTables(s.File)] = s.ID
		}
	}
}

// inTables is a file name relative to the study: "a.xls" lies in tables/.
func inTables(name string) string {
	name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
	if !strings.Contains(name, "/") {
		return "tables/" + name
	}
	return name
}

// hintFiles sorts the entries of tables.yaml by file; one for a file that is
// not there is an error.
func (l *loader) hintFiles(names []string) {
	have := map[string]bool{}
	for _, n := range names {
		have[n] = true
	}
	for _, h := range l.o.Hints {
		name := inTables(h.File)
		if !have[name] {
			l.faults = append(l.faults, city.Errorf("not_found", "tables.yaml 提到的“%s”不在 tables/ 里", "%q, which tables.yaml mentions, is not in tables/", h.File).At("tables.yaml", "", 0, ""))
			continue
		}
		if h.Source != "" {
			if _, ok := l.set.Sources[h.Source]; !ok {
				l.faults = append(l.faults, city.Errorf("unknown_source", "tables.yaml 的来源“%s”不在 sources.yaml 里", "the source %q of tables.yaml is not in sources.yaml", h.Source).At("tables.yaml", "", 0, ""))
			}
		}
		l.hints[name] = append(l.hints[name], h)
	}
}

// hintFor is the entry of tables.yaml for one sheet.
func (l *loader) hintFor(file, sheet string) table.Hints {
	var general table.Hints
	for _, h := range l.hints[file] {
		if h.Sheet == sheet && sheet != "" {
			return h
		}
		if h.Sheet == "" {
			general = h
		}
	}
	return general
}

// readTable reads the sheets of one file.
func (l *loader) readTable(dir *files.Folder, name string) {
	l.reports = append(l.reports, Report{File: name})
	report := &l.reports[len(l.reports)-1]
	if !isTable(name) {
		report.Note = city.Text{Zh: "不是表格文件，未读", En: "not a table; it was not read"}
		l.set.Findings = append(l.set.Findings, city.Finding{Code: "T009", Severity: city.SeverityNote,
			Message: city.Text{Zh: "tables/ 里的“" + path.Base(name) + "”不是表格文件（.xls、.xlsx、.csv），未读", En: path.Base(name) + " in tables/ is not a table (.xls, .xlsx, .csv); it was not read"},
			Sources: []city.Origin{{File: name}}})
		return
	}
	if h := l.hintFor(name, ""); h.Skip && len(l.hints[name]) == 1 {
		report.Note = city.Text{Zh: "按 tables.yaml 略过", En: "left out, as tables.yaml says"}
		return
	}
	raw, err := dir.Read(name)
	if err != nil {
		l.faults = append(l.faults, err)
		return
	}
	grids, err := l.grids(name, raw)
	if err != nil {
		l.faults = append(l.faults, err)
		return
	}
	for _, g := range grids {
		h := l.hintFor(name, g.Sheet)
		t, err := table.Read(g, l.set.Places, l.set.Indicators, h)
		if err != nil {
			l.faults = append(l.faults, err)
			continue
		}
		if t.Grid == nil {
			continue
		}
		if !g.Note.IsZero() {
			l.set.Findings = append(l.set.Findings, city.Finding{Code: "T008", Severity: city.SeverityNote, Message: g.Note, Sources: []city.Origin{{File: g.File, SHA256: g.SHA256, Sheet: g.Sheet}}})
		}
		g.Rows = nil // read; what is kept of it are its name and hash
		l.tables = append(l.tables, t)
		if l.sheets[name] == nil {
			l.sheets[name] = map[string]bool{}
		}
		l.sheets[name][g.Sheet] = true
		l.hinted = append(l.hinted, h)
	}
}

// grids reads the sheets of one file, or takes what was read of it before.
func (l *loader) grids(name string, raw []byte) ([]*grid.Grid, error) {
	parsed := l.o.Parsed[name]
	delete(l.o.Parsed, name)
	if len(parsed) > 0 && parsed[0].SHA256 == files.Hash(raw) {
		return parsed, nil
	}
	return grid.Read(name, raw)
}

func isTable(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xls", ".xlsx", ".xlsm", ".csv", ".txt", ".tsv", ".et", ".htm", ".html":
		return true
	}
	return false
}

func (l *loader) readFacts(dir *files.Folder) {
	l.reports = append(l.reports, Report{File: "facts.csv"})
	l.factsAt = len(l.reports) - 1
	raw, err := dir.Read("facts.csv")
	if err == nil {
		l.facts, err = readFacts("facts.csv", raw, l.set.Indicators, l.set.Sources)
	}
	if err != nil {
		l.faults = append(l.faults, err)
	}
}

// learn makes the labels of all tables known: first those that stand alone,
// then shares and figures per head, which are made of others.
func (l *loader) learn() {
	for _, made := range []bool{false, true} {
		for _, t := range l.tables {
			for _, v := range t.Values {
				if isMade(v.Label) == made && v.Facet != city.Rank {
					l.learnLabel(v.Label, v.Parent, v.Unit, v.Facet)
				}
			}
		}
		for _, f := range l.facts {
			if isMade(f.text["indicator"]) == made {
				l.learnLabel(f.text["indicator"], "", f.value.Unit, f.value.Facet)
			}
		}
	}
}

func isMade(label string) bool {
	return strings.Contains(label, "占") || strings.Contains(label, "人均")
}
