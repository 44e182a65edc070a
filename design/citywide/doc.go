// Package citywide designs all districts of a city together 全市域: which
// district takes which theme (allocate), and which land may become M0 (land).
//
// An allocation is an integer program over all districts and themes. What a
// theme gains in a district comes from counts of firms alone; counts are small,
// so quotients are drawn towards one, everything is drawn again, and a choice
// that does not survive says so. A person's choice is a lock: it is kept, and its
// price is what the city would gain without it.
package citywide
