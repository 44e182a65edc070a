package table

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
)

// Codes lists every code of a Finding that Read can give, in order.
func Codes() city.Codes {
	return city.Codes{
		city.NewCode("T001", city.SeverityWarning, "该填数字处是文字", "text where a number belongs",
			"单元格应为数值，却是读不成数的文字（如“达标”“2.6:35.6:61.8”“不足300”）。该格不取值，原文照录；约、近、左右读作约数，超过、余、以上读作下限。",
			"The cell should hold a figure but holds text that is no number. No value is taken; the text is kept. 约, 近, 左右 are read as rounded, 超过, 余, 以上 as lower bounds."),
		city.NewCode("T002", city.SeverityNote, "标记没有说明", "mark without an explanation",
			"表中用了*、[]、①一类标记，表注却没有说明含义（或说了口径变化却没有写哪一年）。数值照读，标记不作推测；可在 tables.yaml 的 marks 中写明。",
			"The table uses a mark that its notes do not explain, or a note says that a definition changed but not when. The values are read, the mark is not interpreted; tables.yaml can settle it under marks."),
		city.NewCode("T003", city.SeverityNote, "最新一期整列为空", "newest period is empty",
			"表头列有最新一期，但整列没有数，视为尚未公布，不产生观测值。",
			"The newest period stands in the header but has no value at all; it counts as not yet published and yields no observations."),
		city.NewCode("T004", city.SeverityNote, "有行或列未读", "a row or column was skipped",
			"该行（列）没有数，或没有名称，或是不属于任何一个地区的平均、合计。没有采用，原因写在提示里。",
			"The row or column has no figures, no name, or is an average or total of no single place. It was not taken; the finding says why."),
		city.NewCode("T005", city.SeverityNote, "工作表里没有数表", "no table on the sheet",
			"该工作表只有文字，没有可读的数。", "The sheet holds text only and no figures."),
		city.NewCode("T006", city.SeverityNote, "增减额一列未读", "column of absolute changes skipped",
			"净增、增减额是两期之差，可由各期数值算出，不另作观测值。", "An absolute change is the difference of two levels and follows from them; it is not kept as an observation."),
		city.NewCode("T007", city.SeverityNote, "时间或地区取自表名或文件名", "period or place taken from the sheet's or file's name",
			"表内没有写时间（或地区），取自工作表名或文件名；若不对，请在 tables.yaml 中写明 period（place）。",
			"The table itself states no period (or place); it was taken from the name of the sheet or file. If wrong, set period (place) in tables.yaml."),
		city.NewCode("T008", city.SeverityNote, "文件名与内容不符，或有读时须知的情况", "the file is not what its name says, or was read with a reserve",
			"文件按内容读，不看扩展名：扩展名为.xls而内容是网页的，照网页里的表读。隐藏的工作表不读；没有存下结果的公式按空白读。原因写在提示里。",
			"A file is read by its content, not by its name: an .xls that is a web page is read as the table on that page. Hidden sheets are not read; formulas without a stored result are blank. The finding says which applies."),
		city.NewCode("T009", city.SeverityNote, "tables/ 里有不是表格的文件", "a file in tables/ that is no table",
			"tables/ 里只读 .xls、.xlsx、.csv 一类表格，别的文件不读。", "Only tables (.xls, .xlsx, .csv and the like) are read from tables/; other files are not."),
	}
}

// find adds a finding with its cells.
func (t *Table) find(code, indicator, place string, p city.Period, cells []string, zh, en string, args ...any) {
	f := Codes().Finding(code, zh, en, args...)
	f.Indicator, f.Place, f.Period = indicator, place, p
	for _, c := range cells {
		f.Sources = append(f.Sources, t.origin(c))
	}
	t.Findings = append(t.Findings, f)
}

func (t *Table) origin(cell string) city.Origin {
	return city.Origin{File: t.Grid.File, SHA256: t.Grid.SHA256, Sheet: t.Grid.Sheet, Cell: cell}
}

// unreadable is the error for a table that cannot be read unaided.
func unreadable(g *grid.Grid, row int, zh, en string, args ...any) *city.Error {
	cell := ""
	if row >= 0 {
		cell = grid.Name(row, 0)
	}
	return city.Errorf("unreadable_table", zh, en, args...).At(g.File, g.Sheet, row+1, cell).WithHint(
		fmt.Sprintf("在课题文件夹的 tables.yaml（没有就新建）里写“tables:”，下面加一条“- file: %s”，再按需写 sheet、header_rows（表头行号，如 [3, 4]）、rows（indicators、places 或 periods）、label_column、place、period、indicator、unit、units、marks；不需要这张表就写 skip: true", g.File),
		fmt.Sprintf("in the study's tables.yaml (make one) write \"tables:\" and under it an entry \"- file: %s\", with sheet, header_rows (e.g. [3, 4]), rows (indicators, places or periods), label_column, place, period, indicator, unit, units, marks as needed; skip: true leaves the table out", g.File))
}
