package industry

import (
	"cmp"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/inputoutput"
)

// RunInputOutput reads the table of a specification and computes all that it asks
// for. Faults are *city.Error.
func RunInputOutput(dir *files.Folder, s *InputOutputSpec) (*InputOutputResult, error) {
	f, err := readFlows(dir, s)
	if err != nil {
		return nil, err
	}
	c := &interindustry{spec: s, flows: f, result: &InputOutputResult{Title: s.Title, Files: []File{f.sheet.as()}}}
	for _, step := range []func(*files.Folder) error{c.sectors, c.region, c.margins, c.shock} {
		if err := step(dir); err != nil {
			return nil, said(err, f.sheet.File)
		}
	}
	c.remarks()
	c.result.Notes = c.notes
	return c.result, nil
}

// interindustry is an input-output table on its way to a result.
type interindustry struct {
	spec   *InputOutputSpec
	flows  *flows
	result *InputOutputResult
	notes  notes
}

// sectors computes linkages, multipliers and extraction of each.
func (c *interindustry) sectors(*files.Folder) error {
	t := c.flows.table
	leontief, err := t.Leontief()
	if err != nil {
		return err
	}
	ghosh, err := t.Ghosh()
	if err != nil {
		return err
	}
	var multipliers [][]float64
	for _, use := range c.flows.uses {
		multipliers = append(multipliers, inputoutput.Multipliers(t.Intensity(use), leontief))
	}
	links, lost, demand := inputoutput.Linkages(leontief, ghosh), inputoutput.Extractions(t, leontief), t.Demand()
	for k, name := range t.Sectors {
		v := SectorView{Sector: name, Output: city.Number(t.Output[k]), Final: city.Number(demand[k]), Multiplier: city.Number(links[k].Multiplier),
			Backward: city.Number(links[k].Backward), Forward: city.Number(links[k].Forward), Sensitivity: city.Number(links[k].Sensitivity), Key: links[k].Backward > 1 && links[k].Forward > 1,
			Uses: []UseView{}, Extraction: ExtractionView{Total: city.Number(lost[k].Total), Share: city.Number(lost[k].Share), Backward: city.Number(lost[k].Backward), Forward: city.Number(lost[k].Forward)}}
		for u, m := range multipliers {
			v.Uses = append(v.Uses, UseView{Use: c.spec.Uses[u], Multiplier: city.Number(m[k])})
		}
		c.result.Sectors = append(c.result.Sectors, v)
	}
	return nil
}

// column reads a figure for every name wanted; the table may also have the others.
func (c *interindustry) column(sheet *sheet, name, value string, wanted, others []string) ([]float64, error) {
	values, err := sheet.named(name, value)
	if err != nil {
		return nil, err
	}
	at, err := sheet.column(name)
	if err != nil {
		return nil, err
	}
	known := slices.Concat(wanted, others, c.spec.Ignore)
	for _, i := range sheet.filled() { // in the order of rows, to name the first
		if n := sheet.Text(i, at); !slices.Contains(known, n) {
			return nil, sheet.Fault(city.Errorf(string(inputoutput.UnknownSector), "“%s”不是投入产出表里的部门", "%q is no sector of the input-output table", n), i, at).
				WithHint("名称要与表里一样；合计的行写进 ignore", "names are those of the table; list rows of totals in ignore")
		}
	}
	out := pick(wanted, values)
	for i, v := range out {
		if math.IsNaN(v) {
			return nil, city.Errorf("no_row", "“%s”没有“%s”的数", "%q has no figure for %q", wanted[i], value).At(sheet.File, sheet.Sheet, 0, "").
				WithHint("每个部门都要有一行；没有的写 0", "every sector needs a row; write 0 where there is none")
		}
	}
	return out, nil
}

func (c *interindustry) region(dir *files.Folder) error {
	r := c.spec.Region
	if r == nil {
		return nil
	}
	sheet, err := readSheet(dir, r.Data)
	if err != nil {
		return err
	}
	c.result.Files = append(c.result.Files, sheet.as())
	output, err := c.column(sheet, r.Name, r.Value, c.flows.table.Sectors, nil)
	if err != nil {
		return err
	}
	t := c.flows.table
	x, err := inputoutput.Regionalise(t.Sectors, t.Coefficients(), t.Output, output, r.Method, *r.Delta)
	if err != nil {
		return said(named(err, t.Sectors), sheet.File)
	}
	v := &RegionView{Method: r.Method, Delta: city.Number(*r.Delta), Sectors: []RegionSector{}, Coefficients: matrix(x.Coefficients)}
	if r.Method != inputoutput.FLQ {
		v.Delta = none
	}
	for j, name := range t.Sectors {
		own, bought := 0.0, 0.0
		for i := range t.Sectors {
			own += x.Coefficients[i][j]
			bought += x.Imported[i][j]
		}
		v.Sectors = append(v.Sectors, RegionSector{Sector: name, Output: city.Number(output[j]), Quotient: city.Number(x.Simple[j]), Local: city.Number(own), Imported: city.Number(bought)})
	}
	c.result.Region = v
	return nil
}

func matrix(x [][]float64) [][]city.Number {
	out := make([][]city.Number, len(x))
	for i, row := range x {
		for _, v := range row {
			out[i] = append(out[i], city.Number(v))
		}
	}
	return out
}

func (c *interindustry) margins(dir *files.Folder) error {
	m := c.spec.Margin
	if m == nil {
		return nil
	}
	sheet, err := readSheet(dir, m.Data)
	if err != nil {
		return err
	}
	c.result.Files = append(c.result.Files, sheet.as())
	t := c.flows.table
	cells, across := t.Flows, t.Sectors
	if at, err := sheet.column(m.Name); err != nil {
		return err
	} else if slices.ContainsFunc(sheet.filled(), func(i int) bool { return slices.Contains(c.spec.Final, sheet.Text(i, at)) }) {
		across, cells = slices.Concat(t.Sectors, c.spec.Final), nil // final uses are fitted too
		for i, row := range t.Flows {
			cells = append(cells, slices.Concat(row, t.Final[i]))
		}
	}
	rows, err := c.column(sheet, m.Name, m.Rows, t.Sectors, across)
	if err != nil {
		return err
	}
	columns, err := c.column(sheet, m.Name, m.Columns, across, nil)
	if err != nil {
		return err
	}
	x, err := inputoutput.Fit(cells, rows, columns)
	if err != nil {
		return said(named(err, across), sheet.File)
	}
	v := &FittedView{Iterations: x.Iterations, Flows: [][]city.Number{}, Final: [][]city.Number{}}
	for _, row := range matrix(x.Cells) {
		v.Flows, v.Final = append(v.Flows, row[:len(t.Sectors)]), append(v.Final, row[len(t.Sectors):])
	}
	c.result.Fitted = v
	return nil
}

// shock follows what is cut.
func (c *interindustry) shock(*files.Folder) error {
	k := c.spec.Shock
	if k == nil {
		return nil
	}
	shock := inputoutput.Shock{FinalFirst: k.FinalFirst, Essential: k.Essential}
	for _, cut := range k.Cuts {
		n, err := c.number("cuts", cut.Sector)
		if err != nil {
			return err
		}
		shock.Cuts = append(shock.Cuts, inputoutput.Cut{Sector: n, Share: cut.Share})
	}
	for _, u := range k.Substitutes {
		s := inputoutput.Substitute{By: inputoutput.Elsewhere, User: inputoutput.Everyone, Share: u.Share, Spare: u.Spare}
		for _, part := range []struct {
			name string
			into *int
		}{{u.For, &s.For}, {u.By, &s.By}, {u.User, &s.User}} {
			if part.name == "" {
				continue
			}
			n, err := c.number("substitutes", part.name)
			if err != nil {
				return err
			}
			*part.into = n
		}
		shock.Substitutes = append(shock.Substitutes, s)
	}
	o, err := c.flows.table.Spread(shock)
	if err != nil {
		return err
	}
	c.result.Shock = c.shockView(o)
	return nil
}

func (c *interindustry) number(key, sector string) (int, error) {
	n := slices.Index(c.flows.table.Sectors, sector)
	if n < 0 {
		return 0, c.spec.wrong(key, "表里没有部门“%s”", "the table has no sector %q", sector)
	}
	return n, nil
}

func (c *interindustry) shockView(o *inputoutput.Outcome) *ShockView {
	t, k := c.flows.table, c.spec.Shock
	v := &ShockView{Cuts: k.Cuts, FinalFirst: k.FinalFirst, Essential: city.Number(k.Essential), Loss: city.Number(o.Loss), Rounds: o.Rounds, Stops: []StopView{}, Substitutes: []FilledView{}, Gaps: []GapView{}}
	all := 0.0
	for i, x := range t.Output {
		all += x
		if s := o.Stops[i]; s.Left < 1 {
			stop := StopView{Sector: t.Sectors[i], Left: city.Number(s.Left), Loss: city.Number(x * (1 - s.Left)), Round: s.Round}
			if s.Binding >= 0 {
				stop.Binding = &t.Sectors[s.Binding]
			}
			v.Stops = append(v.Stops, stop)
		}
		if o.Gap[i] > 0 {
			v.Gaps = append(v.Gaps, GapView{Sector: t.Sectors[i], Amount: city.Number(o.Gap[i])})
		}
	}
	v.Share = city.Number(o.Loss / all)
	slices.SortStableFunc(v.Stops, func(a, b StopView) int { return cmp.Compare(a.Left, b.Left) })
	for n, u := range k.Substitutes {
		v.Substitutes = append(v.Substitutes, FilledView{For: u.For, By: u.By, User: u.User, Asked: city.Number(o.Filled[n].Asked), Amount: city.Number(o.Filled[n].Amount)})
	}
	return v
}

// remarks says what a reader must know.
func (c *interindustry) remarks() {
	if c.spec.Output == "" {
		c.notes.add("没有写 output：总产出取各行之和，无法核对是否平衡", "output was not named: it is taken as the sums of rows, and balance cannot be checked")
	}
	if l := c.flows.lacking; len(l) > 0 {
		list := some(l)
		c.notes.add("中间投入加增加值小于总产出，有的投入不在表里（如进口品）：%[1]s", "inputs and value added are below output, so that some inputs, such as imports, are not in the table: %[2]s", list.Zh, list.En)
	}
	c.notes.add("系数固定：价格不变，没有替代，也没有产能限制；乘数与剔除是上限，不是预测", "coefficients are fixed: prices do not move, nothing is replaced, no capacity binds; multipliers and extraction are bounds, not forecasts")
	if r := c.result.Region; r != nil {
		c.notes.add("本地系数由区位商推算，不是调查所得；各地结构相差越大越不可靠", "the region's coefficients are derived by quotients, not surveyed; they are the weaker the more the region differs")
	}
	if k := c.result.Shock; k != nil {
		c.notes.add("断供推演按没有库存、来不及调整的短期算：缺一种必需的投入，产出按最缺的那一种减", "the shock is for a short run without stocks or adaptation: output falls by the scarcest essential input")
		if len(c.spec.Shock.Substitutes) == 0 {
			c.notes.add("没有写替代（substitutes）：等于谁也补不上", "no substitutes were named, as if nobody could step in")
		}
	}
}
