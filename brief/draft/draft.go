// Package draft checks the numbers of a draft 初稿核数: the draft comes back
// with a comment at every number and every testable sentence, and numbers that
// disagree with one another, inside the draft or between files, are listed.
package draft

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/propose"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// File is a file as received.
type File struct {
	Name string
	Raw  []byte
}

// Options are what a draft is checked against.
type Options struct {
	Bench   *diagnose.Bench
	Context propose.Context
	Date    string // of the comments: "2019-10-14"; "" leaves it out
	Lang    string // of the comments: "zh" or "en"
}

// Report is what was found in one draft.
type Report struct {
	File      string   `json:"file"`
	Commented []byte   `json:"-"` // the draft with its comments; nil where it is no .docx
	Remarks   []Remark `json:"remarks"`
	Clashes   []Clash  `json:"clashes"`
}

// Kinds of remarks.
const (
	NumberRemark   = "number"
	SentenceRemark = "sentence"
	CellRemark     = "cell"  // a number in a table of the draft
	TableRemark    = "table" // a table that was not understood
)

// Remark is one comment.
type Remark struct {
	Where    diagnose.Where   `json:"where"` // File, Line (paragraph from 1), bytes [Start, End) in the paragraph
	Kind     string           `json:"kind"`
	Text     string           `json:"text"`    // the number or the sentence
	Verdict  diagnose.Verdict `json:"verdict"` // undecidable where the study has no source
	Source   bool             `json:"source"`  // whether the study has a source for it
	Message  city.Text        `json:"message"` // lines, parted by "\n"
	Evidence []city.Origin    `json:"evidence"`
}

// Author and Initials sign the comments.
const (
	Author   = "全域核数"
	Initials = "核"
)

// Check checks a draft. A .docx comes back with comments, and any file that
// sentences are read from (.txt, .md) with remarks only. others are further
// files (speeches, annexes, tables) whose numbers are held against those of
// the draft. Errors are *city.Error of the file that cannot be read.
func Check(f File, others []File, o Options) (Report, error) {
	rep := Report{File: f.Name, Remarks: []Remark{}, Clashes: []Clash{}}
	own, err := read(f)
	if err != nil {
		return rep, err
	}
	if own.doc != nil { // checked before: the old remarks go
		if _, err := own.doc.RemoveComments(Author); err != nil {
			return rep, err
		}
	}
	c := &checker{o: o}
	c.file(own)
	rep.Remarks = append(rep.Remarks, c.remarks...)
	for _, other := range others {
		t, err := read(other)
		if err != nil {
			return rep, err
		}
		quiet := &checker{o: o}
		quiet.file(t)
		c.said = append(c.said, quiet.said...)
	}
	rep.Clashes = append(rep.Clashes, clashes(c.said, o)...)
	rep.Clashes = append(rep.Clashes, balance(c.said, o)...)
	if own.doc == nil {
		return rep, nil
	}
	for _, r := range rep.Remarks {
		if err := own.doc.AddComment(r.Where.Line-1, r.Where.Start, r.Where.End, Author, Initials, o.Date, lines(r.Message, o.Lang)); err != nil {
			return rep, err
		}
	}
	for _, x := range rep.Clashes {
		for _, p := range []Position{x.A, x.B} {
			if p.Where.File != f.Name {
				continue
			}
			if err := own.doc.AddComment(p.Where.Line-1, p.Where.Start, p.Where.End, Author, Initials, o.Date, lines(x.Message, o.Lang)); err != nil {
				return rep, err
			}
		}
	}
	if rep.Commented, err = own.doc.Bytes(); err != nil {
		return rep, err
	}
	return rep, nil
}

func lines(t city.Text, lang string) []string { return strings.Split(t.In(lang), "\n") }

// IsDraft reports whether a file can come back with comments.
func IsDraft(name string) bool { return strings.EqualFold(path.Ext(name), ".docx") }

// checker judges the sentences and tables of one file.
type checker struct {
	o        Options
	remarks  []Remark
	said     []said
	year     city.Period // that the headings above name
	partYear int         // that parts of years without a year lie in
}

// file goes through a file in reading order.
func (c *checker) file(t text) {
	tables := map[int]bool{}
	c.partYear = c.yearOf(t)
	for _, p := range t.paras {
		switch {
		case p.Table > 0 && !prose(p.Text):
			if !tables[p.Table] {
				tables[p.Table] = true
				c.table(t, p.Table)
			}
		case contents.MatchString(p.Text):
		default:
			c.heading(p)
			c.paragraph(t.name, p)
		}
	}
	for _, g := range t.grids {
		c.sheet(t.name, g)
	}
}

// prose reports whether the text of a table cell is running text: drafts are
// at times laid out in tables.
func prose(text string) bool {
	return utf8.RuneCountInString(text) > 15 && strings.ContainsAny(text, "。；，")
}

// contents is a line of a table of contents.
var contents = regexp.MustCompile(`(?:\t|\.{3,}|…{2,}|·{3,})\s*\d{1,3}$`)

// review is a heading that says which year the paragraphs below speak of.
var review = regexp.MustCompile(`(\d{4})年.{0,12}(?:回顾|情况|运行|完成|成绩|成效|总结|进展|现状|汇报|分析)`)

// partHeading is a heading that names a part of a year without its year.
var partHeading = regexp.MustCompile(`^(?:上半年|前?[一二三四]季度|\d{1,2}[-—~至]\d{1,2}月).{0,16}(?:回顾|情况|运行|完成|成绩|成效|总结|进展|现状|分析)`)

// heading takes the year of a heading for the paragraphs below it.
func (c *checker) heading(p para) {
	if !p.Heading && utf8.RuneCountInString(p.Text) > 30 {
		return
	}
	text := city.Narrow(p.Text)
	if m := review.FindStringSubmatch(text); m != nil {
		c.year, _ = city.ParsePeriod(m[1])
		if q := c.headingPeriod(text); q != "" {
			c.year = q
		}
	} else if p.Heading && partHeading.MatchString(text) {
		c.year = c.headingPeriod(text)
	} else if strings.Contains(text, "年") && p.Heading {
		c.year = ""
	}
}

// para is one paragraph of running text or of a table cell.
type para struct {
	Line     int // from 1
	Text     string
	Heading  bool
	Table    int // number of the table it stands in; 0 is none
	Row, Col int
	Span     int  // columns of the cell, where it is more than one
	Below    bool // continues the cell above
}

// text is a file read.
type text struct {
	name  string
	doc   *ooxml.Document // .docx
	paras []para
	grids []sheetGrid // .xlsx .xls .csv
}
