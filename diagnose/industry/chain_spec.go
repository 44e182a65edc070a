package industry

import (
	"errors"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// ChainsFile is what a study calls its specification of chains.
const ChainsFile = "chains.yaml"

const chainsManual = "130-chains.md"

// ChainSpec names the tables of an industry chain and of an innovation chain; see
// docs/manual/130-chains.md. All but the nodes of either chain may be left out.
type ChainSpec struct {
	Title      string `yaml:"title"`
	Nodes      string `yaml:"nodes"`            // of the industry chain
	Links      string `yaml:"links"`            // inputs with their shares
	Innovation string `yaml:"innovation"`       // knowledge, labs, institutes, results, pilot lines, demands
	Transfers  string `yaml:"innovation_links"` // among these
	Joins      string `yaml:"joins"`            // where the two chains meet
	Evidence   string `yaml:"evidence"`         // substitutes, concentration, capability of nodes
	Grade      string `yaml:"grade"`            // the lowest that a chokepoint score rests on; B

	head Head
}

// grades of evidence, the best first.
var grades = []string{"A", "B", "C", "D"}

// ReadChains reads and checks a specification. Faults are *city.Error with the
// line.
func ReadChains(dir *files.Folder, name string) (*ChainSpec, error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	s := &ChainSpec{head: Head{file: name, manual: chainsManual, raw: raw}}
	if err := files.YAML(name, raw, s); err != nil {
		var e *city.Error
		if errors.As(err, &e) && strings.Contains(e.Hint.Zh, "010-data.md") {
			return nil, e.WithHint("对照 docs/manual/"+chainsManual+" 检查键名、缩进与取值", "check keys, indentation and values against docs/manual/"+chainsManual)
		}
		return nil, err
	}
	if s.Title == "" {
		s.Title = strings.TrimSuffix(name, ".yaml")
	}
	if s.Grade == "" {
		s.Grade = "B"
	}
	switch {
	case s.Nodes == "" && s.Innovation == "":
		return nil, s.head.wrong("nodes", "产业链（nodes）与创新链（innovation）至少要有一个", "nodes, of an industry chain, or innovation is needed")
	case s.Links != "" && s.Nodes == "":
		return nil, s.head.wrong("links", "有 links 就要有 nodes（产业链的环节）", "links need nodes, those of the industry chain")
	case s.Evidence != "" && s.Nodes == "":
		return nil, s.head.wrong("evidence", "有 evidence 就要有 nodes（产业链的环节）", "evidence needs nodes, those of the industry chain")
	case s.Transfers != "" && s.Innovation == "":
		return nil, s.head.wrong("innovation_links", "有 innovation_links 就要有 innovation（创新链的节点）", "innovation_links need innovation, its nodes")
	case s.Joins != "" && (s.Nodes == "" || s.Innovation == ""):
		return nil, s.head.wrong("joins", "joins 要两条链都有", "joins need both chains")
	case !slices.Contains(grades, s.Grade):
		return nil, s.head.wrong("grade", "grade 只能是 A、B、C 或 D", "grade must be A, B, C or D")
	}
	return s, nil
}
