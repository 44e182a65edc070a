package evaluate

import (
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/panel"
)

// fewPeriods is under what Driscoll-Kraay errors, which sum over periods, come
// out too small (Driscoll and Kraay 1998 simulate 25 periods and more).
const fewPeriods = 25

// notes says what a reader must know before using a regression: first what may
// be concluded, then what speaks against the errors, then what was left out.
func (r *RegressionResult) notes() []city.Text {
	n := &remarks{}
	n.add("系数说的是自变量与“%[1]s”在%[2]s同步变动多少，不等于效果：随时间变化而没有放进来的因素、反过来的影响都在里面", "coefficients tell how far the regressors and %[1]q move together %[3]s; they are no effects: whatever changes over time and is left out, and influence the other way, is in them",
		r.Settings.Outcome, r.across().Zh, r.across().En)
	r.lagNote(n)
	r.errorNotes(n)
	r.wildNotes(n)
	for _, d := range r.Dropped {
		if len(d.With) == 0 {
			n.add("变量“%[1]s”没有自己的变化（被%[2]s吸收），已去掉", "the variable %[1]q has no variation of its own (%[3]s take it up) and was left out", d.Name, r.EffectWords().Zh, r.EffectWords().En)
		} else {
			n.add("变量“%[1]s”是 %[2]s 的组合，已去掉", "the variable %[1]q is a combination of %[3]s and was left out", d.Name, strings.Join(d.With, "、"), strings.Join(d.With, ", "))
		}
	}
	return *n
}

// across says between which rows the coefficients compare.
func (r *RegressionResult) across() city.Text {
	switch unit, period := r.has("unit"), r.has("period"); {
	case unit && period:
		return told("同一单位内部、扣除各期共同的变化之后", "within units, less what is common to a period")
	case unit:
		return told("同一单位的各期之间", "over the periods of a unit")
	case period:
		return told("同一时期的各单位之间", "between the units of a period")
	}
	return told("全部行之间", "over all rows")
}

// EffectWords says which effects are removed.
func (r *RegressionResult) EffectWords() city.Text {
	switch unit, period := r.has("unit"), r.has("period"); {
	case unit && period:
		return told("单位与时期效应", "effects of units and periods")
	case unit:
		return told("单位效应", "effects of units")
	case period:
		return told("时期效应", "effects of periods")
	}
	return told("常数项", "a constant")
}

func (r *RegressionResult) has(effect string) bool {
	return slices.Contains(r.Settings.Effects, effect)
}

// ErrorWords says the kind of standard errors.
func (r *RegressionResult) ErrorWords() city.Text {
	by := city.Text{Zh: "单位", En: "unit"}
	if c := r.Settings.Cluster; c != "" {
		by = city.Text{Zh: "“" + c + "”", En: c}
	}
	switch r.Settings.Errors {
	case panel.HC1:
		return told("异方差稳健（HC1）", "robust (HC1)")
	case panel.Clustered:
		return told("按%[1]s聚类，%[3]d 个聚类", "clustered by %[2]s, %[3]d clusters", by.Zh, by.En, r.Clusters)
	case panel.TwoWay:
		return told("按%[1]s与时期双向聚类，少的一边 %[3]d 个", "clustered by %[2]s and by period, %[3]d on the smaller side", by.Zh, by.En, r.Clusters)
	case panel.DriscollKraay:
		return told("Driscoll-Kraay，滞后 %d 期", "Driscoll-Kraay, %d lags", r.Settings.Lags)
	}
	return told("经典", "classical")
}

// lagNote says the bias of a lagged outcome beside unit effects.
func (r *RegressionResult) lagNote(n *remarks) {
	for _, name := range r.Settings.Regressors {
		if m := lagged.FindStringSubmatch(name); m != nil && m[1] == strings.TrimSpace(r.Settings.Outcome) && r.has("unit") && r.Periods < 30 {
			n.add("自变量里有因变量的滞后“%s”，又有单位效应：时期只有 %d 个，它的系数偏小（Nickell 1981，约 (1+系数)/(期数-1)），别的系数也受牵连", "%s lags the outcome beside unit effects: with %d periods its coefficient is too low (Nickell 1981, by about (1+coefficient)/(periods-1)), and others suffer",
				name, r.Periods)
		}
	}
}

// errorNotes says where the errors are doubtful.
func (r *RegressionResult) errorNotes(n *remarks) {
	switch kind := r.Settings.Errors; {
	case (kind == panel.Classical || kind == panel.HC1) && r.Periods > 1 && r.Units > 1:
		n.add("经典与 HC1 标准误把每一行当作互不相干；同一单位各期的误差多半相关，标准误偏小，首选 errors: clustered", "classical and HC1 errors take all rows as unrelated; those of one unit mostly are not, and the errors are too small: prefer errors: clustered")
	case (kind == panel.Clustered || kind == panel.TwoWay) && r.Clusters < fewClusters:
		n.add("聚类只有 %d 个（少于 %d 个），标准误通常偏小，p 值也偏小", "there are %d clusters only (fewer than %d): errors are mostly too small, and p-values too", r.Clusters, fewClusters)
		if len(r.Settings.Wild) == 0 {
			n.add("聚类少时看自助检验：写 errors: clustered 与 wild: [变量]", "with few clusters see the bootstrap: write errors: clustered and wild: [variable]")
		}
	case kind == panel.DriscollKraay && r.Periods < fewPeriods:
		n.add("Driscoll-Kraay 标准误靠时期多，这里只有 %d 期（少于 %d 期），通常偏小", "Driscoll-Kraay errors need many periods; here are %d (fewer than %d), where they are mostly too small", r.Periods, fewPeriods)
	}
	if r.repaired {
		n.add("双向聚类的协方差不是正定的，负的特征值已改为零；聚类太少时常有，标准误只可参考", "the two-way covariance was not positive; negative eigenvalues were set to zero, as happens with few clusters: the errors are a rough guide")
	}
	for _, c := range r.Estimates {
		if math.IsNaN(float64(c.SE)) {
			n.add("“%s”的标准误算不出：它只在一个聚类（或一行、一期）里变化", "%q has no standard error: it varies within one cluster, row or period only", c.Name)
		}
	}
}

// wildNotes says what the bootstrap changes.
func (r *RegressionResult) wildNotes(n *remarks) {
	for _, c := range r.Estimates {
		w := c.Wild
		if w == nil {
			continue
		}
		if float64(c.P) < significant && float64(w.P) >= significant {
			n.add("“%s”按聚类标准误显著（p %s），按自助检验不显著（p %s）：以自助检验为准", "%q is significant by the clustered error (p %s) but not by the bootstrap (p %s): go by the bootstrap", c.Name, c.P.Chance(), w.P.Chance())
		}
		if w.Coarse {
			n.add("“%s”的自助检验：%d 个聚类的正负号没有多少种排法，p 值最小只能到 %s，很粗", "the bootstrap of %q: the signs of %d clusters have few patterns, and p cannot fall below %s", c.Name, w.Clusters, Number(c.smallest).Digits(2))
		}
		if isNone(w.CI[0]) || isNone(w.CI[1]) {
			n.add("“%s”的自助区间有一端没有尽头：数据不能拒绝那一边的任何取值", "the bootstrap interval of %q has an open end: the data refuse no value on that side", c.Name)
		}
	}
}
