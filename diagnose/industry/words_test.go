package industry

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/quanyu/quanyu/method/inputoutput"
	"github.com/quanyu/quanyu/method/panel"
)

// Every fault that the engines name has words in both languages; accounts of
// several regions are not asked for by any specification.
func TestEveryFaultHasWords(t *testing.T) {
	count := 0
	for _, engine := range []string{"complexity", "inputoutput"} {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", "method", engine, "fault.go"), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if _, is := n.(*ast.ImportSpec); is {
				return false
			}
			if l, is := n.(*ast.BasicLit); is && l.Kind == token.STRING {
				name, err := strconv.Unquote(l.Value)
				if err != nil || name == "" || panel.Kind(name) == inputoutput.OneRegion {
					return true
				}
				count++
				w := faultWords[panel.Kind(name)]
				for _, text := range w {
					if text == "" {
						t.Errorf("%s: no words", name)
						break
					}
				}
			}
			return true
		})
	}
	if count < 25 {
		t.Errorf("%d faults were found", count)
	}
}
