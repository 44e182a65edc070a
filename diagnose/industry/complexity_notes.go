package industry

import (
	"github.com/quanyu/quanyu/method/complexity"
)

// conventionWords says what a convention does.
var conventionWords = map[complexity.Convention][2]string{
	complexity.GrowthLab: {"约定 growthlab（哈佛增长实验室 py-ecomplexity）：特征向量，ECI 与 PCI 用同一均值与标准差（除以 n）", "convention growthlab (py-ecomplexity): the vector; ECI and PCI by the mean and deviation (by n) of the ECI"},
	complexity.R:         {"约定 r（R 包 economiccomplexity）：特征向量，ECI 与 PCI 各用自己的均值与标准差（除以 n-1）", "convention r (the R package economiccomplexity): the vector; ECI and PCI each by its own mean and deviation (by n-1)"},
	complexity.Datawheel: {"约定 datawheel：反射 20 次即止，没有到特征向量，与另两种约定的数不同", "convention datawheel: stops after 20 reflections, short of the vector, and differs from the other two"},
}

// remarks says what a reader must know.
func (c *specialisation) remarks() {
	r, s := c.result, c.result.Sample
	w := conventionWords[c.spec.Convention]
	c.notes.add("%[1]s", "%[2]s", w[0], w[1])
	if names := s.DroppedPlaces; len(names) > 0 {
		list := some(names)
		c.notes.add("全是 0 的地方没有用：%[1]s", "places with nothing but zeros were not used: %[2]s", list.Zh, list.En)
	}
	if names := s.DroppedActivities; len(names) > 0 {
		list := some(names)
		c.notes.add("全是 0 的活动没有用：%[1]s", "activities with nothing but zeros were not used: %[2]s", list.Zh, list.En)
	}
	if len(c.table.Places) < 10 {
		c.notes.add("地方只有 %d 个：复杂度与邻近度由很少的地方算出，换一两个地方就会变", "there are %d places only: complexity and proximity come from few, and change with one or two of them", len(c.table.Places))
	}
	if c.counted != nil {
		c.notes.add("数量是个数：区位商按期望个数向 1 收缩（经验贝叶斯，Marshall 1991），合计不足 %g 个的不排名；期望不足 5 个的有 %d 格", "values are counts: quotients are drawn towards 1 by what is expected (empirical Bayes, Marshall 1991); fewer than %g in all are not ranked; %d cells expect fewer than 5", c.spec.Counts.Least, s.OnLittle)
	}
	c.narrow()
	if u := r.Settings; u.Draws > 0 && u.Drawn < u.Draws {
		c.notes.add("%d 次重抽中有 %d 次各地断开或定不下来，没有用", "of %d draws %d fell apart or gave no index, and were not used", u.Draws, u.Draws-u.Drawn)
	}
	if c.scores != nil && c.spec.Intervals == nil {
		c.notes.add("没有给名次的区间（intervals）：相近的名次分不出先后", "no intervals of ranks were asked for (intervals): ranks that are near are not told apart")
	}
	if c.spec.Since != nil {
		c.notes.add("进入与退出按区位商是否达到 %g 计，在门槛附近的进出可能只是波动", "entry and exit are by whether the quotient reaches %g; near it they may be noise", c.spec.Cutoff)
	}
	c.notes.add("邻近不等于因果：密度高说明同类地方多半也有，不说明引进就会成", "being near is no cause: a high density says that such places mostly have it, not that bringing it in will work")
}

// narrow names places that are ranked by few activities: the mean of a handful
// says little, however high it is.
func (c *specialisation) narrow() {
	const share = 50 // one activity in so many
	var names []string
	for _, p := range c.result.Places {
		if p.Rank != nil && p.Diversity*share < len(c.table.Activities) {
			names = append(names, p.Place)
		}
	}
	if len(names) > 0 {
		list := some(names)
		c.notes.add("下列地方专业化的活动不到全部的五十分之一，名次由寥寥几种活动决定，不宜引用：%[1]s", "these places are specialised in fewer than one activity in fifty; their ranks hang on a handful and are not to be quoted: %[2]s", list.Zh, list.En)
	}
}
