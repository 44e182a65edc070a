package main

import (
	"os"
	"path/filepath"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) indexCompareCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "compare A B",
		Short: "同一份数据，两个方案 / the same data under two versions",
		Long: `同一份数据用两个指数方案（两个版本、两套体系）各算一次，比得分和位次，并把位次的变化逐项分到：去掉和新增的指标、权重、分母、方法。
A 是方案文件，或有 index.yaml 的课题；B 是另一个方案文件，或目录里的指标体系（quanyu index systems 列出）。写法见 docs/manual/057-index-systems.md。
Compute the same data under two specifications of an index (two versions, two systems), and take the changes of rank apart: indicators dropped
and added, weights, denominators, methods. A is a specification or a study with index.yaml; B another, or a system of the catalog.

例 / example:
  quanyu index compare studies/合成-指数/指数.yaml studies/合成-指数/指数第二版.yaml

退出码 / exit status: 0 完成 done · 2 方案、数据或体系不可用 unusable specification, data or system
`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return city.Errorf("bad_argument", "需要两个方案", "two specifications are needed").
					WithHint("例：quanyu index compare 一.yaml 二.yaml", "for example: quanyu index compare one.yaml two.yaml")
			}
			var open opened
			defer open.close()
			first, err := open.version(args[0])
			if err != nil {
				return err
			}
			second, err := open.second(first, args[1])
			if err != nil {
				return err
			}
			c, err := benchmark.Compare(*first, *second)
			if err != nil {
				return err
			}
			if a.json {
				a.print(struct {
					Version string `json:"version"`
					*benchmark.Comparison
				}{study.Version, c})
				return nil
			}
			a.compared(c)
			return nil
		},
	}
}

// opened are the folders and studies that a comparison reads; each study is loaded
// once.
type opened struct {
	folders []*files.Folder
	first   string               // the folder of the first
	sets    map[string]*data.Set // by folder
}

func (o *opened) close() {
	for _, f := range o.folders {
		f.Close()
	}
}

// second is another specification, or that of the first under a system of the
// catalog.
func (o *opened) second(first *benchmark.Version, arg string) (*benchmark.Version, error) {
	_, known := catalog.FindSystem(arg)
	if _, err := os.Stat(arg); err == nil || !known {
		return o.version(arg)
	}
	spec, err := first.Spec.Under(arg)
	if err != nil {
		return nil, err
	}
	return o.read(spec, o.first, o.folders[0])
}

// version reads a specification, of a file or of a study, and its figures.
func (o *opened) version(arg string) (*benchmark.Version, error) {
	dir, name := filepath.Dir(arg), filepath.Base(arg)
	if info, err := os.Stat(arg); err == nil && info.IsDir() {
		dir, name = arg, benchmark.SpecFile
	}
	folder, err := files.Open(dir)
	if err != nil {
		return nil, err
	}
	if o.folders = append(o.folders, folder); len(o.folders) == 1 {
		o.first = dir
	}
	spec, err := benchmark.ReadSpec(folder, name)
	if err != nil {
		return nil, err
	}
	return o.read(spec, dir, folder)
}

func (o *opened) read(spec *benchmark.Spec, dir string, folder *files.Folder) (*benchmark.Version, error) {
	var t *benchmark.Table
	var err error
	if spec.Data == benchmark.Study {
		var set *data.Set
		if set, err = o.set(dir); err == nil {
			t, err = benchmark.FromStudy(spec, set)
		}
	} else {
		t, err = benchmark.Read(folder, spec)
	}
	return &benchmark.Version{Spec: spec, Table: t}, err
}

// set loads the data of a study.
func (o *opened) set(dir string) (*data.Set, error) {
	dir = filepath.Clean(dir)
	if set := o.sets[dir]; set != nil {
		return set, nil
	}
	s, err := study.Open(dir)
	if err != nil {
		return nil, err
	}
	defer s.Dir.Close()
	set, _, err := s.Load()
	if o.sets == nil {
		o.sets = map[string]*data.Set{}
	}
	o.sets[dir] = set
	return set, err
}
