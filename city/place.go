package city

// PlaceLevel says what kind of place it is.
type PlaceLevel string

// Levels of places. A statistical unit (功能区) is not an administrative area.
const (
	Nation     PlaceLevel = "nation"
	Region     PlaceLevel = "region" // 东部地区, 长三角
	Province   PlaceLevel = "province"
	Prefecture PlaceLevel = "prefecture"
	District   PlaceLevel = "district"
	Zone       PlaceLevel = "zone" // statistical unit: 东湖高新区
)

// Place is an administrative area or a statistical unit.
type Place struct {
	Code    string     // GB/T 2260: "420100"; "000000" is the nation; "X..." for regions and zones
	Name    string     // full: 武汉市
	Short   string     // 武汉
	Level   PlaceLevel //
	Parent  string     // code
	Aliases []string   // further names
	Valid   string     // boundary vintage, where it is known
}

// Roster 比较范围: the complete list of places behind a rank.
type Roster struct {
	ID      string   `yaml:"id"`      // "副省级城市"
	Aliases []string `yaml:"aliases"` // "15个副省级城市"
	Members []string `yaml:"members"` // place codes (names are accepted in YAML and resolved on load)
	Absent  []string `yaml:"absent"`  // large places that a reader may expect and that are not members
	Note    Text     `yaml:"note"`
	Source  string   `yaml:"source"`
}
