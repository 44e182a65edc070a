package citywide

import "github.com/quanyu/quanyu/city"

// AllocateCodes lists the findings about an allocation.
func AllocateCodes() city.Codes {
	return city.Codes{
		city.NewCode("A200", city.SeverityWarning, "没有求解器，没有算", "left out for want of the solver",
			"布局和用地的择优要用整数规划求解器，这个程序里没有；课题的其余部分照算。", "Allocation and the choice of land need the solver of integer programs, which this build lacks; the rest of the study is done."),
		city.NewCode("A201", city.SeverityNote, "换一组权重，方案没有变", "other weights give the same plan",
			"两组权重得出同一个方案，只列一次；说明它不依赖这两组权重的差别。", "Two weightings give one plan, which is listed once: it does not hang on what tells them apart."),
		city.NewCode("A202", city.SeverityWarning, "不同的方案不足三个", "fewer than three plans that differ",
			"用地、资金、锁定这些约束之下找不到三个不同的方案，可比选的余地小。", "Land, money and locks leave fewer than three plans that differ: there is little to choose from."),
		city.NewCode("A203", city.SeverityWarning, "安排不稳", "an unsettled choice",
			"户数按泊松分布重抽样、重新求解，不到一半的结果里还有这个安排：户数稍有不同就会换，定之前先核企业名录。", "Of plans made anew from counts drawn by Poisson fewer than half have this choice: counts a little different would change it. Check the register of firms first."),
		city.NewCode("A204", city.SeverityWarning, "依据不足的区有锁定", "a lock in a district without enough data",
			"这个区的企业太少，说不出适合什么；锁定照做，不作评价。", "The district has too few firms to say what suits it; the lock is kept and not judged."),
		city.NewCode("A205", city.SeverityWarning, "锁定的主题站不住", "a locked theme that could not be defended",
			"按现有户数，这个主题在这个区的专业化程度达不到要求；锁定照做，代价另列。", "By the counts the district is not specialised enough for the theme; the lock is kept, and its price is listed."),
		city.NewCode("A206", city.SeverityWarning, "没有证明最优", "not proven best",
			"求解器在限定的结点数之内没有证明这是最好的方案，写明与上界的差距。", "Within the nodes allowed the solver did not prove the plan best; the distance from the bound is stated."),
		city.NewCode("A207", city.SeverityNote, "合计行没有算", "rows of sums left out",
			"表里名为合计、全市的行不是一个区或一个行业，没有算。", "Rows that are sums (合计, 全市) are no district and no industry, and are not counted."),
	}
}
