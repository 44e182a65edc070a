package rules

import "testing"

func TestTheShippedRulesAreRead(t *testing.T) {
	l, err := Library()
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Programmes()) == 0 || len(l.Fields("firm")) == 0 {
		t.Errorf("%d programmes, %d fields of firms", len(l.Programmes()), len(l.Fields("firm")))
	}
}
