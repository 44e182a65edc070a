package data

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/internal/files"
)

// TestReport checks what is told of a table with marks, ranks and a column
// that is left out.
func TestReport(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "tables"), 0o755); err != nil {
		t.Fatal(err)
	}
	text := "合成：宁波市科技指标,,,,,\n指标,单位,2017年,2018年,2018年增减额,2018年全省位次\n高新技术企业*,家,100,120*,20,2\n技术合同成交额①,亿元,80.5,96.6,16.1,3\n注：*2018年数据为预计数。①技术合同成交额2018年起口径调整。,,,,,\n数据来源：宁波市科学技术局   审核人：某,,,,,\n"
	if err := os.WriteFile(filepath.Join(dir, "tables", "表.csv"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	folder, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	_, reports, err := Load(folder, Options{Place: "330200"})
	if err != nil || len(reports) != 1 {
		t.Fatal(err, reports)
	}
	r := reports[0]
	if r.Title != "合成：宁波市科技指标" || r.Publisher != "宁波市科学技术局" {
		t.Errorf("title %q, publisher %q", r.Title, r.Publisher)
	}
	if r.Rows != 2 || r.Values != 6 || r.Levels != 4 || r.Ranks != 2 || r.Growths != 0 {
		t.Errorf("%d rows, %d values: %d levels, %d ranks, %d rates", r.Rows, r.Values, r.Levels, r.Ranks, r.Growths)
	}
	if got := strings.Join(r.Units, " "); got != "家 亿元" {
		t.Errorf("units %s", got)
	}
	if got := strings.Join(r.Marks, "；"); got != "“*”预计数1个；“①”技术合同成交额口径自2018年起变化" {
		t.Errorf("marks %s", got)
	}
	if len(r.Doubts) != 1 || !strings.Contains(r.Doubts[0].Zh, "增减的绝对数") {
		t.Errorf("doubts %v", r.Doubts)
	}
}
