package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/quanyu/quanyu/catalog/rules"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/sample"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) sampleCmd() *cobra.Command {
	var firms int64
	var seed uint64
	var out, from string
	cmd := &cobra.Command{
		Use:   "sample --firms N --seed S --out FILE.parquet [--study STUDY]",
		Short: "合成企业总体 / synthetic firms",
		Long: `造一份合成的企业名录：按边缘表（区、行业、规模）拟合、取整，逐户抽取属性，写成 Parquet。
不写 --study 用自带的样城（合成）；写了用课题里的 population.yaml。写法与假设见 docs/manual/110-firms.md。
同一种子，同样的字节。企业都不是真实的，代码与名称都看得出来。
Make a synthetic register of firms: margins fitted, firms whole, attributes drawn by stated assumptions.

例 / example:
  quanyu sample --firms 100000 --seed 1 --out 合成企业.parquet

退出码 / exit status: 0 完成 done · 2 参数或边缘表不可用 unusable arguments or margins
`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			switch {
			case firms < 1 || firms > sample.MaxFirms:
				return city.Errorf("bad_argument", "--firms 应在 1 至 %d 之间", "--firms must be from 1 to %d", sample.MaxFirms)
			case !strings.EqualFold(filepath.Ext(out), ".parquet"):
				return city.Errorf("bad_argument", "--out 要写一个 .parquet 文件", "--out must name a .parquet file").
					WithHint("例：--out 合成企业.parquet", "for example: --out firms.parquet")
			}
			frame, err := sampleFrame(from)
			if err != nil {
				return err
			}
			report, err := writeSample(frame, out, firms, seed)
			if err != nil {
				return err
			}
			if a.json {
				a.print(struct {
					File    string `json:"file"`
					Title   string `json:"title"`
					Seed    uint64 `json:"seed"`
					Version string `json:"version"`
					*sample.Report
				}{filepath.ToSlash(out), frame.Spec.Title, seed, study.Version, report})
				return nil
			}
			a.sampled(frame, report, out, seed)
			return nil
		},
	}
	cmd.Flags().Int64Var(&firms, "firms", 0, "多少户 / how many firms")
	cmd.Flags().Uint64Var(&seed, "seed", 1, "种子 / seed")
	cmd.Flags().StringVar(&out, "out", "", "写到哪个文件 / the file to write")
	cmd.Flags().StringVar(&from, "study", "", "用课题里的 population.yaml / use the population.yaml of a study")
	return cmd
}

// sampleFrame is the sample city, or the population of a study.
func sampleFrame(from string) (*sample.Frame, error) {
	if from == "" {
		return sample.City()
	}
	s, err := study.Open(from)
	if err != nil {
		return nil, err
	}
	defer s.Dir.Close()
	if !s.Dir.Has("population.yaml") {
		return nil, city.Errorf("no_population", "课题里没有 population.yaml", "the study has no population.yaml").At(s.Dir.Name(), "", 0, "").
			WithHint("写法见 docs/manual/110-firms.md；不写 --study 用自带的样城", "see docs/manual/110-firms.md; without --study the sample city is used")
	}
	return sample.Read(s.Dir)
}

// writeSample writes beside the file and gives it its name once it is whole.
func writeSample(frame *sample.Frame, out string, firms int64, seed uint64) (r *sample.Report, err error) {
	library, err := rules.Library()
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(filepath.Dir(out), ".quanyu-*.parquet")
	if err != nil {
		return nil, cannotWrite(out, err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	if r, err = frame.Write(w, library.Fields("firm"), firms, seed, 0, study.Version); err != nil {
		return nil, cannotWrite(out, err)
	}
	if err := w.Flush(); err != nil {
		return nil, cannotWrite(out, err)
	}
	if err := f.Chmod(0o644); err != nil {
		return nil, cannotWrite(out, err)
	}
	if err := f.Close(); err != nil {
		return nil, cannotWrite(out, err)
	}
	if err := os.Rename(f.Name(), out); err != nil {
		return nil, cannotWrite(out, err)
	}
	return r, nil
}

func cannotWrite(name string, err error) error {
	return city.Errorf("not_writable", "写不了文件", "the file cannot be written").At(filepath.ToSlash(name), "", 0, "").
		WithHint("看文件夹在不在、有没有写的权限、磁盘满没满", "see whether the folder is there and may be written, and whether the disk is full").Wrap(err)
}

// sampled prints the fit report.
func (a *app) sampled(frame *sample.Frame, r *sample.Report, out string, seed uint64) {
	a.say("%s：%d 户，截至 %s，种子 %d，写到 %s", "%s: %d firms as of %s, seed %d, written to %s", frame.Spec.Title, r.Firms, frame.Spec.Date, seed, filepath.ToSlash(out))
	a.say("合成数据，不是任何真实企业：名称以“合成”开头，代码以 %s 开头（没有哪个地方用）", "synthetic, no real firm: names begin with 合成, codes with %s, which no place has", frame.Spec.Code)
	a.say("拟合 %d 轮，%d 格中 %d 格有企业", "fitted in %d rounds; %d cells, %d of them with firms", r.Iterations, r.Cells, r.Occupied)
	rows := [][]string{{a.either("边缘表", "margin"), a.either("格数", "cells"), a.either("拟合后最大误差", "largest error, fitted"), a.either("取整后最大误差", "whole"), a.either("最大处", "where"),
		a.either("总误差占比", "all errors"), a.either("百户以上格的最大相对误差", "largest relative, cells of 100 or more")}}
	for _, m := range r.Margins {
		rows = append(rows, []string{m.Name, fmt.Sprint(m.Cells), m.Fitted.Fixed(6), m.Whole.Fixed(1), m.Where, (m.Share * 100).Fixed(2) + "%", (m.Relative * 100).Fixed(1) + "%"})
	}
	a.table(rows)
}
