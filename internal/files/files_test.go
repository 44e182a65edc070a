package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
)

// open makes a folder with files; a name that ends in / is a folder.
func open(t *testing.T, names ...string) (*Folder, string) {
	t.Helper()
	dir := t.TempDir()
	for _, n := range names {
		p := filepath.Join(dir, filepath.FromSlash(n))
		if strings.HasSuffix(n, "/") {
			must(t, os.MkdirAll(p, 0o755))
			continue
		}
		must(t, os.MkdirAll(filepath.Dir(p), 0o755))
		must(t, os.WriteFile(p, []byte(n), 0o644))
	}
	f, err := Open(dir)
	must(t, err)
	t.Cleanup(func() { _ = f.Close() })
	return f, dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused checks the code of an error, that both languages are there, and that
// no path of this machine stands in it.
func refused(t *testing.T, err error, code, dir string) {
	t.Helper()
	e := located(err)
	if e == nil {
		t.Fatalf("want %s, got %v", code, err)
	}
	if e.Code != code {
		t.Errorf("want %s, got %s: %v", code, e.Code, e)
	}
	if e.Message.Zh == "" || e.Message.En == "" || strings.Contains(e.Error(), "%!") {
		t.Errorf("not a whole message: %#v", e)
	}
	if dir != "" && strings.Contains(e.Error(), dir) {
		t.Errorf("an absolute path is shown: %v", e)
	}
}

func TestOpenNeedsAFolder(t *testing.T) {
	_, dir := open(t, "study.yaml")
	_, err := Open(filepath.Join(dir, "none"))
	refused(t, err, "not_found", "")
	if !errors.Is(err, fs.ErrNotExist) {
		t.Error("the cause is lost")
	}
	_, err = Open(filepath.Join(dir, "study.yaml"))
	refused(t, err, "not_a_folder", "")
}

func TestPathsThatLeave(t *testing.T) {
	f, dir := open(t, "in/tables/a.csv", "secret.csv")
	f, err := Open(filepath.Join(f.dir, "in"))
	must(t, err)
	defer f.Close()
	if err := os.Symlink(filepath.Join(dir, "secret.csv"), filepath.Join(dir, "in", "tables", "link.csv")); err != nil {
		t.Skipf("no links here: %v", err)
	}
	must(t, os.Symlink("../..", filepath.Join(dir, "in", "up")))
	must(t, os.Symlink("a.csv", filepath.Join(dir, "in", "tables", "inside.csv")))
	for _, name := range []string{"../secret.csv", "tables/../../secret.csv", "tables/link.csv", "up/secret.csv", "/etc/passwd"} {
		_, err := f.Read(name)
		refused(t, err, "outside", "")
		if there := name == "tables/link.csv"; f.Has(name) != there {
			t.Errorf("%s is said to be there: %v", name, !there)
		}
		if name == "tables/link.csv" {
			must(t, f.Write(name, []byte("x"))) // the link gives way to a file inside
			continue
		}
		refused(t, f.Write(strings.Replace(name, "secret", "new", 1), []byte("x")), "outside", dir)
	}
	if data, err := f.Read("tables/inside.csv"); err != nil || string(data) != "in/tables/a.csv" {
		t.Errorf("a link that stays inside: %q %v", data, err)
	}
	must(t, os.Symlink("..", filepath.Join(dir, "in", "out")))
	refused(t, f.Write("out/brief.html", []byte("x")), "outside", dir)
	if data, _ := os.ReadFile(filepath.Join(dir, "secret.csv")); string(data) != "secret.csv" {
		t.Errorf("the file outside was changed: %q", data)
	}
}

func TestReadRefuses(t *testing.T) {
	f, dir := open(t, "tables/a.csv")
	_, err := f.Read("tables/none.csv")
	refused(t, err, "not_found", dir)
	_, err = f.Read("tables")
	refused(t, err, "is_a_folder", dir)
	big, err := os.Create(filepath.Join(dir, "big.xlsx"))
	must(t, err)
	must(t, big.Truncate(MaxBytes+1))
	must(t, big.Close())
	_, err = f.Read("big.xlsx")
	refused(t, err, "too_large", dir)
}

func TestListLeavesClutterOut(t *testing.T) {
	f, _ := open(t, "tables/b.xls", "tables/a.csv", "tables/~$b.xls", "tables/.~lock.b.xls#", "tables/Thumbs.db", "tables/desktop.ini",
		"tables/.DS_Store", "tables/c.TMP", "tables/old/d.csv", "tables/甲.xlsx", "other.csv")
	got, err := f.List("tables")
	must(t, err)
	if want := []string{"tables/a.csv", "tables/b.xls", "tables/old", "tables/甲.xlsx"}; !reflect.DeepEqual(got, want) {
		t.Errorf("want %v, got %v", want, got)
	}
	if got, err := f.List("none"); err != nil || got != nil {
		t.Errorf("a missing folder: %v %v", got, err)
	}
	if _, err := f.List("other.csv"); err == nil {
		t.Error("a file was listed as a folder")
	}
}

func TestWriteIsWhole(t *testing.T) {
	f, dir := open(t, "out/brief.html")
	must(t, f.Write("out/brief.html", []byte("new")))
	must(t, f.Write("out/sub/deep/a.csv", []byte("a")))
	for name, want := range map[string]string{"out/brief.html": "new", "out/sub/deep/a.csv": "a"} {
		if data, err := f.Read(name); err != nil || string(data) != want {
			t.Errorf("%s: %q %v", name, data, err)
		}
	}
	onlyFiles(t, dir, "out/brief.html", "out/sub/deep/a.csv")
}

// A write that fails leaves the old file and nothing beside it. The name that
// is to be replaced is a folder here, so that the last step fails for root too.
func TestFailedWriteLeavesNothing(t *testing.T) {
	f, dir := open(t, "out/annex.xlsx/", "out/annex.xlsx/inside", "z")
	if err := f.Write("out/annex.xlsx", []byte("x")); err == nil || located(err) == nil {
		t.Fatalf("written over a folder: %v", err)
	}
	onlyFiles(t, dir, "out/annex.xlsx/inside", "z")
}

// Files that are staged change nothing until they are committed.
func TestStage(t *testing.T) {
	f, dir := open(t, "out/a")
	a, err := f.Stage("out/a", []byte("new"))
	must(t, err)
	long := "out/" + strings.Repeat("长", 80) + ".docx"
	b, err := f.Stage(long, []byte("x"))
	must(t, err)
	if data, _ := f.Read("out/a"); string(data) != "out/a" {
		t.Errorf("changed before it was committed: %q", data)
	}
	must(t, b.Commit())
	a.Discard()
	onlyFiles(t, dir, "out/a", long)
	must(t, os.Mkdir(filepath.Join(dir, "out", "b"), 0o755))
	_, err = f.Stage("out/b", []byte("x"))
	refused(t, err, "is_a_folder", dir)
}

func TestOutIsAFile(t *testing.T) {
	f, dir := open(t, "out")
	refused(t, f.Write("out/brief.html", []byte("x")), "not_a_folder", dir)
	refused(t, f.Write("out/sub/brief.html", []byte("x")), "not_a_folder", dir)
	onlyFiles(t, dir, "out")
	if data, _ := f.Read("out"); string(data) != "out" {
		t.Errorf("the file was changed: %q", data)
	}
}

func TestReadOnly(t *testing.T) {
	refused(t, cannot("write", "out/a", &fs.PathError{Op: "open", Path: "/x/out/a", Err: syscall.EROFS}), "read_only", "/x/")
	refused(t, cannot("write", "out/a", &fs.PathError{Op: "open", Path: "/x/out/a", Err: syscall.EACCES}), "read_only", "/x/")
	refused(t, cannot("read", "a", &fs.PathError{Op: "open", Path: "/x/a", Err: syscall.EACCES}), "no_permission", "/x/")
	refused(t, cannot("write", "out/a", &fs.PathError{Op: "write", Path: "/x/out/a", Err: syscall.ENOSPC}), "disk_full", "/x/")
	refused(t, cannot("write", "out/a", &os.LinkError{Op: "rename", Old: "/x/out/t", New: "/x/out/a", Err: syscall.EIO}), "cannot_write", "/x/")
	f, dir := open(t, "out/a")
	must(t, os.Chmod(filepath.Join(dir, "out"), 0o555))
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "out"), 0o755) })
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere: only the words are tested")
	}
	refused(t, f.Write("out/b", []byte("x")), "read_only", dir)
	onlyFiles(t, dir, "out/a")
}

func TestOpenDocument(t *testing.T) {
	for _, lock := range []string{"out/~$brief.docx", "out/~$ief.docx", "out/.~lock.brief.docx#"} {
		f, dir := open(t, "out/brief.docx", lock)
		err := f.Write("out/brief.docx", []byte("new"))
		refused(t, err, "locked", dir)
		if e := located(err); e != nil && (e.File != "out/brief.docx" || e.Hint.Zh == "" || e.Hint.En == "") {
			t.Errorf("%s: the file is not named: %+v", lock, e)
		}
		if data, _ := f.Read("out/brief.docx"); string(data) != "out/brief.docx" {
			t.Errorf("%s: written over: %q", lock, data)
		}
		must(t, f.Write("out/annex.xlsx", []byte("x"))) // the others are written
	}
}

func TestRemove(t *testing.T) {
	f, dir := open(t, "out/a", "b")
	must(t, f.Remove("out/a"))
	must(t, f.Remove("out/a"))
	refused(t, f.Remove("../x"), "outside", dir)
	onlyFiles(t, dir, "b")
}

func TestHashAndName(t *testing.T) {
	if got := Hash([]byte("abc")); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" { // FIPS 180-2, example B.1
		t.Errorf("hash: %s", got)
	}
	f, dir := open(t)
	if got := f.Name(); got != filepath.Base(dir) {
		t.Errorf("name: %s", got)
	}
}

// onlyFiles checks that exactly these files lie below a folder.
func onlyFiles(t *testing.T, dir string, want ...string) {
	t.Helper()
	var got []string
	must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, p)
			got = append(got, filepath.ToSlash(rel))
		}
		return err
	}))
	if !reflect.DeepEqual(got, want) {
		t.Errorf("files: want %v, got %v", want, got)
	}
}
