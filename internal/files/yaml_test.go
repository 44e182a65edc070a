package files

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/quanyu/quanyu/city"
)

type sample struct {
	Title  string         `yaml:"title"`
	Seed   int            `yaml:"seed"`
	Peers  []string       `yaml:"peers"`
	Labels map[string]any `yaml:"labels"`
}

func located(err error) *city.Error {
	var e *city.Error
	errors.As(err, &e)
	return e
}

func TestYAMLReads(t *testing.T) {
	var s sample
	err := YAML("study.yaml", []byte("# 课题\ntitle: \"为什么 [360] 不如：深圳\"\nseed: 7\npeers: [武汉, 深圳]\nlabels:\n  注: a - b - c - d\n"), &s)
	if err != nil || s.Title != "为什么 [360] 不如：深圳" || s.Seed != 7 || len(s.Peers) != 2 || s.Labels["注"] != "a - b - c - d" {
		t.Errorf("%+v %v", s, err)
	}
	s = sample{}
	if err := YAML("study.yaml", []byte("\xef\xbb\xbftitle: 课题\r\nseed: 7\r\npeers:\r\n  - 武汉\r\n"), &s); err != nil || s.Title != "课题" || s.Seed != 7 || s.Peers[0] != "武汉" {
		t.Errorf("as Windows writes it: %+v %v", s, err)
	}
	for _, text := range []string{"", "\n", "# nothing\n", "---\n"} {
		if err := YAML("study.yaml", []byte(text), &sample{}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestYAMLRefuses(t *testing.T) {
	deep := strings.Repeat("- ", 3) + "x"
	if err := YAML("a.yaml", []byte(deep), new(any)); err != nil {
		t.Errorf("three levels: %v", err)
	}
	for _, c := range []struct {
		name, text, code string
		line             int
	}{
		{"duplicate key", "title: a\nseed: 1\ntitle: b\n", "bad_yaml", 3},
		{"unknown key", "title: a\nseeed: 1\n", "bad_yaml", 2},
		{"wrong type", "title: a\nseed: 很多\n", "bad_yaml", 2},
		{"fraction for a whole number", "title: a\nseed: 2018.5\n", "bad_yaml", 2},
		{"whole number over all bounds", "title: a\nseed: 99999999999999999999\n", "bad_yaml", 2},
		{"list for a number", "title: a\nseed: [1]\n", "bad_yaml", 2},
		{"two documents", "title: a\n---\ntitle: b\n", "bad_yaml", 3},
		{"list for text", "title: [a]\n", "bad_yaml", 1},
		{"text for list", "title: a\n\npeers: 武汉\n", "bad_yaml", 3},
		{"broken quotes", "title: \"a\nseed: 1\n", "bad_yaml", 1},
		{"tab", "labels:\n\ta: 1\n", "bad_yaml", 2},
		{"alias", "title: &t a\nseed: 1\n", "yaml_alias", 1},
		{"alias used", "labels:\n  a: 1\n  b: *x\n", "yaml_alias", 3},
		{"billion laughs", "labels:\n  a: &a [x, x]\n  b: &b [*a, *a]\n  c: [*b, *b]\n", "yaml_alias", 2},
		{"brackets", "title: a\nlabels:\n  x: " + strings.Repeat("[", 100_000), "yaml_too_deep", 3},
		{"brackets with words", "x: " + strings.Repeat("[a, ", 100_000), "yaml_too_deep", 1},
		{"brackets behind quotes", strings.Repeat("\"a\" [", 100_000), "yaml_too_deep", 1},
		{"brackets behind tags", "x: " + strings.Repeat("!a [", 100_000), "yaml_too_deep", 1},
		{"braces", strings.Repeat("{a: ", 100_000), "yaml_too_deep", 1},
		{"brackets over lines", strings.Repeat("[\n", 100_000), "yaml_too_deep", 101},
		{"dashes", strings.Repeat("- ", 4_000_000), "yaml_too_deep", 1},
		{"question marks", strings.Repeat("? ", 100_000), "yaml_too_deep", 1},
		{"colons", strings.Repeat("a: ", 100_000), "yaml_too_deep", 1},
		{"indentation", stairs(3000), "yaml_too_deep", 101},
		{"GBK", "seed: 1\ntitle: \xce\xe4\xba\xba\n", "bad_encoding", 2},
		{"full-width colon", "seed: 1\ntitle：武汉\n", "bad_yaml", 2},
		{"too large", strings.Repeat("# a\n", 3<<20), "too_large", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := YAML("study.yaml", []byte(c.text), &sample{})
			e := located(err)
			if e == nil {
				t.Fatalf("want %s, got %v", c.code, err)
			}
			if e.Code != c.code || e.Line != c.line || e.File != "study.yaml" {
				t.Errorf("want %s on line %d, got %s on line %d: %v", c.code, c.line, e.Code, e.Line, e)
			}
			if e.Message.Zh == "" || e.Message.En == "" || strings.Contains(e.Error(), "%!") {
				t.Errorf("not a whole message: %#v", e)
			}
		})
	}
}

func TestFullWidthColonIsNamed(t *testing.T) {
	for _, text := range []string{"title：武汉\nseed: 1\n", "seed: 1\ntitle：武汉\n", "labels:\n  甲：1\n"} {
		e := located(YAML("study.yaml", []byte(text), &sample{}))
		if e == nil || !strings.Contains(e.Hint.Zh, "半角") || !strings.Contains(e.Hint.En, "half-width") {
			t.Errorf("%q: %+v", text, e)
		}
	}
}

// stairs is a mapping in a mapping in a mapping.
func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%*s\n", i+2, "a:")
	}
	return b.String()
}

// Text that only looks deep is taken: brackets inside words and quotes, long
// lists, dashes in a sentence.
func TestNotDeep(t *testing.T) {
	var b strings.Builder
	for i := range 500 {
		fmt.Fprintf(&b, "- 第%d句: \"[[[[{{{{\"\n  note: 见[表1 与 {表2\n  b: 'it''s [ {'\n  c: a - b - c\n", i)
	}
	var v []map[string]string
	if err := YAML("claims.yaml", []byte(b.String()), &v); err != nil || len(v) != 500 {
		t.Errorf("%d entries, %v", len(v), err)
	}
}

func FuzzYAML(f *testing.F) {
	f.Add([]byte("title: a\npeers: [x, {b: 1}]\nlabels:\n  - ? a\n    : b\n"))
	f.Add([]byte("a: &x [1]\nb: *x\n--- \n...\n|\n  text\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 10_000 {
			return
		}
		slow := time.AfterFunc(5*time.Second, func() { panic("still reading after 5 s") })
		defer slow.Stop()
		if err := YAML("a.yaml", data, new(any)); err != nil && located(err) == nil {
			t.Fatalf("no located error: %v", err)
		}
	})
}
