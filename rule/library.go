package rule

import (
	"slices"

	"github.com/quanyu/quanyu/internal/files"
)

// File is a file of rules: YAML, several documents separated by ---.
type File struct {
	Name string // as errors name it
	Data []byte
}

// Library is a set of definitions that were read, joined and checked as a
// whole. It doesn't change; several goroutines may use it.
type Library struct {
	definitions
	field     map[string]*Field
	parameter map[string]*Parameter
	formula   map[string][]*Formula // versions by time
	members   map[string][]member   // criteria and programmes by identifier, versions by time
	banded    map[string]bool       // formulas that may give an interval
	terms     map[*Expression]*term // what was checked
	files     []string              // SHA-256 of each that was read
	packages  []*Package            // that it is under, each after its baseline
	baseline  *Library              // without the last of packages; nil where there's none
}

// Read reads and checks files of rules. Faults are *city.Error with file and
// line.
func Read(files ...File) (*Library, error) { return new(Library).Join(files...) }

// Join gives the library with more files, checked as a whole. An identifier
// that both have is an error: only a package changes what stands.
func (l *Library) Join(more ...File) (*Library, error) {
	d, sums := l.definitions.clone(), slices.Clone(l.files)
	for _, f := range more {
		if err := d.read(f); err != nil {
			return nil, err
		}
		sums = append(sums, files.Hash(f.Data))
	}
	out, err := d.library()
	if err != nil {
		return nil, err
	}
	out.files, out.packages = sums, l.packages
	return out, nil
}

// Fields gives the fields of one kind of entity, "" for all, in the order of
// the files.
func (l *Library) Fields(entity string) []*Field {
	var out []*Field
	for _, f := range l.fields {
		if entity == "" || f.Entity == entity {
			out = append(out, f)
		}
	}
	return out
}

// Field gives the field of a name, nil where there's none.
func (l *Library) Field(name string) *Field { return l.field[name] }

// Parameters, Formulas, Criteria and Programmes give every definition in the
// order of the files. A criterion, formula or programme that was rewritten
// stands there once for each version; their intervals do not overlap.
func (l *Library) Parameters() []*Parameter { return l.parameters }
func (l *Library) Formulas() []*Formula     { return l.formulas }
func (l *Library) Criteria() []*Criterion   { return l.criteria }
func (l *Library) Programmes() []*Programme { return l.programmes }

// Parameter gives the parameter of an identifier, nil where there's none.
func (l *Library) Parameter(id string) *Parameter { return l.parameter[id] }
