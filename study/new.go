package study

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// FactsHeader is the first line of facts.csv.
const FactsHeader = "place,indicator,period,value,unit,status,definition,source,cell,note"

// New makes an empty study in dir: headers only, no sample data. place may be
// empty. A folder that already holds a study.yaml is an error.
func New(dir, place string) error {
	name := ""
	if place != "" {
		r := catalog.NewPlaces().Resolve(place, "")
		if r.Match != catalog.Exact && r.Match != catalog.Alias {
			e := city.Errorf("unknown_place", "地名“%s”无法确定", "the place %q cannot be resolved", place)
			if names := suggestions(r); names != "" {
				return e.WithHint("是否为："+names+"？", "did you mean "+names+"?")
			}
			return e.WithHint("写省、市、区县的全称或六位代码，如 武汉市、420100；目录里没有的地方（开发区、新城等），先不写 --place，建好后写进 places.yaml 再填 study.yaml",
				"write the full Chinese name or the six-digit code of a province, city or district, such as 武汉市 or 420100; for a place that the catalog lacks leave --place out, describe it in places.yaml, then name it in study.yaml")
		}
		name = r.Place.Name
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return city.Errorf("not_a_folder", "同名文件已存在，不能在这里新建课题", "a file of that name exists; no study can be made here").At(filepath.ToSlash(dir), "", 0, "")
	}
	if err := os.MkdirAll(filepath.Join(dir, "tables"), 0o755); err != nil {
		return city.Errorf("cannot_write", "不能新建文件夹：没有写入权限、磁盘只读或路径有误", "the folder cannot be made: no permission, a read-only disk or a wrong path").At(filepath.ToSlash(dir), "", 0, "").Wrap(err)
	}
	folder, err := files.Open(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	if folder.Has("study.yaml") {
		return city.Errorf("exists", "这里已有课题（study.yaml），未作改动", "there is a study here already (study.yaml); nothing was changed").At(filepath.ToSlash(dir), "", 0, "")
	}
	title := strings.TrimSpace(folder.Name())
	for _, f := range []struct{ name, text string }{
		{"study.yaml", fmt.Sprintf(studyTemplate, title, name)},
		{"sources.yaml", sourcesTemplate},
		{"facts.csv", "\ufeff" + FactsHeader + "\n"},
		{"claims.txt", claimsTemplate},
	} {
		if folder.Has(f.name) {
			continue
		}
		if err := folder.Write(f.name, []byte(f.text)); err != nil {
			return err
		}
	}
	return nil
}

const studyTemplate = `title: %q
question: ""           # 领导或课题要回答的问题 / the question to be answered
place: %q              # 课题所在地；没有就留空 / the place of the study, may stay empty
language: zh
seed: 1
document_date: ""      # 2019-10-14，印在文稿上的日期 / printed on the documents
issuing_unit: ""       # 起草单位 / the issuing unit
peers: []              # 对标城市：- {name: 先进城市, members: [...], rule: ...}
`

const sourcesTemplate = `# 每份资料一条：id、题名、发布单位、日期、网址、许可、等级（A 官方原件，B 官方转载，C 二手，D 不作依据）
# one entry a source; file: names the table it is the source of
sources: []
`

const claimsTemplate = `# 一行一句，写要核实的话；以 # 开头的行不读。
# One sentence a line, as it stands in the draft; lines that begin with # are not read.
`
