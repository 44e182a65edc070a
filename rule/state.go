package rule

// State is the result of a criterion or a programme for one row. The order
// is that in which results roll up: what isn't applicable, then what speaks
// against, then what is missing, then what a person must judge.
type State uint8

// The five results. 0 and false are values: they can be Unmet, never Unknown.
const (
	NotApplicable State = iota // 不适用: for another kind of entity, or outside the rule's own conditions
	Unmet                      // 不符合
	Unknown                    // 缺数据: something that decides is missing
	Manual                     // 待核: an expert or a document decides
	Met                        // 符合
)

var stateNames = [...]string{"not_applicable", "unmet", "unknown", "manual", "met"}

// String gives the name that JSON uses.
func (s State) String() string { return stateNames[s] }
