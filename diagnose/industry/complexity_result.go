package industry

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/complexity"
)

// ComplexityResult is what places are specialised in, with what it rests on.
// Places and activities stand in the order of their names.
type ComplexityResult struct {
	Title      string         `json:"title"`
	Files      []File         `json:"files"`
	Period     *int           `json:"period"` // null without periods
	Settings   ComplexityUsed `json:"settings"`
	Sample     SpaceSample    `json:"sample"`
	Places     []PlaceView    `json:"places"`
	Activities []ActivityView `json:"activities"`
	Focus      []FocusView    `json:"focus"`
	Network    *NetworkView   `json:"network"`
	Change     *ChangeView    `json:"change"`
	Notes      []city.Text    `json:"notes"`
}

// ComplexityUsed are the settings that were used.
type ComplexityUsed struct {
	Convention complexity.Convention  `json:"convention"`
	Cutoff     float64                `json:"cutoff"`
	Proximity  string                 `json:"proximity"`
	Nearest    int                    `json:"nearest"` // 0: all
	Counts     bool                   `json:"counts"`
	Least      float64                `json:"least"`
	Draws      int                    `json:"draws"` // 0: no intervals
	Drawn      int                    `json:"drawn"` // draws that gave an index
	Resampling *complexity.Resampling `json:"resampling"`
	Seed       uint64                 `json:"seed"`
	Level      float64                `json:"level"`
}

// SpaceSample is how the table became the places and activities that are used.
type SpaceSample struct {
	Places            int      `json:"places"`
	Activities        int      `json:"activities"`
	Presences         int      `json:"presences"`
	LeftOut           []string `json:"left_out"`
	DroppedPlaces     []string `json:"dropped_places"` // nothing but zeros
	DroppedActivities []string `json:"dropped_activities"`
	OnLittle          int      `json:"on_little"` // cells of counts with fewer than five expected
}

// PlaceView is one place. Rank is null for a place that stands on little, and for
// all where there is no index.
type PlaceView struct {
	Place        string          `json:"place"`
	Total        city.Number     `json:"total"`
	Diversity    int             `json:"diversity"`
	ECI          city.Number     `json:"eci"`
	Rank         *int            `json:"rank"`
	ECIInterval  *[2]city.Number `json:"eci_interval"`
	RankInterval *[2]int         `json:"rank_interval"`
	Few          bool            `json:"few"`
	Fitness      city.Number     `json:"fitness"`
	Outlook      city.Number     `json:"outlook"`
	Outside      city.Number     `json:"outside"` // mean complexity of its activities elsewhere
	Covered      city.Number     `json:"covered"`
	EXPY         city.Number     `json:"expy"`
	Herfindahl   city.Number     `json:"herfindahl"`
	Entropy      city.Number     `json:"entropy"`
	Krugman      city.Number     `json:"krugman"`
	Hachman      city.Number     `json:"hachman"`
}

// ActivityView is one activity.
type ActivityView struct {
	Activity   string      `json:"activity"`
	Size       city.Number `json:"size"`
	Ubiquity   int         `json:"ubiquity"`
	PCI        city.Number `json:"pci"`
	Rank       *int        `json:"rank"`
	Few        bool        `json:"few"`
	Complexity city.Number `json:"complexity"` // by fitness
	Outside    city.Number `json:"outside"`
	PRODY      city.Number `json:"prody"`
	Hoover     city.Number `json:"hoover"`
	Gini       city.Number `json:"gini"`
	Locational city.Number `json:"locational_gini"`
}

// FocusView lists what a place has, by quotient, and could enter, by density.
type FocusView struct {
	Place   string       `json:"place"`
	Held    []CellView   `json:"held"`
	Options []CellView   `json:"options"`
	Linked  []LinkedView `json:"linked"`
	Alike   []AlikeView  `json:"alike"`
}

// AlikeView is a place whose mix is like another's: the correlation of the
// logarithms of quotients.
type AlikeView struct {
	Place       string      `json:"place"`
	Correlation city.Number `json:"correlation"`
}

// CellView is one activity in one place.
type CellView struct {
	Activity string      `json:"activity"`
	Quotient city.Number `json:"quotient"`
	Value    city.Number `json:"value"`
	OnLittle bool        `json:"on_little"`
	PCI      city.Number `json:"pci"`
	Density  city.Number `json:"density"`
	Relative city.Number `json:"relative_density"`
	Gain     city.Number `json:"gain"`
	Near     []string    `json:"near"` // activities that the place has and that are nearest to it
}

// LinkedView is an activity of this space around which the place has much of the
// other.
type LinkedView struct {
	Activity string      `json:"activity"`
	Density  city.Number `json:"density"`
	Here     bool        `json:"here"` // the place has the activity already
	Near     []string    `json:"near"` // of the other space
}

// NetworkView is the network of activities.
type NetworkView struct {
	Threshold city.Number `json:"threshold"`
	Links     []LinkView  `json:"links"`
}

// LinkView joins two activities.
type LinkView struct {
	From      string      `json:"from"`
	To        string      `json:"to"`
	Proximity city.Number `json:"proximity"`
	Tree      bool        `json:"tree"`
}

// ChangeView is what became of the table since an earlier period.
type ChangeView struct {
	Since    int         `json:"since"`
	Entries  []MoveView  `json:"entries"`
	Exits    []MoveView  `json:"exits"`
	Foretold city.Number `json:"foretold"` // chance that an entry had the higher density before
	Shifts   []ShiftView `json:"shifts"`
}

// MoveView is an activity that a place entered or left.
type MoveView struct {
	Place    string      `json:"place"`
	Activity string      `json:"activity"`
	Density  city.Number `json:"density_before"`
}

// ShiftView takes the growth of a place apart.
type ShiftView struct {
	Place  string      `json:"place"`
	Before city.Number `json:"before"`
	After  city.Number `json:"after"`
	Common city.Number `json:"common"`
	Mix    city.Number `json:"mix"`
	Own    city.Number `json:"own"`
}
