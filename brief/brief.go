// Package brief 7 文稿 (stage 7 of 7): documents from the results of any
// stage. Verification is the internal sheet of verdicts 核校表, Brief the
// decision reference 决策参考, Page the ledger as a web page, Annex the
// workbook behind all of them.
//
// No document reads the clock: dates come from Input.DocumentDate or are left
// out. The same Input gives the same bytes.
package brief

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/design"
	land "github.com/quanyu/quanyu/design/citywide"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/diagnose/citywide"
	"github.com/quanyu/quanyu/diagnose/industry"
	"github.com/quanyu/quanyu/evaluate"
)

// Input is everything a document is made from.
type Input struct {
	Title        string // of the study
	Question     string // what a leader asked
	Place        string // code of the study's place
	DocumentDate string // "2019-12-05"; "" leaves dates out
	IssuingUnit  string // 成文单位; "" leaves a blank to fill
	Recipients   string // 报送范围; "" leaves a blank to fill
	Lang         string // "zh" or "en", of the internal documents; the brief is always Chinese
	Authors      []string
	Set          *data.Set
	Findings     []city.Finding
	Results      []diagnose.Result
	Plots        map[string][]evaluate.Plot // pictures of evaluations, by the id of their claim
	Index        *benchmark.Result          // of the study; nil where it has none
	Applied      *design.Applied            // a package on its firms or counts; nil where it has none
	Allocated    *allocation                // which district takes which theme; nil where it has none
	Chains       *industry.Chains           // industry and innovation; nil where it has none
	Map          *citywide.Map              // of the districts; nil where it has none
	Land         *land.Landed               // parcels and clusters; nil where it has none
	Version      string                     // of the program, printed in the internal documents
}
