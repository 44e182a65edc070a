package rule

import (
	"math"
	"time"
)

// Day is a day of the calendar: days since 1970-01-01.
type Day int32

// Open is the end of an interval that has none.
const Open Day = math.MaxInt32

// DayOf gives the day of a date of the calendar.
func DayOf(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDay reads "2019-12-31", from 0001-01-01 to 9999-12-31. ok is false for
// anything else and for days that no calendar has.
func ParseDay(s string) (d Day, ok bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, false
	}
	return DayOf(t.Year(), t.Month(), t.Day()), true
}

// String writes the day as 2019-12-31; "" for Open.
func (d Day) String() string {
	if d == Open {
		return ""
	}
	return d.time().Format(time.DateOnly)
}

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d Day) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }
