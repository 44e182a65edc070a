// Command index reads COINr's two tables of the index of sustainable connectivity
// from a folder, builds it, makes it again 600 times under COINr's choices, takes
// out each indicator once, and prints for each work the seconds that it took and
// its numbers by name.
package main

import (
	"fmt"
	"math"
	"os"
	"time"

	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/internal/files"
)

const chain = `
data: iData.csv
meta: iMeta.csv
steps:
  impute: {method: group_mean, group: EurAsia_group}
  screen: {available: 0.9}
  treat: {points: 5, then: log_range}
`

const choices = `
robustness:
  replications: 600
  seed: 1
  weights: 0.25
  removal: %d
  choices:
    - name: Winmax
      options:
        - {name: "1", treat: {points: 1, then: log_range}}
        - {name: "2", treat: {points: 2, then: log_range}}
        - {name: "3", treat: {points: 3, then: log_range}}
        - {name: "4", treat: {points: 4, then: log_range}}
        - {name: "5", treat: {points: 5, then: log_range}}
    - name: Normalisation
      options:
        - {name: n_minmax, normalise: {method: min_max, range: [1, 100]}}
        - {name: n_zscore, normalise: {method: z_score, mean: 10, deviation: 2}}
    - name: Aggregation
      options:
        - {name: a_amean, aggregate: {method: arithmetic}}
        - {name: a_gmean, aggregate: {method: geometric}}
`

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: index FOLDER"))
	}
	dir, err := files.Open(os.Args[1])
	if err != nil {
		fail(err)
	}
	defer dir.Close()
	r := run(dir, "scores", chain)
	for _, p := range r.Places {
		for _, n := range r.Nodes {
			if v := float64(p.Scores[n.Code]); !math.IsNaN(v) {
				fmt.Printf("scores\t%s %s\t%.17g\n", n.Code, p.Place, v)
			}
		}
	}
	r = run(dir, "runs", chain+fmt.Sprintf(choices, 0))
	fmt.Printf("runs\tcount\t%d\n", r.Robustness.Runs-len(r.Robustness.Failures))
	r = run(dir, "removal", chain+"robustness: {weights: 0.25, replications: 2, removal: 1}\n")
	for _, x := range r.Removal {
		fmt.Printf("removal\t%s\t%.17g\n", x.Code, float64(x.Change))
	}
}

// run writes a specification, computes it and prints the seconds, reading
// included.
func run(dir *files.Folder, work, spec string) *benchmark.Result {
	name := work + ".yaml"
	if err := dir.Write(name, []byte(spec)); err != nil {
		fail(err)
	}
	start := time.Now()
	s, err := benchmark.ReadSpec(dir, name)
	if err != nil {
		fail(err)
	}
	r, err := benchmark.Run(dir, s)
	if err != nil {
		fail(err)
	}
	fmt.Printf("%s\tseconds\t%.4f\n", work, time.Since(start).Seconds())
	return r
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}
