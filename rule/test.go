package rule

import "github.com/quanyu/quanyu/city"

// Failure is a test inside a file of rules that doesn't hold.
type Failure struct {
	ID      string
	At      At
	Want    string
	Got     string
	Message city.Text
}

// Test runs the tests that the definitions bring along.
func (l *Library) Test() (ran int, failures []Failure) { panic("not yet") }
