package brief

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"os"
	"strings"
	"testing"
)

func TestPageOpensEveryFigureToItsCell(t *testing.T) {
	raw, err := Page(syntheticInput())
	if err != nil {
		t.Fatal(err)
	}
	page := html.UnescapeString(string(raw))
	for _, want := range []string{
		`lang="zh-CN"`, "√", "依据充分", "<b>25.6%</b>", "((1250/400)^(1/5)-1)*100", "几何平均", "合成统计局", "2019-03-01", "tables/合成表.xlsx", "F5", "A5", strings.Repeat("ab", 32),
		"高于全国", "需要各市新型研发机构数", "D104", `id="claim-c2"`, "缺", "<dd>2.40%", "预计",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not on the page", want)
		}
	}
	if strings.Contains(string(raw), "<script>alert") {
		t.Error("the title is not escaped")
	}
	for _, bad := range []string{"http://", "https://", "src=", "@import", "url(", "ZgotmplZ"} {
		if strings.Contains(string(raw), bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	again, _ := Page(syntheticInput())
	if !bytes.Equal(raw, again) {
		t.Error("two runs give other bytes")
	}
}

func TestPageElementsMatch(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		in := syntheticInput()
		in.Lang = lang
		raw, err := Page(in)
		if err != nil {
			t.Fatal(err)
		}
		if path := os.Getenv("QUANYU_PAGE"); path != "" {
			if err := os.WriteFile(path, raw, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if at := strings.Index(string(raw), "<script>"); at > 0 {
			raw = append(raw[:at], raw[strings.Index(string(raw), "</script>")+9:]...)
		}
		d := xml.NewDecoder(bytes.NewReader(raw))
		d.Strict, d.AutoClose, d.Entity = true, []string{"meta", "link", "br", "input"}, xml.HTMLEntity
		d.Strict = false
		for {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(lang, err)
			}
		}
	}
}
