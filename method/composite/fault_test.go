package composite

import (
	"errors"
	"slices"
	"testing"
)

// refused asserts a fault of one kind that names one code, or none.
func refused(t testing.TB, err error, kind Kind, name string) {
	t.Helper()
	var f *Fault
	if !errors.As(err, &f) {
		t.Errorf("want %s of %q, got %v", kind, name, err)
		return
	}
	if f.Kind != kind || name != "" && !slices.Contains(f.Names, name) && f.Place != name {
		t.Errorf("want %s of %q, got %v (%#v)", kind, name, err, f)
	}
}
