package grid

import (
	"encoding/binary"
	"io"
	"math"
	"strconv"
)

// readSheet reads the records of one worksheet.
func (b *book) readSheet(s bookSheet) (*Grid, error) {
	out := newBuilder(b.file, s.name)
	id, _, at, ok := b.record(s.at)
	if !ok || id != recBOF {
		return nil, errShort
	}
	depth := 1 // charts inside the sheet are streams of their own
	var waiting *[2]int
	for {
		id, body, next, ok := b.record(at)
		if !ok {
			if at == len(b.data) && !b.partial {
				return out.done() // some writers leave the last mark out
			}
			return nil, io.ErrUnexpectedEOF
		}
		at = next
		switch {
		case id == recBOF:
			depth++
		case id == recEOF:
			if depth--; depth == 0 {
				return out.done()
			}
		case depth > 1:
		case id == recMerge:
			for i := range u16(body, 0) {
				if 2+8*i+8 > len(body) {
					return nil, errShort
				}
				m := body[2+8*i:]
				out.merge = append(out.merge, region{r1: u16(m, 0), r2: u16(m, 2), c1: u16(m, 4), c2: u16(m, 6)})
			}
		case id == recString && waiting != nil:
			text, err := b.text(body, false)
			if err != nil {
				return nil, err
			}
			if err := out.put(waiting[0], waiting[1], Cell{Text: text}); err != nil {
				return nil, err
			}
			waiting = nil
		case id == recMulRK:
			if err := b.putRow(out, body); err != nil {
				return nil, err
			}
		default:
			cell, text, err := b.cell(id, body)
			if err != nil {
				return nil, err
			}
			if text {
				waiting = &[2]int{u16(body, 0), u16(body, 2)}
			}
			if cell.Text != "" {
				if err := out.put(u16(body, 0), u16(body, 2), cell); err != nil {
					return nil, err
				}
			}
		}
	}
}

// putRow sets the numbers of one MULRK record: a run of cells in a row.
func (b *book) putRow(out *builder, body []byte) error {
	if len(body) < 6 {
		return errShort
	}
	for i, at := 0, 4; at+6 <= len(body)-2; i, at = i+1, at+6 {
		cell := b.number(u16(body, at), rk(binary.LittleEndian.Uint32(body[at+2:])))
		if err := out.put(u16(body, 0), u16(body, 2)+i, cell); err != nil {
			return err
		}
	}
	return nil
}

// cell reads a record that holds one cell; blank for others. text says that
// the text of a formula follows in a record of its own.
func (b *book) cell(id int, body []byte) (cell Cell, text bool, err error) {
	need := map[int]int{recLabelSST: 10, recLabel: 8, recRString: 8, recNumber: 14, recRK: 10, recFormula: 14, recBoolErr: 8}[id]
	if need == 0 {
		return Cell{}, false, nil
	}
	if len(body) < need {
		return Cell{}, false, errShort
	}
	style := u16(body, 4)
	switch id {
	case recLabelSST:
		n := binary.LittleEndian.Uint32(body[6:])
		if int64(n) >= int64(len(b.shared)) {
			return Cell{}, false, errShort
		}
		return Cell{Text: b.shared[n]}, false, nil
	case recLabel, recRString:
		s, err := b.text(body[6:], false)
		return Cell{Text: s}, false, err
	case recNumber:
		return b.number(style, float(body[6:])), false, nil
	case recRK:
		return b.number(style, rk(binary.LittleEndian.Uint32(body[6:]))), false, nil
	case recBoolErr:
		return Cell{Text: boolOrError(body[6], body[7] == 1)}, false, nil
	}
	result := body[6:14] // of a formula
	if result[6] != 0xff || result[7] != 0xff {
		return b.number(style, float(result)), false, nil
	}
	switch result[0] {
	case 0:
		return Cell{}, true, nil
	case 1, 2:
		return Cell{Text: boolOrError(result[2], result[0] == 2)}, false, nil
	}
	return Cell{}, false, nil
}

func (b *book) number(style int, v float64) Cell {
	f := general
	if style < len(b.formats) {
		f = b.formats[style]
	}
	return f.show(strconv.FormatFloat(v, 'g', -1, 64), b.since04)
}

func float(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

// rk reads a number in four bytes: a whole number or the upper half of a
// binary one, perhaps in hundredths.
func rk(v uint32) float64 {
	var f float64
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	} else {
		f = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

func boolOrError(v byte, isError bool) string {
	if !isError {
		if v != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	switch v {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0f:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1d:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	}
	return "#N/A"
}
