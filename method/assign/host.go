package assign

import (
	"context"
	"fmt"

	"github.com/tetratelabs/wazero/api"
)

// Errors that the module's C library knows.
const (
	badFile   = 8  // EBADF
	noService = 52 // ENOSYS
)

// host answers what the module asks of the machine: more memory, and nothing
// else. There are no files and no environment, and its clock stands still, so
// that no result hangs on time.
func (s *Solver) host(ctx context.Context) error {
	b := s.runtime.NewHostModuleBuilder(s.names.Module)
	for _, f := range s.module.ImportedFunctions() {
		_, short, _ := f.Import()
		name := s.names.Imports[short]
		answer, known := answers[name]
		if !known {
			return fmt.Errorf("the solver asks for %q (%q), which this program does not know", name, short)
		}
		results := len(f.ResultTypes())
		call := func(_ context.Context, m api.Module, stack []uint64) {
			v := answer(m.Memory(), stack)
			if results > 0 {
				stack[0] = v
			}
		}
		b.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(call), f.ParamTypes(), f.ResultTypes()).Export(short)
	}
	_, err := b.Instantiate(ctx)
	return err
}

// answers are what the module gets for each question, by its name in C.
var answers = map[string]func(memory api.Memory, stack []uint64) uint64{
	"emscripten_resize_heap":             grow,
	"emscripten_get_now":                 zero,
	"emscripten_date_now":                zero,
	"clock_time_get":                     noTime,
	"environ_sizes_get":                  noEnvironment,
	"environ_get":                        zero,
	"tzset_js":                           noZone,
	"setitimer_js":                       zero,
	"emscripten_runtime_keepalive_clear": zero,
	"fd_write":                           swallow,
	"fd_close":                           code(badFile),
	"fd_read":                            code(badFile),
	"fd_seek":                            code(badFile),
	"syscall_fcntl64":                    code(-badFile),
	"syscall_ioctl":                      code(-badFile),
	"syscall_openat":                     code(-noService),
	"exit":                               stop("exit"),
	"proc_exit":                          stop("exit"),
	"abort_js":                           stop("abort"),
	"cxa_throw":                          stop("an exception"),
}

func zero(api.Memory, []uint64) uint64 { return 0 }

func code(n int32) func(api.Memory, []uint64) uint64 {
	return func(api.Memory, []uint64) uint64 { return uint64(uint32(n)) }
}

// stop ends the call; wazero turns the panic into an error of it.
func stop(why string) func(api.Memory, []uint64) uint64 {
	return func(api.Memory, []uint64) uint64 { panic("the solver stopped by " + why) }
}

// grow gives the module the memory it asks for, in pages of 64 KiB, and a fifth
// more, so that it asks seldom.
func grow(memory api.Memory, stack []uint64) uint64 {
	const page = 1 << 16
	need := uint64(uint32(stack[0]))
	for _, size := range []uint64{max(need, uint64(memory.Size())/5*6), need} {
		if _, ok := memory.Grow(uint32((size - uint64(memory.Size()) + page - 1) / page)); ok {
			return 1
		}
	}
	return 0
}

// noTime is always the same second after the start, for HiGHS takes 0 for a watch
// that was never set.
func noTime(memory api.Memory, stack []uint64) uint64 {
	memory.WriteUint64Le(uint32(stack[2]), 1e9)
	return 0
}

func noEnvironment(memory api.Memory, stack []uint64) uint64 {
	memory.WriteUint32Le(uint32(stack[0]), 0)
	memory.WriteUint32Le(uint32(stack[1]), 0)
	return 0
}

// noZone is UTC: no offset, no daylight saving, and no names.
func noZone(memory api.Memory, stack []uint64) uint64 {
	memory.WriteUint32Le(uint32(stack[0]), 0)
	memory.WriteUint32Le(uint32(stack[1]), 0)
	memory.WriteByte(uint32(stack[2]), 0)
	memory.WriteByte(uint32(stack[3]), 0)
	return 0
}

// swallow takes what is printed and throws it away.
func swallow(memory api.Memory, stack []uint64) uint64 {
	vectors, n, written := uint32(stack[1]), uint32(stack[2]), uint32(stack[3])
	all := uint32(0)
	for i := range n {
		length, _ := memory.ReadUint32Le(vectors + 8*i + 4)
		all += length
	}
	memory.WriteUint32Le(written, all)
	return 0
}
