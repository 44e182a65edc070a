package rule

// Batch is a run of rows of one kind of entity, held by column. Readers fill
// it, a Plan evaluates it.
type Batch struct {
	Entity  string // "firm", "incubator", "institute", "project" ...
	Start   int64  // number of its first row among all rows, from 0
	Rows    int
	Columns map[string]*Column // by the name of the field; an absent column is missing in every row
}

// Column holds one field of every row of a batch. Exactly one of Numbers and
// Codes is set.
type Column struct {
	Numbers []float64 // in the base unit (yuan, person, ratio, square metre ...); a date as days since 1970-01-01; true as 1
	Codes   []int32   // of a text field: index into Words, so that there's no bound of 256
	Words   []string
	Missing []bool // nil where no row lacks the value
}
