// Command index reads COINr's two tables of the index of sustainable connectivity
// from a folder, builds it, makes it again 600 and 10,000 times under COINr's
// choices, takes out each indicator once, builds a simulated index of 3,000 places
// and 80 indicators, and prints for each work the seconds that it took and its
// numbers by name.
package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
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
  replications: %d
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
	scores("scores", run(dir, "scores", chain))
	for _, n := range []int{600, 10000} {
		work := fmt.Sprintf("runs%d", n)
		r := run(dir, work, chain+fmt.Sprintf(choices, n, 0))
		fmt.Printf("%s\tcount\t%d\n", work, r.Robustness.Runs-len(r.Robustness.Failures))
	}
	r := run(dir, "removal", chain+"robustness: {weights: 0.25, replications: 2, removal: 1}\n")
	for _, x := range r.Removal {
		fmt.Printf("removal\t%s\t%.17g\n", x.Code, float64(x.Change))
	}
	if err := large(dir); err != nil {
		fail(err)
	}
	scores("large", run(dir, "large", largeChain))
}

const largeChain = `
data: iDataLarge.csv
meta: iMetaLarge.csv
steps:
  treat: {points: 5, then: log_range}
`

// large writes the simulated table: ten indicators below each of eight parts.
func large(dir *files.Folder) error {
	random := rand.New(rand.NewPCG(1, 80))
	var data, meta strings.Builder
	data.WriteString("uCode,uName")
	meta.WriteString("Level,iCode,iName,Parent,Direction,Weight,Type\n3,Index,Index,,1,1,Aggregate\n")
	for k := range 80 {
		if k%10 == 0 {
			fmt.Fprintf(&meta, "2,P%d,P%d,Index,1,1,Aggregate\n", k/10, k/10)
		}
		fmt.Fprintf(&data, ",I%02d", k)
		fmt.Fprintf(&meta, "1,I%02d,I%02d,P%d,%d,%d,Indicator\n", k, k, k/10, 1-2*(k%7/6), 1+k%3)
	}
	for i := range 3000 {
		fmt.Fprintf(&data, "\nU%04d,U%04d", i, i)
		for k := range 80 {
			fmt.Fprintf(&data, ",%.6g", math.Exp(float64(1+k%4)*0.5*random.NormFloat64()))
		}
	}
	data.WriteString("\n")
	if err := dir.Write("iDataLarge.csv", []byte(data.String())); err != nil {
		return err
	}
	return dir.Write("iMetaLarge.csv", []byte(meta.String()))
}

// scores prints every score on every node.
func scores(work string, r *benchmark.Result) {
	for _, p := range r.Places {
		for _, n := range r.Nodes {
			if v := float64(p.Scores[n.Code]); !math.IsNaN(v) {
				fmt.Printf("%s\t%s %s\t%.17g\n", work, n.Code, p.Place, v)
			}
		}
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
