package rules

import (
	"testing"
)

func TestTheCasesOfTheRulesHold(t *testing.T) {
	ran, failures := library(t).Test(nil)
	for _, f := range failures {
		t.Errorf("%s:%d: %s: want %s, got %s %s", f.At.File, f.At.Line, f.ID, f.Want, f.Got, f.Message.En)
	}
	if ran < 400 {
		t.Errorf("%d cases ran, want 400 or more", ran)
	}
}
