// Package catalog 内容: embedded, versioned content: places, indicators,
// rosters and concepts, each value dated and with its source, and the look-up
// of names as people write them.
package catalog

import "github.com/quanyu/quanyu/city"

// Match says how a name was resolved.
type Match string

// Ways a name resolves. Only Exact and Alias may be joined; the other two are
// findings with suggestions, never guesses.
const (
	Exact      Match = "exact"
	Alias      Match = "alias"
	Ambiguous  Match = "ambiguous"
	Unresolved Match = "unresolved"
)

// Resolution is the answer to a name.
type Resolution struct {
	Match       Match
	Place       city.Place   // where Match is Exact or Alias
	Suggestions []city.Place // likely ones, best first, otherwise
	Likely      bool         // the first suggestion is probably meant: it looks alike, is missing from the table, or is of the table's level
}
