package diagnose

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

var evidencePlace = regexp.MustCompile(`\{(\d+)\}`)

// checkFormulas repeats every live formula of a result with the values of its
// evidence, as a spreadsheet would, and holds it against the figure shown.
func checkFormulas(t *testing.T, r Result) {
	t.Helper()
	for _, f := range r.Figures {
		if f.Formula == nil || strings.Contains(f.Formula.Expr, "^") {
			continue
		}
		got, err := recompute(f.Formula.Expr, r.Evidence)
		if err != nil {
			t.Errorf("%s: formula %s: %v", r.Sentence, f.Formula.Expr, err)
			continue
		}
		n := city.Decimals(f.Value)
		diff := new(big.Rat).Sub(got, f.Value.Rat())
		// a derived interval is shown by its middle: half a unit of slack
		limit := new(big.Rat).SetFrac64(6, 10)
		for range n {
			limit.Quo(limit, big.NewRat(10, 1))
		}
		if diff.Abs(diff).Cmp(limit) > 0 {
			t.Errorf("%s: %s shows %s%s, its formula %s gives %s", r.Sentence, f.Name.Zh, f.Value, f.Unit, f.Formula.Expr, got.FloatString(6))
		}
	}
}

func recompute(expr string, evidence []city.Observation) (*big.Rat, error) {
	tree, err := parser.ParseExpr(evidencePlace.ReplaceAllString(expr, "v$1"))
	if err != nil {
		return nil, err
	}
	return evaluated(tree, evidence)
}

func evaluated(e ast.Expr, evidence []city.Observation) (*big.Rat, error) {
	switch x := e.(type) {
	case *ast.ParenExpr:
		return evaluated(x.X, evidence)
	case *ast.BasicLit:
		v, ok := new(big.Rat).SetString(x.Value)
		if !ok {
			return nil, fmt.Errorf("no number %s", x.Value)
		}
		return v, nil
	case *ast.Ident:
		var i int
		if _, err := fmt.Sscanf(x.Name, "v%d", &i); err != nil || i >= len(evidence) {
			return nil, fmt.Errorf("no evidence %s of %d", x.Name, len(evidence))
		}
		return evidence[i].Value.Rat(), nil
	case *ast.UnaryExpr:
		v, err := evaluated(x.X, evidence)
		if err == nil && x.Op == token.SUB {
			v = new(big.Rat).Neg(v)
		}
		return v, err
	case *ast.BinaryExpr:
		a, err := evaluated(x.X, evidence)
		if err != nil {
			return nil, err
		}
		b, err := evaluated(x.Y, evidence)
		if err != nil {
			return nil, err
		}
		switch x.Op {
		case token.ADD:
			return new(big.Rat).Add(a, b), nil
		case token.SUB:
			return new(big.Rat).Sub(a, b), nil
		case token.MUL:
			return new(big.Rat).Mul(a, b), nil
		case token.QUO:
			if b.Sign() == 0 {
				return nil, fmt.Errorf("division by zero")
			}
			return new(big.Rat).Quo(a, b), nil
		case token.GTR, token.LSS:
			if c := a.Cmp(b); c > 0 && x.Op == token.GTR || c < 0 && x.Op == token.LSS {
				return big.NewRat(1, 1), nil
			}
			return new(big.Rat), nil
		}
	}
	return nil, fmt.Errorf("not understood: %T", e)
}
