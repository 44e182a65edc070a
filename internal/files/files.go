// Package files reads and writes inside one folder and nowhere else: a path
// that leaves the folder (.. or a link) is an error, a file over its limit is
// an error, and a write either happens whole or not at all.
package files

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"syscall"

	"github.com/quanyu/quanyu/city"
)

// MaxBytes is the largest file that is read: a table or a draft, 256 MiB.
const MaxBytes = 256 << 20

// Folder is one folder. Names inside it use slashes.
type Folder struct {
	dir  string
	root *os.Root
}

// Open opens a folder that exists.
func Open(dir string) (*Folder, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, city.Errorf("not_found", "没有这个文件夹", "there is no such folder").At(show(dir), "", 0, "").
			WithHint("检查路径；新建课题用 quanyu new DIR", "check the path; quanyu new DIR makes a study").Wrap(err)
	case err != nil:
		return nil, cannot("open", dir, err)
	case !info.IsDir():
		return nil, city.Errorf("not_a_folder", "这是一个文件，需要的是课题文件夹", "this is a file; a study folder is needed").At(show(dir), "", 0, "")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, cannot("open", dir, err)
	}
	return &Folder{dir: dir, root: root}, nil
}

// Close releases the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Name is the folder's own name, without the path to it.
func (f *Folder) Name() string {
	abs, err := filepath.Abs(f.dir)
	if err != nil {
		return filepath.Base(f.dir)
	}
	return filepath.Base(abs)
}

// Has reports whether something of that name lies in the folder. What is no
// readable file, or a link that leaves the folder, is Read's to refuse.
func (f *Folder) Has(name string) bool {
	_, err := f.root.Lstat(filepath.FromSlash(name))
	return err == nil
}

// Read gives the whole file. Errors are located.
func (f *Folder) Read(name string) ([]byte, error) {
	info, err := f.root.Stat(filepath.FromSlash(name)) // before it is opened: a pipe would wait for ever
	if err != nil {
		return nil, cannot("read", name, err)
	}
	if info.IsDir() {
		return nil, city.Errorf("is_a_folder", "这是文件夹，需要的是文件", "this is a folder; a file is needed").At(name, "", 0, "")
	}
	if !info.Mode().IsRegular() {
		return nil, city.Errorf("not_regular", "不是普通文件，不读", "not a regular file; it is not read").At(name, "", 0, "")
	}
	if info.Size() > MaxBytes {
		return nil, city.Errorf("too_large", "文件超过 %d MB，不读", "the file is over %d MB and is not read", MaxBytes>>20).At(name, "", 0, "")
	}
	file, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, cannot("read", name, err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, MaxBytes+1))
	if err != nil {
		return nil, cannot("read", name, err)
	}
	return data, nil
}

// List gives the regular files below a folder of the folder, by name, in
// order; a folder that is missing has none. Lock files (~$), hidden files,
// thumbnails and sub-folders are left out. Links are not followed outside.
func (f *Folder) List(sub string) ([]string, error) {
	dir, err := f.root.Open(filepath.FromSlash(sub))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, cannot("read", sub, err)
	}
	defer dir.Close()
	entries, err := dir.ReadDir(-1)
	if err != nil {
		return nil, cannot("read", sub, err)
	}
	var names []string
	for _, e := range entries {
		n := e.Name()
		if e.IsDir() || Ignored(n) {
			continue
		}
		names = append(names, path.Join(sub, n))
	}
	sort.Strings(names)
	return names, nil
}

// Ignored reports whether a file name is a lock file, a thumbnail or hidden.
func Ignored(name string) bool {
	low := strings.ToLower(name)
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") || low == "thumbs.db" || low == "desktop.ini" ||
		strings.HasSuffix(low, ".tmp") || strings.HasSuffix(low, ".bak")
}

// Write writes a file whole: into a temporary neighbour, then renamed. A file
// that another program holds open is named in the error ("locked").
func (f *Folder) Write(name string, data []byte) error {
	if d := path.Dir(name); d != "." {
		if err := f.root.MkdirAll(filepath.FromSlash(d), 0o755); err != nil {
			if at := f.fileAbove(d); at != "" {
				return city.Errorf("not_a_folder", "“%s”是文件，无法写入其中", "%q is a file; nothing can be written into it", at).At(name, "", 0, "").
					WithHint("把这个文件移走或改名后重试", "move or rename that file and try again").Wrap(err)
			}
			return cannot("write", name, err)
		}
	}
	if f.isOpenElsewhere(name) {
		return lockedError(name, nil)
	}
	tmp := filepath.FromSlash(path.Join(path.Dir(name), "."+path.Base(name)+".tmp"))
	if err := f.root.WriteFile(tmp, data, 0o644); err != nil {
		_ = f.root.Remove(tmp)
		return cannot("write", name, err)
	}
	if err := f.root.Rename(tmp, filepath.FromSlash(name)); err != nil {
		_ = f.root.Remove(tmp)
		return cannot("write", name, err)
	}
	return nil
}

// fileAbove gives the part of a folder's path that is a file; "" if none is.
func (f *Folder) fileAbove(dir string) string {
	for d := dir; d != "." && d != "/"; d = path.Dir(d) {
		if info, err := f.root.Stat(filepath.FromSlash(d)); err == nil && !info.IsDir() {
			return d
		}
	}
	return ""
}

// isOpenElsewhere looks for the lock file that Word, WPS, Excel or LibreOffice
// leaves beside a document that it has open.
func (f *Folder) isOpenElsewhere(name string) bool {
	base := path.Base(name)
	locks := []string{"~$" + base, ".~lock." + base + "#"}
	if r := []rune(base); len(r) > 2 {
		locks = append(locks, "~$"+string(r[1:]), "~$"+string(r[2:])) // Word overwrites up to two letters of a longer name
	}
	for _, l := range locks {
		if _, err := f.root.Stat(filepath.FromSlash(path.Join(path.Dir(name), l))); err == nil {
			return true
		}
	}
	return false
}

// Remove removes a file; one that is not there is no error.
func (f *Folder) Remove(name string) error {
	err := f.root.Remove(filepath.FromSlash(name))
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return cannot("write", name, err)
}

// Hash is the SHA-256 of data in lower-case hex.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func lockedError(name string, err error) *city.Error {
	return city.Errorf("locked", "文件正被其他程序（如 Word、WPS、Excel）打开，未能写入", "the file is open in another program (Word, WPS, Excel) and was not written").
		At(name, "", 0, "").WithHint("关闭后重新运行；其余文件已写出。若确已关闭，删除旁边的锁文件（~$ 开头）", "close it and run again; the other files are written. If it is closed, delete the lock file (~$...) beside it").Wrap(err)
}

// cannot turns an error of the system into a located bilingual one.
func cannot(what, name string, err error) *city.Error {
	var e *city.Error
	switch {
	case errors.As(err, &e):
		return e
	case errors.Is(err, fs.ErrNotExist):
		return city.Errorf("not_found", "没有这个文件", "there is no such file").At(show(name), "", 0, "").Wrap(err)
	case strings.Contains(err.Error(), "escapes"):
		return city.Errorf("outside", "路径离开了课题文件夹，不读不写", "the path leaves the study folder; it is neither read nor written").At(show(name), "", 0, "").
			WithHint("把文件复制到课题文件夹内，不要用 .. 或链接", "copy the file into the study folder; use neither .. nor links").Wrap(err)
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission) && what == "write":
		if isSharingViolation(err) {
			return lockedError(name, err)
		}
		return city.Errorf("read_only", "没有写入权限，或磁盘只读", "no permission to write, or the disk is read-only").At(show(name), "", 0, "").
			WithHint("把课题文件夹复制到可写的位置", "copy the study folder to a place that can be written").Wrap(err)
	case isSharingViolation(err):
		return lockedError(name, err)
	case errors.Is(err, fs.ErrPermission):
		return city.Errorf("no_permission", "没有读取权限", "no permission to read").At(show(name), "", 0, "").Wrap(err)
	}
	if what == "write" {
		return city.Errorf("cannot_write", "写入失败：%v", "cannot write: %v", reason(err)).At(show(name), "", 0, "").Wrap(err)
	}
	return city.Errorf("cannot_read", "读取失败：%v", "cannot read: %v", reason(err)).At(show(name), "", 0, "").Wrap(err)
}

// reason is the system's word without the path in it.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return fmt.Sprint(err)
}

// isSharingViolation recognises Windows' word for a file that is open
// elsewhere (ERROR_SHARING_VIOLATION 32, ERROR_LOCK_VIOLATION 33).
func isSharingViolation(err error) bool {
	var no syscall.Errno
	return errors.As(err, &no) && filepath.Separator == '\\' && (no == 32 || no == 33)
}

// show is a path as it may be printed: with slashes, as the person gave it.
func show(p string) string { return filepath.ToSlash(p) }
