// Package land names the packs of M0 rules, by city and year. The rules
// themselves are in the files beside it and belong to catalog/rules.
package land

import (
	_ "embed"
	"sync"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
)

// Pack is how one city, in one year, lets land become M0.
type Pack struct {
	ID        string      `yaml:"id"`
	City      string      `yaml:"city"`
	Year      int         `yaml:"year"`
	Title     city.Text   `yaml:"title"`
	Date      string      `yaml:"date"`      // the day whose rules are meant, unless another is asked for
	Direct    string      `yaml:"direct"`    // programme of parcels that may become M0 as they are
	Amendment string      `yaml:"amendment"` // programme of those that need the plan amended; "" where none is known
	Cap       *Cap        `yaml:"cap"`       // nil where none is known
	Quota     string      `yaml:"quota"`     // parameter: most new M0 land of the whole city in a year; "" where none is known
	Price     *Price      `yaml:"price"`     // of the land as M0; nil where it is not known
	Unsettled city.Text   `yaml:"unsettled"` // why a parcel that meets what was seen is still open
	Unseen    []city.Text `yaml:"unseen"`    // clauses whose figures were not seen
}

// Cap limits the M0 land of each group of parcels to a share of the industrial
// land that is planned in it.
type Cap struct {
	Param       string `yaml:"param"`
	Of          string `yaml:"of"`           // field that names the group
	InPrinciple bool   `yaml:"in_principle"` // 原则上
}

// Price is a share of what the same land would cost for another use.
type Price struct {
	Param string `yaml:"param"`
	Of    string `yaml:"of"` // use code
}

//go:embed packs.yaml
var content []byte

// Packs gives every pack, in the order of the file. An error is a fault of the
// build.
var Packs = sync.OnceValues(func() ([]Pack, error) {
	var f struct {
		Packs []Pack `yaml:"packs"`
	}
	err := files.YAML("catalog/rules/land/packs.yaml", content, &f)
	return f.Packs, err
})

// Find gives the pack of an identifier; nil where there is none.
func Find(id string) (*Pack, error) {
	list, err := Packs()
	for i := range list {
		if list[i].ID == id {
			return &list[i], nil
		}
	}
	return nil, err
}

// Day is the pack's own date.
func (p *Pack) Day() rule.Day {
	d, ok := rule.ParseDay(p.Date)
	if !ok {
		panic("catalog/rules/land: " + p.ID + " has no date")
	}
	return d
}
