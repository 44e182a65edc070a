package brief

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"sort"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"withFigure": func(w pageWords, f pageFigure) any {
		return struct {
			Words  pageWords
			Figure pageFigure
		}{w, f}
	},
	"withSource": func(w pageWords, s pageSource) any {
		return struct {
			Words  pageWords
			Source pageSource
		}{w, s}
	},
	"withClaim": func(w pageWords, c pageClaim) any {
		return struct {
			Words pageWords
			Claim pageClaim
		}{w, c}
	},
}).Parse(pageText))

// Page gives brief.html, the ledger as one self-contained page: it asks
// nothing of a network, works without scripts, prints, and opens every figure
// to its source cell.
func Page(in Input) ([]byte, error) {
	b := pageBuilder{in: in, lang: "zh"}
	if in.Lang == "en" {
		b.lang = "en"
	}
	var out bytes.Buffer
	if err := pageTemplate.Execute(&out, b.page()); err != nil {
		return nil, city.Errorf("internal", "网页无法写成：%v", "the page cannot be written: %v", err)
	}
	return out.Bytes(), nil
}

// pageView is what the template shows.
type pageView struct {
	Lang, Title, Question, Place, Date, Version string
	Words                                       pageWords
	Counts                                      []pageCount
	Total                                       int
	Claims                                      []pageClaim
	Index                                       *pageIndex
	Package                                     *pagePackage
	Allocated                                   *pageAllocated
	Chains                                      *pageChains
	Land                                        *pageLand
	Findings                                    []pageFindings
	Files                                       []pageFile
}

// pageFile is one file that evidence was read from. Title and Publisher stay
// empty where its values come from several sources.
type pageFile struct{ Name, Title, Publisher, Date, SHA256 string }

type pageCount struct {
	Verdict, Sign, Name string
	N                   int
}

type pageClaim struct {
	ID, Anchor, Sentence, Where, Type string
	Verdict, Sign, VerdictName        string
	Figures, More                     []pageFigure // the first few, and the rest
	Reasons                           []pageReason
	Rewording, Counter, Decide, Rule  string
	Evidence, Contrary                []pageSource
	Exhibits                          []pageExhibit
	Plots                             []pagePlot
	Parts                             []pageClaim
	Searchable                        string
}

// pagePlot is a picture behind a verdict.
type pagePlot struct {
	Title string
	SVG   template.HTML
	Notes []string
}

// pageExhibit is a table behind a verdict.
type pageExhibit struct {
	Title string
	Head  []string
	Rows  [][]string
	Notes []string
}

// Numbers reports whether a column holds numbers, and — where there is none.
func (e pageExhibit) Numbers(column int) bool {
	some := false
	for _, row := range e.Rows {
		if column >= len(row) {
			return false
		}
		text := strings.TrimSuffix(row[column], "%")
		_, err := strconv.ParseFloat(text, 64)
		if err != nil && text != "—" && text != "" {
			return false
		}
		some = some || err == nil
	}
	return some
}

type pageReason struct{ Code, Text string }

// pageFigure is one figure and what it opens to.
type pageFigure struct {
	Name, Text, Remark string // "年均增速", "26.0%", "2018年，预计"
	Arithmetic, Note   string
	Sources            []pageSource
}

// pageSource is one observation with its cell.
type pageSource struct {
	Text, Value                  string
	File, Sheet, Cell, SHA256    string
	Title, Publisher, Date, Link string
	Grade, Status, Note          string
}

type pageFindings struct {
	Severity, Name string
	Open           bool
	List           []pageFinding
}

type pageFinding struct {
	Code, Indicator, Place, Period, Message string
	Cells                                   []string
}

type pageBuilder struct {
	in   Input
	lang string
}

func (b pageBuilder) say(zh, en string) string { return city.Text{Zh: zh, En: en}.In(b.lang) }

func (b pageBuilder) page() pageView {
	v := pageView{
		Lang: map[string]string{"zh": "zh-CN", "en": "en"}[b.lang], Title: b.in.Title, Question: b.in.Question,
		Place: b.in.placeName(b.in.Place), Date: dateText(b.in.DocumentDate, b.lang), Version: b.in.Version, Words: wordsOf(b.lang),
		Total: len(b.in.Results),
	}
	if v.Question == v.Title {
		v.Question = ""
	}
	n := map[diagnose.Verdict]int{}
	for _, r := range b.in.Results {
		n[r.Verdict]++
	}
	for _, x := range verdicts {
		v.Counts = append(v.Counts, pageCount{string(x.verdict), x.sign, x.verdict.Name(b.lang), n[x.verdict]})
	}
	for _, r := range b.in.Results {
		v.Claims = append(v.Claims, b.claim(r.ID, r))
	}
	v.Package = b.packaged()
	v.Allocated = b.allotted()
	v.Chains = b.chained()
	v.Land = b.landed()
	v.Index = b.index()
	v.Findings = b.findings()
	v.Files = b.files()
	return v
}

func (b pageBuilder) claim(id string, r diagnose.Result) pageClaim {
	c := pageClaim{
		ID: id, Anchor: "claim-" + id, Sentence: r.Sentence, Type: claimType(r.Type, b.lang),
		Verdict: string(r.Verdict), Sign: verdictSign(r.Verdict), VerdictName: r.VerdictName(b.lang),
		Rewording: r.Rewording.In(b.lang), Counter: r.Counter.In(b.lang), Decide: r.Decide.In(b.lang), Rule: r.Rule.In(b.lang),
		Evidence: b.sources(r.Evidence), Contrary: b.sources(r.Contrary),
	}
	if r.Where.File != "" {
		c.Where = r.Where.File
		if r.Where.Line > 0 {
			c.Where += fmt.Sprintf(b.say(" 第%d行（段）", ", line %d"), r.Where.Line)
		}
	}
	for _, x := range r.Reasons {
		c.Reasons = append(c.Reasons, pageReason{x.Code, x.Text.In(b.lang)})
	}
	for _, f := range r.Figures {
		c.Figures = append(c.Figures, b.figure(r, f))
	}
	const few = 4
	if len(c.Figures) > few+1 {
		c.Figures, c.More = c.Figures[:few], c.Figures[few:]
	}
	for _, e := range r.Exhibits {
		if !e.Sheet {
			c.Exhibits = append(c.Exhibits, b.exhibit(e))
		}
	}
	r.ID = id
	for i, p := range b.in.plotsOf(r) {
		p.Name = fmt.Sprintf("plot-%s-%d", id, i)
		plot := pagePlot{Title: p.Title.In(b.lang), SVG: template.HTML(exhibit.Inline(p, b.lang))}
		for _, n := range p.Notes {
			plot.Notes = append(plot.Notes, n.In(b.lang))
		}
		c.Plots = append(c.Plots, plot)
	}
	for i, p := range r.Parts {
		c.Parts = append(c.Parts, b.claim(partID(id, i), p))
	}
	c.Searchable = strings.ToLower(id + " " + r.Sentence)
	return c
}

func (b pageBuilder) exhibit(e diagnose.Exhibit) pageExhibit {
	out := pageExhibit{Title: e.Title.In(b.lang)}
	if e.Unit != "" {
		out.Title += bracket(b.lang, e.Unit)
	}
	for _, h := range e.Head {
		out.Head = append(out.Head, h.In(b.lang))
	}
	for _, row := range e.Rows {
		var cells []string
		for _, x := range row {
			cells = append(cells, entryText(x, b.lang))
		}
		out.Rows = append(out.Rows, cells)
	}
	for _, n := range e.Notes {
		out.Notes = append(out.Notes, n.In(b.lang))
	}
	return out
}

// entryText is a cell of a table behind a verdict as it is printed.
func entryText(x diagnose.Entry, lang string) string {
	if x.Value != nil {
		return city.Printed(*x.Value)
	}
	return x.Text.In(lang)
}

// figure opens to the observations that its arithmetic uses, or to the one
// that it is; failing both, to all the evidence.
func (b pageBuilder) figure(r diagnose.Result, f diagnose.Figure) pageFigure {
	out := pageFigure{
		Name: f.Name.In(b.lang), Text: quantity(f.Value, f.Unit, b.lang),
		Remark:     strings.Trim(bracket(b.lang, f.Period.Name(b.lang), statusName(f.Status, b.lang)), " ()（）"),
		Arithmetic: arithmetic(r, f),
	}
	if f.Unit == "位" {
		out.Text = fmt.Sprintf(b.say("第%s位", "rank %s"), city.Printed(f.Value))
	}
	if f.Formula != nil {
		out.Note = f.Formula.Note.In(b.lang)
	}
	out.Sources = b.sources(behind(r, f))
	return out
}

// behind gives the observations behind a figure.
func behind(r diagnose.Result, f diagnose.Figure) []city.Observation {
	var out []city.Observation
	if f.Formula == nil {
		for _, o := range r.Evidence {
			if o.Value.Equal(f.Value) && o.Unit == f.Unit && o.Status != city.Missing {
				return []city.Observation{o}
			}
		}
		return r.Evidence
	}
	seen := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(f.Formula.Expr, -1) {
		for i, o := range r.Evidence {
			if fmt.Sprint(i) == m[1] && !seen[m[1]] {
				seen[m[1]] = true
				out = append(out, o)
			}
		}
	}
	return out
}

func (b pageBuilder) sources(list []city.Observation) []pageSource {
	var out []pageSource
	for _, o := range list {
		s, _ := b.in.source(o)
		grade := o.Grade
		if grade == "" {
			grade = s.Grade
		}
		p := pageSource{
			Text: b.in.observationText(o, b.lang), Value: quantity(o.Value, o.Unit, b.lang), File: o.Origin.File, Sheet: o.Origin.Sheet, Cell: o.Origin.Cell, SHA256: o.Origin.SHA256,
			Title: s.Title, Publisher: s.Publisher, Date: s.Date, Grade: grade, Status: statusOrFinal(o.Status, b.lang), Note: o.Note,
		}
		if o.Facet == city.Rank {
			p.Value = city.Printed(o.Value)
		}
		if o.Status == city.Missing {
			p.Value = b.say("缺", "missing")
		}
		if strings.HasPrefix(s.URL, "https://") || strings.HasPrefix(s.URL, "http://") {
			p.Link = s.URL
		}
		out = append(out, p)
	}
	return out
}

// findings groups the findings by severity, the gravest first.
func (b pageBuilder) findings() []pageFindings {
	groups := []pageFindings{
		{Severity: string(city.SeverityError), Name: severityName(city.SeverityError, b.lang), Open: true},
		{Severity: string(city.SeverityWarning), Name: severityName(city.SeverityWarning, b.lang), Open: true},
		{Severity: string(city.SeverityNote), Name: severityName(city.SeverityNote, b.lang)},
	}
	list := append([]city.Finding{}, b.in.Findings...)
	sort.SliceStable(list, func(i, j int) bool { return list[i].Code < list[j].Code })
	for _, f := range list {
		x := pageFinding{Code: f.Code, Indicator: f.Indicator, Place: f.Place, Period: f.Period.Name(b.lang), Message: f.Message.In(b.lang)}
		for _, o := range f.Sources {
			x.Cells = append(x.Cells, originText(o))
		}
		for i := range groups {
			if groups[i].Severity == string(f.Severity) {
				groups[i].List = append(groups[i].List, x)
			}
		}
	}
	var out []pageFindings
	for _, g := range groups {
		if len(g.List) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// files lists the files that the evidence of claims was read from, by name.
func (b pageBuilder) files() []pageFile {
	byName := map[string]pageFile{}
	walkResults(b.in.Results, func(_ string, r diagnose.Result) {
		for _, o := range append(append([]city.Observation{}, r.Evidence...), r.Contrary...) {
			s, _ := b.in.source(o)
			f := pageFile{o.Origin.File, s.Title, s.Publisher, s.Date, o.Origin.SHA256}
			if old, ok := byName[f.Name]; ok && old != f {
				f.Title, f.Publisher, f.Date = "", "", ""
			}
			byName[f.Name] = f
		}
	})
	out := make([]pageFile, 0, len(byName))
	for _, f := range byName {
		out = append(out, f)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}
