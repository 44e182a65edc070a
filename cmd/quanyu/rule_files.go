package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/quanyu/quanyu/catalog/rules"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
)

// ruleFiles reads what --rules names: files, or folders of .yaml files.
func ruleFiles(paths []string) ([]rule.File, error) {
	var out []rule.File
	for _, p := range paths {
		if strings.TrimSpace(p) == "" {
			return nil, city.Errorf("bad_argument", "规则文件的名称是空的", "the name of a file of rules is empty")
		}
		info, err := os.Stat(p)
		dir, names := filepath.Dir(p), []string{filepath.Base(p)}
		if err == nil && info.IsDir() {
			dir, names = p, nil
		}
		list, err := filesIn(dir, names)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			return nil, city.Errorf("no_rules", "文件夹里没有 .yaml 文件", "the folder holds no .yaml file").At(filepath.ToSlash(p), "", 0, "")
		}
		out = append(out, list...)
	}
	return out, nil
}

// filesIn reads files of a folder; no names: all .yaml files in it, by name.
func filesIn(dir string, names []string) ([]rule.File, error) {
	folder, err := files.Open(dir)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	if names == nil {
		all, err := folder.List(".")
		if err != nil {
			return nil, err
		}
		for _, n := range all {
			if ext := strings.ToLower(filepath.Ext(n)); ext == ".yaml" || ext == ".yml" {
				names = append(names, n)
			}
		}
	}
	var out []rule.File
	for _, n := range names {
		data, err := folder.Read(n)
		if err != nil {
			return nil, err
		}
		out = append(out, rule.File{Name: filepath.ToSlash(filepath.Join(dir, n)), Data: data})
	}
	return out, nil
}

// packageFiles reads what --package names.
func packageFiles(paths []string) ([]*rule.Package, error) {
	list, err := ruleFiles(paths)
	if err != nil {
		return nil, err
	}
	var out []*rule.Package
	for _, f := range list {
		p, err := rule.ReadPackage(f)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// ruleLibrary is the shipped rules with further files, under packages.
func ruleLibrary(paths, packages []string) (*rule.Library, error) {
	own, err := ruleFiles(paths)
	if err != nil {
		return nil, err
	}
	over, err := packageFiles(packages)
	if err != nil {
		return nil, err
	}
	l, err := rules.Library()
	if err != nil {
		return nil, err
	}
	if len(own) > 0 {
		if l, err = l.Join(own...); err != nil {
			return nil, err
		}
	}
	return l.With(over...)
}

// dayOf reads the day of a flag.
func dayOf(flag, s string) (rule.Day, error) {
	d, ok := rule.ParseDay(s)
	if !ok {
		return d, city.Errorf("bad_date", "--%[1]s 写 2019-12-31 这样的日期，现为“%[2]s”", "--%[1]s is a day such as 2019-12-31, not %[2]q", flag, s)
	}
	return d, nil
}
