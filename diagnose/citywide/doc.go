// Package citywide 全市域: a city's districts as a picture: a schematic tile map made
// from which districts touch, or the boundaries of a file that carries its map
// approval number 审图号. No boundary of a real place is shipped.
package citywide
