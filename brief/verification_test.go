package brief

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// text gives all text of a part of a document, paragraphs by line.
func text(t *testing.T, raw []byte, name string) string {
	t.Helper()
	p, err := ooxml.Open("x.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	part, ok := p.Part(name)
	if !ok {
		t.Fatalf("no %s", name)
	}
	s := strings.ReplaceAll(string(part), "</w:p>", "\n")
	return regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s, "")
}

// keep writes a document where a person wants to look at it.
func keep(t *testing.T, name string, raw []byte) {
	if dir := os.Getenv("QUANYU_KEEP"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestVerification(t *testing.T) {
	in := sample()
	raw, err := Verification(in)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "verification.docx", raw)
	got := text(t, raw, "word/document.xml")
	for _, want := range []string{
		"研发投入强度不高", "△ 限定后可用", "√ 依据充分", "× 与数据不符", "？ 依据不足",
		"合成统计简表.csv", " H4", "2.40%（2018年，预计）", "第8位（15个合成城市，2018年）", "第8位恰是中位数", "规则：后三分之一为“不高”",
		"按新口径追溯的2013—2015年数据", "D101", "合成市研究室", "2019年12月5日", "3500家，比2013年",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the sheet lacks %q", want)
		}
	}
	if strings.Index(got, "D101") > strings.Index(got, "D105") {
		t.Error("a warning must stand before a note")
	}
	if !strings.Contains(text(t, raw, "word/header1.xml"), "内部资料　不外传") {
		t.Error("the sheet must be marked as internal")
	}
	again, _ := Verification(in)
	if !bytes.Equal(raw, again) {
		t.Error("the same input gave other bytes")
	}
}

func TestVerificationInEnglish(t *testing.T) {
	in := sample()
	in.Lang = "en"
	raw, err := Verification(in)
	if err != nil {
		t.Fatal(err)
	}
	got := text(t, raw, "word/document.xml")
	for _, want := range []string{"Verification of claims", "usable when qualified", "Opposing reading", "The 8th of 15 is the median.", "(2018, estimate)"} {
		if !strings.Contains(got, want) {
			t.Errorf("the sheet lacks %q", want)
		}
	}
}

// Parts of a sentence are printed below it, with numbers of their own.
func TestVerificationParts(t *testing.T) {
	in := sample()
	whole := diagnose.Result{Claim: diagnose.Claim{ID: "both", Sentence: "又多又好", Type: diagnose.All}, Verdict: diagnose.Partly, Parts: in.Results[:2]}
	in.Results = []diagnose.Result{whole}
	raw, err := Verification(in)
	if err != nil {
		t.Fatal(err)
	}
	got := text(t, raw, "word/document.xml")
	if !strings.Contains(got, "both.1") || !strings.Contains(got, "both.2") {
		t.Error("parts are missing")
	}
}

// A study without anything still gives documents.
func TestEmptyInput(t *testing.T) {
	for name, make := range map[string]func(Input) ([]byte, error){"verification": Verification, "brief": Brief} {
		if raw, err := make(Input{}); err != nil || len(raw) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
