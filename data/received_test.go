package data

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// TestReceived reads the tables of testdata/received as bureaus and statistics
// sites lay them out (the figures are made up) and holds the observations
// against what a careful person wrote down before:
//
//	file NAME, place CODE    the file's name and the study's place, if any
//	the table as CSV
//	--
//	B4|indicator|place|period|facet|value|unit|status
//	B5|none                  no observation comes from the cell
func TestReceived(t *testing.T) {
	list, _ := filepath.Glob("testdata/received/*.txt")
	if len(list) < 60 {
		t.Fatalf("only %d tables", len(list))
	}
	for _, f := range list {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) { checkReceived(t, f) })
	}
}

func checkReceived(t *testing.T, file string) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, want, ok := strings.Cut(string(raw), "\n--\n")
	if !ok {
		t.Fatal("no line -- between table and expectations")
	}
	name, place := "表.csv", ""
	for {
		first, rest, _ := strings.Cut(text, "\n")
		key, value, _ := strings.Cut(first, " ")
		if key == "file" {
			name = value
		} else if key == "place" {
			place = value
		} else {
			break
		}
		text = rest
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "tables"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "tables", name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	folder, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	s, _, err := Load(folder, Options{Place: place})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, o := range s.Observations {
		value := city.Printed(o.Value)
		if o.Status == city.Missing {
			value = ""
		}
		where := s.Places.Name(o.Place)
		got[o.Origin.Cell] = strings.Join([]string{s.Indicators.Name(o.Indicator), where, string(o.Period), string(o.Facet), value, o.Unit, string(o.Status)}, "|")
	}
	for _, line := range strings.Split(strings.TrimSpace(want), "\n") {
		cell, exp, _ := strings.Cut(line, "|")
		if exp == "none" {
			exp = ""
		}
		if got[cell] != exp {
			t.Errorf("%s is %q, not %q", cell, got[cell], exp)
		}
	}
}
