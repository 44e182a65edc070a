package brief

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/design/citywide"
	"github.com/quanyu/quanyu/internal/files"
)

// withLand is the sample with the land of the sample city.
func withLand(t *testing.T) Input {
	t.Helper()
	dir, err := files.Open("../studies/sample-city")
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	in := sample()
	if in.Land, err = citywide.Land(dir, citywide.LandFile, 2019); err != nil {
		t.Fatal(err)
	}
	return in
}

// Brief and page say which parcels, what binds, what is missing, that all of it is
// synthetic, and that boundaries without a number are not to be published.
func TestLand(t *testing.T) {
	in := withLand(t)
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	page, err := Page(in)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"brief": wordText(t, raw), "page": string(page)} {
		for _, want := range []string{
			"创新用地与片区（合成数据）", "列入的53个地块，按武汉市新型工业用地（2023年，全市）逐块判定", "所据条款尚未与官方原文核对", "上限先到的有", "另有2块现状已是新型工业用地",
			"“真正用于创新的只是少数”一句，依据充分", "所交数据的问题：", "1对地块重叠", "片区清查（合成数据）", "条款只见于一份转载（C级），用前须与官方原文核对",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("the %s lacks %q", name, want)
			}
		}
	}
	if text := string(page); !strings.Contains(text, "没有审图号，不得公开使用") || !strings.Contains(text, `id="parcels-hatch"`) || !strings.Contains(text, "（其中2块现状已是）") {
		t.Error("the page lacks its map, or what is said under it")
	}
	in.Land.Approval = "合成S（2023）001号"
	if page, err = Page(in); err != nil || !strings.Contains(string(page), "审图号：合成S（2023）001号") || strings.Contains(string(page), "不得公开使用") {
		t.Errorf("the approval number does not stand under the map, %v", err)
	}
	f := openAnnex(t, in)
	head, _ := f.GetCellValue("用地3", "E1")
	if v, err := f.GetCellValue("用地3", "E2"); err != nil || head != "依据" || !strings.Contains(v, "武政规〔2023〕3号") {
		t.Errorf("the annex has %q: %q for the first parcel, %v", head, v, err)
	}
}
