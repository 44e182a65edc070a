package word

import (
	"bytes"

	"github.com/xuri/excelize/v2"
)

// chartSheet is the sheet of a chart's workbook.
const chartSheet = "Sheet1"

// workbook gives the numbers of the chart as an xlsx: categories in column A,
// one series a column, and the source below. Text is stored as text, so that
// none can become a formula.
func (c Chart) workbook() ([]byte, error) {
	return chartBook(func(set func(column, row int, value any) error) error {
		if err := set(1, 1, c.Unit); err != nil {
			return err
		}
		for i, name := range c.Categories {
			if err := set(1, i+2, clean(name)); err != nil {
				return err
			}
		}
		for i, s := range c.Series {
			if err := set(i+2, 1, clean(s.Name)); err != nil {
				return err
			}
			for n, p := range s.Points {
				if !p.Has {
					continue
				}
				if err := set(i+2, n+2, p.Value.InexactFloat64()); err != nil {
					return err
				}
			}
		}
		return set(1, len(c.Categories)+3, clean(c.Source))
	})
}

// chartBook makes the workbook of a chart; fill sets its cells.
func chartBook(fill func(set func(column, row int, value any) error) error) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	err := fill(func(column, row int, value any) error {
		cell, err := excelize.CoordinatesToCellName(column, row)
		if err != nil {
			return err
		}
		if s, ok := value.(string); ok {
			return f.SetCellStr(chartSheet, cell, s)
		}
		return f.SetCellValue(chartSheet, cell, value)
	})
	if err != nil {
		return nil, err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "Quanyu", Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"}); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
