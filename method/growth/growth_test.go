package growth

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return r
}

func printed(s string) Interval { return Printed(decimal.RequireFromString(s)) }
func exactly(s string) Interval { return Exactly(decimal.RequireFromString(s)) }

// shown checks that both ends of got round to the printed figure want, give or
// take the rounding of the operands: the midpoint must round to want.
func shown(t *testing.T, name string, got Interval, ok bool, want string) {
	t.Helper()
	if !ok {
		t.Fatalf("%s: not defined, want %s", name, want)
	}
	if !got.Valid() {
		t.Fatalf("%s: interval runs backwards", name)
	}
	if !got.Meets(printed(want)) {
		t.Errorf("%s = [%s, %s], want %s", name, got.Lo.FloatString(6), got.Hi.FloatString(6), want)
	}
}

// Levels and rates as printed in 武汉市科技统计简表(2013-2018年).
func TestRateOnPrintedTable(t *testing.T) {
	rows := []struct{ name, from, to, want string }{
		{"高新技术企业", "2827", "3536", "25.08"},
		{"地方财政科技拨款", "112.99", "134.41", "18.96"},
		{"R&D人员", "46000", "47000", "2.17"},
		{"专利申请量", "49726", "60511", "21.69"},
		{"发明专利申请量", "23243", "29095", "25.18"},
		{"国家奖励", "27", "22", "-18.52"},
		{"国家重点实验室", "32", "33", "3.13"}, // 3.125 exactly: 四舍五入
		{"两院院士", "68", "67", "-1.47"},
	}
	for _, r := range rows {
		got, ok := Rate(exactly(r.from), exactly(r.to))
		shown(t, r.name, got, ok, r.want)
	}
	// 规上高新技术产业增加值: printed 13.50, the levels give 10.72 and no
	// rounding of theirs reaches 13.50.
	got, ok := Rate(printed("2670.57"), printed("2956.81"))
	shown(t, "规上高新技术产业增加值", got, ok, "10.72")
	if got.Meets(printed("13.50")) {
		t.Error("10.72 % must not meet 13.50 %")
	}
}

func TestMeanRate(t *testing.T) {
	rows := []struct {
		from, to string
		n        int
		want     string
	}{
		{"1113", "3536", 5, "26.01"},
		{"100", "121", 2, "10"},
		{"100", "200", 10, "7.18"},
		{"100", "50", 1, "-50"},
		{"100", "0", 3, "-100"},
		{"832", "900.3", 5, "1.59"},
	}
	for _, r := range rows {
		got, ok := Mean(exactly(r.from), exactly(r.to), r.n)
		shown(t, r.from+"→"+r.to, got, ok, r.want)
	}
	exact, _ := Mean(exactly("100"), exactly("121"), 2)
	if exact.Lo.Cmp(rat("10")) != 0 || exact.Hi.Cmp(rat("10")) != 0 {
		t.Errorf("an exact root stays exact, got %v", exact)
	}
	for _, n := range []int{0, -1, 201} {
		if _, ok := Mean(exactly("1"), exactly("2"), n); ok {
			t.Errorf("n = %d must not be defined", n)
		}
	}
}

func TestUndefinedBases(t *testing.T) {
	for _, from := range []string{"0", "-3", "0.0"} {
		if _, ok := Rate(printed(from), printed("5")); ok {
			t.Errorf("growth from %s must not be defined", from)
		}
	}
	// 0.4 printed without decimals is 0, which may be anything up to 0.5.
	if _, ok := TimesTo(printed("0"), exactly("4")); ok {
		t.Error("a base that may be zero has no multiple")
	}
	if _, ok := Contribution(exactly("1"), exactly("2"), printed("10.0"), printed("10.0")); ok {
		t.Error("no contribution to a whole that may not have changed")
	}
	if _, ok := Share(exactly("1"), exactly("-2")); ok {
		t.Error("no share of a negative whole")
	}
}

func TestTimes(t *testing.T) {
	to, ok := TimesTo(exactly("3171"), exactly("8807"))
	shown(t, "增长到", to, ok, "2.78")
	if to.Sub(Whole(1)).Meets(printed("2.8")) {
		t.Error("grew by 1.78 times, not by 2.8")
	}
	for n, want := range map[int]string{0: "1", 1: "2", 2: "4", 3: "8"} {
		if Doubled(n).Cmp(rat(want)) != 0 {
			t.Errorf("翻%d番 = %s", n, Doubled(n))
		}
	}
}

func TestParts(t *testing.T) {
	got, ok := Share(printed("2956.81"), printed("14847.29"))
	shown(t, "share", got, ok, "19.91")
	// 10 of 40 added, on a base of 200.
	got, ok = Contribution(exactly("60"), exactly("70"), exactly("200"), exactly("240"))
	shown(t, "contribution", got, ok, "25")
	got, ok = Pull(exactly("60"), exactly("70"), exactly("200"))
	shown(t, "pull", got, ok, "5")
	shown(t, "pull of rates", PullOfRates(exactly("40"), exactly("8")), true, "3.2")
	got, ok = ContributionOfRates(exactly("40"), exactly("8"), exactly("6.4"))
	shown(t, "contribution of rates", got, ok, "50")
	shown(t, "points", Points(exactly("19.91"), exactly("24.5")), true, "4.59")
}

func TestInterval(t *testing.T) {
	a := printed("-1.50")
	if a.Lo.Cmp(rat("-1.505")) != 0 || a.Hi.Cmp(rat("-1.495")) != 0 {
		t.Errorf("printed -1.50 is %v", a)
	}
	if b := Printed(decimal.New(36, 2)); b.Lo.Cmp(rat("3599.5")) != 0 {
		t.Errorf("a positive exponent is a whole number, got %v", b)
	}
	if a.Sign() != -1 || printed("0").Sign() != 0 || printed("2").Sign() != 1 {
		t.Error("signs")
	}
	if printed("4.8").Meets(printed("4.9")) || !printed("4.8").Meets(printed("4.80")) || !printed("4.8").Meets(exactly("4.85")) {
		t.Error("figures that only touch are one, or figures that agree are two")
	}
	if !exactly("2").Within(printed("2")) || printed("2").Within(exactly("2")) {
		t.Error("within")
	}
	if (Interval{}).Valid() {
		t.Error("the zero interval is not valid")
	}
}

// positive draws a positive printed figure.
func positive(t *rapid.T, label string) decimal.Decimal {
	return decimal.New(rapid.Int64Range(1, 1e9).Draw(t, label), -rapid.Int32Range(0, 4).Draw(t, label+" decimals"))
}

func TestScaleInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, k := Exactly(positive(t, "a")), Exactly(positive(t, "b")), Exactly(positive(t, "k"))
		x, ok1 := Rate(a, b)
		y, ok2 := Rate(a.Mul(k), b.Mul(k))
		if !ok1 || !ok2 || x.Lo.Cmp(y.Lo) != 0 || x.Hi.Cmp(y.Hi) != 0 {
			t.Fatalf("a growth rate must not depend on the unit: %v, %v", x, y)
		}
	})
}

func TestMeanAndCompoundAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := Exactly(positive(t, "a")), Exactly(positive(t, "b"))
		n := rapid.IntRange(1, 20).Draw(t, "n")
		mean, ok := Mean(a, b, n)
		if !ok {
			t.Fatal("mean must be defined")
		}
		whole, ok := Compound(mean, n)
		direct, _ := Rate(a, b)
		if !ok || !direct.Within(whole) {
			t.Fatalf("mean rate compounded %v must hold the growth %v", whole, direct)
		}
	})
}

func TestRateInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := Exactly(positive(t, "a")), Exactly(positive(t, "b"))
		up, _ := TimesTo(a, b)
		down, _ := TimesTo(b, a)
		if one := up.Mul(down); one.Lo.Cmp(rat("1")) != 0 || one.Hi.Cmp(rat("1")) != 0 {
			t.Fatalf("up then down must end where it began, got %v", one)
		}
	})
}

func TestIntervalsHoldTheirMembers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := positive(t, "a"), positive(t, "b")
		wide, ok := Rate(Printed(a), Printed(b))
		if !ok {
			t.Skip("the base may round to zero")
		}
		narrow, _ := Rate(Exactly(a), Exactly(b))
		if !narrow.Within(wide) {
			t.Fatalf("%v must lie in %v", narrow, wide)
		}
	})
}

func TestContributionsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p0, p1 := Exactly(positive(t, "p0")), Exactly(positive(t, "p1"))
		q0, q1 := Exactly(positive(t, "q0")), Exactly(positive(t, "q1"))
		whole0, whole1 := p0.Add(q0), p1.Add(q1)
		a, ok := Contribution(p0, p1, whole0, whole1)
		if !ok {
			t.Skip("no change")
		}
		b, _ := Contribution(q0, q1, whole0, whole1)
		if sum := a.Add(b); sum.Lo.Cmp(rat("100")) != 0 {
			t.Fatalf("contributions add to %v", sum)
		}
		pulls, _ := Pull(p0, p1, whole0)
		more, _ := Pull(q0, q1, whole0)
		rate, _ := Rate(whole0, whole1)
		if sum := pulls.Add(more); sum.Lo.Cmp(rate.Lo) != 0 {
			t.Fatalf("pulls add to %v, growth is %v", sum, rate)
		}
	})
}

func BenchmarkMean(b *testing.B) {
	from, to := printed("1113"), printed("3536")
	for b.Loop() {
		Mean(from, to, 5)
	}
}
