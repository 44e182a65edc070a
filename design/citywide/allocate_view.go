package citywide

import "github.com/quanyu/quanyu/city"

// Allocated 布局 is what was decided, ready for JSON.
type Allocated struct {
	Title       string         `json:"title"`
	Synthetic   bool           `json:"synthetic"` // 合成: no real city
	Weights     Weights        `json:"weights"`   // of the first allocation, in points
	Districts   []string       `json:"districts"`
	Themes      []ThemeView    `json:"themes"`
	Allocations []Allocation   `json:"allocations"`
	Regret      RegretView     `json:"regret"`
	Fashions    []FashionView  `json:"fashions"` // themes that everybody wants: for how many districts they pay, without locks
	Undecided   []Open         `json:"undecided"`
	Figures     []FigureView   `json:"figures"` // what the counts say about each district and theme
	Solver      SolverView     `json:"solver"`
	Draws       DrawsView      `json:"draws"`
	Inputs      []File         `json:"inputs"`
	Notes       []city.Text    `json:"notes"`
	Findings    []city.Finding `json:"findings"`
	Version     string         `json:"version,omitempty"`
}

// ThemeView is one theme.
type ThemeView struct {
	ID          string `json:"theme"`
	Title       string `json:"title"`
	Coarse      string `json:"coarse"`
	Fashionable bool   `json:"fashionable"`
}

// Allocation is one plan.
type Allocation struct {
	Name        string      `json:"name"` // balanced, strengths, openings, apart; alternative-1 ...
	Title       city.Text   `json:"title"`
	Objective   city.Number `json:"objective"` // points, under its own weights
	Weights     Weights     `json:"weights"`
	Themes      []Choice    `json:"themes"`
	Duplication Duplication `json:"duplication"`
	Repeated    []Repeated  `json:"repeated"`
	Locks       []LockView  `json:"locks"`
	Without     []Open      `json:"without"` // districts that get no theme here, beside those left undecided
	Use         []UseView   `json:"use"`
	Gap         city.Number `json:"gap"`
}

// Choice is a theme that a district gets, and why.
type Choice struct {
	District  string         `json:"district"`
	Theme     string         `json:"theme"`
	Title     string         `json:"title"`
	Why       []city.Text    `json:"why"`
	Locked    bool           `json:"locked"`
	Firms     int64          `json:"firms"`
	Quotient  city.Number    `json:"quotient"`
	Range     [2]city.Number `json:"quotient_range"` // 5 to 95 percent of draws
	Density   city.Number    `json:"density"`
	Gain      city.Number    `json:"gain"`
	Stability city.Number    `json:"stability"` // share of draws whose plan, under the first weighting, has it
}

// Duplication counts the districts beyond the first, of each coarse class and of
// each theme.
type Duplication struct {
	Coarse int `json:"coarse"`
	Fine   int `json:"fine"`
}

// Repeated is a theme, or a coarse class, that several districts take.
type Repeated struct {
	By        string   `json:"by"` // coarse, fine
	Name      string   `json:"name"`
	Districts []string `json:"districts"`
}

// LockView is a choice that a person made, and what the city gives up for it.
type LockView struct {
	District string      `json:"district"`
	Theme    string      `json:"theme"`
	Title    string      `json:"title"`
	Price    city.Number `json:"price"`   // points that the best plan without this lock gains more
	Instead  []string    `json:"instead"` // titles of what the district takes then
}

// UseView is what a district, or the city, spends of what it has.
type UseView struct {
	District string      `json:"district"` // "" is the city
	Themes   int         `json:"themes"`
	Money    city.Number `json:"money_wan"`
	MoneyOf  city.Number `json:"money_limit_wan"` // null is no limit
	Land     city.Number `json:"land_ha"`
	LandOf   city.Number `json:"land_limit_ha"` // null is no limit
	M0       city.Number `json:"m0_land_ha"`    // of the land, that which M0 land bears
}

// RegretView is what each allocation gives up under each weighting.
type RegretView struct {
	Weightings []string    `json:"weightings"`
	Rows       []RegretRow `json:"rows"`
	Least      string      `json:"least"` // the allocation whose largest share is smallest
}

// RegretRow is one allocation.
type RegretRow struct {
	Allocation string        `json:"allocation"`
	Points     []city.Number `json:"points"` // less than the best plan under that weighting
	Shares     []city.Number `json:"shares"` // of the best plan's points
	Largest    city.Number   `json:"largest"`
}

// FashionView is a theme that everybody wants.
type FashionView struct {
	Theme     string        `json:"theme"`
	Title     string        `json:"title"`
	PaysFor   int           `json:"pays_for"`
	Districts []string      `json:"districts"` // of the best of these plans
	Objective []city.Number `json:"objective"` // of the best plan with 0, 1, 2 ... districts; null where no plan has so many
}

// FigureView is what the counts say about a theme in a district.
type FigureView struct {
	District  string      `json:"district"`
	Theme     string      `json:"theme"`
	Firms     int64       `json:"firms"`
	Expected  city.Number `json:"expected"`
	Quotient  city.Number `json:"quotient"`
	Density   city.Number `json:"density"`
	Gain      city.Number `json:"gain"`
	Stands    bool        `json:"stands"`
	Stability city.Number `json:"stability"` // share of draws whose plan has it
}

// SolverView says how the plans were found.
type SolverView struct {
	Name     string      `json:"name"`
	Version  string      `json:"version"`
	Package  string      `json:"package"`
	Seed     int         `json:"seed"`
	GapAsked city.Number `json:"gap_asked"`
	Gap      city.Number `json:"gap"` // the widest of the allocations
	Nodes    int64       `json:"nodes"`
	NodesMax int         `json:"nodes_max"`
}

// DrawsView says on what the stability stands.
type DrawsView struct {
	Asked int `json:"asked"`
	Drawn int `json:"drawn"`
	Plans int `json:"plans"` // under the first weighting
}
