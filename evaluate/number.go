package evaluate

import "github.com/quanyu/quanyu/city"

// Number is a computed figure.
type Number = city.Number
