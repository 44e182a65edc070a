package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/quanyu/quanyu/city"
)

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
	for _, w := range systemWords {
		if errors.Is(err, w.is) {
			return city.Errorf(w.code, "%[1]s", "%[2]s", w.zh, w.en).At(show(name), "", 0, "").Wrap(err)
		}
	}
	if what == "write" {
		return city.Errorf("cannot_write", "写入失败：%v", "cannot write: %v", reason(err)).At(show(name), "", 0, "").Wrap(err)
	}
	return city.Errorf("cannot_read", "读取失败：%v", "cannot read: %v", reason(err)).At(show(name), "", 0, "").Wrap(err)
}

// systemWords are the words of the system that a person may meet.
var systemWords = []struct {
	is           error
	code, zh, en string
}{
	{syscall.ENOSPC, "disk_full", "磁盘已满", "the disk is full"},
	{syscall.EDQUOT, "disk_full", "磁盘配额已用完", "the disk quota is used up"},
	{syscall.ENAMETOOLONG, "name_too_long", "文件名太长", "the file name is too long"},
	{syscall.ELOOP, "outside", "链接互相指向，没有尽头", "the links lead to one another without end"},
	{syscall.ENOTDIR, "not_a_folder", "路径中有一段是文件，不是文件夹", "a part of the path is a file, not a folder"},
	{syscall.EISDIR, "is_a_folder", "这是文件夹，需要的是文件", "this is a folder; a file is needed"},
	{fs.ErrExist, "exists", "同名的文件、文件夹或失效的链接挡在这里", "a file, a folder or a dead link of that name is in the way"},
}

// reason is the system's word without the path in it.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	var le *os.LinkError
	if errors.As(err, &le) {
		return le.Err.Error()
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
