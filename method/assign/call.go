package assign

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// call is one instance of the module at work. The first error stays; after it
// nothing is called any more.
type call struct {
	s      *Solver
	module api.Module
	memory api.Memory
	err    error
}

// call starts an instance of its own.
func (s *Solver) call() (*call, error) {
	ctx := context.Background()
	m, err := s.runtime.InstantiateModule(ctx, s.module, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, err
	}
	c := &call{s: s, module: m, memory: m.ExportedMemory(s.names.Memory)}
	if c.memory == nil {
		m.Close(ctx)
		return nil, fmt.Errorf("the solver has no memory %q", s.names.Memory)
	}
	c.invoke(s.names.Start)
	return c, c.err
}

func (c *call) close() { c.module.Close(context.Background()) }

func (c *call) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

// run calls a function by its name in C.
func (c *call) run(name string, args ...uint64) uint64 {
	short, known := c.s.names.Exports[name]
	if !known {
		c.fail("the solver has no %s", name)
		return 0
	}
	return c.invoke(short, args...)
}

func (c *call) invoke(name string, args ...uint64) uint64 {
	if c.err != nil {
		return 0
	}
	f := c.module.ExportedFunction(name)
	if f == nil {
		c.fail("the solver exports no %q", name)
		return 0
	}
	out, err := f.Call(context.Background(), args...)
	if err != nil {
		c.fail("%v", err)
	}
	if err != nil || len(out) == 0 {
		return 0
	}
	return out[0]
}

// status fails on the error status of HiGHS; a warning is 1.
func (c *call) status(v uint64) {
	if int32(v) < 0 {
		c.fail("HiGHS refused a call")
	}
}

// space gives n bytes of the module's memory; they go with the instance.
func (c *call) space(n int) uint64 {
	at := c.run("malloc", uint64(max(n, 8)))
	if at == 0 {
		c.fail("the solver has no memory left for %d bytes", n)
	}
	return at
}

func (c *call) write(raw []byte) uint64 {
	at := c.space(len(raw))
	if c.err == nil && !c.memory.Write(uint32(at), raw) {
		c.fail("the solver's memory ends at %d", c.memory.Size())
	}
	return at
}

func (c *call) text(s string) uint64 { return c.write(append([]byte(s), 0)) }

func (c *call) doubles(list []float64) uint64 {
	raw := make([]byte, 0, 8*len(list))
	for _, v := range list {
		raw = binary.LittleEndian.AppendUint64(raw, math.Float64bits(v))
	}
	return c.write(raw)
}

func (c *call) ints(list []int32) uint64 {
	raw := make([]byte, 0, 4*len(list))
	for _, v := range list {
		raw = binary.LittleEndian.AppendUint32(raw, uint32(v))
	}
	return c.write(raw)
}

func (c *call) bytes(at uint64, n int) []byte {
	if c.err != nil {
		return make([]byte, n)
	}
	raw, ok := c.memory.Read(uint32(at), uint32(n))
	if !ok {
		c.fail("the solver's memory ends at %d", c.memory.Size())
		return make([]byte, n)
	}
	return raw
}

func (c *call) floats(at uint64, n int) []float64 {
	raw := c.bytes(at, 8*n)
	out := make([]float64, n)
	for i := range out {
		out[i] = math.Float64frombits(binary.LittleEndian.Uint64(raw[8*i:]))
	}
	return out
}

// option sets an option of HiGHS.
func (c *call) option(h uint64, set, name string, value uint64) {
	c.status(c.run(set, h, c.text(name), value))
}

func (c *call) double(h uint64, name string) float64 {
	at := c.space(8)
	c.status(c.run("Highs_getDoubleInfoValue", h, c.text(name), at))
	return c.floats(at, 1)[0]
}

func (c *call) info(h uint64, name string) int32 {
	at := c.space(8)
	c.status(c.run("Highs_getIntInfoValue", h, c.text(name), at))
	return int32(binary.LittleEndian.Uint32(c.bytes(at, 4)))
}

func (c *call) long(h uint64, name string) int64 {
	at := c.space(8)
	c.status(c.run("Highs_getInt64InfoValue", h, c.text(name), at))
	return int64(binary.LittleEndian.Uint64(c.bytes(at, 8)))
}

// pass gives HiGHS a program, by rows.
func (c *call) pass(h uint64, p *Program) {
	n, m := len(p.Columns), len(p.Rows)
	cost, low, high, whole := make([]float64, n), make([]float64, n), make([]float64, n), make([]int32, n)
	for j, column := range p.Columns {
		cost[j], low[j], high[j] = column.Gain, column.Lower, column.Upper
		if column.Whole {
			whole[j] = 1
		}
	}
	rowLow, rowHigh := make([]float64, m), make([]float64, m)
	start, index, value := make([]int32, 0, m+1), []int32(nil), []float64(nil)
	for i, r := range p.Rows {
		rowLow[i], rowHigh[i] = r.Lower, r.Upper
		start = append(start, int32(len(index)))
		for _, t := range r.Terms {
			index, value = append(index, int32(t.Column)), append(value, t.Factor)
		}
	}
	start = append(start, int32(len(index)))
	const byRows, maximise = 2, -1
	sense := int32(maximise)
	c.status(c.run("Highs_passMip", h, uint64(n), uint64(m), uint64(len(index)), byRows, uint64(uint32(sense)), math.Float64bits(0),
		c.doubles(cost), c.doubles(low), c.doubles(high), c.doubles(rowLow), c.doubles(rowHigh), c.ints(start), c.ints(index), c.doubles(value), c.ints(whole)))
}

// version asks the module for the version of HiGHS.
func (s *Solver) version() (string, error) {
	c, err := s.call()
	if err != nil {
		return "", err
	}
	defer c.close()
	major, minor, patch := c.run("Highs_versionMajor"), c.run("Highs_versionMinor"), c.run("Highs_versionPatch")
	return fmt.Sprintf("%d.%d.%d", major, minor, patch), c.err
}
