package study

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/propose"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// Sentence is one sentence to be judged, and where it stands.
type Sentence struct {
	ID    string // "" where the writer gave none
	Text  string
	Where diagnose.Where
}

// ClaimFiles are the files that sentences come from, in this order; those
// that are missing are passed over.
var ClaimFiles = []string{"claims.txt", "claims.xlsx", "draft.docx"}

// Sentences reads the sentences of the study.
func (s *Study) Sentences() ([]Sentence, error) {
	var out []Sentence
	for _, name := range ClaimFiles {
		if !s.Dir.Has(name) {
			continue
		}
		raw, err := s.Dir.Read(name)
		if err != nil {
			return nil, err
		}
		list, err := SentencesOf(name, raw)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return dedupe(out), checkSentences(out)
}

// A sentence is at most a page long, and a study holds at most a book of them.
const (
	maxSentence  = 3000 // letters
	maxSentences = 5000
)

// checkSentences refuses ids that stand twice and what cannot be sentences.
func checkSentences(list []Sentence) error {
	if len(list) > maxSentences {
		w := list[maxSentences].Where
		return city.Errorf("too_many_sentences", "句子超过 %d 句", "there are more than %d sentences", maxSentences).At(w.File, "", w.Line, "").
			WithHint("分成几个课题", "split them over several studies")
	}
	first := map[string]Sentence{}
	for _, se := range list {
		if len(se.Text) > maxSentence && utf8.RuneCountInString(se.Text) > maxSentence {
			return city.Errorf("sentence_too_long", "一句超过 %d 字，多半是没有断句或放错了文件", "one sentence is over %d letters long; stops are missing or the file is the wrong one", maxSentence).
				At(se.Where.File, "", se.Where.Line, "").WithHint("一行一句，句末加句号", "write one sentence a line and end it with a stop")
		}
		if se.ID == "" {
			continue
		}
		if f, twice := first[se.ID]; twice && sentenceKey(f.Text) != sentenceKey(se.Text) {
			return city.Errorf("duplicate_id", "编号“%s”出现两次，前一次在 %s 第%d行", "the id %q stands twice, first in %s, line %d", se.ID, f.Where.File, f.Where.Line).
				At(se.Where.File, "", se.Where.Line, "").WithHint("每句一个编号", "give each sentence an id of its own")
		}
		first[se.ID] = se
	}
	return nil
}

// SentencesOf reads the sentences of one file by its kind: .txt (one a line),
// .xlsx (the column 句子/论断/sentence, else the first), .docx (running text).
func SentencesOf(name string, raw []byte) ([]Sentence, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt":
		return textSentences(name, raw)
	case ".xlsx", ".xls", ".csv":
		return sheetSentences(name, raw)
	case ".docx":
		return wordSentences(name, raw)
	}
	return nil, city.Errorf("unknown_kind", "不能从这类文件读取句子", "sentences cannot be read from this kind of file").At(name, "", 0, "").
		WithHint("用 .txt（一行一句）、.xlsx 或 .docx", "use .txt (one sentence a line), .xlsx or .docx")
}

var namedLine = regexp.MustCompile(`^([a-z][a-z0-9-]{0,40})[:：]\s*(.+)$`)

func textSentences(name string, raw []byte) ([]Sentence, error) {
	text, err := grid.Decode(name, raw)
	if err != nil {
		return nil, err
	}
	var out []Sentence
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		se := Sentence{Text: line, Where: diagnose.Where{File: name, Line: i + 1}}
		if m := namedLine.FindStringSubmatch(line); m != nil {
			se.ID, se.Text = m[1], m[2]
		}
		out = append(out, se)
	}
	return out, nil
}

func sheetSentences(name string, raw []byte) ([]Sentence, error) {
	grids, err := grid.Read(name, raw)
	if err != nil {
		return nil, err
	}
	var out []Sentence
	for _, g := range grids {
		textCol, idCol, first := 0, -1, 0
		for c := range g.Width() {
			switch strings.ToLower(strings.TrimSpace(g.At(0, c).Text)) {
			case "句子", "论断", "表述", "sentence", "claim":
				textCol, first = c, 1
			case "编号", "id":
				idCol, first = c, 1
			}
		}
		for r := first; r < len(g.Rows); r++ {
			text := strings.TrimSpace(g.At(r, textCol).Text)
			if text == "" {
				continue
			}
			se := Sentence{Text: text, Where: diagnose.Where{File: name, Line: r + 1}}
			if id := strings.TrimSpace(g.At(r, max(idCol, 0)).Text); idCol >= 0 && namedLine.MatchString(id+":x") {
				se.ID = id
			}
			out = append(out, se)
		}
	}
	return out, nil
}

func wordSentences(name string, raw []byte) ([]Sentence, error) {
	doc, err := ooxml.OpenDocument(name, raw)
	if err != nil {
		return nil, err
	}
	var out []Sentence
	for i, p := range doc.Paragraphs() {
		if p.Heading || p.Table || isTitle(p.Text) {
			continue
		}
		for _, sp := range propose.Sentences(p.Text) {
			out = append(out, Sentence{Text: p.Text[sp.Start:sp.End], Where: diagnose.Where{File: name, Line: i + 1, Start: sp.Start, End: sp.End}})
		}
	}
	return out, nil
}

// isTitle recognises a heading that has no heading style: a line without a
// figure that does not end as a sentence does.
func isTitle(text string) bool {
	text = strings.TrimRight(text, " \u3000”’）)")
	return !strings.ContainsAny(text, "0123456789") && !strings.HasSuffix(text, "。") && !strings.HasSuffix(text, "！") &&
		!strings.HasSuffix(text, "？") && !strings.HasSuffix(text, "；") && !strings.HasSuffix(text, "：")
}

// dedupe drops a sentence that stands word for word in an earlier file.
func dedupe(in []Sentence) []Sentence {
	seen := map[string]bool{}
	var out []Sentence
	for _, s := range in {
		if k := sentenceKey(s.Text); !seen[k] {
			seen[k] = true
			out = append(out, s)
		}
	}
	return out
}

// sentenceKey compares sentences without their final stop and spaces.
func sentenceKey(text string) string {
	return strings.TrimRight(strings.ReplaceAll(city.Narrow(text), " ", ""), "。.；;")
}
