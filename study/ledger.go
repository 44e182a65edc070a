package study

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/quanyu/quanyu/brief/draft"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/propose"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/shopspring/decimal"
)

// LedgerFile is the ledger of claims, proposed from the words and corrected by
// a person.
const LedgerFile = "claims.yaml"

// entry is one claim of claims.yaml. Proposed is a mark of what the grammar
// proposed: while the entry still has it, nobody changed the entry, and the
// grammar may propose anew; an entry that a person changed is kept as it is.
type entry struct {
	diagnose.Claim `yaml:",inline"`
	Proposed       string `yaml:"proposed"`
}

type ledgerFile struct {
	Claims []entry `yaml:"claims"`
}

const ledgerHead = `# 论断台账：由句子的字面提出，人可以改。改过的条目以后照改的用。
# The ledger of claims, proposed from the words; correct it where it is wrong. A corrected entry is kept.
`

// Claims reads the sentences of the study, proposes what each claims, keeps
// what a person corrected in claims.yaml, and gives the ledger with the bytes
// that claims.yaml should hold.
func (s *Study) Claims(set *data.Set) ([]diagnose.Claim, []byte, error) {
	sentences, err := s.Sentences()
	if err != nil {
		return nil, nil, err
	}
	var old ledgerFile
	if s.Dir.Has(LedgerFile) {
		raw, err := s.Dir.Read(LedgerFile)
		if err != nil {
			return nil, nil, err
		}
		if err := readLedger(raw, &old); err != nil {
			return nil, nil, err
		}
	}
	ledger, err := s.merge(sentences, old.Claims, set)
	if err != nil {
		return nil, nil, err
	}
	raw, err := writeLedger(ledger)
	if err != nil {
		return nil, nil, err
	}
	claims := make([]diagnose.Claim, len(ledger))
	for i, e := range ledger {
		claims[i] = e.Claim
	}
	return claims, raw, nil
}

// merge puts the sentences in the order of their files; entries of the ledger
// whose sentence a person added there by hand follow.
func (s *Study) merge(sentences []Sentence, old []entry, set *data.Set) ([]entry, error) {
	ctx, newest := s.Context(set), draft.NewestYear(set)
	kept := map[string]int{}
	taken := map[string]bool{}
	for i, e := range old {
		kept[sentenceKey(e.Sentence)] = i
		taken[e.ID] = true
	}
	for _, se := range sentences {
		taken[se.ID] = true
	}
	var out []entry
	used := map[int]bool{}
	next := 1
	for _, se := range sentences {
		c := propose.Propose(se.Text, draft.ContextOf(se.Text, ctx, newest))
		draft.Group(&c, se.Text, set.Indicators)
		c.Sentence, c.Where, c.ID = se.Text, se.Where, se.ID
		if i, ok := kept[sentenceKey(se.Text)]; ok && !used[i] {
			used[i] = true
			e := old[i]
			if se.ID != "" {
				e.ID = se.ID
			}
			if mark(e.Claim) != e.Proposed {
				e.Corrected = true
				e.Sentence, e.Where = se.Text, se.Where
				out = append(out, e)
				continue
			}
			c.ID = e.ID
		}
		for c.ID == "" {
			if id := fmt.Sprintf("c%03d", next); !taken[id] {
				c.ID, taken[id] = id, true
			}
			next++
		}
		out = append(out, entry{Claim: c, Proposed: mark(c)})
	}
	for i, e := range old {
		if !used[i] && mark(e.Claim) != e.Proposed {
			e.Corrected = true
			out = append(out, e)
		}
	}
	return out, uniqueIDs(out)
}

func uniqueIDs(list []entry) error {
	seen := map[string]bool{}
	for _, e := range list {
		if e.ID == "" {
			return city.Errorf("no_id", "台账中的“%s”没有 id", "the claim %q has no id", e.Sentence).At(LedgerFile, "", 0, "")
		}
		if seen[e.ID] {
			return city.Errorf("duplicate_id", "id“%s”出现两次", "the id %q stands twice", e.ID).At(LedgerFile, "", 0, "").
				WithHint("每句一个 id", "give each sentence an id of its own")
		}
		seen[e.ID] = true
	}
	return nil
}

// Context is what the grammar knows of the study.
func (s *Study) Context(set *data.Set) propose.Context {
	ctx := propose.Context{Places: set.Places, Indicators: set.Indicators, Place: s.Place, Year: s.Config.BaseYear}
	for _, g := range s.Config.Peers {
		ctx.Groups = append(ctx.Groups, g.Name)
	}
	return ctx
}

// mark is a short hash of what the entry claims; where it stands and its id
// do not count.
func mark(c diagnose.Claim) string {
	c.ID, c.Where, c.Corrected = "", diagnose.Where{}, false
	raw, err := yaml.MarshalWithOptions(c, encoding...)
	if err != nil {
		return ""
	}
	return files.Hash(raw)[:12]
}

// Figures are written and read with the decimals that they were written with,
// 26.0 with its zero.
var (
	encoding = []yaml.EncodeOption{
		yaml.CustomMarshaler[decimal.Decimal](func(d decimal.Decimal) ([]byte, error) { return []byte(city.Printed(d)), nil }),
		yaml.CustomMarshaler[*decimal.Decimal](func(d *decimal.Decimal) ([]byte, error) { return []byte(city.Printed(*d)), nil }),
		yaml.IndentSequence(false),
	}
	decoding = yaml.CustomUnmarshaler[decimal.Decimal](func(d *decimal.Decimal, raw []byte) error {
		text := strings.TrimSpace(string(raw))
		v, _, ok := city.ParseNumber(strings.Trim(text, `"'`))
		if !ok {
			return files.BadValue(text, city.Errorf("bad_number", "“%s”不是数字", "%q is no number", text))
		}
		*d = v
		return nil
	})
)

func writeLedger(list []entry) ([]byte, error) {
	raw, err := yaml.MarshalWithOptions(ledgerFile{Claims: list}, encoding...)
	if err != nil {
		return nil, city.Errorf("internal", "台账无法写成 YAML：%v", "the ledger cannot be written as YAML: %v", err).At(LedgerFile, "", 0, "")
	}
	return append([]byte(ledgerHead), raw...), nil
}

func readLedger(raw []byte, into *ledgerFile) error {
	if err := files.YAML(LedgerFile, raw, into, decoding); err != nil {
		return err
	}
	lines := entryLines(raw)
	seen := map[string]bool{}
	for i, e := range into.Claims {
		err := checkEntry(e.Claim)
		switch {
		case err != nil:
		case e.ID == "":
			err = city.Errorf("no_id", "台账中的“%s”没有 id", "the claim %q has no id", e.Sentence)
		case seen[e.ID]:
			err = city.Errorf("duplicate_id", "id“%s”出现两次", "the id %q stands twice", e.ID).WithHint("每句一个 id", "give each sentence an id of its own")
		}
		if err != nil {
			line := 0
			if i < len(lines) {
				line = lines[i]
			}
			return err.At(LedgerFile, "", line, "")
		}
		seen[e.ID] = true
	}
	return nil
}

// entryLines gives the line that each entry of the ledger begins on.
func entryLines(raw []byte) []int {
	var out []int
	file, err := parser.ParseBytes(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), 0)
	if err != nil || len(file.Docs) == 0 {
		return nil
	}
	top, ok := file.Docs[0].Body.(*ast.MappingNode)
	if !ok {
		return nil
	}
	for _, pair := range top.Values {
		list, ok := pair.Value.(*ast.SequenceNode)
		if !ok {
			continue
		}
		for _, v := range list.Values {
			out = append(out, v.GetToken().Position.Line)
		}
	}
	return out
}

// checkEntry refuses what a person cannot have meant.
func checkEntry(c diagnose.Claim) *city.Error {
	known := map[diagnose.Type]bool{diagnose.NotUnderstood: true}
	for _, t := range diagnose.Tests() {
		known[t.Type] = true
	}
	if !known[c.Type] {
		return city.Errorf("unknown_type", "论断“%s”的类型“%s”不存在", "the claim %q has the type %q, which does not exist", c.ID, string(c.Type)).
			WithHint("类型见 quanyu explain claims", "quanyu explain claims lists the types")
	}
	for _, p := range []city.Period{c.Period, c.From} {
		if _, ok := city.ParsePeriod(string(p)); p != "" && !ok {
			return city.Errorf("bad_period", "论断“%s”的时期“%s”写法不对", "the claim %q has the period %q, which is no period", c.ID, string(p)).
				WithHint("写 2018、2018Q3、2018-12 或 2018-01/2018-09", "write 2018, 2018Q3, 2018-12 or 2018-01/2018-09")
		}
	}
	for _, p := range c.Parts {
		if err := checkEntry(p); err != nil {
			return err
		}
	}
	return nil
}

// sameLedger reports whether claims.yaml already holds these bytes.
func (s *Study) sameLedger(raw []byte) bool {
	old, err := s.Dir.Read(LedgerFile)
	return err == nil && bytes.Equal(old, raw)
}
