package grouptime

import (
	"fmt"
	"math"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
)

// known 合成: a made-up panel that anybody can make again: 90 units in 2010 to
// 2013 and 2015, cohorts 2011, 2013, 2014 (a year without data) and 2015. Its
// numbers come one after the other from s = 16807 s mod (2^31 - 1), s / (2^31 -
// 1), from s = 42 on (Park and Miller 1988).
func known() (d effect.Data, weights []float64, clusters []int) {
	s := 42
	next := func() float64 {
		s = s * 16807 % 2147483647
		return float64(s) / 2147483647
	}
	starts := []int{effect.Never, effect.Never, 2011, 2013, 2014, 2015}
	d.Names, d.Covariates = []string{"x"}, make([][]float64, 1)
	for u := range 90 {
		x := next() + next() + next() - 1.5
		cohort := starts[int(6*min(max(0.8*next()+0.2*x+0.1, 0), 0.999))]
		for _, year := range []int{2010, 2011, 2012, 2013, 2015} {
			weights = append(weights, 0.5+next())
			y := x*float64(year-2010)/3 + next() + next() + float64(u)/50
			if year >= cohort {
				y += 0.5 + 0.1*float64(year-cohort)
			}
			d.Unit, d.Period, d.Cohort = append(d.Unit, u), append(d.Period, year), append(d.Cohort, cohort)
			d.Outcome, d.Covariates[0] = append(d.Outcome, y), append(d.Covariates[0], x)
			clusters = append(clusters, u%17)
		}
	}
	return d, weights, clusters
}

// answer is what R prints: effects and errors, NaN for NA.
type answer struct {
	name                   string
	data                   effect.Data
	options                Options
	cells, dynamic         [][2]float64
	times                  []int
	simple, overall        [2]float64
	group, calendar        [2]float64
	statistic, probability float64
}

// The answers are those of R's did 2.5.1 with DRDID 1.2.3, whose logit was
// fitted to convergence by glm.fit (epsilon 1e-15), on R 4.2.2.
func TestKnown(t *testing.T) {
	d, weights, clusters := known()
	nan := math.NaN()
	treated := effect.Data{}
	for i, c := range d.Cohort {
		if c != effect.Never {
			treated.Unit, treated.Period = append(treated.Unit, d.Unit[i]), append(treated.Period, d.Period[i])
			treated.Cohort, treated.Outcome = append(treated.Cohort, c), append(treated.Outcome, d.Outcome[i])
		}
	}
	for _, want := range []answer{
		{
			name: "doubly robust", data: d, options: Options{Method: DoublyRobust, Control: NotYetTreated},
			cells: [][2]float64{
				{0.540702488725, 0.116392054247}, {0.678875345839, 0.147736027042}, {0.643022930829, 0.16922078104}, {1.16374004474, 0.177388949258},
				{0.0190791752479, 0.14888617911}, {-0.176903254324, 0.204313375953}, {0.645124654363, 0.195099560433}, {0.938144851105, 0.161466569772},
				{0.124306175703, 0.148827841382}, {-0.0520428503873, 0.163102588371}, {0.122441478992, 0.188967951689}, {0.630570719796, 0.180716447852},
				{-0.127766344145, 0.329065166702}, {-0.122468967455, 0.249677318405}, {-0.333129766582, 0.307510012938}, {0.748378852753, 0.336373239332},
			},
			simple: [2]float64{0.746304622503, 0.0851751260929}, overall: [2]float64{0.801088102523, 0.0906175849647},
			times: []int{-4, -3, -2, -1, 0, 1, 2, 4},
			dynamic: [][2]float64{
				{-0.127766344145, 0.329065166702}, {0.0511876147671, 0.142787953552}, {-0.0801824919357, 0.122850983597}, {-0.00962237394141, 0.141651445334},
				{0.615766288651, 0.106069320664}, {0.655342322895, 0.118160633476}, {0.769503753804, 0.123722834171}, {1.16374004474, 0.177388949258},
			},
			group: [2]float64{0.725388707094, 0.104936992952}, calendar: [2]float64{0.688919118592, 0.0844470802656},
			statistic: 8.43751311807, probability: 0.39194,
		},
		{
			name: "weighting, sampling weights", data: d, options: Options{Method: Weighting, Weights: weights},
			cells: [][2]float64{
				{0.668579660934, 0.175690355475}, {0.69361695205, 0.195886292416}, {0.805087679953, 0.192188785157}, {1.2985908985, 0.227884041445},
				{0.180803566008, 0.186562786299}, {-0.391855213663, 0.196790474219}, {0.721767748497, 0.227314066398}, {1.0074374698, 0.157374962867},
				{0.337171836969, 0.207243694408}, {-0.173780546958, 0.17245262429}, {0.128104662003, 0.242067315166}, {0.629367274741, 0.186490572546},
				{0.615587299289, 0.318077150408}, {-0.163061556018, 0.252040726752}, {-0.204360435569, 0.295457455297}, {0.815846142779, 0.353785618196},
			},
			simple: [2]float64{0.831949127196, 0.105993596421}, overall: [2]float64{0.89199042535, 0.11743948745},
			times: []int{-4, -3, -2, -1, 0, 1, 2, 4},
			dynamic: [][2]float64{
				{0.615587299289, 0.318077150408}, {0.188267371262, 0.158638759059}, {-0.0470973631543, 0.103969454496}, {-0.110542628224, 0.155059102327},
				{0.713621448841, 0.116603102599}, {0.663243732314, 0.142691969838}, {0.892505621749, 0.133986146807}, {1.2985908985, 0.227884041445},
			},
			group: [2]float64{0.789674800055, 0.103916430546}, calendar: [2]float64{0.774752629548, 0.116479431445},
			statistic: 9.13334522828, probability: 0.33117,
		},
		{
			name: "regression, universal base, anticipation, clusters", data: d,
			options: Options{Method: Regression, Base: Universal, Anticipation: 1, Cluster: clusters},
			cells: [][2]float64{
				{-0.118583249155, 0.183493038665}, {0, nan}, {-0.276350702199, 0.181876772089}, {0.487709596948, 0.240103703273}, {0.675269916959, 0.155364998853},
				{-0.0217414850514, 0.183817691528}, {0.161626725993, 0.166382076837}, {0, nan}, {0.188321012481, 0.197436659217}, {0.807007783359, 0.215395143175},
				{-0.160303620736, 0.321646894592}, {-0.0176422662975, 0.355571433373}, {-0.226850546233, 0.366879875217}, {0, nan}, {0.476914089032, 0.31208505773},
			},
			simple: [2]float64{0.641985145697, 0.127703776132}, overall: [2]float64{0.655410779331, 0.136226083205},
			times: []int{-5, -4, -3, -2, -1, 0, 1, 2},
			dynamic: [][2]float64{
				{-0.160303620736, 0.321646894592}, {-0.0205269017169, 0.151366148204}, {-0.0124439360315, 0.122407935253}, {0, nan},
				{-0.0166812145839, 0.128158085502}, {0.483954637673, 0.120585200788}, {0.807007783359, 0.215395143175}, {0.675269916959, 0.155364998853},
			},
			group: [2]float64{0.663590641676, 0.135491598556}, calendar: [2]float64{0.592396576456, 0.143185546588},
			statistic: 5.6328184612, probability: 0.68828,
		},
		{
			name: "nobody never treated", data: treated, options: Options{Method: Regression, Control: NotYetTreated},
			cells: [][2]float64{
				{0.436009572434, 0.151347904964}, {0.601436546616, 0.194422226871}, {0.429391058451, 0.232782932183},
				{-0.0805254080938, 0.181147944613}, {-0.144772047661, 0.229621468169}, {0.572126319146, 0.189775340277},
				{0.0148423919115, 0.189473640174}, {0.0253650375173, 0.200548894436}, {-0.00756099487582, 0.285066174601},
			},
			simple: [2]float64{0.505581844496, 0.139912456964}, overall: [2]float64{0.508390975364, 0.151202767547},
			times: []int{-3, -2, -1, 0, 1, 2},
			dynamic: [][2]float64{
				{0.0148423919115, 0.189473640174}, {-0.0213513355464, 0.146048221192}, {-0.0680952828691, 0.191119060305},
				{0.494345321025, 0.121253555574}, {0.601436546616, 0.194422226871}, {0.429391058451, 0.232782932183},
			},
			group: [2]float64{0.524594551539, 0.132379442081}, calendar: [2]float64{0.509336477361, 0.140248902658},
			statistic: 1.34741280783, probability: 0.92998,
		},
	} {
		want.check(t)
	}
}

func (want answer) check(t *testing.T) {
	same := func(what string, got Effect, pair [2]float64) {
		t.Helper()
		near(t, want.name+": "+what, got.Value, pair[0], 1e-10)
		near(t, want.name+": error of "+what, got.StandardError, pair[1], 1e-10)
	}
	r := estimate(t, want.data, want.options)
	all := sum4(t, r)
	if len(r.Cells) != len(want.cells) || len(all[Dynamic].Parts) != len(want.times) {
		t.Fatalf("%s: %d cells, %d times", want.name, len(r.Cells), len(all[Dynamic].Parts))
	}
	for i, c := range r.Cells {
		same(fmt.Sprint(c.Cohort, c.Period), c.Effect, want.cells[i])
	}
	for i, p := range all[Dynamic].Parts {
		if p.At != want.times[i] {
			t.Errorf("%s: time %d, want %d", want.name, p.At, want.times[i])
		}
		same(fmt.Sprint("time ", p.At), p.Effect, want.dynamic[i])
	}
	same("simple", all[Simple].Overall, want.simple)
	same("dynamic", all[Dynamic].Overall, want.overall)
	same("group", all[Group].Overall, want.group)
	same("calendar", all[Calendar].Overall, want.calendar)
	near(t, want.name+": before", r.PreTest.Statistic, want.statistic, 1e-9)
	near(t, want.name+": before, probability", r.PreTest.Probability, want.probability, 0.5e-5)
}
