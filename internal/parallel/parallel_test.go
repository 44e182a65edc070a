package parallel

import (
	"errors"
	"fmt"
	"testing"
)

func TestEachDoesEveryPieceOnce(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 7} {
		for _, n := range []int{0, 1, 5, 1000} {
			done := make([]int, n)
			Each(workers, n, func(i int) { done[i]++ })
			for i, times := range done {
				if times != 1 {
					t.Fatalf("%d workers, %d pieces: %d done %d times", workers, n, i, times)
				}
			}
		}
	}
}

func TestTheLowestTaskThatFailedIsTold(t *testing.T) {
	for range 100 {
		err := Tasks(4, 200, func(_, i int) error {
			if i%50 == 49 {
				return fmt.Errorf("%d", i)
			}
			return nil
		})
		if err == nil || err.Error() != "49" {
			t.Fatal(err)
		}
	}
}

func TestAPanicGoesOnInTheCaller(t *testing.T) {
	broken := errors.New("broken")
	for _, workers := range []int{1, 3} {
		func() {
			defer func() {
				if v := recover(); v != broken {
					t.Errorf("%d workers: %v", workers, v)
				}
			}()
			Each(workers, 10, func(i int) {
				if i == 3 {
					panic(broken)
				}
			})
		}()
	}
}

func TestWorkersAreNumbered(t *testing.T) {
	seen := make([][]int, 3)
	if err := Tasks(3, 300, func(w, i int) error { seen[w] = append(seen[w], i); return nil }); err != nil {
		t.Fatal(err)
	}
	if n := len(seen[0]) + len(seen[1]) + len(seen[2]); n != 300 {
		t.Errorf("%d tasks", n)
	}
}
