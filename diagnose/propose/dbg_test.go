package propose

import (
	"bufio"
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	f, err := os.Open(os.Getenv("DUMP"))
	if err != nil {
		t.Skip()
	}
	ctx := wuhan(t)
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		if sc.Text() == "" {
			continue
		}
		c := Propose(sc.Text(), ctx)
		fmt.Println(sc.Text())
		fmt.Println("   ", describe(c))
		if os.Getenv("MASK") != "" {
			m := maskSentence(sc.Text(), ctx, ctx.Indicators)
			fmt.Printf("    %q\n", m.mask)
		}
	}
}
